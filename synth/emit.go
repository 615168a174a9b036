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
	if p.machine.Language == graph.JSONata {
		o.text("QueryLanguage", "JSONata")
	}
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
	p.emitOwn(&o, s)
	switch s.Kind {
	case graph.Parallel:
		p.emitBranches(&o, s, pointer)
	case graph.Map:
		p.emitProcessor(&o, s, pointer)
	}
	p.emitFailures(&o, s)
	p.emitNext(&o, s)
	if s.Comment != "" {
		o = slices.Insert(o, 1, jsonvalue.Member{Name: "Comment", Value: jsonvalue.StringOf(s.Comment)})
	}
	return o.value()
}

// emitOwn writes what belongs to a state itself: neither to its branches nor to
// its edges.
func (p *plan) emitOwn(o *object, s *state) {
	switch s.Kind {
	case graph.Task:
		o.text("Type", "Task")
		p.emitTask(o, s)
	case graph.Pass:
		o.text("Type", "Pass")
	case graph.Choice:
		p.emitChoice(o, s)
	case graph.Wait:
		o.text("Type", "Wait")
		p.field(o, "Seconds", s, s.Seconds)
		p.field(o, "Timestamp", s, s.Timestamp)
	case graph.Succeed:
		o.text("Type", "Succeed")
		if r, ok := s.Input.(*graph.Ref); !ok || !p.isDocument(r.Value, s) {
			p.language(s).output(o, s.Input, place{state: s})
		}
	case graph.Fail:
		o.text("Type", "Fail")
		p.field(o, "Error", s, s.Error)
		p.field(o, "Cause", s, p.cause(s))
	case graph.Parallel:
		o.text("Type", "Parallel")
	case graph.Map:
		p.emitMap(o, s)
	case graph.Raw:
		*o = append(*o, s.Text.Members()...)
	}
}

func (p *plan) isDocument(v *graph.Value, s *state) bool {
	way, _ := p.how(v, place{state: s})
	return way == byDocument
}

// field writes a text or a number of a state, where it has one.
func (p *plan) field(o *object, name string, s *state, x graph.Expr) {
	if x != nil {
		p.language(s).scalar(o, name, x, place{state: s})
	}
}

// cause is that of a Fail state. That of an error that was caught may be null, as
// where a token is sent back without one, and no Fail state takes null.
func (p *plan) cause(s *state) graph.Expr {
	caught, ok := s.Cause.(*graph.Field)
	_, inJSONata := p.language(s).(jsonataFields) // JSONPath has no way to say it
	if !ok || !inJSONata || caught.Name != "Cause" {
		return s.Cause
	}
	if known, _ := p.resolve(caught, place{state: s}); known != caught {
		return s.Cause
	}
	return &graph.Apply{Op: graph.Default, Args: []graph.Expr{caught, &graph.Const{Value: jsonvalue.StringOf("")}}}
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
	if role := s.Call.Role; role != nil {
		var credentials object
		p.language(s).payload(&credentials, "RoleArn", role, place{state: s})
		o.add("Credentials", credentials.value())
	}
	p.language(s).arguments(o, s)
	o.seconds("TimeoutSeconds", s.Timeout)
	p.field(o, "TimeoutSeconds", s, s.TimeoutVal)
	o.seconds("HeartbeatSeconds", s.Heartbeat)
	p.field(o, "HeartbeatSeconds", s, s.HeartbeatVal)
}

func (p *plan) emitChoice(o *object, s *state) {
	o.text("Type", "Choice")
	rules := make([]jsonvalue.Value, len(s.rules))
	for i, r := range s.rules {
		var rule object
		p.language(s).condition(&rule, r.when, s)
		p.emitAssign(&rule, r.edge)
		if r.edge.to != nil {
			rule.text("Next", r.edge.to.Name)
		}
		rules[i] = rule.value()
	}
	o.add("Choices", jsonvalue.ArrayOf(rules...))
	p.emitAssign(o, s.next)
	if s.next.to != nil {
		o.text("Default", s.next.to.Name)
	}
}

func (p *plan) emitBranches(o *object, s *state, pointer string) {
	branches := make([]jsonvalue.Value, len(s.branches))
	for i, b := range s.branches {
		var branch object
		p.emitScope(&branch, b, pointer+"/Branches/"+itoa(i), func(*object) {})
		branches[i] = branch.value()
	}
	o.add("Branches", jsonvalue.ArrayOf(branches...))
}

func (p *plan) emitFailures(o *object, s *state) {
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
	l := p.language(e.from)
	own := func(v *graph.Value) {
		l.payload(&assign, p.names[v], &graph.Ref{Value: v}, place{e.from, e, 0})
	}
	if v := e.from.Result; e == e.from.next && p.variables[v] && e.from.Kind != graph.Raw {
		own(v)
	}
	if p.variables[e.err] {
		own(e.err)
	}
	for i, a := range e.assign {
		if p.variables[a.Value] {
			l.payload(&assign, p.names[a.Value], a.Expr, place{e.from, e, i})
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
	p.emitOutput(o, s)
	if s.next.to == nil {
		o.add("End", jsonvalue.BoolOf(true))
		return
	}
	o.text("Next", s.next.to.Name)
}

func (p *plan) emitOutput(o *object, s *state) {
	l := p.language(s)
	switch {
	case s.next.to == nil && !p.natural(s.next):
		l.output(o, s.next.output, place{s, s.next, len(s.next.assign)})
	case !s.next.live:
	case s.gives != nil:
		l.output(o, s.gift, place{state: s})
	case wrapper(s) != "":
		l.output(o, &graph.Ref{Value: s.Result}, place{s, s.next, 0})
	}
}

// wrapper is the member of a task's answer that its result is in, or "". What a
// token brings is no answer of the service, and so not wrapped as that is.
func wrapper(s *state) string {
	if s.Kind == graph.Task && s.Call != nil && s.Token == nil {
		return s.Call.Result
	}
	return ""
}
