package runner

import (
	"slices"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// contextFields are the fields that a given context object may have, and the kind
// of each; Absent is any (Developer Guide, "Accessing execution data from the
// Context object").
var contextFields = map[string]map[string]jsonvalue.Kind{
	"Execution": {"Id": jsonvalue.String, "Input": jsonvalue.Absent, "Name": jsonvalue.String, "RoleArn": jsonvalue.String,
		"StartTime": jsonvalue.String, "RedriveCount": jsonvalue.Number, "RedriveTime": jsonvalue.String},
	"State":        {"EnteredTime": jsonvalue.String, "Name": jsonvalue.String, "RetryCount": jsonvalue.Number},
	"StateMachine": {"Id": jsonvalue.String, "Name": jsonvalue.String},
	"Task":         {"Token": jsonvalue.String},
	"Map":          {"Item": jsonvalue.Object},
}

var articles = map[jsonvalue.Kind]string{jsonvalue.String: "a string", jsonvalue.Number: "a number", jsonvalue.Object: "an object"}

func wrongContext(what string) *TestError {
	return refused("Invalid Context object provided: %s", what)
}

// checkContext refuses a context object that no state could see.
func (q *stateRequest) checkContext() *TestError {
	if !q.context.Exists() {
		return nil
	}
	if q.context.Kind() != jsonvalue.Object {
		return wrongContext("Context must be an object")
	}
	for _, part := range q.context.Members() {
		fields, known := contextFields[part.Name]
		switch {
		case !known:
			return wrongContext("Field '" + part.Name + "' is not allowed")
		case part.Value.Kind() != jsonvalue.Object:
			return wrongContext(part.Name + " must be an object")
		}
		if err := checkContextPart(part, fields); err != nil {
			return err
		}
	}
	if q.context.Get("Task").Exists() && !q.callsBack() {
		return wrongContext("Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern")
	}
	return nil
}

func checkContextPart(part jsonvalue.Member, fields map[string]jsonvalue.Kind) *TestError {
	for _, m := range part.Value.Members() {
		kind, known := fields[m.Name]
		switch {
		case !known:
			return wrongContext("Field '" + part.Name + "." + m.Name + "' is not allowed")
		case kind != jsonvalue.Absent && m.Value.Kind() != kind:
			return wrongContext(part.Name + "." + m.Name + " must be " + articles[kind])
		}
	}
	return nil
}

// callsBack tells whether the state waits for what it has called.
func (q *stateRequest) callsBack() bool {
	t, ok := q.state.(*asl.Task)
	return ok && slices.Contains([]pattern{runJob, runJobJSON, waitForToken}, newResource(t.Resource).pattern)
}

// contextObject is the context object of a state that is tested: the one that was given,
// or one like an Express execution's.
func (p *probe) contextObject(t *thread) jsonvalue.Value {
	all := p.context
	if !all.Exists() {
		all = p.freshContext(t)
	}
	if item := t.innermost(); item != nil {
		all = all.With("Map", item.context())
	}
	return all
}

func (p *probe) freshContext(t *thread) jsonvalue.Value {
	r, o := t.run, &t.run.eng.options
	text := func(name, s string) jsonvalue.Member {
		return jsonvalue.Member{Name: name, Value: jsonvalue.StringOf(s)}
	}
	role := jsonvalue.NullValue()
	if o.RoleARN != "" {
		role = jsonvalue.StringOf(o.RoleARN)
	}
	input := p.started
	if !input.Exists() {
		input = r.input
	}
	machine := lastPart(r.machineARN())
	states := "arn:aws:states:" + o.Region + ":" + o.Account
	members := []jsonvalue.Member{
		{Name: "Execution", Value: jsonvalue.ObjectOf(
			text("Id", states+":express:"+machine+":"+r.name()),
			jsonvalue.Member{Name: "Input", Value: input},
			text("Name", r.name()),
			jsonvalue.Member{Name: "RoleArn", Value: role},
			text("StartTime", iso(r.started)))},
		{Name: "StateMachine", Value: jsonvalue.ObjectOf(text("Id", r.machineARN()), text("Name", machine))},
		{Name: "State", Value: t.stateContext().With("Name", jsonvalue.StringOf(soleName))},
	}
	if t.attempt != nil && t.attempt.token != "" {
		members = append(members, jsonvalue.Member{Name: "Task", Value: jsonvalue.ObjectOf(text("Token", t.attempt.token))})
	}
	return jsonvalue.ObjectOf(members...)
}
