package bench

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"sync/atomic"

	"github.com/quickstep-go/quickstep/runner"
)

// Options are those of a timed run: the case's handlers, no limit to payloads and
// history, which the largest cases go beyond, and no end to the patience with a handler,
// of which other runners have none either. All else is as it is by default; the history
// is recorded.
func (c *Case) Options() runner.Options {
	o := runner.Options{
		States:   map[string]runner.Service{},
		Quotas:   runner.Quotas{PayloadBytes: -1, HistoryEvents: -1},
		Patience: -1,
	}
	for state, kind := range c.Handlers {
		o.States[state] = handler(kind)
	}
	return o
}

// handler gives a task's function: inc raises the number v, flaky2 does so at
// every third call and fails at the others, boom always fails.
func handler(kind string) runner.Service {
	var calls atomic.Int64
	return runner.Handler(func(_ context.Context, payload []byte) ([]byte, error) {
		switch call := calls.Add(1); {
		case kind == "boom":
			return nil, &runner.Failure{Name: "Boom", Cause: "boom"}
		case kind == "flaky2" && call%3 != 0:
			return nil, &runner.Failure{Name: "Flaky", Cause: "flaky"}
		}
		v, err := number(payload)
		if err != nil {
			return nil, err
		}
		return append(strconv.AppendInt([]byte(`{"v":`), v+1, 10), '}'), nil
	})
}

// number gives the member v of a payload, without the cost of a decoder.
func number(payload []byte) (int64, error) {
	_, text, ok := bytes.Cut(payload, []byte(`"v":`))
	if end := bytes.IndexAny(text, ",}"); ok && end >= 0 {
		return strconv.ParseInt(string(text[:end]), 10, 64)
	}
	return 0, fmt.Errorf("the payload %s has no member v", payload)
}

// Execute runs the machine once, from text to text. The history is recorded and
// not asked for.
func Execute(m *runner.Machine, input []byte, o runner.Options) ([]byte, error) {
	ctx := context.Background()
	x, err := m.Start(ctx, input, o)
	if err != nil {
		return nil, err
	}
	if x.Status() == runner.Succeeded {
		return x.Output().AppendJSON(nil), nil
	}
	r, err := x.Result(ctx)
	if err != nil {
		return nil, err
	}
	return nil, fmt.Errorf("%s: %s: %s", r.Status, r.Error, r.Cause)
}
