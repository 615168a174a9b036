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
	// Description is what DescribeExecution answers.
	Description *runner.Description `json:"describe_execution,omitempty"`
	retold      bool                // as AWS told it when the case was recorded
	now         []runner.Event      // the history as the runner gave it
}

// Retold tells whether the history is told as AWS told it when the case was
// recorded, and not as the runner and AWS do now.
func (r *Result) Retold() bool { return r.retold }

// AsNow is the result with the history as the runner gave it.
func (r *Result) AsNow() *Result {
	own := *r
	own.History, own.retold = r.now, false
	return &own
}

// Run answers one case.
func Run(ctx context.Context, c *Case) *Result {
	r := &Result{ID: c.ID}
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
	options := c.options(resources(c.text()))
	input := []byte("{}")
	if c.Input.Exists() {
		input = c.Input.AppendJSON(nil)
	}
	x, err := machine.Start(ctx, input, options)
	if err != nil {
		return err
	}
	if err := c.work(x); err != nil {
		return err
	}
	result, err := x.Result(ctx)
	if err != nil {
		return err
	}
	r.Status, r.Output = result.Status, result.Output
	r.now = result.History
	r.History, r.retold = c.asThen(r.now)
	if d := x.Describe(); strings.HasPrefix(d.StateMachineARN, "arn:") { // else its name is not on record
		r.Description = &d
	}
	if result.Error != "" {
		r.Error = &result.Error
	}
	if result.Cause != "" {
		r.Cause = &result.Cause
	}
	return nil
}

// objects are what the case puts into buckets before it begins.
func (c *Case) objects() *runner.MemoryObjects {
	made := &runner.MemoryObjects{}
	for _, call := range c.Resources.Setup {
		if call.Service == "s3" && call.Operation == "put_object" {
			made.Put(call.Params.Bucket, call.Params.Key, []byte(call.Params.Body))
		}
	}
	return made
}

// options binds the case's functions and mocks.
func (c *Case) options(resources map[string]string) runner.Options {
	o := runner.Options{
		Account:    "111111111111",
		Objects:    c.objects(),
		MachineARN: c.Execution.StateMachineARN, ExecutionARN: c.Execution.ExecutionARN,
		States: map[string]runner.Service{}, Functions: map[string]runner.Service{},
	}
	if c.Type == string(asl.Express) {
		o.Type = asl.Express
	}
	if at, err := time.Parse(time.RFC3339, c.Execution.Clock); err == nil {
		o.Start = at
	}
	for state, attempts := range c.Mocks {
		if state != unknown && len(attempts) > 0 && !strings.Contains(resources[state], ":activity:") {
			o.States[state] = answers(attempts)
		}
	}
	if of := c.Mocks[unknown]; len(of) > 0 {
		o.Services = map[string]runner.Service{"lambda:invoke": recorded{c.Resources.Lambda, of}}
		return o
	}
	for name, function := range c.Resources.Lambda {
		o.Functions[name] = function
	}
	return o
}

// work does what the case's activity worker did.
func (c *Case) work(x *runner.Execution) error {
	for _, open := range x.OpenTokens() {
		attempts := c.Mocks[open.State]
		if len(attempts) == 0 {
			return fmt.Errorf("nothing is recorded for state %q", open.State)
		}
		x.GetActivityTask(open.Resource, c.worker())
		if err := x.Reply(open.Token, attempts[0].reply()); err != nil {
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
