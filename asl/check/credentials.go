package check

import (
	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var credentials = &Rule{Code: "QS6004", Name: "credentials", Severity: diag.Error, Title: "Credentials name a role, for a call that takes one", state: checkCredentials}

func checkCredentials(r *run, p *visit) {
	t, ok := p.State.(*asl.Task)
	if !ok || t.Credentials == nil || t.Credentials.Malformed() {
		return
	}
	c := t.Credentials
	if !c.Has("RoleArn") && !c.Has("RoleArn.$") {
		at, help := misspelt(&c.Object, []string{"RoleArn"})
		r.report(problem{state: p.Name, at: at, message: "Credentials needs RoleArn", help: help,
			aws: schema("The field 'RoleArn' is required but was missing", c.Location())})
	}
	if p.arn.form == activityResource {
		r.report(problem{state: p.Name, at: t.NameAt("Credentials"), message: "an activity has no use for Credentials", help: "remove them: a worker has a role of its own",
			aws: schema("The field 'Credentials' is not supported for activities", c.Location())})
	}
}
