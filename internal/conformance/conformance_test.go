package conformance

import (
	"context"
	"os"
	"testing"

	"github.com/quickstep-go/quickstep/internal/shared"
)

func TestRecordedCases(t *testing.T) {
	dir := shared.Path(t, "conformance", "cases")
	out := os.Getenv("CONFORMANCE_OUT")
	if out == "" {
		out = t.TempDir()
	}
	cases, _, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		if err := Write(out, c, Run(context.Background(), c)); err != nil {
			t.Fatal(err)
		}
	}
}
