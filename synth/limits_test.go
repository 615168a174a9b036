package synth_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/synth"
)

// TestNamesInAChain: names that each read the one before twice grow by as much
// each time, and do not double.
func TestNamesInAChain(t *testing.T) {
	length := func(n int) int {
		out, err := synth.Workflow(dsl.Define("Chain", func(b *dsl.Block, in dsl.Val[query]) dsl.Val[string] {
			dsl.Wait(b, "Before", time.Second)
			v := dsl.At(in, &queries.ID)
			for i := range n {
				v = dsl.Name(b, fmt.Sprint("v", i), dsl.Format("{}{}", v, v))
			}
			return v
		}))
		if err != nil {
			t.Fatal(err)
		}
		return len(out.Definition)
	}
	if few, many := length(40), length(400); many > 15*few {
		t.Errorf("40 names take %d bytes, 400 take %d", few, many)
	}
}

// TestMadeNames: names of states that the builder makes of authors' names are
// names as well.
func TestMadeNames(t *testing.T) {
	out, err := synth.Workflow(dsl.Define("Made", func(b *dsl.Block, in dsl.Val[query]) dsl.Val[int] {
		dsl.Raw[query, query](b, strings.Repeat("n", 80), `{"Type":"Pass"}`, dsl.Build(query{ID: "x"}))
		return dsl.Index(dsl.Map(b, "Each", dsl.List(in), func(b *dsl.Block, _ dsl.Val[query]) dsl.Val[int] {
			return dsl.Loop(b, "costs ${x}", dsl.Lit(1), func(b *dsl.Block, n dsl.Val[int], again func(*dsl.Block, dsl.Val[int])) dsl.Val[int] {
				dsl.Wait(b, "Wait", time.Second)
				dsl.If(b, "Again?", dsl.Lt(n, 3), func(b *dsl.Block) { again(b, dsl.Add(n, 1)) })
				return n
			})
		}), 0)
	}))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"Before ` + strings.Repeat("n", 63) + `": {`, `"Set Costs {x}": {`} {
		if !strings.Contains(out.Definition, want) {
			t.Errorf("no %s in\n%s", want, out.Definition)
		}
	}
}
