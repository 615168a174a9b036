package refusal

import (
	"fmt"
	"strings"

	"github.com/quickstep-go/quickstep/diag"
)

const codeCDK = "QS8005" // CDK refused

// Of words a panic of CDK, which came while doing something, such as "the state
// machine of Shop/Orders".
func Of(cause any, doing string, at diag.Position) diag.Diagnostic {
	text := strings.TrimSpace(fmt.Sprint(cause))
	return diag.Diagnostic{
		Severity: diag.Error,
		Code:     codeCDK,
		Message:  fmt.Sprintf("%s: CDK refused: %s", doing, text),
		Help:     remedy(text),
		Position: at,
	}
}

// remedies are what CDK's and jsii's messages mean for somebody writing Go.
var remedies = []struct{ says, do string }{
	{"There is already a Construct with name", "give one of the two another id"},
	{"executable file not found", "install Node.js, or set JSII_NODE to its path"},
	{"is required, but has nil value", "set that field of the props: it is required"},
	{"is required, but nil was provided", "pass that argument: it is required"},
	{"to resolve() a Construct", "pass the construct's ARN or name instead of the construct"},
	{"should be created in the scope of a Stack", "pass a stack, or a construct inside one, as the scope"},
	{"parameter list must be one of the allowed types", "pass a value of one of the types it lists"},
	{"cyclic", "make one of the two refer to the other by name instead of by reference: a workflow with a Name is granted and called by it"},
	{"State Machine name must", "leave Name out, or choose a name of 1 to 80 letters, digits and + ! @ . ( ) - = _ '"},
}

func remedy(text string) string {
	for _, r := range remedies {
		if strings.Contains(text, r.says) {
			return r.do
		}
	}
	return ""
}
