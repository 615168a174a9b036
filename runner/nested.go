package runner

import (
	"strings"
	"time"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// machine finds what states:startExecution starts: by its ARN, by its name, or by
// the substitution that stands for it.
func (e *engine) machine(arn string) *Machine {
	for _, key := range []string{arn, lastPart(arn), bare(arn), "${" + bare(arn) + "}"} {
		if m := e.options.Machines[key]; m != nil {
			return m
		}
	}
	return nil
}

// startNested runs a machine as an execution of its own, on the same clock.
func (a *attempt) startNested(m *Machine) move {
	t, e := a.thread, a.thread.run.eng
	child := e.newRun(m, nestedInput(a.arguments.Get("Input")), a.arguments.Get("Name").Text(), false)
	child.parent = t.run
	if child.repeats() && !e.repeat() {
		return e.stuckOn(a.endless(child))
	}
	t.run.nested = append(t.run.nested, child)
	if arn := a.arguments.Get("StateMachineArn").Text(); strings.HasPrefix(arn, "arn:") {
		child.own = arn
	}
	started := a.startedNested(child)
	switch a.node.resource.pattern {
	case requestResponse:
		e.launch(child)
		return a.succeed(started)
	case waitForToken:
		e.launch(child)
		a.submit(started)
		return waits
	}
	a.noteOutput(TaskSubmitted, started)
	a.child = child
	child.whenEnd = func() {
		if !a.over {
			t.resume(a.nestedEnded(child))
		}
	}
	child.begin()
	return waits
}

// nestedInput is an execution's input: Input is JSON, or a JSON text.
func nestedInput(v jsonvalue.Value) jsonvalue.Value {
	switch v.Kind() {
	case jsonvalue.Absent, jsonvalue.Null:
		return emptyObject
	case jsonvalue.String:
		if parsed, err := jsonvalue.ParseString(v.Text()); err == nil {
			return parsed
		}
	}
	return v
}

// startedNested is what StartExecution answers.
func (a *attempt) startedNested(child *run) jsonvalue.Value {
	request := uuid(a.thread.run.eng.rand())
	return jsonvalue.ObjectOf(
		jsonvalue.Member{Name: "ExecutionArn", Value: jsonvalue.StringOf(child.arn())},
		jsonvalue.Member{Name: "SdkHttpMetadata", Value: jsonvalue.ObjectOf(jsonvalue.Member{Name: "HttpStatusCode", Value: jsonvalue.IntOf(200)})},
		jsonvalue.Member{Name: "SdkResponseMetadata", Value: jsonvalue.ObjectOf(jsonvalue.Member{Name: "RequestId", Value: jsonvalue.StringOf(request)})},
		jsonvalue.Member{Name: "StartDate", Value: jsonvalue.StringOf(iso(child.started))})
}

// nestedEnded takes what a nested execution came to, as .sync and .sync:2 do.
func (a *attempt) nestedEnded(child *run) move {
	description := a.describe(child)
	if child.status == Succeeded {
		return a.succeed(description)
	}
	return a.fail(failed(errTaskFailed, description.JSON()))
}

var included = jsonvalue.ObjectOf(jsonvalue.Member{Name: "Included", Value: jsonvalue.BoolOf(true)})

// describe is what DescribeExecution tells of a nested execution, its members in
// the order of their names. Input and output are JSON with .sync:2 and JSON texts
// with .sync.
func (a *attempt) describe(child *run) jsonvalue.Value {
	payload := func(v jsonvalue.Value) jsonvalue.Value {
		if a.node.resource.pattern == runJobJSON {
			return v
		}
		return jsonvalue.StringOf(v.JSON())
	}
	var f fields
	if child.failure != nil && child.status == Failed {
		f.text("Cause", text(child.failure.cause))
		f.text("Error", text(child.failure.name))
	}
	f.text("ExecutionArn", child.arn())
	f.add("Input", payload(child.input))
	f.add("InputDetails", included)
	f.text("Name", child.name())
	if child.status == Succeeded {
		f.add("Output", payload(child.output))
		f.add("OutputDetails", included)
	}
	f.add("StartDate", millis(child.started))
	f.text("StateMachineArn", child.machineARN())
	f.text("Status", string(child.status))
	f.add("StopDate", millis(child.ended))
	return jsonvalue.ObjectOf(f...)
}

func millis(at int64) jsonvalue.Value { return jsonvalue.IntOf(at / int64(time.Millisecond)) }
