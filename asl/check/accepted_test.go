package check_test

import (
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/quickstep-go/quickstep/asl/check"
	"github.com/quickstep-go/quickstep/diag"
)

// TestAccepted holds that forms which AWS takes have no error, and no warning either
// where nothing is odd about them.
func TestAccepted(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/accepted.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		t.Run(f.Name, func(t *testing.T) {
			for _, d := range check.Definition(f.Data, check.File(f.Name)).Filter(diag.Warning) {
				t.Error(d)
			}
		})
	}
}
