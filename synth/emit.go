package synth

import (
	"slices"
	"strings"
	"time"

	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// object collects the members of a JSON object, in order.
type object []jsonvalue.Member

func (o *object) add(name string, v jsonvalue.Value) {
	*o = append(*o, jsonvalue.Member{Name: name, Value: v})
}

func (o *object) text(name, s string) {
	if s != "" {
		o.add(name, jsonvalue.StringOf(s))
	}
}

func (o *object) seconds(name string, d time.Duration) {
	if d != 0 {
		o.add(name, jsonvalue.IntOf(int64(d/time.Second)))
	}
}

func (o object) value() jsonvalue.Value { return jsonvalue.ObjectOf(o...) }

// definition writes the whole machine.
func (p *plan) definition() jsonvalue.Value {
	var o object
	o.text("Comment", p.machine.Comment)
	o.text("QueryLanguage", "JSONata")
	p.source[""] = p.machine.Position
	p.emitScope(&o, p.body, "", func(o *object) { o.seconds("TimeoutSeconds", p.machine.Timeout) })
	return o.value()
}

func (p *plan) emitScope(o *object, s *scope, pointer string, between func(*object)) {
	o.text("StartAt", s.entry.to.Name)
	between(o)
	states := make(object, 0, len(s.states))
	for _, st := range s.states {
		at := pointer + "/States/" + pointerEscape.Replace(st.Name)
		states.add(st.Name, p.emit(st, at))
	}
	o.add("States", states.value())
}

var pointerEscape = strings.NewReplacer("~", "~0", "/", "~1")

// emit writes one state.
func (p *plan) emit(s *state, pointer string) jsonvalue.Value {
	p.source[pointer] = s.Position
	var o object
	switch s.Kind {
	case graph.Task:
		o.text("Type", "Task")
		p.emitTask(&o, s)
	case graph.Pass:
		o.text("Type", "Pass")
	case graph.Choice:
		p.emitChoice(&o, s, pointer)
	case graph.Wait:
		o.text("Type", "Wait")
		p.field(&o, "Seconds", s, s.Seconds)
		p.field(&o, "Timestamp", s, s.Timestamp)
	case graph.Succeed:
		o.text("Type", "Succeed")
		if r, ok := s.Input.(*graph.Ref); !ok || !p.isDocument(r.Value, s) {
			p.field(&o, "Output", s, s.Input)
		}
	case graph.Fail:
		o.text("Type", "Fail")
		p.field(&o, "Error", s, s.Error)
		p.field(&o, "Cause", s, s.Cause)
	case graph.Parallel:
		p.emitParallel(&o, s, pointer)
	case graph.Map:
		p.emitMap(&o, s, pointer)
	case graph.Raw:
		o = append(o, s.Text.Members()...)
	}
	p.emitFailures(&o, s, pointer)
	p.emitNext(&o, s)
	if s.Comment != "" {
		o = slices.Insert(o, 1, jsonvalue.Member{Name: "Comment", Value: jsonvalue.StringOf(s.Comment)})
	}
	return o.value()
}

func (p *plan) isDocument(v *graph.Value, s *state) bool {
	way, _ := p.how(v, place{state: s})
	return way == byDocument
}

func (p *plan) field(o *object, name string, s *state, x graph.Expr) {
	if x != nil {
		o.add(name, writer{plan: p, at: place{state: s}}.template(x))
	}
}

func (p *plan) emitTask(o *object, s *state) {
	if s.Call == nil {
		return // reported
	}
	resource := s.Call.Resource
	if s.Token != nil {
		resource += ".waitForTaskToken"
	}
	o.text("Resource", resource)
	o.add("Arguments", p.arguments(s))
	o.seconds("TimeoutSeconds", s.Timeout)
	o.seconds("HeartbeatSeconds", s.Heartbeat)
}

// arguments writes what a task sends: the call's constants and then its payload.
func (p *plan) arguments(s *state) jsonvalue.Value {
	var o object
	for _, a := range s.Call.Arguments {
		o.text(a.Name, a.Value)
	}
	w := writer{plan: p, at: place{state: s}}
	payload := w.template(s.Input)
	switch {
	case s.Call.Payload != "":
		o.add(s.Call.Payload, payload)
	case payload.Kind() == jsonvalue.Object:
		o = append(o, payload.Members()...)
	case len(o) == 0:
		return payload
	default:
		constants := make([]string, len(o))
		for i, m := range o { // a substitution must stay one, so it is not quoted apart
			constants[i] = quote(m.Name) + ": '" + m.Value.Text() + "'"
		}
		return computed("$merge([" + w.text(s.Input, looseTernary) + ", {" + strings.Join(constants, ", ") + "}])")
	}
	return o.value()
}

func (p *plan) emitChoice(o *object, s *state, pointer string) {
	o.text("Type", "Choice")
	rules := make([]jsonvalue.Value, len(s.rules))
	for i, r := range s.rules {
		var rule object
		rule.add("Condition", writer{plan: p, at: place{state: s}}.template(r.when))
		p.emitAssign(&rule, r.edge)
		rule.text("Next", r.edge.to.Name)
		rules[i] = rule.value()
	}
	o.add("Choices", jsonvalue.ArrayOf(rules...))
	p.emitAssign(o, s.next)
	o.text("Default", s.next.to.Name)
}

func (p *plan) emitParallel(o *object, s *state, pointer string) {
	o.text("Type", "Parallel")
	branches := make([]jsonvalue.Value, len(s.branches))
	for i, b := range s.branches {
		var branch object
		p.emitScope(&branch, b, pointer+"/Branches/"+itoa(i), func(*object) {})
		branches[i] = branch.value()
	}
	o.add("Branches", jsonvalue.ArrayOf(branches...))
}

func (p *plan) emitFailures(o *object, s *state, pointer string) {
	if len(s.Retry) > 0 {
		retriers := make([]jsonvalue.Value, len(s.Retry))
		for i, r := range s.Retry {
			retriers[i] = retrier(r)
		}
		o.add("Retry", jsonvalue.ArrayOf(retriers...))
	}
	if len(s.catch) == 0 {
		return
	}
	catchers := make([]jsonvalue.Value, len(s.catch))
	for i, c := range s.catch {
		var catcher object
		catcher.add("ErrorEquals", texts(c.on))
		p.emitAssign(&catcher, c.edge)
		catcher.text("Next", c.edge.to.Name)
		catchers[i] = catcher.value()
	}
	o.add("Catch", jsonvalue.ArrayOf(catchers...))
}

func retrier(r graph.Retry) jsonvalue.Value {
	var o object
	o.add("ErrorEquals", texts(r.On))
	o.seconds("IntervalSeconds", r.Every)
	if r.Max != 0 {
		o.add("MaxAttempts", jsonvalue.IntOf(int64(max(0, r.Max))))
	}
	if r.Backoff != 0 {
		o.add("BackoffRate", jsonvalue.FloatOf(r.Backoff))
	}
	o.seconds("MaxDelaySeconds", r.MaxDelay)
	if r.Jitter {
		o.text("JitterStrategy", "FULL")
	}
	return o.value()
}

func texts(list []string) jsonvalue.Value {
	items := make([]jsonvalue.Value, len(list))
	for i, s := range list {
		items[i] = jsonvalue.StringOf(s)
	}
	return jsonvalue.ArrayOf(items...)
}

// emitAssign writes what an edge sets, as far as anybody reads it.
func (p *plan) emitAssign(o *object, e *edge) {
	var assign object
	if v := e.from.Result; e == e.from.next && p.variables[v] && e.from.Kind != graph.Raw {
		assign.add(p.names[v], computed(resultText(e.from)))
	}
	if p.variables[e.err] {
		assign.add(p.names[e.err], computed("$states.errorOutput"))
	}
	for i, a := range e.assign {
		if p.variables[a.Value] {
			assign.add(p.names[a.Value], writer{plan: p, at: place{e.from, e, i}}.template(a.Expr))
		}
	}
	if len(assign) > 0 {
		o.add("Assign", assign.value())
	}
}

// emitNext writes what a state sets, what it puts out, and where it goes.
func (p *plan) emitNext(o *object, s *state) {
	if s.next == nil || s.Kind == graph.Choice {
		return
	}
	if s.next.to != nil {
		p.emitAssign(o, s.next)
	}
	switch {
	case s.next.to == nil && !p.natural(s.next):
		o.add("Output", writer{plan: p, at: place{s, s.next, len(s.next.assign)}}.template(s.next.output))
	case !s.next.live:
	case s.gives != nil:
		p.field(o, "Output", s, s.gift)
	case s.Kind == graph.Task && resultText(s) != "$states.result":
		o.add("Output", computed(resultText(s)))
	}
	if s.next.to == nil {
		o.add("End", jsonvalue.BoolOf(true))
		return
	}
	o.text("Next", s.next.to.Name)
}
