package runner

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
	"github.com/quickstep-go/quickstep/internal/shared"
)

// A benchCase is one of the cases of the reference material's bench folder.
type benchCase struct {
	Transitions int               `json:"transitions"`
	Handlers    map[string]string `json:"handlers"`
	Expect      jsonvalue.Value   `json:"expect"`

	definition, input []byte
}

func benchCases(t testing.TB) map[string]*benchCase {
	dir := shared.Path(t, "bench", "cases")
	cases := map[string]*benchCase{}
	text, err := os.ReadFile(filepath.Join(dir, "meta.json"))
	if err == nil {
		err = json.Unmarshal(text, &cases)
	}
	for name, c := range cases {
		if err == nil {
			c.definition, err = os.ReadFile(filepath.Join(dir, name+".asl.json"))
		}
		if err == nil {
			c.input, err = os.ReadFile(filepath.Join(dir, name+".input.json"))
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

// options are those of a bench run: handlers as the case names them, and no
// limit to payloads and history.
func (c *benchCase) options() Options {
	o := Options{States: map[string]Service{}, Quotas: Quotas{PayloadBytes: -1, HistoryEvents: -1}}
	for state, kind := range c.Handlers {
		o.States[state] = benchHandler(kind)
	}
	return o
}

func benchHandler(kind string) Service {
	calls := 0
	return ServiceFunc(func(_ context.Context, task *Task) ([]byte, error) {
		calls++
		switch {
		case kind == "boom":
			return nil, &Failure{Name: "Boom", Cause: "c"}
		case kind == "flaky2" && calls%3 != 0:
			return nil, &Failure{Name: "Flaky"}
		}
		v, _ := task.Value().Get("v").Int()
		return append(strconv.AppendInt([]byte(`{"v":`), v+1, 10), '}'), nil
	})
}

func (c *benchCase) check(r *Result) error {
	want := c.Expect
	switch {
	case !want.Exists():
		return nil
	case want.Get("$error").Bool():
		if r.Status != Failed {
			return fmt.Errorf("%s %s, want it to fail", r.Status, r.Output)
		}
		return nil
	case r.Status != Succeeded:
		return fmt.Errorf("%s %s: %s", r.Status, r.Error, r.Cause)
	}
	got, err := jsonvalue.Parse(r.Output)
	if n, ok := want.Get("$len").Int(); ok {
		if int64(got.Len()) != n {
			return fmt.Errorf("%d items, want %d", got.Len(), n)
		}
		return err
	}
	if !jsonvalue.Equal(got, want) {
		return fmt.Errorf("got %s, want %s", got, want)
	}
	return err
}

// contradicted are probes whose expectation recordings of AWS contradict.
var contradicted = map[string]string{
	"probe-jsonpath-assign": "it reads the state's input by $ in the Assign of a Pass with Result; on AWS that is the Result",
}

// TestBenchCases holds that every case and every probe gives what is expected.
func TestBenchCases(t *testing.T) {
	for name, c := range benchCases(t) {
		t.Run(name, func(t *testing.T) {
			if reason := contradicted[name]; reason != "" {
				t.Skip(reason)
			}
			x, err := compile(t, string(c.definition)).Start(context.Background(), c.input, c.options())
			if err != nil {
				t.Fatal(err)
			}
			r, err := x.Result(context.Background())
			if err == nil {
				err = c.check(r)
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
}

// BenchmarkCases runs the cases for throughput, the input parsed each time and
// the history recorded.
func BenchmarkCases(b *testing.B) {
	cases := benchCases(b)
	names := make([]string, 0, len(cases))
	for name := range cases {
		if !strings.Contains(name, "probe") {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	for _, name := range names {
		c := cases[name]
		b.Run(name, func(b *testing.B) {
			m := compile(b, string(c.definition))
			o := c.options()
			b.ReportAllocs()
			for b.Loop() {
				x, err := m.Start(context.Background(), c.input, o)
				if err != nil {
					b.Fatal(err)
				}
				if x.Status() != Succeeded {
					r, err := x.Result(context.Background())
					b.Fatal(r.Status, r.Error, r.Cause, err)
				}
			}
			each := float64(b.Elapsed().Nanoseconds()) / float64(b.N)
			b.ReportMetric(1e9/each, "execs/s")
			b.ReportMetric(1e9/each*float64(c.Transitions), "transitions/s")
		})
	}
}
