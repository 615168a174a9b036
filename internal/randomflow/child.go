package randomflow

import (
	"fmt"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/sfn"
)

// child is a workflow that is started by value, and waited for or not.
type child struct {
	name, machine string
	form          childForm
	kind          kind // what it gives
	body          *block
	input         *expr // a record
	rules         *rules
	param         int
	id            int
}

type childForm int

const (
	waitedFor childForm = iota
	linked
	unwaited
	unwaitedNamed
	childForms
)

// waits tells whether the parent learns what the child gives.
func (f childForm) waits() bool { return f < unwaited }

// childWorkflow draws a workflow that a workflow starts. It reads nothing of the other but
// its input.
func (g *gen) childWorkflow(depth int) (stmt, bool) {
	g.children++
	s := &child{name: g.name(), machine: fmt.Sprintf("Child%d", g.children), form: childForm(g.n(int(childForms))), kind: g.kind()}
	s.input = g.expr(aRecord, 2)
	inner := &gen{common: g.common, n: g.n, out: s.kind, child: true, inner: g.inner, calm: g.calm, sure: g.calm}
	s.param = inner.add(aRecord)
	inner.input = s.param
	s.body = inner.block(s.kind, depth)
	s.rules = g.rules(depth)
	if s.form.waits() {
		s.id = g.add(s.kind)
	}
	return s, true
}

func (s *child) build(m *maker, b *dsl.Block) {
	if v := s.kind.typed().child(b, s, m); s.form.waits() {
		m.values[s.id] = v
	}
}

var namedFields = dsl.Fields[sfn.Named[record]]()

func (of[T]) child(b *dsl.Block, s *child, m *maker) any {
	var options []dsl.Option
	if m.older {
		options = append(options, dsl.JSONPath())
	}
	w := dsl.Define(s.machine, func(b *dsl.Block, in dsl.Val[record]) dsl.Val[T] {
		if s.form == linked {
			in = copied(b, in)
		}
		inner := &maker{values: map[int]any{s.param: in}, jumps: map[int]any{}, older: m.older, child: true, before: m.before, whole: map[*dsl.Block]*dsl.Block{}}
		return body[T](inner, s.body)(b)
	}, options...)
	input, of, policy := get[record](m, s.input), sfn.Of(w), s.rules.policy(m)
	switch s.form {
	case linked:
		return dsl.Task(b, s.name, of.Linked().Sync(), input, policy)
	case unwaited:
		return dsl.Task(b, s.name, of.Start(), input, policy)
	case unwaitedNamed:
		named := dsl.Build(sfn.Named[record]{}, dsl.To(&namedFields.Name, dsl.UUID()), dsl.To(&namedFields.Input, input))
		return dsl.Task(b, s.name, of.StartNamed(), named, policy)
	}
	return dsl.Task(b, s.name, of.Sync(), input, policy)
}

// copied is a record without what a link adds to it.
func copied(b *dsl.Block, in dsl.Val[record]) dsl.Val[record] {
	return dsl.Let(b, "Copied", dsl.Build(record{},
		dsl.To(&fields.N, dsl.At(in, &fields.N)),
		dsl.To(&fields.S, dsl.At(in, &fields.S)),
		dsl.To(&fields.OK, dsl.At(in, &fields.OK)),
		dsl.To(&fields.List, dsl.At(in, &fields.List)),
		dsl.To(&fields.In, dsl.At(in, &fields.In)),
		dsl.To(&fields.Odd, dsl.At(in, &fields.Odd)),
		dsl.ToOpt(&fields.Opt, dsl.AtOpt(in, &fields.Opt)),
		dsl.ToOpt(&fields.Ptr, dsl.AtOpt(in, &fields.Ptr))))
}

func (s *child) run(r *run) signal {
	if !s.form.waits() {
		return signal{}
	}
	return s.rules.attempts(r, func(int) *dsl.ErrorOutput {
		r.env[s.param] = s.input.eval(r)
		v, err := r.scope(s.body)
		if err != nil {
			return &dsl.ErrorOutput{Error: string(dsl.ErrorTaskFailed), Cause: unforetold}
		}
		r.env[s.id] = v
		return nil
	})
}
