package patterns_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/runner/sfntest"
	"github.com/quickstep-go/quickstep/synth"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestDefinitions holds the text of each pattern to what a reader found good.
func TestDefinitions(t *testing.T) {
	for name, w := range map[string]dsl.Definition{
		"polluntil":      polls,
		"polluntil-max":  pollsThrice,
		"saga":           trip,
		"approve":        expense,
		"fanout":         mailing,
		"hold":           guarded,
		"startonce":      startsOnce,
		"pages":          counted,
		"checkpoint":     resumed,
		"checkpoint-two": resumedTwice,
	} {
		t.Run(name, func(t *testing.T) {
			out, err := synth.Workflow(w)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", name+".asl.json")
			if *update {
				if err := os.WriteFile(path, []byte(out.Definition), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatalf("%v; run the test with -update", err)
			}
			if out.Definition != string(want) {
				t.Errorf("%s differs; read the change, then run the test with -update. Got:\n%s", path, out.Definition)
			}
		})
	}
}

func wantError(t *testing.T, err error, want dsl.ErrorName) {
	t.Helper()
	var f *sfntest.Failure
	if !errors.As(err, &f) || f.Name != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
