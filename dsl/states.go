package dsl

import (
	"fmt"
	"strconv"
	"time"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// Wait lets a time pass, in whole seconds (ASL specification, "Wait State").
func Wait(b *Block, name string, d time.Duration) {
	at := caller()
	name = b.named(name)
	if !b.ok(at) {
		return
	}
	b.builder.seconds(at, fmt.Sprintf("the wait %q", name), d, 0)
	b.add(&graph.State{Kind: graph.Wait, Name: name, Position: at, Seconds: &graph.Const{Value: jsonvalue.IntOf(int64(d / time.Second))}})
}

// WaitUntil waits for a point in time, which may have passed.
func WaitUntil(b *Block, name string, t Val[time.Time]) {
	at := caller()
	name = b.named(name)
	if b.ok(at) {
		b.add(&graph.State{Kind: graph.Wait, Name: name, Position: at, Timestamp: zeroed(t, at, fmt.Sprintf("the time of the wait %q", name))})
	}
}

// WaitSeconds waits for a number of seconds that the workflow computes.
func WaitSeconds(b *Block, name string, seconds Val[int]) {
	at := caller()
	name = b.named(name)
	if b.ok(at) {
		b.add(&graph.State{Kind: graph.Wait, Name: name, Position: at, Seconds: zeroed(seconds, at, fmt.Sprintf("the seconds of the wait %q", name))})
	}
}

// Let is a Pass state that computes a value, once.
func Let[T any](b *Block, name string, v Val[T]) Val[T] {
	at := caller()
	name = b.named(name)
	if !b.ok(at) {
		return nothing[T](b, at)
	}
	computed := &graph.Value{Machine: b.builder.machine, Source: graph.FromComputed, Name: name, Position: at}
	b.add(&graph.State{Kind: graph.Pass, Name: name, Position: at})
	b.set(computed, zeroed(v, at, fmt.Sprintf("the value of %q", name)), strconv.Quote(name), at)
	return reachable[T](b, computed, at)
}

// Name computes a value once and gives its variable a name, with no state of its
// own where the state before can carry it.
func Name[T any](b *Block, name string, v Val[T]) Val[T] {
	at := caller()
	name = b.named(name)
	if !b.ok(at) {
		return nothing[T](b, at)
	}
	b.reached(fmt.Sprintf("the value %q", name), at)
	computed := &graph.Value{Machine: b.builder.machine, Source: graph.FromComputed, Name: name, Position: at}
	b.set(computed, zeroed(v, at, fmt.Sprintf("the value of %q", name)), strconv.Quote(name), at)
	return reachable[T](b, computed, at)
}

// Succeed ends the workflow, or the branch or the iteration, well and with v
// (ASL specification, "Succeed State"). Its value stands for that of the arm that
// it ends.
func Succeed[T any](b *Block, name string, v Val[T]) Val[T] {
	at := caller()
	name = b.named(name)
	if b.ok(at) {
		b.add(&graph.State{Kind: graph.Succeed, Name: name, Position: at, Input: zeroed(v, at, fmt.Sprintf("the output of %q", name))})
	}
	return nothing[T](b, at)
}

// Fail ends the workflow with an error (ASL specification, "Fail State"). In a
// branch or an iteration it fails the Parallel or the Map, which may catch it.
func Fail(b *Block, name string, err ErrorName, cause string) {
	failConstant(b, b.named(name), err, cause, caller())
}

// FailAs is [Fail] where an arm must give a T.
func FailAs[T any](b *Block, name string, err ErrorName, cause string) Val[T] {
	at := caller()
	failConstant(b, b.named(name), err, cause, at)
	return nothing[T](b, at)
}

// FailWith ends the workflow with an error that was caught or computed.
func FailWith(b *Block, name string, e Val[ErrorOutput]) {
	at := caller()
	name = b.named(name)
	if !b.ok(at) {
		return
	}
	of := zeroed(e, at, fmt.Sprintf("the error of %q", name))
	b.fail(name, at, &graph.Field{Of: of, Name: "Error", Position: at}, &graph.Field{Of: of, Name: "Cause", Position: at})
}

func failConstant(b *Block, name string, err ErrorName, cause string, at diag.Position) {
	if !b.ok(at) {
		return
	}
	text := func(s string) graph.Expr {
		if s == "" {
			return nil
		}
		return &graph.Const{Value: jsonvalue.StringOf(s)}
	}
	b.fail(name, at, text(string(err)), text(cause))
}

func (b *Block) fail(name string, at diag.Position, err, cause graph.Expr) *graph.State {
	return b.add(&graph.State{Kind: graph.Fail, Name: name, Position: at, Error: err, Cause: cause})
}

// Raw is any ASL state as it is, with typed ends: it is given in as its input,
// and its output is the Out. The text is a JSON object without Next and End. Use
// it for what the builder has no function for. Where its arguments do not say
// which resources it reaches, on states their ARNs, as [Call.AllowedOn] does.
func Raw[In, Out any](b *Block, name string, stateJSON string, in Val[In], on ...string) Val[Out] {
	at := caller()
	name = b.named(name)
	if !b.ok(at) {
		return nothing[Out](b, at)
	}
	text, err := jsonvalue.ParseString(stateJSON)
	if err != nil || text.Kind() != jsonvalue.Object {
		b.builder.report(at, "QS0021", fmt.Sprintf("the text of %q is not a JSON object: %v", name, err), "write the state as in the States object of a definition")
		return silent[Out]()
	}
	s := &graph.State{Kind: graph.Raw, Name: name, Position: at, Text: text, On: on}
	if text.Get("Comment").Exists() && b.comment.text != "" {
		b.builder.report(at, "QS0021", fmt.Sprintf("%q has two comments: the text's own, and that of the line before it", name), "keep one")
	}
	for _, field := range []string{"Next", "End", "Catch", "Default", "Choices"} {
		if text.Get(field).Exists() {
			b.builder.report(at, "QS0021", fmt.Sprintf("the text of %q has the field %s, and where it leads is the builder's to say", name, field), "leave it out")
		}
	}
	s.Input = b.steady(name, zeroed(in, at, "the input of "+quoted(s)), at)
	return result[Out](b, s, at, nil)
}
