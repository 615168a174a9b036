package jsonata

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/quickstep-go/quickstep/internal/jsonata/syntax"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// Profile says which library of functions an expression sees.
type Profile = syntax.Profile

// The profiles.
const (
	Standard = syntax.Standard
	AWS      = syntax.AWS
)

// Functions gives the names of the library's functions, without the $, sorted.
func Functions(p Profile) []string { return syntax.Functions(p) }

// UnknownFunction is a call of a function that nobody defines.
type UnknownFunction = syntax.UnknownFunction

// Env is what one evaluation sees.
type Env struct {
	// Input is the context at the start, "$" and "$$". Absent: nothing.
	Input jsonvalue.Value
	// Lookup gives the value of a variable by its name without the "$"; "states"
	// is $states. A variable hides a function of the library of the same name.
	// Nil: there are none.
	Lookup func(name string) (jsonvalue.Value, bool)
	// Now is the time of $now and $millis. Zero: the real clock.
	Now time.Time
	// Random feeds $random, $uuid and $shuffle, so that a test can repeat a run.
	// It is used by this evaluation alone while it lasts. Nil: a real source.
	Random *rand.Rand
	// Limits bound the work. Time is bounded by the context.
	Limits Limits
}

// Limits bound what one evaluation may cost; passing one is error U1001. A zero
// field stands for its default, which is larger in the standard profile, as the
// reference makes ranges of up to ten million.
type Limits struct {
	// Steps bounds the expressions evaluated, counting also each item produced and
	// each kilobyte of text. Default: 5 million, or 20 million.
	Steps int
	// Depth bounds how deep evaluations nest, counted in nodes of the expression.
	// Default: 10,000.
	Depth int
	// Size bounds one array, in items, one string, in bytes, and the result's JSON
	// text. Default: 16 million, or 64 million.
	Size int
}

// ErrFunctionResult is the error of an expression whose result is a function,
// which JSON cannot hold.
var ErrFunctionResult = errors.New("the result is a function")

// parsed is an expression as the room of the syntax knows it.
type parsed = syntax.Expr

// Expr is a compiled expression, and what is known of it without evaluating it.
// Any number of goroutines may evaluate it at once.
type Expr struct {
	*parsed
	first    sync.Once // makes the closures: who only asks for facts needs none
	names    names
	eval     evalFunc
	pictures pictures
}

// Compile parses an expression and checks all that can be known without values. An
// error is that of [syntax.Parse].
func Compile(source string, p Profile) (*Expr, error) {
	tree, err := syntax.Parse(source, p)
	if err != nil {
		return nil, err
	}
	return &Expr{parsed: tree}, nil
}

// prepare makes the closures.
func (e *Expr) prepare() {
	e.names.declare(e.Tree())
	c := &compiler{names: &e.names, dynamic: e.names.evals}
	e.eval = c.compile(e.Tree())
}

// Eval evaluates the expression. An absent value is JSONata's undefined. An
// error is an *[Error] or [ErrFunctionResult]. Where the context has ended, the
// code is U1001 and errors.Is finds the context's error.
func (e *Expr) Eval(ctx context.Context, env Env) (jsonvalue.Value, error) {
	e.first.Do(e.prepare)
	r := newRun(ctx, e, env)
	defer r.release()
	v, err := r.main()
	if err != nil {
		return jsonvalue.Value{}, asError(err, e.String())
	}
	v, err = r.result(v)
	if err != nil {
		return jsonvalue.Value{}, asError(err, e.String())
	}
	return v, nil
}
