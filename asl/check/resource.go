package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var resource = &Rule{Code: "QS6001", Name: "resource", Severity: diag.Error, Title: "A Task's Resource is an ARN of work that there is", state: checkResources}

func checkResources(r *run, p *visit) {
	t, ok := p.State.(*asl.Task)
	if !ok || t.Raw("Resource").Kind() != jsonvalue.String || strings.HasPrefix(t.Resource, "${") {
		return
	}
	x := problem{state: p.Name}
	arn := p.arn
	switch {
	case isExpression(t.Resource):
		x.message, x.help = "Resource cannot be computed", "write the ARN, or choose between two Tasks"
		x.aws = schema("Value is not a valid resource ARN", t.Location("Resource"))
	case arn.form == notARN:
		x.message, x.help = fmt.Sprintf("%q is no ARN", t.Resource), "write one such as arn:aws:states:::lambda:invoke, or ${Name} to fill it in at deployment"
		x.aws = schema("Value is not a valid resource ARN", t.Location("Resource"))
	default:
		x.severity, x.message, x.help = judge(arn)
		if x.message == "" {
			return
		}
		if x.severity == diag.Error {
			x.aws = schema("The resource provided "+t.Resource+" is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.", t.Location("Resource"))
		}
	}
	x.at = t.At("Resource")
	r.report(x)
}

// notRecognized is AWS's answer to a Resource that it has nothing for.
func notRecognized(t *asl.Task) *diag.AWS {
	return schema("The resource provided "+t.Resource+" is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.", t.Location("Resource"))
}

// judge says what is wrong with an ARN of a service integration. Only what AWS is
// known to refuse is an error: services gain new calls.
func judge(arn resourceARN) (severity diag.Severity, message, help string) {
	switch arn.form {
	case sdkResource:
		if arn.pattern != "" && arn.pattern != ".waitForTaskToken" {
			return diag.Error, fmt.Sprintf("an SDK call cannot be called with %s", arn.pattern), "it returns when the call does; poll in a loop, or use an optimised integration"
		}
		return 0, "", "" // QS6006 looks at its name
	case serviceResource:
	case otherResource:
		return diag.Warning, "no kind of work is known by this ARN", "a Task calls arn:aws:states:::service:call, an activity or a Lambda function"
	default:
		return 0, "", ""
	}
	s, known := services[arn.service]
	if !known {
		help = diag.DidYouMean(arn.service, serviceNames())
		if help == "" {
			help = fmt.Sprintf("other APIs are called by arn:aws:states:::aws-sdk:%s:%s", arn.service, arn.call)
		}
		return diag.Warning, fmt.Sprintf("no optimised integration is called %q", arn.service), help
	}
	if len(s.calls) > 0 && !slices.Contains(s.calls, arn.call) {
		help = diag.DidYouMean(arn.call, s.calls)
		if help == "" {
			help = fmt.Sprintf("it has %s; other calls are arn:aws:states:::aws-sdk:…", or(s.calls...))
		}
		return diag.Warning, fmt.Sprintf("the integration %q has no call %q", arn.service, arn.call), help
	}
	if ok, help := s.allows(arn); !ok {
		return diag.Error, fmt.Sprintf("%s:%s cannot be called with %s", arn.service, arn.call, arn.pattern), help
	}
	if arn.pattern == ".sync" && len(s.jobs) > 0 && !slices.Contains(s.jobs, arn.call) {
		return diag.Warning, fmt.Sprintf("%s:%s is no job to wait for", arn.service, arn.call), "take .sync off: the call is done when it answers"
	}
	return 0, "", ""
}

// takesPattern tells whether a call may have its pattern, as far as is known.
func takesPattern(arn resourceARN) bool {
	s, known := services[arn.service]
	if arn.form != serviceResource || !known {
		return arn.pattern == "" || arn.pattern == ".waitForTaskToken"
	}
	ok, _ := s.allows(arn)
	return ok
}

func (s service) allows(arn resourceARN) (ok bool, help string) {
	switch arn.pattern {
	case "":
		return true, ""
	case ".sync":
		return s.sync, "the call answers without it"
	case ".sync:2":
		return s.sync && arn.service == "states", "only states:startExecution has .sync:2"
	case ".waitForTaskToken":
		return s.token, "a token goes out by a Lambda function, a queue, a topic, an event or the like"
	}
	return false, "there are .sync, .sync:2 and .waitForTaskToken"
}
