package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/awsdata"
)

var sdkCall = &Rule{Code: "QS6006", Name: "sdkcall", Severity: diag.Error, Title: "A call of the AWS SDK is one that there is", state: checkSDKCalls}

func checkSDKCalls(r *run, p *visit) {
	t, ok := p.State.(*asl.Task)
	if !ok || p.arn.form != sdkResource {
		return
	}
	x := problem{state: p.Name, at: t.At("Resource"), severity: diag.Warning}
	service, call := p.arn.service, p.arn.call
	if r.full(x.severity) && !awsdata.Refused(service, call) {
		return
	}
	if _, known := awsdata.Prefix(service); !known {
		x.message, x.help = fmt.Sprintf("no SDK service is called %q", service), helpService(service, call)
		r.report(x)
		return
	}
	operation, known := awsdata.FindOperation(service, call)
	switch {
	case awsdata.Refused(service, operation.Name) || awsdata.Refused(service, call):
		x.severity, x.aws = diag.Error, notRecognized(t)
		x.message, x.help = fmt.Sprintf("Step Functions does not offer %s:%s", service, call), "call it from a Lambda function"
	case !known:
		x.message, x.help = fmt.Sprintf("the service %s has no call %q", service, call), helpOperation(service, call)
	case operation.Name != call:
		x.message, x.help = fmt.Sprintf("the call %q is in the wrong case", call), fmt.Sprintf("write %q: calls are in camel case", operation.Name)
	case operation.Streams:
		x.message, x.help = fmt.Sprintf("%s:%s is a stream of events, which no task can read or write", service, call), "call it from a Lambda function"
	default:
		return
	}
	r.report(x)
}

// helpService suggests a service: one that is spelt alike and has the call, or one
// that IAM, or the command line, calls so.
func helpService(name, call string) string {
	plain := strings.ToLower(strings.NewReplacer("-", "", "_", "", " ", "").Replace(name))
	if plain != name {
		if _, known := awsdata.Prefix(plain); known {
			return fmt.Sprintf("write %q: services are in lower case without hyphens", plain)
		}
	}
	for _, s := range awsdata.Services() {
		if prefix, _ := awsdata.Prefix(s); prefix == strings.ToLower(name) {
			if _, has := awsdata.FindOperation(s, call); has {
				return fmt.Sprintf("the SDK calls it %q", s)
			}
		}
	}
	if near := diag.DidYouMean(plain, awsdata.Services()); near != "" {
		return near
	}
	return "the names are those of the AWS SDK for Java v2, in lower case without hyphens"
}

// helpOperation suggests an operation, or else a service that has it.
func helpOperation(service, call string) string {
	if near := diag.DidYouMean(call, awsdata.Operations(service)); near != "" {
		return near
	}
	var having []string
	prefix, _ := awsdata.Prefix(service)
	for _, s := range awsdata.Services() {
		if p, _ := awsdata.Prefix(s); s != service && (p == prefix || strings.HasPrefix(s, service) || strings.HasPrefix(service, s)) {
			if slices.Contains(awsdata.Operations(s), call) {
				having = append(having, s)
			}
		}
	}
	if len(having) > 0 {
		return or(having...) + " has it"
	}
	return "calls are those of the API, in camel case"
}
