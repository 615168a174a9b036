package cli

import (
	"strings"
	"testing"
)

func TestExitStatus(t *testing.T) {
	for args, want := range map[string]int{
		"help":                       succeeded,
		"eval --help":                succeeded,
		"eval --jsonata 1":           succeeded,
		"eval --jsonpath $.a":        failed,
		"eval --jsonata 1 --input /": failed,
		"":                           misused,
		"evil":                       misused,
		"eval":                       misused,
		"eval --nope":                misused,
	} {
		var out, errs strings.Builder
		if got := Main(strings.Fields(args), strings.NewReader(""), &out, &errs); got != want {
			t.Errorf("quickstep %s exits with %d, want %d\n%s%s", args, got, want, &out, &errs)
		}
	}
}
