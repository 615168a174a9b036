package synth_test

import (
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/synth"
)

// TestLoopsThatMayEnd: a loop without a wait is none of the mistakes where it counts,
// where it asks the clock or chance, and where a state works in it.
func TestLoopsThatMayEnd(t *testing.T) {
	repeat := func(again func(v in) dsl.Cond, round func(b *block, v in)) func() dsl.Definition {
		return define(func(b *block, v in) {
			dsl.Repeat(b, func(b *block, back func(*block)) dsl.Val[string] {
				round(b, v)
				dsl.If(b, "Again?", again(v), func(b *block) { back(b) })
				return dsl.Lit("")
			})
		})
	}
	nothing := func(*block, in) {}
	same := func(v in) dsl.Cond { return dsl.Eq(dsl.At(v, &queries.ID), "") }
	for name, w := range map[string]func() dsl.Definition{
		"counts": define(func(b *block, v in) {
			dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n dsl.Val[int], again func(*block, dsl.Val[int])) dsl.Val[int] {
				dsl.If(b, "Less?", dsl.Lt(n, 3), func(b *block) { again(b, dsl.Add(n, 1)) })
				return n
			})
		}),
		"asks the clock": repeat(func(in) dsl.Cond { return dsl.Before(dsl.StateEntered(), dsl.ExecutionStart()) }, nothing),
		"asks chance":    repeat(func(in) dsl.Cond { return dsl.Lt(dsl.Random(), 0.5) }, nothing),
		"asks code":      repeat(func(in) dsl.Cond { return dsl.Is(dsl.JSONata[bool]("$random() < 0.5")) }, nothing),
		"works":          repeat(same, func(b *block, v in) { dsl.Task(b, "Find", find.Invoke(), v) }),
		"ends the workflow": repeat(same, func(b *block, v in) {
			dsl.If(b, "Enough?", dsl.Lt(dsl.Random(), 0.5), func(b *block) { dsl.Fail(b, "Failed", "E", "") })
		}),
	} {
		if _, err := synth.Workflow(w()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
