package check

import (
	"strings"

	"github.com/quickstep-go/quickstep/diag"
)

// InvalidDefinition words the errors of a list as CreateStateMachine does when it
// refuses a definition (error InvalidDefinition), or gives "" where there is
// none. An error that AWS has no words for on record is told in ours.
func InvalidDefinition(found diag.List) string {
	var told []string
	for _, d := range found.Filter(diag.Error) {
		a := d.AWS
		if a == nil {
			a = schema(d.Message, d.Position.Pointer)
		}
		text := a.Code + ": " + a.Message
		if a.Location != "" {
			text += " at " + a.Location
		} else if a.Code == "MISSING_END_STATE" {
			text += " at null"
		}
		told = append(told, text)
	}
	if len(told) == 0 {
		return ""
	}
	return "Invalid State Machine Definition: '" + strings.Join(told, ", ") + "'"
}
