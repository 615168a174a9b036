package synth_test

import (
	"fmt"
	"regexp"
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/internal/cputime"
	"github.com/quickstep-go/quickstep/synth"
)

// forms are workflows of about n states, each of one sort that could cost more
// for each state the more there are.
var forms = []struct {
	name  string
	build func(n int) dsl.Definition
}{
	{"mixed", repeated(10, stretch)},
	{"inserted", repeated(4, inserted)},
	{"ends", repeated(2, ends)},
	{"filters", repeated(1, filtered)},
	{"functions", repeated(1, called)},
	{"reached", repeated(2, reached)},
	{"handed over", repeated(2, handed)},
	{"loops in a loop", looped},

	{"mixed in JSONPath", repeated(10, stretch, dsl.JSONPath())},
	{"inserted in JSONPath", repeated(4, inserted, dsl.JSONPath())},
	{"ends in JSONPath", repeated(2, ends, dsl.JSONPath())},
	{"lifted", repeated(4, lifted, dsl.JSONPath())},
	{"handed over in JSONPath", repeated(2, handed, dsl.JSONPath())},
}

// repeated makes a workflow of parts, each of so many states, that read what the
// one before gave.
func repeated(states int, part func(b *dsl.Block, i int, in dsl.Val[query], before dsl.Val[person]) dsl.Val[person], o ...dsl.Option) func(int) dsl.Definition {
	return func(n int) dsl.Definition {
		return dsl.Define("Long", func(b *dsl.Block, in dsl.Val[query]) dsl.Val[person] {
			last := dsl.Lit(person{"nobody"})
			for i := range n / states {
				last = part(b, i, in, last)
			}
			return last
		}, o...)
	}
}

// stretch appends ten states.
func stretch(b *dsl.Block, i int, in dsl.Val[query], before dsl.Val[person]) dsl.Val[person] {
	name := func(s string) string { return fmt.Sprintf("%s %d", s, i) }
	found := dsl.Task(b, name("Find"), find.Invoke(), in)
	dsl.If(b, name("Known?"), dsl.EqVal(dsl.At(found, &people.Name), dsl.At(before, &people.Name)), func(b *dsl.Block) {
		dsl.Task(b, name("Store"), store.Invoke(), dsl.Build(entry{When: "now"}, dsl.To(&entries.ID, dsl.At(in, &queries.ID)), dsl.To(&entries.Name, dsl.At(before, &people.Name))))
	})
	all := dsl.Map(b, name("Each"), dsl.List(in, in), func(b *dsl.Block, q dsl.Val[query]) dsl.Val[person] {
		dsl.Wait(b, name("Breathe"), 1e9)
		return dsl.Task(b, name("Find One"), find.Invoke(), q)
	})
	count := dsl.Loop(b, name("round"), dsl.Lit(0), func(b *dsl.Block, n dsl.Val[int], again func(*dsl.Block, dsl.Val[int])) dsl.Val[int] {
		dsl.Wait(b, name("Pause"), 1e9)
		dsl.If(b, name("Again?"), dsl.Lt(n, 3), func(b *dsl.Block) { again(b, dsl.Add(n, 1)) })
		return n
	})
	return dsl.Try(b, name("tried"), func(b *dsl.Block) dsl.Val[person] {
		return dsl.Task(b, name("Find Again"), find.Invoke(), dsl.Build(query{}, dsl.To(&queries.ID, dsl.Format("{} {}", count, dsl.At(dsl.Index(all, 0), &people.Name)))))
	}, func(*dsl.Block, dsl.Val[dsl.ErrorOutput]) dsl.Val[person] { return found })
}

// inserted has states that the author did not write before and after one that he
// did.
func inserted(b *dsl.Block, i int, in dsl.Val[query], before dsl.Val[person]) dsl.Val[person] {
	custom := dsl.Raw[query, person](b, fmt.Sprint("Custom ", i), `{"Type":"Pass"}`, dsl.Build(query{}, dsl.To(&queries.ID, dsl.At(before, &people.Name))))
	dsl.Wait(b, fmt.Sprint("Wait ", i), 1e9)
	return custom
}

