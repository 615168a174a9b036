package regions_test

import (
	"context"
	"errors"
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/examples/regions"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

var running = map[string][]string{"us-east-1": {"i-1", "i-2"}, "us-east-2": {"i-3"}, "us-west-1": {}}

// forms are both workflows, which are to give the same.
var forms = map[string]*dsl.Workflow[struct{}, [][]string]{"branches": regions.Branches, "map": regions.Each}

func TestListsEachRegion(t *testing.T) {
	for name, w := range forms {
		t.Run(name, func(t *testing.T) {
			var mu sync.Mutex
			asked := map[string]int{}
			r := sfntest.New(t, w)
			sfntest.Handle(r, regions.GetRunning, func(_ context.Context, in regions.Region) ([]string, error) {
				mu.Lock()
				defer mu.Unlock()
				asked[in.Region]++
				return running[in.Region], nil
			})
			out, err := r.Start(struct{}{}).Result()
			if want := [][]string{{"i-1", "i-2"}, {"i-3"}, {}}; err != nil || !reflect.DeepEqual(out, want) {
				t.Errorf("got %q, %v, want %q", out, err, want)
			}
			if want := map[string]int{"us-east-1": 1, "us-east-2": 1, "us-west-1": 1}; !reflect.DeepEqual(asked, want) {
				t.Errorf("asked %v, want each region once", asked)
			}
		})
	}
}

func TestOneRegionFails(t *testing.T) {
	for name, w := range forms {
		t.Run(name, func(t *testing.T) {
			r := sfntest.New(t, w)
			sfntest.Handle(r, regions.GetRunning, func(_ context.Context, in regions.Region) ([]string, error) {
				if in.Region == "us-east-2" {
					return nil, sfntest.Error("RegionDown", in.Region)
				}
				return running[in.Region], nil
			})
			_, err := r.Start(struct{}{}).Result()
			var f *sfntest.Failure
			if !errors.As(err, &f) || f.Name != "RegionDown" || f.Cause != "us-east-2" {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestThrottledFunctionIsCalledAgain(t *testing.T) {
	for name, w := range forms {
		t.Run(name, func(t *testing.T) {
			r := sfntest.New(t, w)
			var mu sync.Mutex
			calls := 0
			sfntest.Handle(r, regions.GetRunning, func(context.Context, regions.Region) ([]string, error) {
				mu.Lock()
				defer mu.Unlock()
				if calls++; calls == 1 {
					return nil, sfntest.Error("Lambda.TooManyRequestsException", "Rate Exceeded.")
				}
				return []string{}, nil
			})
			e := r.Start(struct{}{})
			if _, err := e.Result(); err != nil || calls != 4 {
				t.Errorf("%d calls, %v", calls, err)
			}
			if e.Elapsed() > 2*time.Second {
				t.Errorf("took %s", e.Elapsed())
			}
		})
	}
}
