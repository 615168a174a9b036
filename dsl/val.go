package dsl

import (
	"fmt"
	"reflect"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// A Val is a T that exists when the workflow runs. It is opaque: Go code cannot
// branch on it, compare it, format it, or read a zero out of it. A constant is a
// plain T, or [Lit] of it where a Val is asked for. The zero Val is no value;
// using it is a diagnostic.
type Val[T any] struct {
	_    [0]func(T) // no two Vals compare, and Val[A] never converts to Val[B]
	expr graph.Expr
}

// Any is a [Val] of any type, as [Format] takes them.
type Any interface {
	expression() graph.Expr
	composed() bool // a list, a map or a struct
}

func (v Val[T]) expression() graph.Expr { return v.expr }

func (v Val[T]) composed() bool {
	switch t := reflect.TypeFor[T](); t.Kind() {
	case reflect.Map, reflect.Struct:
		return !encodesItself(t)
	default:
		return listsOf(t) == graph.Always
	}
}

func val[T any](e graph.Expr) Val[T] { return Val[T]{expr: bounded(e)} }

// mostParts is how many parts an expression may have. One that reads another one
// twice doubles it, so that without an end a few dozen steps would fill any memory.
const mostParts = 20_000

// bounded is e, or what stands for it where it has too many parts.
func bounded(e graph.Expr) graph.Expr {
	if !graph.HasMore(e, mostParts) {
		return e
	}
	return bad(caller(), "QS0015", fmt.Sprintf("the expression has more than %d parts", mostParts), "compute what it reads more than once by itself, with dsl.Name or dsl.Let")
}

func ref[T any](v *graph.Value, at diag.Position) Val[T] {
	return val[T](&graph.Ref{Value: v, Position: at})
}

// zeroed is the expression of v, or what stands for it where v is the zero Val.
func zeroed(v Any, at diag.Position, use string) graph.Expr {
	if v == nil || v.expression() == nil {
		return bad(at, "QS0003", use+" is the zero Val, which is no value of the workflow",
			"give it the result of a state, a field of one, or a constant with dsl.Lit")
	}
	return v.expression()
}

// Lit is the constant v as it encodes to JSON, by the MarshalJSON and MarshalText of
// its type, be they on a pointer. A v that does not encode is a diagnostic.
func Lit[T any](v T) Val[T] { return val[T](constant(v, caller())) }

func constant(v any, at diag.Position) graph.Expr {
	c, err := encode(addressable(v))
	if err != nil {
		return bad(at, "QS0008", fmt.Sprintf("a constant of type %T does not encode to JSON: %v", v, err), "give it a value that does, or build it with dsl.Build")
	}
	return &graph.Const{Value: c}
}

// addressable gives v, or a pointer to it where encoding/json would pass over methods
// that its type, or a type inside of it, has on a pointer.
func addressable(v any) any {
	t := reflect.TypeOf(v)
	switch {
	case t == nil || isSDKValue(v) || t.Implements(jsonMarshaler) || t.Implements(textMarshaler):
		return v
	case t.Kind() == reflect.Struct || t.Kind() == reflect.Array || encodesItself(t):
		p := reflect.New(t)
		p.Elem().Set(reflect.ValueOf(v))
		return p.Interface()
	}
	return v
}

// encode gives a constant's JSON: AWS SDK types in Step Functions' form, others
// as encoding/json has it.
func encode(v any) (jsonvalue.Value, error) {
	if isSDKValue(v) {
		return encodeSDK(v)
	}
	return jsonvalue.From(v)
}

func bad(at diag.Position, code, message, help string) graph.Expr {
	return &graph.Bad{Diagnostic: diag.Diagnostic{Severity: diag.Error, Code: code, Message: message, Help: help, Position: at}}
}

// silent stands for what could not be made for a reason already reported.
func silent[T any]() Val[T] { return val[T](&graph.Bad{}) }

// Encode gives a Go value's JSON as a workflow sees it: AWS SDK types in Step
// Functions' spelling, all others as encoding/json has them. It is what a handler
// that stands for a service answers with.
func Encode(v any) ([]byte, error) {
	value, err := encode(v)
	if err != nil {
		return nil, err
	}
	return value.AppendJSON(nil), nil
}
