package synth_test

import (
	"flag"
	"maps"
	"os"
	"path/filepath"
	"testing"

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
	"github.com/quickstep-go/quickstep/examples/recordexists"
	"github.com/quickstep-go/quickstep/examples/recordmessage"
	"github.com/quickstep-go/quickstep/examples/regions"
	"github.com/quickstep-go/quickstep/examples/scattergather"
	"github.com/quickstep-go/quickstep/examples/semaphore"
	"github.com/quickstep-go/quickstep/synth"
)

var update = flag.Bool("update", false, "write the golden files anew")

// examples are the workflows that readers copy.
var examples = map[string]dsl.Definition{
	"recordmessage":    recordmessage.Workflow,
	"amibackup":        amibackup.Workflow,
	"regions-branches": regions.Branches,
	"regions-each":     regions.Each,
	"ordersaga":        ordersaga.Workflow,
	"recordexists":     recordexists.Workflow,
	"semaphore":        semaphore.Workflow,
	"scattergather":    scattergather.Workflow,
	"pagination":       pagination.Workflow,
	"narration":        narration.Workflow,
	"moderation":       moderation.Workflow,
	"csvimport":        csvimport.Workflow,
	"checkpoint":       checkpoint.Workflow,
	"batchjob":         batchjob.Workflow,
	"approval":         approval.Workflow,
}

// with joins maps of workflows.
func with(all ...map[string]dsl.Definition) map[string]dsl.Definition {
	joined := map[string]dsl.Definition{}
	for _, some := range all {
		maps.Copy(joined, some)
	}
	return joined
}

// mechanisms are workflows that show one mechanism each.
var mechanisms = map[string]dsl.Definition{
	"choose":       choose,
	"loopcarried":  loopCarried,
	"recover":      recovered,
	"nested":       nested,
	"random":       random,
	"raw":          raw,
	"escapes":      escapes,
	"endings":      endings,
	"throw":        throw,
	"waits":        waits,
	"empty":        empty,
	"filters":      filters,
	"merged":       merged,
	"integrations": integrations,
	"sums":         sums,
	"rawintry":     rawInTry,
	"caughtintry":  caughtInTry,
	"listsinlists": listsInLists,
	"writtenitem":  writtenItem,
	"eachfiltered": eachFiltered,
	"fragments":    fragments,
	"comments":     comments,

	"distributedmap": distributedMap,
	"csvtobucket":    csvToBucket,
	"mapsinmaps":     mapsInMaps,
	"listed":         listed,
	"tasks":          tasks,
	"linked":         linked,
	"unions":         unions,
}

// TestGolden holds the text of the examples and of the mechanisms to what a reader
// once found good.
func TestGolden(t *testing.T) {
	for name, w := range with(examples, mechanisms) {
		t.Run(name, func(t *testing.T) {
			out, err := synth.Workflow(w)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, name+".asl.json", out.Definition)
			again, err := synth.Workflow(w)
			if err != nil || again.Definition != out.Definition {
				t.Errorf("a second run gave other text: %v", err)
			}
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; run the test with -update", err)
	}
	if got != string(want) {
		t.Errorf("%s differs; read the change, then run the test with -update. Got:\n%s", path, got)
	}
}
