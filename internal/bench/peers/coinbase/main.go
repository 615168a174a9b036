// The command coinbase runs one case with github.com/coinbase/step, for the
// comparison in the folder above.
package main

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/coinbase/step/machine"
	"github.com/quickstep-go/quickstep/internal/bench"
	"github.com/quickstep-go/quickstep/internal/bench/peers/child"
)

func main() { child.Main(setup) }

type payload struct {
	V int `json:"v"`
}

func setup(c *bench.Case, values bool) (child.Execution, error) {
	m, err := machine.FromJSON(c.Definition)
	if err != nil {
		return nil, err
	}
	for state, kind := range c.Handlers {
		if err := m.SetTaskHandler(state, handler(kind)); err != nil {
			return nil, err
		}
	}
	var input any = string(c.Input)
	if values {
		var parsed any
		if err := json.Unmarshal(c.Input, &parsed); err != nil {
			return nil, err
		}
		input = parsed
	}
	return func() (func() (string, error), error) {
		x, err := m.Execute(input)
		if err != nil {
			return nil, err
		}
		return func() (string, error) { return x.OutputJSON, nil }, nil // which it makes in any case
	}, nil
}

type boom struct{}

func (boom) Error() string { return "boom" }

func handler(kind string) any {
	calls := 0
	return func(_ context.Context, in *payload) (any, error) {
		calls++
		switch {
		case kind == "boom":
			return nil, boom{}
		case kind == "flaky2" && calls%3 != 0:
			return nil, errors.New("flaky")
		}
		return payload{V: in.V + 1}, nil
	}
}
