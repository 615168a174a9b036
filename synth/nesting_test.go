package synth_test

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/synth"
)

// A nest is a construct with a body in it. Whether what the body sets is set behind the
// construct follows from what the construct does: whether each way to what is behind it
// leads through the body, and whether the body is in the same scope.
type nest struct {
	name        string
	each, scope bool
	around      func(b *block, v in, n int, body func(*block))
}

func (n nest) sure() bool { return n.each && n.scope }

func numbered(s string, n int) string { return fmt.Sprint(s, " ", n) }

var nests = []nest{
	{"an arm of a Choice", false, true, func(b *block, v in, n int, body func(*block)) {
		dsl.Choice(b, numbered("Choice", n), dsl.When(isOne(v), body))
	}},
	{"the only arm of a Choice that goes on", true, true, func(b *block, v in, n int, body func(*block)) {
		dsl.Choice(b, numbered("Choice", n), dsl.When(isOne(v), body), dsl.Otherwise(func(b *block) { dsl.Fail(b, numbered("None", n), "None", "") }))
	}},
	{"a handler of a Catch", false, true, func(b *block, v in, n int, body func(*block)) {
		dsl.Task(b, numbered("Catch", n), find.Invoke(), v, dsl.Policy{Catch: []dsl.Catch{{On: dsl.AllErrors(), Do: func(b *block, _ failed) {
			body(b)
			dsl.Fail(b, numbered("Caught", n), "Caught", "")
		}}}})
	}},
	{"the body of a Try", false, true, func(b *block, v in, n int, body func(*block)) {
		dsl.Try(b, numbered("Try", n), tried(v, n, body), func(*block, failed) who { return nobody() })
	}},
	{"the body of a Try whose handler ends", true, true, func(b *block, v in, n int, body func(*block)) {
		dsl.Try(b, numbered("Try", n), tried(v, n, body), func(b *block, e failed) who { return dsl.Throw[person](b, e) })
	}},
	{"the handler of a Try", false, true, func(b *block, v in, n int, body func(*block)) {
		dsl.Try(b, numbered("Try", n), func(b *block) who { return look(b, numbered("Tried", n), v) }, func(b *block, _ failed) who { body(b); return nobody() })
	}},
	{"a Loop", true, true, func(b *block, v in, n int, body func(*block)) {
		dsl.Loop(b, numbered("loop", n), dsl.Lit(0), func(b *block, i number, again func(*block, number)) number {
			body(b)
			dsl.If(b, numbered("Again?", n), dsl.Lt(i, 2), func(b *block) { again(b, dsl.Add(i, 1)) })
			return i
		})
	}},
	{"a round of a Loop", false, true, func(b *block, v in, n int, body func(*block)) {
		dsl.Loop(b, numbered("loop", n), dsl.Lit(0), func(b *block, i number, again func(*block, number)) number {
			dsl.If(b, numbered("Again?", n), dsl.Lt(i, 2), func(b *block) {
				body(b)
				again(b, dsl.Add(i, 1))
			})
			return i
		})
	}},
	{"a Shared", false, true, func(b *block, v in, n int, body func(*block)) {
		rest := dsl.Shared(b, numbered("Shared", n), func(b *block, v in) {
			body(b)
			dsl.Succeed(b, numbered("Rest", n), v)
		})
		dsl.If(b, numbered("Jump?", n), dsl.Not(isOne(v)), func(b *block) { rest(b, v) })
	}},
	{"a branch of a Parallel", true, false, func(b *block, v in, n int, body func(*block)) {
		dsl.Parallel(b, numbered("Parallel", n), []func(*block) who{func(b *block) who { body(b); return nobody() }})
	}},
	{"a Map", true, false, func(b *block, v in, n int, body func(*block)) {
		dsl.Map(b, numbered("Map", n), dsl.List(v, v), func(b *block, _ in) who { body(b); return nobody() })
	}},
	{"a DistributedMap", true, false, func(b *block, v in, n int, body func(*block)) {
		dsl.DistributedMap(b, numbered("Map", n), dsl.ItemsOf(dsl.List(v, v)), func(b *block, _ in) who { body(b); return nobody() })
	}},
}

// tried is the body of a Try, which may fail whatever is in it.
func tried(v in, n int, body func(*block)) func(*block) who {
	return func(b *block) who {
		look(b, numbered("Tried", n), v)
		body(b)
		return nobody()
	}
}

