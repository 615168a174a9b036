// The command quickstep runs one case with Quickstep's runner, for the comparison
// in the folder above. With -events each execution also gives its history as
// events; without, the history is recorded and not asked for. With -impatient the
// clock goes on without a handler that hangs, as it does by default.
package main

import (
	"context"
	"flag"
	"fmt"

	"github.com/quickstep-go/quickstep/internal/bench"
	"github.com/quickstep-go/quickstep/internal/bench/peers/child"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
	"github.com/quickstep-go/quickstep/runner"
)

func main() {
	events := flag.Bool("events", false, "give the history as events")
	impatient := flag.Bool("impatient", false, "have the default patience with handlers")
	child.Main(func(c *bench.Case, values bool) (child.Execution, error) {
		return setup(c, values, *events, *impatient)
	})
}

func setup(c *bench.Case, values, events, impatient bool) (child.Execution, error) {
	m, err := runner.Compile(c.Definition)
	if err != nil {
		return nil, err
	}
	o := c.Options()
	if impatient {
		o.Patience = 0
	}
	switch {
	case values:
		return fromValue(m, c, o)
	case events:
		return func() (func() (string, error), error) { return withEvents(m, c, o) }, nil
	}
	return func() (func() (string, error), error) {
		output, err := bench.Execute(m, c.Input, o)
		return func() (string, error) { return string(output), nil }, err
	}, nil
}

func withEvents(m *runner.Machine, c *bench.Case, o runner.Options) (func() (string, error), error) {
	x, err := m.Start(context.Background(), c.Input, o)
	if err != nil {
		return nil, err
	}
	r, err := x.Result(context.Background())
	if err == nil && r.Status != runner.Succeeded {
		err = fmt.Errorf("%s: %s: %s", r.Status, r.Error, r.Cause)
	}
	return func() (string, error) { return string(r.Output), nil }, err
}

func fromValue(m *runner.Machine, c *bench.Case, o runner.Options) (child.Execution, error) {
	input, err := jsonvalue.Parse(c.Input)
	return func() (func() (string, error), error) {
		x, err := m.StartValue(context.Background(), input, o)
		if err != nil {
			return nil, err
		}
		if x.Status() != runner.Succeeded {
			r, err := x.Result(context.Background())
			return nil, fmt.Errorf("%s: %s: %s (%v)", r.Status, r.Error, r.Cause, err)
		}
		output := x.Output()
		return func() (string, error) { return output.JSON(), nil }, nil
	}, err
}
