package dsl

import (
	"fmt"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
)

// If runs then when c holds; the rest of the block is the other arm, and goes on
// after then as well, unless that has ended (ASL specification, "Choice State").
func If(b *Block, name string, c Cond, then func(*Block)) {
	at := caller()
	choose(b, b.named(name), at, []Case{{&c, then, at}})
}

// A Case is one arm of a [Choice].
type Case struct {
	when *Cond // nil for the last resort
	do   func(*Block)
	at   diag.Position
}

// When is the arm that is taken when c holds and none before it did.
func When(c Cond, do func(*Block)) Case { return Case{&c, do, caller()} }

// Otherwise is the arm that is taken when no other is. Without one, the block
// goes on.
func Otherwise(do func(*Block)) Case { return Case{do: do, at: caller()} }

// Choice runs the first arm whose condition holds; the block goes on after the
// arms that have not ended. For arms that give a value, see [Choose].
func Choice(b *Block, name string, cases ...Case) {
	choose(b, b.named(name), caller(), cases)
}

// Cases are the arms of [Choose], of which the first that holds is taken.
type Cases[T any] []struct {
	If Cond
	Do func(*Block) Val[T]
}

// Choose runs the first arm whose condition holds, or otherwise, and gives that
// arm's value.
func Choose[T any](b *Block, name string, cases Cases[T], otherwise func(*Block) Val[T]) Val[T] {
	at := caller()
	name = b.named(name)
	if !b.ok(at) {
		return nothing[T](b, at)
	}
	chosen := &graph.Value{Machine: b.builder.machine, Source: graph.FromJoin, Name: name, Position: at}
	arm := func(do func(*Block) Val[T]) func(*Block) {
		if do == nil {
			return nil
		}
		return func(b *Block) {
			v := do(b)
			if len(b.open) > 0 {
				b.setTo(chosen, v, fmt.Sprintf("the value of an arm of %q", name), at)
			}
		}
	}
	var all []Case
	for i := range cases {
		all = append(all, Case{&cases[i].If, arm(cases[i].Do), at})
	}
	if !choose(b, name, at, append(all, Case{do: arm(otherwise), at: at})) || lacksArm(cases, otherwise) {
		return silent[T]()
	}
	return ref[T](chosen, at)
}

// lacksArm tells whether an arm is nil, which choose reports.
func lacksArm[T any](cases Cases[T], otherwise func(*Block) Val[T]) bool {
	for _, c := range cases {
		if c.Do == nil {
			return true
		}
	}
	return otherwise == nil
}

func choose(b *Block, name string, at diag.Position, cases []Case) bool {
	if !b.ok(at) {
		return false
	}
	s := &graph.State{Kind: graph.Choice, Name: name, Position: at}
	var open []*graph.Edge
	var endedAt []*graph.State
	arm := func(e *graph.Edge, do func(*Block)) {
		inner := b.within("an arm of "+quoted(s), e)
		open = append(open, b.builder.run(inner, do)...)
		endedAt = append(endedAt, inner.endedAt...)
	}
	var otherwise []func(*Block)
	lacks := true // an arm with a condition
	b.add(s)
	for i := range cases {
		c := &cases[i]
		lacks = lacks && c.when == nil
		if c.do == nil {
			b.idle(s, "an arm", at)
			continue
		}
		if c.when == nil {
			otherwise = append(otherwise, c.do)
			continue
		}
		rule := &graph.Rule{If: condition(*c.when, at, s), Edge: &graph.Edge{From: s}, At: c.at}
		s.Rules = append(s.Rules, rule)
		arm(rule.Edge, c.do)
	}
	if lacks {
		b.builder.report(at, "QS0016", quoted(s)+" has no arm with a condition", "give it one with dsl.When")
	}
	if len(otherwise) > 1 {
		b.builder.report(at, "QS0016", quoted(s)+" has more than one dsl.Otherwise", "keep one")
	}
	if len(otherwise) > 0 {
		arm(s.Next, otherwise[0])
	} else {
		open = append(open, s.Next)
	}
	b.open = open
	b.endedBy("the arms of "+quoted(s), at, endedAt...)
	return true
}

func condition(c Cond, at diag.Position, s *graph.State) graph.Expr {
	if c.expr == nil {
		return bad(at, "QS0003", "a condition of "+quoted(s)+" is the zero Cond", "make it with dsl.Eq and the like")
	}
	return c.expr
}
