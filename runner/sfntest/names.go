package sfntest

import (
	"strings"

	"github.com/quickstep-go/quickstep/synth"
)

var unescape = strings.NewReplacer("~1", "/", "~0", "~")

// stateName gives the state that a JSON pointer of a source map leads to.
func stateName(pointer string) (string, bool) {
	before, name, ok := cutLast(pointer, "/")
	if !ok || !strings.HasSuffix(before, "/States") {
		return "", false
	}
	return unescape.Replace(name), true
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// stateNames lists the states of a workflow.
func stateNames(output *synth.Output) []string {
	var names []string
	for pointer := range output.Source {
		if name, ok := stateName(pointer); ok {
			names = append(names, name)
		}
	}
	return names
}
