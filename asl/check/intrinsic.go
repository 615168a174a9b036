package check

import (
	"fmt"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonpath"
)

var intrinsic = &Rule{Code: "QS3004", Name: "intrinsic", Severity: diag.Error, Title: "An intrinsic function is called as it is meant", state: checkIntrinsics}

func checkIntrinsics(r *run, p *visit) {
	for _, f := range p.paths {
		if f.use != intrinsics || !jsonpath.IsIntrinsic(f.text) {
			continue
		}
		call, err := f.parsed.call, f.parsed.err
		if err != nil {
			r.report(problem{state: f.place.Name, at: f.object.At(f.name), message: fmt.Sprintf("%s holds no intrinsic function: %s", f.name, err),
				aws: schema("The value for the field '"+f.name+"' must be a valid JSONPath or a valid intrinsic function call", f.object.Location(f.name))})
			continue
		}
		r.checkCall(f.place, f.object, []string{f.name}, call)
		if gives := resultOf(call); gives != jsonpath.AnyKind && gives != jsonpath.TextKind {
			r.report(problem{state: f.place.Name, at: f.object.At(f.name), severity: diag.Warning, message: fmt.Sprintf("%s has to be a text, and %s gives %s", f.name, call.Function(), gives),
				help: "States.Format and States.JsonToString make texts"})
		}
	}
	for s := range p.eachSlot() {
		if !s.isTemplate() || r.mixed(s.place) {
			continue
		}
		for _, l := range s.leaves() {
			if !l.dynamic() || !jsonpath.IsIntrinsic(l.value.Text()) || substituted(l.value.Text()) {
				continue
			}
			if l.parsed.err == nil {
				r.checkCall(s.place, s.object, l.path, l.parsed.call)
			}
		}
	}
}

// checkCall reports what is known to fail when a call is evaluated. AWS takes the
// definition all the same.
func (r *run) checkCall(p *visit, o *asl.Object, at []string, call *jsonpath.Call) {
	for _, problemOf := range call.Check() {
		r.report(problem{state: p.Name, at: o.At(at...), severity: diag.Warning, message: problemOf.Error()})
	}
}

// resultOf gives the kind of value that a call gives.
func resultOf(call *jsonpath.Call) jsonpath.Kind {
	for _, f := range jsonpath.Functions() {
		if f.Name == call.Function() {
			return f.Result
		}
	}
	return jsonpath.AnyKind
}
