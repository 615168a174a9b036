package synth_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/synth"
)

// unsayable are the workflows that JSONPath cannot say, each with the reason.
var unsayable = map[string]string{
	"mapsinmaps":   "distributed_test.go:56: JSONPath cannot say dsl.Entries; leave out dsl.JSONPath()\n",
	"merged":       "workflows_test.go:230: JSONPath cannot say that the TopicArn of \"Publish\" stands beside an input that is a value as a whole; make the input with dsl.Build, or leave out dsl.JSONPath()\n",
	"filters":      "workflows_test.go:218: JSONPath cannot say this dsl.Filter: it compares fields of the elements with constants only; leave out dsl.JSONPath()\n",
	"integrations": "integrations_test.go:43: JSONPath cannot say dsl.Length; leave out dsl.JSONPath()\n",
	"waits":        "workflows_test.go:209: JSONPath cannot say dsl.FormatTime of any time but those of the context object; take dsl.ExecutionStart or dsl.StateEntered, or leave out dsl.JSONPath()\n",
	"tasks":        "tasks_test.go:26: JSONPath cannot say a dsl.Mul; leave out dsl.JSONPath()\n",
	"raw": "workflows_test.go:139: Arguments is for JSONata, and this state is JSONPath; JSONPath has Parameters\n" +
		"workflows_test.go:139: Output is for JSONata, and this state is JSONPath; JSONPath has ResultSelector, ResultPath or OutputPath\n",
}

// TestJSONPath holds the same workflows in the older query language to what a
// reader once found good.
func TestJSONPath(t *testing.T) {
	for name, w := range with(examples, mechanisms) {
		t.Run(name, func(t *testing.T) {
			out, err := synth.Workflow(dsl.Redefine(w, dsl.JSONPath()))
			if want, ok := unsayable[name]; ok || err != nil {
				found, _ := diag.FromError(err)
				got := ""
				for _, d := range found {
					got += fmt.Sprintf("%s:%d: %s; %s\n", filepath.Base(d.Position.File), d.Position.Line, d.Message, d.Help)
				}
				if got != want {
					t.Errorf("got\n%swant\n%s", got, want)
				}
				return
			}
			golden(t, name+".jsonpath.asl.json", out.Definition)
		})
	}
}
