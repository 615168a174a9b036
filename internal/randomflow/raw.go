package randomflow

import "github.com/quickstep-go/quickstep/dsl"

// raw is a dsl.Raw of one of a few states that give their input back, or what
// another reads from it.
type raw struct {
	name  string
	text  string
	kind  kind
	input *expr
	id    int
}

// texts of states whose output is their input.
var rawTexts = []string{
	`{"Type":"Pass"}`,
	`{"Type":"Wait","Seconds":1}`,
	`{"Type":"Pass","Output":"{% $states.input %}"}`,
	`{"Type":"Parallel","Branches":[{"StartAt":"Inside %","States":{"Inside %":{"Type":"Pass","End":true}}}],"Output":"{% $states.result[0] %}"}`,
	`{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:Same","Arguments":"{% $states.input %}"}`,
}

// plainTexts are those that mean the same in both query languages.
var plainTexts = []string{
	`{"Type":"Pass"}`,
	`{"Type":"Wait","Seconds":1}`,
	`{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:Same"}`,
}

// raw draws a state of the author's own.
func (g *gen) raw(int) (stmt, bool) {
	k, all := g.kind(), rawTexts
	if g.plain {
		all = plainTexts
	}
	s := &raw{name: g.name(), text: all[g.n(len(all))], kind: k, input: g.expr(k, 2)}
	s.id = g.add(k)
	return s, true
}

func (s *raw) build(m *maker, b *dsl.Block) { m.values[s.id] = s.kind.typed().raw(b, s, m) }

func (of[T]) raw(b *dsl.Block, s *raw, m *maker) any {
	return dsl.Raw[T, T](b, s.name, replaced(s.text, s.name), get[T](m, s.input))
}

func (s *raw) run(r *run) signal {
	r.env[s.id] = s.input.eval(r)
	return signal{}
}
