package randomflow

import "github.com/quickstep-go/quickstep/dsl"

// ending is what ends a block.
type ending struct {
	end func(*maker, *dsl.Block)
	how func(*run) signal
}

func (s *ending) build(m *maker, b *dsl.Block) { s.end(m, b) }
func (s *ending) run(r *run) signal            { return s.how(r) }

// ending draws what may end a block here; nil where nothing may.
func (g *gen) ending() stmt {
	forms := []func() stmt{g.succeed}
	if !g.sure {
		forms = append(forms, g.fail, g.failWith)
	}
	if g.tries || !g.sure {
		forms = append(forms, g.throw)
	}
	if len(g.ends) > 0 {
		forms = append(forms, g.jump, g.jump, g.jump)
	}
	return forms[g.n(len(forms))]()
}

func (g *gen) succeed() stmt {
	name, k := g.name(), g.out
	of := g.expr(k, 2)
	return &ending{
		func(m *maker, b *dsl.Block) { k.typed().succeed(b, name, of.build(m)) },
		func(r *run) signal { return signal{how: ended, value: of.eval(r)} },
	}
}

func (of[T]) succeed(b *dsl.Block, name string, v any) { dsl.Succeed(b, name, v.(dsl.Val[T])) }

func (g *gen) fail() stmt {
	name, k, as := g.name(), g.kind(), g.n(2) == 0
	err := anError.value(g.n, true).(dsl.ErrorOutput)
	return &ending{
		func(m *maker, b *dsl.Block) {
			if as {
				k.typed().failAs(b, name, dsl.ErrorName(err.Error), err.Cause)
				return
			}
			dsl.Fail(b, name, dsl.ErrorName(err.Error), err.Cause)
		},
		func(r *run) signal { return signal{how: failed, err: err} },
	}
}

func (of[T]) failAs(b *dsl.Block, name string, err dsl.ErrorName, cause string) {
	dsl.FailAs[T](b, name, err, cause)
}

func (g *gen) failWith() stmt {
	name, of := g.name(), g.expr(anError, 2)
	return &ending{
		func(m *maker, b *dsl.Block) { dsl.FailWith(b, name, get[dsl.ErrorOutput](m, of)) },
		func(r *run) signal { return signal{how: failed, err: of.eval(r).(dsl.ErrorOutput)} },
	}
}

func (g *gen) throw() stmt {
	k, of := g.kind(), g.expr(anError, 2)
	return &ending{
		func(m *maker, b *dsl.Block) { k.typed().throw(b, of.build(m)) },
		func(r *run) signal { return signal{how: thrown, err: of.eval(r).(dsl.ErrorOutput)} },
	}
}

func (of[T]) throw(b *dsl.Block, e any) { dsl.Throw[T](b, e.(dsl.Val[dsl.ErrorOutput])) }

func (g *gen) jump() stmt {
	to := g.ends[g.n(len(g.ends))]
	of := g.expr(to.kind, 2)
	return &ending{
		func(m *maker, b *dsl.Block) { to.kind.typed().jump(b, m.jumps[to.id], of.build(m)) },
		func(r *run) signal { return signal{how: jumped, to: to.id, value: of.eval(r)} },
	}
}

func (of[T]) jump(b *dsl.Block, to, v any) { to.(func(*dsl.Block, dsl.Val[T]))(b, v.(dsl.Val[T])) }
