package workflows

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/asl/check"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/examples/amibackup"
	"github.com/quickstep-go/quickstep/examples/approval"
	"github.com/quickstep-go/quickstep/examples/batchjob"
	"github.com/quickstep-go/quickstep/examples/checkpoint"
	"github.com/quickstep-go/quickstep/examples/csvimport"
	"github.com/quickstep-go/quickstep/examples/moderation"
	"github.com/quickstep-go/quickstep/examples/narration"
	"github.com/quickstep-go/quickstep/examples/ordersaga"
	"github.com/quickstep-go/quickstep/examples/pagination"
	"github.com/quickstep-go/quickstep/examples/recordmessage"
	"github.com/quickstep-go/quickstep/examples/regions"
	"github.com/quickstep-go/quickstep/examples/scattergather"
	"github.com/quickstep-go/quickstep/examples/semaphore"
	"github.com/quickstep-go/quickstep/internal/shared"
	"github.com/quickstep-go/quickstep/synth"
)

var update = flag.Bool("update", false, "write the golden files anew")

// thirty are the kinds of workflows that people publish, by the number that the
// reference material gives them; each is run by a test of its own.
var thirty = [30][]dsl.Definition{
	{remind},
	{handOver},
	{batchjob.Workflow},
	{approval.Workflow},
	{contract},
	{ordersaga.Workflow},
	{checkout},
	{curbside},
	{inventory},
	{once},
	{semaphore.Workflow},
	{eitherOr},
	{quorum},
	{emitAndWait},
	{scattergather.Workflow},
	{eventSourcing},
	{pagination.Workflow},
	{tableCopy},
	{csvimport.Workflow},
	{batchImport},
	{nestedMaps},
	{isolate},
	{migrate},
	{vending},
	{narration.Workflow},
	{largeQuery},
	{clusterJob, trainModel},
	{moderation.Workflow},
	{checkpoint.Workflow, checkpoint.ExtractStep, checkpoint.TransformStep},
	{aggregate, gather},
}

// shapes are the definitions of the reference material, by their files.
var shapes = map[string]dsl.Definition{
	"i-event-lambda-token":    recordmessage.Workflow,
	"ii-create-ami":           amibackup.Workflow,
	"ii-create-ami-jsonata":   amibackup.Workflow,
	"iii-regions-parallel":    regions.Branches,
	"iv-regions-map":          regions.Each,
	"v-order-saga":            ordersaga.Workflow,
	"vi-record-exists-notify": recordNotify,
}

// TestDefinitions holds the text of each workflow, and holds it to the checker, of
// which not even a warning is wanted.
func TestDefinitions(t *testing.T) {
	seen := map[string]bool{}
	for i, all := range thirty {
		if len(all) == 0 {
			t.Errorf("workflow %d is missing", i+1)
		}
		for _, w := range all {
			held(t, w, seen)
		}
	}
	for _, w := range shapes {
		held(t, w, seen)
	}
	files, err := filepath.Glob("testdata/*.asl.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if name := strings.TrimSuffix(filepath.Base(file), ".asl.json"); !seen[name] {
			t.Errorf("%s is of no workflow", file)
		}
	}
}

func held(t *testing.T, w dsl.Definition, seen map[string]bool) {
	name := strings.ToLower(w.Name())
	seen[name] = seen[name] || !isExample(w)
	t.Run(name, func(t *testing.T) {
		out, err := synth.Workflow(w)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range out.Locate(check.Machine(out.Machine, check.NoPractice())) {
			t.Errorf("the checker says: %v", d)
		}
		if isExample(w) {
			return // package synth holds its text, in both query languages
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

// isExample tells whether a workflow stands in examples.
func isExample(w dsl.Definition) bool {
	machine, _ := w.Graph()
	return strings.Contains(filepath.ToSlash(machine.Position.File), "/examples/")
}

// TestReference holds the lists above to the reference material, where it is there.
func TestReference(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(shared.Path(t, "reference", "patterns"), "*.asl.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no definitions: %v", err)
	}
	for _, file := range files {
		if name := strings.TrimSuffix(filepath.Base(file), ".asl.json"); shapes[name] == nil {
			t.Errorf("nothing stands for %s", name)
		}
	}
}
