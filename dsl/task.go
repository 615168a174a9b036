package dsl

import (
	"strconv"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
)

// Task calls a service with in and gives its answer (ASL specification, "Task
// State"). Several policies are read as one; see [Policy].
func Task[In, Out any](b *Block, name string, call Call[In, Out], in Val[In], p ...Policy) Val[Out] {
	at := caller()
	name = b.named(name)
	if !b.ok(at) {
		return nothing[Out](b, at)
	}
	s := &graph.State{Kind: graph.Task, Name: name, Position: at, Call: b.builder.use(call.call, at)}
	s.Input = b.input(s, linked(s.Call, in, at), at)
	return result[Out](b, s, at, p)
}

// input is what a state is given: random values in it are computed before, and
// the resources that it names are the call's too.
func (b *Block) input(s *graph.State, in Any, at diag.Position) graph.Expr {
	e := b.steady(s.Name, zeroed(in, at, "the input of "+quoted(s)), at)
	graph.Walk(e, func(e graph.Expr) {
		n, ok := e.(*graph.Named)
		if !ok || s.Call == nil {
			return
		}
		b.builder.resource(n.Resource, at)
		own := *s.Call
		own.Resources = append(own.Resources[:len(own.Resources):len(own.Resources)], n.Resource)
		s.Call = &own
	})
	return e
}

// result appends a state that gives a result and may fail.
func result[Out any](b *Block, s *graph.State, at diag.Position, p []Policy) Val[Out] {
	s.Result = &graph.Value{Machine: b.builder.machine, Source: graph.FromResult, Name: s.Name, State: s, Position: at}
	b.add(s)
	b.apply(s, at, p)
	return reachable[Out](b, s.Result, at)
}

// steady gives an expression that is the same for each attempt of a task: what
// is random in it is computed once, before.
func (b *Block) steady(name string, e graph.Expr, at diag.Position) graph.Expr {
	return graph.Rewrite(e, func(e graph.Expr) graph.Expr {
		if !graph.IsRandom(e) {
			return e
		}
		v := &graph.Value{Machine: b.builder.machine, Source: graph.FromComputed, Name: name + " ID", Position: at}
		b.set(v, e, strconv.Quote(name), at)
		return &graph.Ref{Value: v, Position: at}
	})
}

// A Token is what a task token holds. It exists only inside the payload of the
// task that waits for it.
type Token string

// A Callback is the answer that a task token will bring; tests answer it by
// type.
type Callback[Out any] struct{ Name string }

// WaitForToken calls a service, hands it a task token, and waits until someone
// sends the token back with an Out (Developer Guide, "Wait for a Callback with
// Task Token"). The state bears the callback's name. A payload that does not
// hold the token is a diagnostic, as nobody could ever answer.
func WaitForToken[In, Ack, Out any](b *Block, cb *Callback[Out], call Call[In, Ack], in func(Val[Token]) Val[In], p ...Policy) Val[Out] {
	at := caller()
	if !b.ok(at) {
		return nothing[Out](b, at)
	}
	s := &graph.State{Kind: graph.Task, Position: at, Call: b.builder.use(call.call, at)}
	if cb != nil {
		s.Name = b.named(cb.Name)
	} else {
		b.builder.report(at, "QS0003", "a dsl.WaitForToken has no callback", "declare one, as &dsl.Callback[Answer]{Name: …}")
		return silent[Out]()
	}
	s.Token = &graph.Value{Machine: b.builder.machine, Source: graph.FromToken, Name: "token", State: s, Position: at}
	if s.Call != nil && !s.Call.Token {
		b.builder.report(at, "QS0017", "the integration of "+quoted(s)+" cannot wait for a task token", "call it with dsl.Task")
	}
	if in == nil {
		b.idle(s, "the payload", at)
		return silent[Out]()
	}
	payload := in(ref[Token](s.Token, at))
	s.Input = b.input(s, linked(s.Call, payload, at), at)
	return result[Out](b, s, at, p)
}

// use notes the resources of a call.
func (b *builder) use(c *graph.Call, at diag.Position) *graph.Call {
	if c == nil {
		b.report(at, "QS0003", "the call is the zero Call, which names no service", "make it with an integration, such as lambda.Declare(…).Invoke()")
		return nil
	}
	if c.Problem.Message != "" {
		b.report(at, c.Problem.Code, c.Problem.Message, c.Problem.Help)
		return nil
	}
	for _, r := range c.Resources {
		b.resource(r, at)
	}
	if n, ok := c.Role.(*graph.Named); ok {
		b.resource(n.Resource, at)
		own := *c
		own.Resources = append(own.Resources[:len(own.Resources):len(own.Resources)], n.Resource)
		c = &own
	}
	return c
}

func (b *builder) resource(r *graph.Resource, at diag.Position) {
	if known := b.resources[r.Name]; known != nil {
		if clash := known.Clash(r); clash != "" {
			b.report(at, "QS0019", clash, "give one of them another name; a stack may bind both names to the same resource")
		}
		if known.In == nil {
			known.In, known.Out = r.In, r.Out
		}
		if known.Handler == nil {
			known.Handler = r.Handler
		}
		if known.Machine == nil {
			known.Machine = r.Machine
		}
		return
	}
	own := *r
	own.Position = at
	b.resources[r.Name] = &own
	b.machine.Resources = append(b.machine.Resources, &own)
}
