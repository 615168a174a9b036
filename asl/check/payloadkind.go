package check

import (
	"fmt"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var payloadKind = &Rule{Code: "QS3007", Name: "payloadkind", Severity: diag.Error, Title: "Assign is an object, and Items something to go over", check: checkPayloadKinds}

func checkPayloadKinds(r *run) {
	for s := range r.eachSlot() {
		k := s.value.Kind()
		want := ""
		switch s.field() {
		case "Assign":
			if k != jsonvalue.Object {
				want = "an object of variables and their values"
			}
		case "Items":
			if k != jsonvalue.Array && k != jsonvalue.Object && !mayCompute(s) {
				want = "an array, an object or an expression"
			}
		case "Condition":
			if k != jsonvalue.Bool && !mayCompute(s) {
				want = "true, false or an expression"
			}
		}
		if want == "" || s.place.language != asl.JSONata && s.field() != "Assign" {
			continue
		}
		r.report(problem{
			state:   s.place.Name,
			at:      s.object.At(s.path...),
			message: fmt.Sprintf("%s has to be %s, and is %s", s.field(), want, article(k)),
		})
	}
}

// mayCompute tells whether a slot is, or tries to be, an expression.
func mayCompute(s *slot) bool {
	text := s.value.Text()
	return len(text) >= 2 && (text[:2] == "{%" || text[len(text)-2:] == "%}") || substituted(text)
}
