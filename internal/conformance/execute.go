package conformance

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
	"github.com/quickstep-go/quickstep/runner"
)

// A Result is the answer to a case, as the judge reads it.
type Result struct {
	ID      string          `json:"id"`
	Skipped string          `json:"skipped,omitempty"`
	Status  runner.Status   `json:"status,omitempty"`
	Output  json.RawMessage `json:"output,omitempty"`
	Error   *string         `json:"error"`
	Cause   *string         `json:"cause"`
	History []runner.Event  `json:"history,omitempty"`
}

// Run answers one case.
func Run(ctx context.Context, c *Case) *Result {
	r := &Result{ID: c.ID}
	if c.distributed() {
		r.Skipped = "distributed maps are not served yet"
		return r
	}
	if err := c.run(ctx, r); err != nil {
		r.Skipped = "the runner could not run it: " + err.Error()
	}
	return r
}

func (c *Case) run(ctx context.Context, r *Result) error {
	machine, err := runner.Compile(c.text())
	if err != nil {
		return err
	}
	options, callbacks := c.options(resources(c.text()))
	input := []byte("{}")
	if c.Input.Exists() {
		input = c.Input.AppendJSON(nil)
	}
	x, err := machine.Start(ctx, input, options)
	if err != nil {
		return err
	}
	if err := c.answer(x, callbacks); err != nil {
		return err
	}
	result, err := x.Result(ctx)
	if err != nil {
		return err
	}
	r.Status, r.Output, r.History = result.Status, result.Output, result.History
	if result.Error != "" {
		r.Error = &result.Error
	}
	if result.Cause != "" {
		r.Cause = &result.Cause
	}
	return nil
}

// options binds the case's functions and mocks. The mocks are given as well, for
// tasks that are answered by their tokens.
func (c *Case) options(resources map[string]string) (runner.Options, map[string]*mocks) {
	o := runner.Options{
		Account:    "111111111111",
		MachineARN: c.Execution.StateMachineARN, ExecutionARN: c.Execution.ExecutionARN,
		States: map[string]runner.Service{}, Functions: map[string]runner.Service{},
	}
	if c.Type == string(asl.Express) {
		o.Type = asl.Express
	}
	if at, err := time.Parse(time.RFC3339, c.Execution.Clock); err == nil {
		o.Start = at
	}
	all := map[string]*mocks{}
	for state, attempts := range c.Mocks {
		if state == unknown || len(attempts) == 0 {
			continue
		}
		all[state] = &mocks{left: attempts}
		if !strings.Contains(resources[state], ":activity:") {
			o.States[state] = all[state]
		}
	}
	if answers := c.Mocks[unknown]; len(answers) > 0 {
		o.Services = map[string]runner.Service{"lambda:invoke": recorded{c.Resources.Lambda, answers}}
		return o, all
	}
	for name, function := range c.Resources.Lambda {
		o.Functions[name] = function
	}
	return o, all
}

// answer answers the tasks that wait for their tokens or workers, attempt after
// attempt.
func (c *Case) answer(x *runner.Execution, callbacks map[string]*mocks) error {
	const most = 100
	for range most {
		open := x.OpenTokens()
		if len(open) == 0 || x.Status() != runner.Running {
			return nil
		}
		m := callbacks[open[0].State]
		if m == nil {
			return fmt.Errorf("nothing is recorded for the callback of state %q", open[0].State)
		}
		if open[0].Activity {
			x.GetActivityTask(open[0].Resource, c.worker())
		}
		if err := x.Reply(open[0].Token, m.next().reply()); err != nil {
			return err
		}
	}
	return nil
}

// Write stores the answer to a case, a *[Result] or an *[Answer], in a folder, one
// file per case.
func Write(dir string, c *Case, r any) error {
	folder := filepath.Join(dir, c.Area)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, c.ID+".json"), text, 0o644)
}

// worker is the name of the case's activity worker.
func (c *Case) worker() string {
	var find func(v jsonvalue.Value) string
	find = func(v jsonvalue.Value) string {
		if name := v.Get("WorkerName").Text(); name != "" {
			return name
		}
		for _, m := range v.Members() {
			if name := find(m.Value); name != "" {
				return name
			}
		}
		for _, item := range v.Items() {
			if name := find(item); name != "" {
				return name
			}
		}
		return ""
	}
	return find(c.HelperMachines)
}

// resources gives the resource of each Task state, by the state's name.
func resources(definition []byte) map[string]string {
	all := map[string]string{}
	machine, found := asl.Parse(definition)
	if found.HasErrors() {
		return all
	}
	for place := range machine.Walk() {
		if task, ok := place.State.(*asl.Task); ok {
			all[place.Name] = task.Resource
		}
	}
	return all
}
