package synth_test

import (
	"encoding/json"
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/synth"
)

// TestPermissions holds the statements of the examples.
func TestPermissions(t *testing.T) {
	for name, w := range with(examples, map[string]dsl.Definition{"merged": merged, "integrations": integrations, "csvtobucket": csvToBucket, "listed": listed, "tasks": tasks}) {
		t.Run(name, func(t *testing.T) {
			out, err := synth.Workflow(w)
			if err != nil {
				t.Fatal(err)
			}
			text, err := json.MarshalIndent(out.Permissions, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			golden(t, name+".permissions.json", string(text)+"\n")
		})
	}
}
