package refusal

import (
	"fmt"

	construct "github.com/aws/constructs-go/constructs/v10"

	"github.com/quickstep-go/quickstep/diag"
)

const codeID = "QS8008" // the id is missing or taken

// Place gives the id under which a construct goes into its scope. It is another one
// where the id is missing or taken, which the diagnostic tells, so that the rest
// can be built. kind is what is made, such as "workflow", and stock its usual id.
// Without a scope there is no construct that an annotation could be written on:
// Place panics with an error that [diag.FromError] reads.
func Place(scope construct.Construct, id *string, kind, stock string, at diag.Position) (string, *diag.Diagnostic) {
	wrong := func(message, help string) *diag.Diagnostic {
		return &diag.Diagnostic{Severity: diag.Error, Code: codeID, Position: at, Message: message, Help: help}
	}
	if scope == nil {
		panic(diag.List{*wrong("a "+kind+" was given no scope", "pass a stack, or a construct inside one")}.Err())
	}
	if id == nil || *id == "" {
		return free(scope, stock), wrong("a "+kind+" was given no id", fmt.Sprintf("pass one, such as new(%q)", stock))
	}
	if Taken(scope, *id) {
		return free(scope, *id), wrong(fmt.Sprintf("%s has a construct %q already", *scope.Node().Path(), *id),
			"give one of the two another id")
	}
	return *id, nil
}

// free gives the first of name, name-2, name-3 and so on that the scope has not.
func free(scope construct.Construct, name string) string {
	id := name
	for n := 2; Taken(scope, id); n++ {
		id = fmt.Sprintf("%s-%d", name, n)
	}
	return id
}

// Taken tells whether a scope has a construct of that id.
func Taken(scope construct.Construct, id string) bool {
	return scope.Node().TryFindChild(&id) != nil
}