// later reads what somebody has found.
func later(b *block, x who) {
	dsl.Task(b, "Later", store.Invoke(), dsl.Build(entry{ID: "1", When: "now"}, dsl.To(&entries.Name, dsl.At(x, &people.Name))))
}

// nestedIn sets a value in a construct in another one, and reads it at a depth: 2 is right
// behind where it is set, 1 behind the inner construct, 0 behind the outer one.
func nestedIn(outer, inner nest, depth int) dsl.Definition {
	return define(func(b *block, v in) {
		var x who
		outer.around(b, v, 1, func(b *block) {
			inner.around(b, v, 2, func(b *block) {
				x = look(b, "A", v)
				if depth == 2 {
					later(b, x)
				}
			})
			if depth == 1 {
				later(b, x)
			}
		})
		if depth == 0 {
			later(b, x)
		}
	})()
}

// TestNesting sets a value in each construct in each other one, and reads it behind the
// two: it is told where some way has not set it, by the rule of the two constructs, and
// where it is not, no run fails for it, in either query language.
func TestNesting(t *testing.T) {
	programs := 0
	for _, outer := range nests {
		for _, inner := range nests {
			for depth, isSet := range []bool{outer.sure() && inner.sure(), inner.sure(), true} {
				programs++
				name := fmt.Sprintf("%s in %s, read at depth %d", inner.name, outer.name, depth)
				w := nestedIn(outer, inner, depth)
				out, err := synth.Workflow(w)
				if !isSet {
					toldUnset(t, name, err)
					continue
				}
				if err != nil || len(out.Warnings) > 0 {
					t.Errorf("%s: %v %v", name, err, out)
					continue
				}
				neverUnset(t, name, w)
				neverUnset(t, name+", in JSONPath", dsl.Redefine(w, dsl.JSONPath()))
			}
		}
	}
	if programs < 3*8*8 {
		t.Errorf("only %d programs", programs)
	}
}

// toldUnset holds an error to be one diagnostic, where the value is read.
func toldUnset(t *testing.T, name string, err error) {
	found, _ := diag.FromError(err)
	if len(found) != 1 || found[0].Code != "QS0010" || !strings.HasPrefix(found[0].Message, `the result of "A" (`) ||
		!strings.HasSuffix(found[0].Message, `) is read in "Later", and may not have been set by then`) || found[0].Position.Line != lineOfLater(t) {
		t.Errorf("%s: %v", name, err)
	}
}

// lineOfLater is the line of the task of that name.
func lineOfLater(t *testing.T) int {
	t.Helper()
	var found diag.Position
	machine, _ := define(func(b *block, v in) { later(b, nobody()) })().Graph()
	for _, s := range machine.Body.States {
		found = s.Position
	}
	if _, file, _, _ := runtime.Caller(0); found.File != file {
		t.Fatalf("the task is at %s", found)
	}
	return found.Line
}

// neverUnset runs a workflow along its ways: its condition holds or not, and its
// functions answer, fail, or do so in turn.
func neverUnset(t *testing.T, name string, w dsl.Definition) {
	out, err := synth.Workflow(w)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	machine, err := runner.CompileParsed(out.Machine)
	if err != nil {
		t.Fatal(err)
	}
	for _, input := range []string{`{"id":"1"}`, `{"id":"2"}`} {
		for _, every := range []int64{1, 2, 100} { // which call fails
			var calls atomic.Int64
			answer := runner.ServiceFunc(func(context.Context, *runner.Task) ([]byte, error) {
				if calls.Add(1)%every == 0 {
					return nil, &runner.Failure{Name: "Broken", Cause: "c"}
				}
				return []byte(`{"name":"found"}`), nil
			})
			x, err := machine.Start(t.Context(), []byte(input), runner.Options{Functions: map[string]runner.Service{"Find": answer, "Store": answer}})
			if err != nil {
				t.Fatal(err)
			}
			r, err := x.Result(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			switch r.Error {
			case "", "Broken", "None", "Caught", "States.ExceedToleratedFailureThreshold":
			default:
				t.Errorf("%s: %s: %s %s\n%s", name, input, r.Error, r.Cause, out.Definition)
			}
		}
	}
}
