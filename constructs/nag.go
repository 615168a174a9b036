package constructs

import (
	"regexp"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	construct "github.com/aws/constructs-go/constructs/v10"

	"github.com/quickstep-go/quickstep/synth/permissions"
)

// excused is why a rule of cdk-nag does not hold for a resource that this package
// makes. It is metadata of the resource, in the form that cdk-nag itself writes,
// so that cdk-nag is not linked.
type excused struct {
	rule, reason string
	findings     []any // which of the rule's; all of them where there are none
}

// excuse writes excuses on the resource of a construct.
func excuse(of construct.IConstruct, excuses ...excused) {
	if len(excuses) == 0 {
		return
	}
	resource, ok := of.Node().DefaultChild().(awscdk.CfnResource)
	if !ok {
		return
	}
	list := make([]any, len(excuses))
	for i, e := range excuses {
		one := map[string]any{"id": e.rule, "reason": e.reason}
		if len(e.findings) > 0 {
			one["applies_to"] = e.findings
		}
		list[i] = one
	}
	resource.AddMetadata(new("cdk_nag"), map[string]any{"rules_to_suppress": list})
}

// wildcards gives the excuses of statements with an asterisk in a resource: the
// reasons for which the statements are there.
func wildcards(statements []permissions.Statement) []excused {
	var list []excused
	for _, s := range statements {
		e := excused{rule: "AwsSolutions-IAM5", reason: s.Wildcard}
		for _, resource := range s.Resources {
			switch {
			case resource == "*":
				e.findings = append(e.findings, "Resource::*")
			case strings.Contains(resource, "*"):
				e.findings = append(e.findings, map[string]any{"regex": finding(resource)})
			}
		}
		if len(e.findings) == 0 {
			continue
		}
		if e.reason == "" {
			e.reason = strings.Join(why(s.Reasons), "; ")
		}
		list = append(list, e)
	}
	return list
}

// placeholder is what a resource's text has in the place of what CDK fills in.
var placeholder = regexp.MustCompile(`\$\{[^}]*\}`)

// finding writes as a regular expression of JavaScript what cdk-nag calls a
// resource: anything may stand where something is filled in.
func finding(resource string) string {
	var b strings.Builder
	b.WriteString("/^Resource::")
	for {
		at := placeholder.FindStringIndex(resource)
		if at == nil {
			break
		}
		b.WriteString(verbatim(resource[:at[0]]) + ".+")
		resource = resource[at[1]:]
	}
	b.WriteString(verbatim(resource) + "$/")
	return b.String()
}

func verbatim(text string) string {
	return strings.ReplaceAll(regexp.QuoteMeta(text), "/", `\/`)
}

// noDeadLettersOfDeadLetters is the excuse of a queue whose rule or schedule cdk-nag does not
// look at.
var noDeadLettersOfDeadLetters = excused{
	rule:   "AwsSolutions-SQS3",
	reason: "This is the dead-letter queue of a rule or a schedule; what cannot be delivered ends here.",
}
