package check

import (
	"slices"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var lambdaRetry = &Rule{Code: "QS9002", Name: "lambdaretry", Severity: diag.Hint, Practice: true, Title: "A call of a Lambda function is tried again", state: checkLambdaRetries}

// transient are the names that a retrier of a Lambda call should have one of
// (Developer Guide, "Handle transient Lambda service exceptions").
var transient = []string{"Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException",
	"Lambda.ClientExecutionTimeoutException", "Lambda.TooManyRequestsException", "States.ALL", "States.TaskFailed"}

func checkLambdaRetries(r *run, p *visit) {
	t, ok := p.State.(*asl.Task)
	if !ok {
		return
	}
	arn := p.arn
	if arn.form != functionResource && (arn.form != serviceResource || arn.service != "lambda") || retries(t.Retry, transient) {
		return
	}
	r.report(problem{state: p.Name, at: t.At(), message: "the call fails for good when Lambda is busy for a moment",
		help: `add a retrier for "Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException" and "Lambda.TooManyRequestsException"`})
}

func retries(all []asl.Retrier, names []string) bool {
	for i := range all {
		for _, name := range all[i].ErrorEquals {
			if slices.Contains(names, name) {
				return true
			}
		}
	}
	return false
}
