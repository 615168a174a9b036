package randomflow

import "github.com/quickstep-go/quickstep/dsl"

// when is a dsl.If, or a dsl.Choice where it has more than one arm.
type when struct {
	name      string
	arms      []arm
	otherwise *block // nil where there is none
	single    bool
}

type arm struct {
	when *expr
	do   *block
}

// when draws a dsl.If.
func (g *gen) when(depth int) (stmt, bool) {
	return &when{name: g.name(), arms: []arm{g.arm(aNumber, depth)}, single: true}, true
}

func (g *gen) arm(k kind, depth int) arm { return arm{g.condition(2), g.block(k, depth)} }

// choice draws a dsl.Choice.
func (g *gen) choice(depth int) (stmt, bool) {
	s := &when{name: g.name()}
	live := false
	for range 1 + g.n(3) {
		s.arms = append(s.arms, g.arm(aNumber, depth))
		live = live || s.arms[len(s.arms)-1].do.live()
	}
	if g.n(2) == 0 {
		return s, true
	}
	s.otherwise = g.block(aNumber, depth)
	return s, live || s.otherwise.live()
}

func (s *when) build(m *maker, b *dsl.Block) {
	if s.single {
		dsl.If(b, s.name, s.arms[0].when.build(m).(dsl.Cond), quiet(m, s.arms[0].do))
		return
	}
	var cases []dsl.Case
	for _, a := range s.arms {
		cases = append(cases, dsl.When(a.when.build(m).(dsl.Cond), quiet(m, a.do)))
	}
	if s.otherwise != nil {
		cases = append(cases, dsl.Otherwise(quiet(m, s.otherwise)))
	}
	dsl.Choice(b, s.name, cases...)
}

func (s *when) run(r *run) signal {
	_, sig := taken(r, s.arms, s.otherwise)
	return sig
}

// taken runs the first arm whose condition holds.
func taken(r *run, arms []arm, otherwise *block) (any, signal) {
	for _, a := range arms {
		if a.when.eval(r).(bool) {
			return r.block(a.do)
		}
	}
	if otherwise == nil {
		return nil, signal{}
	}
	return r.block(otherwise)
}

// choose is a dsl.Choose.
type choose struct {
	name      string
	kind      kind
	arms      []arm
	otherwise *block
	id        int
}

// choose draws a dsl.Choose.
func (g *gen) choose(depth int) (stmt, bool) {
	s := &choose{name: g.name(), kind: g.kind()}
	live := false
	for range 1 + g.n(2) {
		s.arms = append(s.arms, g.arm(s.kind, depth))
		live = live || s.arms[len(s.arms)-1].do.live()
	}
	s.otherwise = g.block(s.kind, depth)
	s.id = g.add(s.kind)
	return s, live || s.otherwise.live()
}

func (s *choose) build(m *maker, b *dsl.Block) { m.values[s.id] = s.kind.typed().choose(b, s, m) }

func (of[T]) choose(b *dsl.Block, s *choose, m *maker) any {
	cases := make(dsl.Cases[T], len(s.arms))
	for i, a := range s.arms {
		cases[i].If, cases[i].Do = a.when.build(m).(dsl.Cond), body[T](m, a.do)
	}
	return dsl.Choose(b, s.name, cases, body[T](m, s.otherwise))
}

func (s *choose) run(r *run) signal {
	v, sig := taken(r, s.arms, s.otherwise)
	r.env[s.id] = v
	return sig
}
