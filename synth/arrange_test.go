package synth_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/synth"
)

// TestOrderOfStates: each state comes after what leads to it; what a choice ends with
// or goes back by comes before the long way on, and handlers come last, in the order
// of what they handle.
func TestOrderOfStates(t *testing.T) {
	handled := func(name string) dsl.Policy {
		return dsl.Policy{Catch: []dsl.Catch{{On: dsl.AllErrors(), Do: func(b *dsl.Block, e dsl.Val[dsl.ErrorOutput]) {
			dsl.Wait(b, name+" Rest", time.Second)
			dsl.FailWith(b, name+" Failed", e)
		}}}}
	}
	w := dsl.Define("Ordered", func(b *dsl.Block, in dsl.Val[query]) dsl.Val[struct{}] {
		dsl.Repeat(b, func(b *dsl.Block, again func(*dsl.Block)) dsl.Val[struct{}] {
			dsl.Task(b, "Look", find.Invoke(), in, handled("Look"))
			dsl.Choice(b, "Which?",
				dsl.When(dsl.Eq(dsl.At(in, &queries.ID), "long"), func(b *dsl.Block) {
					dsl.Wait(b, "One", time.Second)
					dsl.Wait(b, "Two", time.Second)
				}),
				dsl.When(dsl.Eq(dsl.At(in, &queries.ID), "bad"), func(b *dsl.Block) { dsl.Fail(b, "Bad", "Bad", "") }),
				dsl.Otherwise(func(b *dsl.Block) {
					dsl.Wait(b, "Again", time.Second)
					again(b)
				}))
			return dsl.Lit(struct{}{})
		})
		dsl.Task(b, "Work", find.Invoke(), in, handled("Work"))
		return dsl.Succeed(b, "Ready", dsl.Lit(struct{}{}))
	})
	out, err := synth.Workflow(w)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for place := range out.Machine.Walk() {
		names = append(names, place.Name)
	}
	want := "Look, Which?, Bad, Again, One, Two, Work, Ready, Look Rest, Look Failed, Work Rest, Work Failed"
	if got := strings.Join(names, ", "); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	for name, w := range with(examples, mechanisms) {
		out, err := synth.Workflow(w)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := synth.Workflow(w); again.Definition != out.Definition {
			t.Errorf("%s is ordered in more ways than one", name)
		}
		if text := out.Definition; slices.ContainsFunc(out.Inserted, func(s string) bool { return !strings.Contains(text, s) }) {
			t.Errorf("%s has lost a state: %v", name, out.Inserted)
		}
	}
}
