package check

import (
	"fmt"
	"slices"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var empty = &Rule{Code: "QS2002", Name: "empty", Severity: diag.Error, Title: "A list or a set that something is picked from is not empty", part: checkEmpty}

// mayNotBeEmpty names the arrays and objects that need a member.
var mayNotBeEmpty = []string{"States", "Branches", "Choices", "ErrorEquals", "And", "Or"}

func checkEmpty(r *run, x part) {
	if w, ok := x.lists.(*asl.ResultWriter); ok && len(w.Names()) == 0 {
		return // QS7005 knows more about it
	}
	for _, field := range mayNotBeEmpty {
		v := x.object.Raw(field)
		want := jsonvalue.Array
		if field == "States" {
			want = jsonvalue.Object
		}
		if v.Len() > 0 || v.Kind() != want || slices.Contains(extraNames(x.object), field) {
			continue
		}
		r.report(problem{
			state:   x.state,
			at:      x.object.At(field),
			message: fmt.Sprintf("%s is empty", field),
			help:    "give it a member, or leave out what it belongs to",
			aws:     schema("Value cannot be empty", x.object.Location(field)),
		})
	}
}