// ends has a state that ends the workflow and one that the author did not name.
func ends(b *dsl.Block, i int, in dsl.Val[query], _ dsl.Val[person]) dsl.Val[person] {
	return dsl.Task(b, fmt.Sprint("Find ", i), find.Invoke(), in, dsl.Policy{Catch: []dsl.Catch{{On: dsl.AllErrors(), Do: func(b *dsl.Block, e dsl.Val[dsl.ErrorOutput]) {
		dsl.Throw[person](b, e)
	}}}})
}

// filtered has variables of one name and expressions with names of their own.
func filtered(b *dsl.Block, i int, in dsl.Val[query], before dsl.Val[person]) dsl.Val[person] {
	kept := dsl.Name(b, "kept", dsl.Each(dsl.List(in, in), func(q dsl.Val[query]) dsl.Val[string] {
		return dsl.Format("{} {}", dsl.At(q, &queries.ID), dsl.At(before, &people.Name))
	}))
	dsl.Wait(b, fmt.Sprint("Wait ", i), 1e9)
	return dsl.Build(person{}, dsl.To(&people.Name, dsl.Index(kept, 0)))
}

// called has a function for each task.
func called(b *dsl.Block, i int, in dsl.Val[query], _ dsl.Val[person]) dsl.Val[person] {
	return dsl.Task(b, fmt.Sprint("Find ", i), lambda.Declare[query, person](fmt.Sprint("Find", i)).Invoke(), in)
}

// reached has a handler that goes on, after which all that was set before is
// still read.
func reached(b *dsl.Block, i int, in dsl.Val[query], before dsl.Val[person]) dsl.Val[person] {
	return dsl.Try(b, "tried", func(b *dsl.Block) dsl.Val[person] {
		return dsl.Task(b, fmt.Sprint("Find ", i), find.Invoke(), in)
	}, func(b *dsl.Block, _ dsl.Val[dsl.ErrorOutput]) dsl.Val[person] {
		dsl.Wait(b, fmt.Sprint("Wait ", i), 1e9)
		return before
	})
}

// looped has one loop around all states, which are loops and values that read what the
// one before has computed.
func looped(n int) dsl.Definition {
	return dsl.Define("Long", func(b *dsl.Block, _ dsl.Val[query]) dsl.Val[int] {
		return dsl.Loop(b, "n", dsl.Lit(0), func(b *dsl.Block, v dsl.Val[int], again func(*dsl.Block, dsl.Val[int])) dsl.Val[int] {
			last := v
			for i := range n / 3 {
				m := dsl.Loop(b, fmt.Sprint("m", i), last, func(b *dsl.Block, m dsl.Val[int], again func(*dsl.Block, dsl.Val[int])) dsl.Val[int] {
					dsl.If(b, fmt.Sprint("Less? ", i), dsl.Lt(m, i+3), func(b *dsl.Block) { again(b, dsl.Add(m, 1)) })
					return m
				})
				last = dsl.Let(b, fmt.Sprint("Next ", i), dsl.Add(m, 1))
			}
			dsl.If(b, "Again?", dsl.Lt(last, 3), func(b *dsl.Block) { again(b, last) })
			return last
		})
	})
}

// handed has a distributed map whose children read values from outside.
func handed(b *dsl.Block, i int, in dsl.Val[query], before dsl.Val[person]) dsl.Val[person] {
	all := dsl.DistributedMap(b, fmt.Sprint("Each ", i), dsl.ItemsOf(dsl.List(in)), func(b *dsl.Block, q dsl.Val[query]) dsl.Val[person] {
		return dsl.Task(b, fmt.Sprint("Find ", i), find.Invoke(), dsl.Build(query{}, dsl.To(&queries.ID, dsl.Format("{}{}", dsl.At(q, &queries.ID), dsl.At(before, &people.Name)))))
	})
	return dsl.Index(all, 0)
}

