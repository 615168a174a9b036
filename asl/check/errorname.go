package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var errorName = &Rule{Code: "QS5002", Name: "errorname", Severity: diag.Warning, Title: "A name that begins with States. is one that there is", state: checkErrorNames}

// errorNames are the names that the service reports itself (Developer Guide,
// "Error names").
var errorNames = []string{
	"States.ALL", "States.BranchFailed", "States.DataLimitExceeded", "States.ExceedToleratedFailureThreshold",
	"States.HeartbeatTimeout", "States.Http.AccessDenied", "States.Http.Socket", "States.IntrinsicFailure",
	"States.ItemReaderFailed", "States.NoChoiceMatched", "States.ParameterPathFailure", "States.Permissions",
	"States.QueryEvaluationError", "States.ReferencePathConflict", "States.ResultPathMatchFailure", "States.ResultWriterFailed",
	"States.Runtime", "States.TaskFailed", "States.Timeout",
}

func checkErrorNames(r *run, p *visit) {
	for _, all := range p.handlers() {
		for _, h := range all {
			for j, name := range h.errors {
				if r.full(diag.Warning) {
					return
				}
				if why, help := doubtful(name, h.kind); why != "" && !r.raises(name) {
					r.report(problem{state: p.Name, at: h.object.At("ErrorEquals", index(j)), message: why, help: help})
				}
			}
		}
	}
}

// raises tells whether a Fail state of the machine ends with that very error.
func (r *run) raises(name string) bool {
	if r.raised == nil {
		r.raised = map[string]bool{}
		for i := range r.places {
			if fail, ok := r.places[i].State.(*asl.Fail); ok {
				r.raised[fail.Error] = true
			}
		}
	}
	return r.raised[name]
}

// doubtful says what is wrong with an error name, or gives "".
func doubtful(name, kind string) (why, help string) {
	switch {
	case name == "":
		return "the error name is empty", "name an error, or States.ALL for any"
	case substituted(name):
		return "", ""
	case name == "States.Runtime":
		return fmt.Sprintf("no %s is asked about %s: it always fails the execution", kind, name), "prevent it instead"
	case slices.Contains(errorNames, name), strings.HasPrefix(name, "States.Http.StatusCode."):
		return "", ""
	case strings.HasPrefix(strings.ToLower(name), "states."):
		help = diag.DidYouMean(name, errorNames)
		if help == "" || strings.Contains(help, `"States.Runtime"`) { // which nothing handles
			help = "names of your own cannot begin with States."
		}
		return fmt.Sprintf("no error is called %s", name), help
	case strings.EqualFold(strings.TrimSpace(name), "ALL"), strings.TrimSpace(name) == "*":
		return fmt.Sprintf("%q is an error's name like any other", name), "States.ALL stands for all errors"
	}
	return "", ""
}
