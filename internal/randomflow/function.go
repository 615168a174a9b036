package randomflow

import (
	"context"
	"fmt"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/runner/parquet"
)

// A function is what a task calls: its answer follows from its input alone.
type function struct {
	in, out kind
	mood    mood
}

// A mood is how a function may fail.
type mood string

const (
	steady mood = ""      // never
	touchy mood = "Touch" // for some inputs, always
	flaky  mood = "Flaky" // for some inputs, in the first attempts
)

var (
	moods      = []mood{steady, touchy, flaky}
	inputs     = []kind{aRecord, aNumber, texts, records, grid, aMap}
	errorNames = []string{"Mine", "Other"}
)

func (f function) String() string { return fmt.Sprintf("%sTo%s%s", f.in, f.out, f.mood) }

// answer is what the function gives or fails with.
func (f function) answer(in any, attempt int) (any, *dsl.ErrorOutput) {
	d := hashed(append(encode(in), f.String()...))
	fails := d(3)
	if f.mood == touchy && fails == 0 || f.mood == flaky && attempt < fails {
		return nil, &dsl.ErrorOutput{Error: errorNames[d(2)], Cause: words[d(len(words))]}
	}
	return f.out.value(d, false), nil
}

func (f function) serve(_ context.Context, t *runner.Task) ([]byte, error) {
	in, err := f.in.typed().decode(t.Input())
	if err != nil {
		return nil, &runner.Failure{Name: "Garbled", Cause: err.Error()}
	}
	out, failure := f.answer(in, t.Attempt)
	if failure != nil {
		return nil, &runner.Failure{Name: failure.Error, Cause: failure.Cause}
	}
	return encode(out), nil
}

// Options are those of an execution of the program, with all that it calls but the
// workflows that it starts.
func (p *Program) Options() runner.Options {
	functions := Functions()
	services := map[string]runner.Service{"aws-sdk:dynamodb:putItem": runner.ServiceFunc(putting)}
	for name, f := range functions {
		services[doing+name] = f
	}
	return runner.Options{Name: Name, Functions: functions, Services: services, Objects: p.Objects(), Parquet: parquet.Rows}
}

// Functions serves everything that a program calls, for one execution.
func Functions() map[string]runner.Service {
	all := map[string]runner.Service{}
	for _, in := range inputs {
		for out := range kinds {
			for _, mood := range moods {
				f := function{in, out, mood}
				all[f.String()] = runner.ServiceFunc(f.serve)
			}
		}
	}
	for out := range kinds {
		for _, mood := range []mood{steady, touchy} {
			f := function{aRecord, out, mood}
			all["Ask"+f.String()] = runner.ServiceFunc(f.ask)
		}
	}
	all["Tick"] = ticking()
	all["Echo"], all["Third"], all["Who"] = runner.ServiceFunc(echo), runner.ServiceFunc(third), runner.ServiceFunc(who)
	all["Same"], all["Broken"] = runner.ServiceFunc(identical), runner.ServiceFunc(broken)
	return all
}
