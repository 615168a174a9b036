package sfntest

import (
	"strings"

	"github.com/quickstep-go/quickstep/asl"
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

// waiting lists the states of a workflow that wait for somebody outside: for the
// answer to their token, or for an activity's worker.
func waiting(output *synth.Output) []string {
	var names []string
	for place := range output.Machine.Walk() {
		task, ok := place.State.(*asl.Task)
		if ok && (strings.HasSuffix(task.Resource, ".waitForTaskToken") || isActivity(output, task.Resource) || strings.Contains(task.Resource, ":activity:")) {
			names = append(names, place.Name)
		}
	}
	return names
}
