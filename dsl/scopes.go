package dsl

import (
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
)

// Parallel runs branches side by side and gives their values in the order of
// the branches (ASL specification, "Parallel State"). The first branch that fails
// stops the others.
func Parallel[A any](b *Block, name string, branches []func(*Block) Val[A], p ...Policy) Val[[]A] {
	at := caller()
	s, ok := parallel(b, name, at)
	if !ok {
		return nothing[[]A](b, at)
	}
	if len(branches) == 0 {
		b.builder.report(at, "QS0016", quoted(s)+" has no branches", "give it some")
	}
	for _, body := range branches {
		branch(b, s, body, at)
	}
	return result[[]A](b, s, at, p)
}

// Parallel2 is a [Parallel] of two branches, each with a type of its own.
func Parallel2[A, B any](b *Block, name string, x func(*Block) Val[A], y func(*Block) Val[B], p ...Policy) (Val[A], Val[B]) {
	at := caller()
	s, ok := parallel(b, name, at)
	if !ok {
		return nothing[A](b, at), nothing[B](b, at)
	}
	branch(b, s, x, at)
	branch(b, s, y, at)
	all := result[[]any](b, s, at, p)
	return nth[A](all, 0), nth[B](all, 1)
}

// Parallel3 is a [Parallel] of three branches, each with a type of its own.
func Parallel3[A, B, C any](b *Block, name string, x func(*Block) Val[A], y func(*Block) Val[B], z func(*Block) Val[C], p ...Policy) (Val[A], Val[B], Val[C]) {
	at := caller()
	s, ok := parallel(b, name, at)
	if !ok {
		return nothing[A](b, at), nothing[B](b, at), nothing[C](b, at)
	}
	branch(b, s, x, at)
	branch(b, s, y, at)
	branch(b, s, z, at)
	all := result[[]any](b, s, at, p)
	return nth[A](all, 0), nth[B](all, 1), nth[C](all, 2)
}

// Parallel4 is a [Parallel] of four branches, each with a type of its own.
func Parallel4[A, B, C, D any](b *Block, name string, w func(*Block) Val[A], x func(*Block) Val[B], y func(*Block) Val[C], z func(*Block) Val[D], p ...Policy) (Val[A], Val[B], Val[C], Val[D]) {
	at := caller()
	s, ok := parallel(b, name, at)
	if !ok {
		return nothing[A](b, at), nothing[B](b, at), nothing[C](b, at), nothing[D](b, at)
	}
	branch(b, s, w, at)
	branch(b, s, x, at)
	branch(b, s, y, at)
	branch(b, s, z, at)
	all := result[[]any](b, s, at, p)
	return nth[A](all, 0), nth[B](all, 1), nth[C](all, 2), nth[D](all, 3)
}

func nth[T any](all Val[[]any], i int) Val[T] {
	return val[T](&graph.Index{Of: all.expr, At: i, Sure: true})
}

func parallel(b *Block, name string, at diag.Position) (*graph.State, bool) {
	return &graph.State{Kind: graph.Parallel, Name: b.named(name), Position: at}, b.ok(at)
}

func branch[T any](b *Block, s *graph.State, body func(*Block) Val[T], at diag.Position) {
	if body == nil {
		b.idle(s, "a branch", at)
		return
	}
	nested(b, s, nil, body, "a branch of "+quoted(s), at)
}

// nested runs the body of a scope inside a state.
func nested[T any](b *Block, s *graph.State, item *graph.Value, body func(*Block) Val[T], what string, at diag.Position) {
	scope := &graph.Scope{Entry: &graph.Edge{}, Owner: s, Item: item}
	s.Branches = append(s.Branches, scope)
	block := &Block{&sequence{builder: b.builder, scope: scope, open: []*graph.Edge{scope.Entry}, what: what}, b.prefix}
	end(block, at, body)
}

// MapOptions are those of [Map].
type MapOptions struct {
	MaxConcurrency    int      // iterations at once; 0 is no limit of our own
	MaxConcurrencyVal Val[int] // the same, computed by the workflow
	Policy
}

// Map runs body for each item, side by side, and gives their values in the order
// of the items (ASL specification, "Map State", inline mode). The first iteration
// that fails stops the others. A nil slice is null in JSON and fails the Map: send
// []T{} where there are no items.
func Map[E, R any](b *Block, name string, items Val[[]E], body func(*Block, Val[E]) Val[R], o ...MapOptions) Val[[]R] {
	at := caller()
	name = b.named(name)
	if !b.ok(at) {
		return nothing[[]R](b, at)
	}
	s := &graph.State{Kind: graph.Map, Name: name, Position: at}
	s.Input = zeroed(items, at, "the items of "+quoted(s))
	var policies []Policy
	for _, o := range o {
		if o.MaxConcurrency < 0 {
			b.builder.report(at, "QS0016", "the MaxConcurrency of "+quoted(s)+" is negative", "0 is no limit")
		}
		if o.MaxConcurrency != 0 && o.MaxConcurrencyVal.expr != nil {
			b.builder.report(at, "QS0007", "the MaxConcurrency of "+quoted(s)+" is filled twice: by a constant and by a value", "keep one of the two")
		}
		s.MaxConcurrency = limit(o.MaxConcurrency, o.MaxConcurrencyVal)
		policies = append(policies, o.Policy)
	}
	item := &graph.Value{Machine: b.builder.machine, Source: graph.FromItem, Name: name + " item", State: s, Position: at}
	if body == nil {
		b.idle(s, "a body", at)
		return silent[[]R]()
	}
	nested(b, s, item, func(b *Block) Val[R] { return body(b, ref[E](item, at)) }, "the body of "+quoted(s), at)
	return result[[]R](b, s, at, policies)
}

// idle reports that a state lacks a function that it needs.
func (b *Block) idle(s *graph.State, what string, at diag.Position) {
	b.builder.report(at, "QS0016", what+" of "+quoted(s)+" is nil", "give it a function")
}
