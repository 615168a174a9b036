package permissions

import (
	"strings"

	"github.com/quickstep-go/quickstep/internal/codes"
)

// The codes of what [Derive] reports. [Explain] tells more about each.
const (
	// CodeDynamic: only the run knows which resource a call reaches, and the
	// author has not stated what it may be.
	CodeDynamic = "QS8101"
	// CodeNotNamed: a call lacks the argument that names its resource.
	CodeNotNamed = "QS8102"
	// CodeUnknownCall: there is no such integration.
	CodeUnknownCall = "QS8103"
	// CodeUnknownAction: the IAM action of an SDK operation is not known.
	CodeUnknownAction = "QS8104"
	// CodeUnusedOn: a stated ARN is of a kind that the call cannot reach.
	CodeUnusedOn = "QS8105"
	// CodeUnknownState: an author states resources of a state that is not there.
	CodeUnknownState = "QS8106"
	// CodeWrongKind: a substitution stands where a resource of another kind goes.
	CodeWrongKind = "QS8107"
)

// Explain gives a few lines about a code, and whether there is such a code.
func Explain(code string) (string, bool) {
	x, ok := codes.Explain(code)
	if !ok || !strings.HasPrefix(code, "QS81") {
		return "", false
	}
	return x.Text, true
}
