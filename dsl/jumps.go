package dsl

import (
	"fmt"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
)

// Loop carries a value from round to round: again goes back with the next one,
// returning leaves with the loop's value. A Loop is no state: its name is that of the
// variable with the value.
func Loop[S, R any](b *Block, name string, first Val[S], body func(b *Block, v Val[S], again func(*Block, Val[S])) Val[R]) Val[R] {
	at := caller()
	name = b.named(name)
	if !b.ok(at) || b.bodiless(body == nil, name, at) {
		return nothing[R](b, at)
	}
	carried := &graph.Value{Machine: b.builder.machine, Source: graph.FromJoin, Name: name, Position: at}
	b.setTo(carried, first, fmt.Sprintf("the first value of the loop %q", name), at)
	head := b.add(&graph.State{Kind: graph.Join, Name: name, Position: at})
	scope := b.scope
	return body(b, ref[S](carried, at), func(b *Block, v Val[S]) {
		at := caller()
		if b.ok(at) && b.sameScope(scope, name, at) {
			b.setTo(carried, v, fmt.Sprintf("the next value of the loop %q", name), at)
			b.jump(head, at)
		}
	})
}

// Repeat is a [Loop] that carries nothing.
func Repeat[R any](b *Block, body func(b *Block, again func(*Block)) Val[R]) Val[R] {
	at := caller()
	if !b.ok(at) || b.bodiless(body == nil, "Repeat", at) {
		return nothing[R](b, at)
	}
	head := b.add(&graph.State{Kind: graph.Join, Name: "Repeat", Position: at})
	scope := b.scope
	return body(b, func(b *Block) {
		at := caller()
		if b.ok(at) && b.sameScope(scope, "Repeat", at) {
			b.jump(head, at)
		}
	})
}

// Shared is a block that several places of the same scope jump to, each with a
// value of its own. It must end the workflow or jump on. It is no state: its name is
// that of the variable with the value.
func Shared[P any](b *Block, name string, body func(*Block, Val[P])) func(*Block, Val[P]) {
	at := caller()
	name = b.named(name)
	if !b.ok(at) || b.bodiless(body == nil, name, at) {
		return func(*Block, Val[P]) {}
	}
	given := &graph.Value{Machine: b.builder.machine, Source: graph.FromJoin, Name: name, Position: at}
	head := &graph.State{Kind: graph.Join, Name: name, Position: at, Scope: b.scope}
	head.Next = &graph.Edge{From: head}
	b.scope.States = append(b.scope.States, head)
	block := b.within(fmt.Sprintf("the shared block %q", name), head.Next)
	b.comment.move(block)
	b.builder.run(block, func(b *Block) { body(b, ref[P](given, at)) })
	block.mustHaveEnded(at)
	scope, s := b.scope, &shared{name: name, at: at}
	b.builder.shared = append(b.builder.shared, s)
	return func(b *Block, v Val[P]) {
		at := caller()
		s.used = true
		if b.ok(at) && b.sameScope(scope, name, at) {
			b.setTo(given, v, fmt.Sprintf("the value given to the shared block %q", name), at)
			b.jump(head, at)
		}
	}
}

// shared is a shared block that somebody should jump to.
type shared struct {
	name string
	at   diag.Position
	used bool
}

// unused reports the shared blocks that nothing jumps to.
func (b *builder) unused() {
	for _, s := range b.shared {
		if !s.used {
			b.warn(s.at, "QS0001", fmt.Sprintf("the shared block %q cannot be reached: nothing jumps to it", s.name), "jump to it, or take it out")
		}
	}
}

// jump ends the block by going to a join.
func (b *Block) jump(to *graph.State, at diag.Position) {
	what := fmt.Sprintf("the jump to %q", to.Name)
	b.reached(what, at)
	join(b.open, to)
	b.open = nil
	b.endedBy(what, at, to)
}

func (b *Block) sameScope(scope *graph.Scope, name string, at diag.Position) bool {
	if b.scope == scope {
		return true
	}
	b.builder.report(at, "QS0020", fmt.Sprintf("%s jumps to %q, which is outside of it", b.what, name),
		"end the body with a value, and decide outside where to go")
	b.open = nil
	return false
}

// bodiless reports that a loop, a shared block or a Try has no function.
func (b *Block) bodiless(isNil bool, name string, at diag.Position) bool {
	if isNil {
		b.builder.report(at, "QS0016", fmt.Sprintf("%q has no body", name), "give it a function")
	}
	return isNil
}
