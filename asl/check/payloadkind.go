package check

import (
	"fmt"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var payloadKind = &Rule{Code: "QS3007", Name: "payloadkind", Severity: diag.Error, Title: "A payload is of the kind that its field takes", state: checkPayloadKinds}

func checkPayloadKinds(r *run, p *visit) {
	for s := range p.eachSlot() {
		if want := wantedKind(s); want != "" {
			r.report(problem{
				state:   s.place.Name,
				at:      s.object.At(s.path...),
				message: fmt.Sprintf("%s has to be %s, and is %s", s.field(), want, article(s.value.Kind())),
			})
		}
	}
}

// wantedKind says what a slot has to be where it is not, or gives "".
func wantedKind(s *slot) string {
	k := s.value.Kind()
	jsonata := s.place.language == asl.JSONata
	switch s.field() {
	case "Assign":
		if k != jsonvalue.Object {
			return "an object of variables and their values"
		}
	case "Items":
		if jsonata && k != jsonvalue.Array && k != jsonvalue.Object && !mayCompute(s) {
			return "an array, an object or an expression"
		}
	case "Condition":
		if jsonata && k != jsonvalue.Bool && !mayCompute(s) {
			return "true, false or an expression"
		}
	case "Parameters", "Arguments":
		if k != jsonvalue.Object && !substituted(s.value.Text()) && !(jsonata && mayCompute(s)) && ofCall(s) {
			return "an object with the call's fields"
		}
	}
	return ""
}

// ofCall tells whether a payload goes to a service: of a Task that calls one, or of
// a Map's reader or writer.
func ofCall(s *slot) bool {
	switch state := s.place.State.(type) {
	case *asl.Task:
		form := s.place.arn.form
		return form == serviceResource || form == sdkResource
	case *asl.Map:
		return s.object != &state.Object
	}
	return false
}

// mayCompute tells whether a slot is, or tries to be, an expression.
func mayCompute(s *slot) bool {
	text := s.value.Text()
	return len(text) >= 2 && (text[:2] == "{%" || text[len(text)-2:] == "%}") || substituted(text)
}
