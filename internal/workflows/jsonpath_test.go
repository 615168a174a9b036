package workflows

import (
	"slices"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/asl/check"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/synth"
)

// unsayable are the workflows that JSONPath cannot say, with what it cannot say.
var unsayable = map[string][]string{
	"Inventory":     {"dsl.ToNumber", "dsl.SubVal", "dsl.SubVal"},
	"Quorum":        {"dsl.ToNumber"},
	"ScatterGather": {"dsl.Min"},
	"CSVImport":     {"dsl.ToNumber"},
	"BatchImport":   {"this dsl.Each: it selects fields of the elements only", "dsl.Sum"},
	"NestedMaps":    {"this dsl.Filter: it compares fields of the elements with constants only", "dsl.Sum", "dsl.Sum"},
	"Moderation":    {"dsl.Join", "dsl.Join"},
	"Gather":        {"dsl.Sum", "dsl.Sum"},
}

// TestJSONPath writes each workflow in the older query language as well: the checker
// takes it, or the list above has what cannot be said.
func TestJSONPath(t *testing.T) {
	said := 0
	for _, all := range append(thirty[:], []dsl.Definition{recordNotify}) {
		for _, w := range all {
			t.Run(strings.ToLower(w.Name()), func(t *testing.T) {
				out, err := synth.Workflow(dsl.Redefine(w, dsl.JSONPath()))
				found, _ := diag.FromError(err)
				var got []string
				for _, d := range found {
					got = append(got, strings.TrimPrefix(d.Message, "JSONPath cannot say "))
				}
				if want := unsayable[w.Name()]; !slices.Equal(got, want) {
					t.Fatalf("got %q, want %q", got, want)
				}
				if err != nil {
					return
				}
				said++
				for _, d := range out.Locate(check.Machine(out.Machine, check.NoPractice())) {
					t.Errorf("the checker says: %v\n%s", d, out.Definition)
				}
			})
		}
	}
	t.Logf("JSONPath can say %d workflows, and cannot say %d", said, len(unsayable))
}
