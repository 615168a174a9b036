package recordexists_test

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"github.com/quickstep-go/quickstep/dsl/sns"
	"github.com/quickstep-go/quickstep/examples/recordexists"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type run = sfntest.Run[recordexists.Record, recordexists.Outcome]

var record = recordexists.Record{ID: "7", Name: "seven"}

// newRun serves a store that holds records, and notes what is published.
func newRun(t *testing.T, stored map[string]recordexists.Record) (r *run, published *[]string) {
	r, published = sfntest.New(t, recordexists.Workflow), new([]string)
	sfntest.Handle(r, recordexists.Validate, func(_ context.Context, r recordexists.Record) (recordexists.Validation, error) {
		if r.Name == "" {
			return recordexists.Validation{}, sfntest.Error("InvalidRecord", "a record needs a name")
		}
		_, known := stored[r.ID]
		return recordexists.Validation{IsNew: !known}, nil
	})
	sfntest.Handle(r, recordexists.Add, func(_ context.Context, r recordexists.Record) (struct{}, error) {
		stored[r.ID] = r
		return struct{}{}, nil
	})
	sfntest.Call(r, recordexists.Topic.Publish(), func(_ context.Context, m sns.Message) (sns.Receipt, error) {
		*published = append(*published, m.Message)
		return sns.Receipt{MessageID: "m-1"}, nil
	})
	return r, published
}

func TestNewRecordIsAdded(t *testing.T) {
	stored := map[string]recordexists.Record{}
	r, published := newRun(t, stored)
	e := r.Start(record)
	out, err := e.Result()
	if err != nil || out != (recordexists.Outcome{ID: "7", Result: "inserted"}) {
		t.Errorf("got %+v, %v", out, err)
	}
	if stored["7"] != record || !reflect.DeepEqual(*published, []string{"record 7: inserted"}) {
		t.Errorf("stored %v, published %q", stored, *published)
	}
	if want := []string{"Validate Record", "Is New?", "Add Record", "Publish Result"}; !reflect.DeepEqual(e.Path(), want) {
		t.Errorf("path %q", e.Path())
	}
}

func TestKnownRecordIsLeft(t *testing.T) {
	stored := map[string]recordexists.Record{"7": {ID: "7", Name: "before"}}
	r, published := newRun(t, stored)
	out, err := r.Start(record).Result()
	if err != nil || out.Result != "already exists" || stored["7"].Name != "before" {
		t.Errorf("got %+v, %v, stored %v", out, err, stored)
	}
	if !reflect.DeepEqual(*published, []string{"record 7: already exists"}) {
		t.Errorf("published %q", *published)
	}
}

func TestInvalidRecordFails(t *testing.T) {
	r, published := newRun(t, nil)
	_, err := r.Start(recordexists.Record{ID: "8"}).Result()
	var f *sfntest.Failure
	if !errors.As(err, &f) || f.Name != "InvalidRecord" || len(*published) > 0 {
		t.Errorf("got %v, published %q", err, *published)
	}
}

func TestTopicRefuses(t *testing.T) {
	r, _ := newRun(t, map[string]recordexists.Record{})
	sfntest.Call(r, recordexists.Topic.Publish(), func(context.Context, sns.Message) (sns.Receipt, error) {
		return sns.Receipt{}, sfntest.Error("SNS.AuthorizationErrorException", "not allowed")
	})
	_, err := r.Start(record).Result()
	var f *sfntest.Failure
	if !errors.As(err, &f) || f.Name != "SNS.AuthorizationErrorException" {
		t.Errorf("got %v", err)
	}
}

func TestTransientErrorsAreRetried(t *testing.T) {
	r, _ := newRun(t, map[string]recordexists.Record{})
	calls := 0
	sfntest.Handle(r, recordexists.Validate, func(context.Context, recordexists.Record) (recordexists.Validation, error) {
		if calls++; calls < 3 {
			return recordexists.Validation{}, sfntest.Error("Lambda.ServiceException", "try again")
		}
		return recordexists.Validation{}, nil
	})
	if out, err := r.Start(record).Result(); err != nil || calls != 3 {
		t.Errorf("got %+v, %v after %d calls", out, err, calls)
	}
}
