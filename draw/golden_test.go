package draw_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/draw"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/examples/amibackup"
	"github.com/quickstep-go/quickstep/examples/ordersaga"
	"github.com/quickstep-go/quickstep/examples/recordexists"
	"github.com/quickstep-go/quickstep/examples/recordmessage"
	"github.com/quickstep-go/quickstep/examples/regions"
	"github.com/quickstep-go/quickstep/synth"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestExamples holds the pictures of the examples to what a reader once found good.
func TestExamples(t *testing.T) {
	for name, w := range map[string]dsl.Definition{
		"recordmessage":    recordmessage.Workflow,
		"amibackup":        amibackup.Workflow,
		"regions-branches": regions.Branches,
		"regions-each":     regions.Each,
		"ordersaga":        ordersaga.Workflow,
		"recordexists":     recordexists.Workflow,
	} {
		t.Run(name, func(t *testing.T) {
			out, err := synth.Workflow(w)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, name, draw.Mermaid(out.Machine, draw.Options{Title: out.Name}))
		})
	}
}

// TestRun draws one run of the saga, in which the notification failed.
func TestRun(t *testing.T) {
	out, err := synth.Workflow(ordersaga.Workflow)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "ordersaga-run", draw.MermaidRun(out.Machine, draw.Run{
		Entered: []string{"Create User", "Place Order", "Send Notification", "Cancel Order", "Delete User", "Order Failed"},
		Failed:  []string{"Send Notification", "Order Failed"},
	}, draw.Options{}))
	golden(t, "kinds-run", draw.MermaidRun(parsed(t, "kinds"), draw.Run{
		Entered: []string{"Look", "Which?", "Each Page", "Lines", "Lines", "Read Line", "Read Line", "Read Line", "Done", "No Such State"},
	}, draw.Options{Plain: true, Direction: draw.Right}))
}

// TestText draws machines that are given as text.
func TestText(t *testing.T) {
	for _, name := range []string{"kinds", "mistakes", "names"} {
		t.Run(name, func(t *testing.T) { golden(t, name, draw.Mermaid(parsed(t, name), draw.Options{})) })
	}
}

// parsed reads a machine of testdata; one with mistakes is drawn as well.
func parsed(t *testing.T, name string) *asl.StateMachine {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name+".asl.json"))
	if err != nil {
		t.Fatal(err)
	}
	m, found := asl.Parse(text)
	if m == nil {
		t.Fatal(found)
	}
	return m
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".mmd")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; run the test with -update", err)
	}
	if got != string(want) {
		t.Errorf("%s differs; look at the picture, then run the test with -update. Got:\n%s", file, got)
	}
}
