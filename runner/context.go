package runner

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// contextObject makes what $$ and $states.context stand for (Developer Guide,
// "Accessing execution data from the Context object").
func (t *thread) contextObject() jsonvalue.Value {
	if p := t.run.probe; p != nil {
		return p.contextObject(t)
	}
	fixed := t.run.contextObject()
	members := make([]jsonvalue.Member, 0, 5)
	members = append(members, fixed.Members()...)
	members = append(members, jsonvalue.Member{Name: "State", Value: t.stateContext()})
	if t.attempt != nil && t.attempt.token != "" {
		token := jsonvalue.ObjectOf(jsonvalue.Member{Name: "Token", Value: jsonvalue.StringOf(t.attempt.token)})
		members = append(members, jsonvalue.Member{Name: "Task", Value: token})
	}
	if item := t.innermost(); item != nil {
		members = append(members, jsonvalue.Member{Name: "Map", Value: item.context()})
	}
	return jsonvalue.ObjectOf(members...)
}

// contextObject is the part that is the same in all states.
func (r *run) contextObject() jsonvalue.Value {
	if r.context.Exists() {
		return r.context
	}
	text := func(name, s string) jsonvalue.Member {
		return jsonvalue.Member{Name: name, Value: jsonvalue.StringOf(s)}
	}
	arn := r.arn()
	execution := jsonvalue.ObjectOf(
		text("Id", arn),
		jsonvalue.Member{Name: "Input", Value: r.input},
		text("StartTime", iso(r.started)),
		text("Name", r.name()),
		text("RoleArn", r.role()),
		jsonvalue.Member{Name: "RedriveCount", Value: jsonvalue.IntOf(r.redrives)})
	if r.redrives > 0 {
		execution = execution.With("RedriveTime", jsonvalue.StringOf(iso(r.redriven)))
	}
	machine := jsonvalue.ObjectOf(text("Id", r.machineARN()), text("Name", lastPart(r.machineARN())))
	r.context = jsonvalue.ObjectOf(
		jsonvalue.Member{Name: "Execution", Value: execution},
		jsonvalue.Member{Name: "StateMachine", Value: machine})
	return r.context
}

// stateContext tells of the state itself; only a Task has a retry count.
func (t *thread) stateContext() jsonvalue.Value {
	members := make([]jsonvalue.Member, 2, 3)
	members[0] = jsonvalue.Member{Name: "Name", Value: jsonvalue.StringOf(t.at.name)}
	members[1] = jsonvalue.Member{Name: "EnteredTime", Value: jsonvalue.StringOf(iso(t.enteredAt))}
	if _, ok := t.at.node.(retryable); ok {
		members = append(members, jsonvalue.Member{Name: "RetryCount", Value: jsonvalue.IntOf(int64(t.retries))})
	}
	return jsonvalue.ObjectOf(members...)
}

// innermost gives the item of the innermost Map around the thread, or nil.
func (t *thread) innermost() *item {
	for {
		if t.item != nil {
			return t.item
		}
		if t.parent == nil {
			return nil
		}
		t = t.parent.owner
	}
}