// lifted has parts that JSONPath computes in states before.
func lifted(b *dsl.Block, i int, in dsl.Val[query], before dsl.Val[person]) dsl.Val[person] {
	note := dsl.Name(b, "note", dsl.Or(dsl.AtOpt(in, &queries.Note), "none"))
	found := dsl.Task(b, fmt.Sprint("Find ", i), find.Invoke(), dsl.Build(query{}, dsl.To(&queries.ID, dsl.Format("{} {}", note,
		dsl.IfElse(dsl.Eq(dsl.Format("{}!", dsl.At(before, &people.Name)), "x!"), note, dsl.At(before, &people.Name))))))
	return dsl.ParseJSON[person](dsl.JSONText(found))
}

// TestCost holds what each state takes to the same for a workflow of 10 states and for
// one of 10,000: its time within 1.5 times, its memory within 1.25 times. Both get turns
// until that shows for the time, as others use the machine as well.
func TestCost(t *testing.T) {
	if testing.Short() || cputime.Race {
		t.Skip("it is about time: not in short runs, not under the race detector")
	}
	for _, form := range forms {
		t.Run(form.name, func(t *testing.T) {
			few, many := costOf(t, form.build, 10, 200), costOf(t, form.build, 10_000, 1)
			for turns := 0; turns < 10 && many.time > few.time*3/2; turns++ {
				few.time = min(few.time, costOf(t, form.build, 10, 200).time)
				many.time = min(many.time, costOf(t, form.build, 10_000, 1).time)
			}
			t.Logf("a state of 10 takes %s and %d bytes, one of 10,000 %.2f and %.2f times as much", few.time, few.bytes,
				float64(many.time)/float64(few.time), float64(many.bytes)/float64(few.bytes))
			if many.time > few.time*3/2 {
				t.Error("that is more than 1.5 times the time")
			}
			if many.bytes > few.bytes*5/4 {
				t.Error("that is more than 1.25 times the memory")
			}
		})
	}
}

// cost is what a state takes: the processor's time, and the bytes that are allocated.
type cost struct {
	time  time.Duration
	bytes int
}

// costOf measures a state of a workflow of about n that is made so many times. The
// states are those in the text, inserted ones among them.
func costOf(t *testing.T, build func(int) dsl.Definition, n, times int) cost {
	states := 0
	var before, after runtime.MemStats
	runtime.GC() // what others left is not this one's to collect
	runtime.ReadMemStats(&before)
	took := cputime.Of(func() {
		for range times {
			states += statesOf(t, build(n))
		}
	})
	runtime.ReadMemStats(&after)
	return cost{took / time.Duration(states), int(after.TotalAlloc-before.TotalAlloc) / states}
}

// tooMany is said of a definition that AWS would not take as it is too long: in the end,
// after all the work.
var tooMany = regexp.MustCompile(`^the definition has .*; the largest of its ([0-9]+) states: `)

// statesOf lowers a workflow, and gives the number of states in its text.
func statesOf(t testing.TB, w dsl.Definition) int {
	out, err := synth.Workflow(w)
	if err == nil {
		return len(out.Source) - 1 // that of the machine itself
	}
	found, _ := diag.FromError(err)
	if len(found) != 1 {
		t.Fatal(err)
	}
	said := tooMany.FindStringSubmatch(found[0].Message)
	if said == nil {
		t.Fatal(err)
	}
	n, _ := strconv.Atoi(said[1])
	return n
}

// BenchmarkCost builds, lowers and writes workflows of growing length; ns/state
// is what must not grow.
func BenchmarkCost(b *testing.B) {
	for _, form := range forms {
		for _, n := range []int{10, 100, 1000, 10000} {
			b.Run(fmt.Sprint(form.name, "/", n), func(b *testing.B) {
				b.ReportAllocs()
				states := 0
				for b.Loop() {
					states += statesOf(b, form.build(n))
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(states), "ns/state")
			})
		}
	}
}
