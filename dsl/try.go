package dsl

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// try is a handler that the states of a block share.
type try struct {
	head   *graph.State // the join in front of the handler
	caught *graph.Value // its parameter
	on     []string
	used   bool // some error can reach it, or could if its body were right
}

// Try runs body, and handle for its errors; either gives the result. Without on,
// all errors that can be caught are handled. A Fail inside body ends the
// workflow, as in the language; [Throw] reaches handle. A Try is no state: its name
// is that of the variable with the result.
func Try[T any](b *Block, name string, body func(*Block) Val[T], handle func(*Block, Val[ErrorOutput]) Val[T], on ...ErrorName) Val[T] {
	at := caller()
	name = b.named(name)
	if !b.ok(at) || b.bodiless(body == nil || handle == nil, name, at) {
		return nothing[T](b, at)
	}
	what := fmt.Sprintf("the Try %q", name)
	b.reached(what, at)
	if len(on) == 0 {
		on = AllErrors()
	}
	t := &try{
		head:   &graph.State{Kind: graph.Join, Name: name, Position: at, Scope: b.scope},
		caught: &graph.Value{Machine: b.builder.machine, Source: graph.FromJoin, Name: name + " error", Position: at},
		on:     b.builder.errors(on, what, at),
	}
	t.head.Next = &graph.Edge{From: t.head}
	given := &graph.Value{Machine: b.builder.machine, Source: graph.FromJoin, Name: name, Position: at}

	inner := b.within("the body of "+what, b.open...)
	inner.dead = b.dead
	b.comment.move(inner)
	inner.tries = append(inner.tries[:len(inner.tries):len(inner.tries)], t)
	tried := arm(inner, given, body, at)

	b.scope.States = append(b.scope.States, t.head)
	handler := b.within("the handler of "+what, t.head.Next)
	handled := arm(handler, given, func(b *Block) Val[T] { return handle(b, ref[ErrorOutput](t.caught, at)) }, at)

	if !t.used && !inner.strayed && !inner.dead {
		b.builder.warn(at, "QS0001", handler.what+" cannot be reached: nothing in the body can fail in a way that it handles",
			"leave the Try out; an error in a dsl.Let or in a condition ends the workflow, whatever is around it")
	}
	b.open = append(tried, handled...)
	b.endedBy("both arms of "+strconv.Quote(name), at, append(inner.endedAt, handler.endedAt...)...)
	return ref[T](given, at)
}

// arm runs a body whose value becomes that of a join.
func arm[T any](b *Block, joined *graph.Value, body func(*Block) Val[T], at diag.Position) []*graph.Edge {
	v := value(b, body)
	if len(b.open) > 0 {
		b.setTo(joined, v, "the value of "+b.what, at)
	}
	return b.open
}

// catchForTries gives a state the catchers of the Trys around it, the innermost
// first.
func (b *Block) catchForTries(s *graph.State) {
	if s.Kind == graph.Raw && !canCatch(s.Text.Get("Type").Text()) {
		return
	}
	taken := map[string]bool{} // by catchers before; what is taken reaches no other
	for _, c := range s.Catch {
		for _, name := range c.On {
			taken[name] = true
		}
	}
	for i := len(b.tries) - 1; i >= 0 && !taken["States.ALL"]; i-- {
		t := b.tries[i]
		on := slices.DeleteFunc(slices.Clone(t.on), func(name string) bool { return taken[name] })
		if len(on) == 0 {
			continue
		}
		caught := &graph.Value{Machine: b.builder.machine, Source: graph.FromError, Name: s.Name + " error", State: s, Position: s.Position}
		edge := &graph.Edge{From: s, Error: caught, To: t.head}
		t.used = true
		edge.Assign = []graph.Set{{Value: t.caught, Expr: &graph.Ref{Value: caught, Position: s.Position}, From: graph.Origin{As: quoted(s), At: s.Position}}}
		s.Catch = append(s.Catch, &graph.Catch{On: on, Edge: edge})
		for _, name := range on {
			taken[name] = true
		}
	}
}

// canCatch tells whether states of a type may have catchers (ASL specification,
// "Fallback States").
func canCatch(stateType string) bool {
	return stateType == "Task" || stateType == "Parallel" || stateType == "Map"
}

// Throw reaches the handler of the nearest [Try] in the same scope; where there
// is none it fails the scope, so that a Catch or a Try around a Map or a Parallel
// sees the error. Its value stands for that of the arm that it ends.
func Throw[T any](b *Block, e Val[ErrorOutput]) Val[T] {
	at := caller()
	if !b.ok(at) {
		return nothing[T](b, at)
	}
	thrown := zeroed(e, at, "the error that is thrown")
	if n := len(b.tries); n > 0 {
		b.tries[n-1].used = true
		b.set(b.tries[n-1].caught, thrown, "the error that is thrown", at)
		b.jump(b.tries[n-1].head, at)
		return silent[T]()
	}
	s := b.fail(b.named(throwName(thrown)), at, &graph.Field{Of: thrown, Name: "Error", Position: at}, &graph.Field{Of: thrown, Name: "Cause", Position: at})
	s.Made = true
	return silent[T]()
}

// throwName names the state that throws after its error, where that is known.
func throwName(thrown graph.Expr) string {
	var name jsonvalue.Value
	switch x := thrown.(type) {
	case *graph.Const:
		name = x.Value.Get("Error")
	case *graph.Object:
		for _, m := range x.Members {
			if c, ok := m.Expr.(*graph.Const); ok && m.Name == "Error" {
				name = c.Value
			}
		}
	}
	if name.Text() == "" {
		return "Throw"
	}
	return name.Text()
}
