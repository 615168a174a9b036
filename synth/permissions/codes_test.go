package permissions

import (
	"os"
	"strings"
	"testing"
)

// TestCodesAreExplained holds that every code has its lines and its case.
func TestCodesAreExplained(t *testing.T) {
	text, err := os.ReadFile("testdata/problems.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range []string{CodeDynamic, CodeNotNamed, CodeUnknownCall, CodeUnknownAction, CodeUnusedOn, CodeUnknownState, CodeWrongKind} {
		if !strings.Contains(string(text), "["+code+"]") {
			t.Errorf("%s is in no case", code)
		}
		if e, ok := Explain(code); !ok || len(e) < 50 {
			t.Errorf("%s is not explained: %q", code, e)
		}
	}
	if _, ok := Explain("QS0000"); ok {
		t.Error("a code that does not exist is explained")
	}
}
