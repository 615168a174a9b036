package randomflow

import (
	"fmt"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/sfn"
)

// child is a workflow that is started by value, and waited for.
type child struct {
	name, machine string
	kind          kind // what it gives
	body          *block
	input         *expr // a record
	rules         *rules
	param         int
	id            int
}

// child draws a workflow that a workflow starts. It reads nothing of the other but
// its input.
func (g *gen) childWorkflow(depth int) (stmt, bool) {
	g.children++
	s := &child{name: g.name(), machine: fmt.Sprintf("Child%d", g.children), kind: g.kind()}
	s.input = g.expr(aRecord, 2)
	inner := &gen{common: g.common, n: g.n, out: s.kind, child: true, inner: g.inner, calm: g.calm, sure: g.calm}
	s.param = inner.add(aRecord)
	inner.input = s.param
	s.body = inner.block(s.kind, depth)
	s.rules = g.rules(depth)
	s.id = g.add(s.kind)
	return s, true
}

func (s *child) build(m *maker, b *dsl.Block) { m.values[s.id] = s.kind.typed().child(b, s, m) }

func (of[T]) child(b *dsl.Block, s *child, m *maker) any {
	var options []dsl.Option
	if m.older {
		options = append(options, dsl.JSONPath())
	}
	w := dsl.Define(s.machine, func(b *dsl.Block, in dsl.Val[record]) dsl.Val[T] {
		inner := &maker{values: map[int]any{s.param: in}, jumps: map[int]any{}, older: m.older, child: true, before: m.before, whole: map[*dsl.Block]*dsl.Block{}}
		return body[T](inner, s.body)(b)
	}, options...)
	return dsl.Task(b, s.name, sfn.Of(w).Sync(), get[record](m, s.input), s.rules.policy(m))
}

func (s *child) run(r *run) signal {
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
