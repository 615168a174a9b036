package randomflow_test

import (
	"path/filepath"
	"testing"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/randomflow"
	"github.com/quickstep-go/quickstep/synth"
	"pgregory.net/rapid"
)

// TestSlips makes one mistake somewhere in a random program that is right: it has one
// error, of the mistake's code and at its line, whatever is around it.
func TestSlips(t *testing.T) {
	made := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		p := randomflow.Programs().Draw(t, "program")
		out, err := synth.Workflow(p.Define())
		if err != nil {
			t.Fatalf("the workflow is refused: %v", err)
		}
		for _, w := range out.Warnings {
			if w.Code == "QS0001" {
				return // what cannot be reached is not looked into
			}
		}
		w, slip := p.Slipped(rapid.IntRange(0, randomflow.Slips-1).Draw(t, "slip"), rapid.IntRange(0, 1000).Draw(t, "before"))
		if slip.Line == 0 {
			return
		}
		made[slip.Name]++
		_, err = synth.Workflow(w)
		all, _ := diag.FromError(err)
		found := all.Filter(diag.Error)
		if len(found) != 1 || found[0].Code != slip.Code || filepath.Base(found[0].Position.File) != "slip.go" || found[0].Position.Line != slip.Line {
			t.Fatalf("%s: want %s at line %d alone, got %v\n%s", slip.Name, slip.Code, slip.Line, err, out.Definition)
		}
	})
	total := 0
	for _, n := range made {
		total += n
	}
	if total > 100 && len(made) < randomflow.Slips {
		t.Errorf("some slips were never made: %v", made)
	}
	t.Logf("slips made: %v", made)
}
