package permissions

import (
	"strings"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/awsdata"
)

// sdk adds what an AWS SDK call needs (Developer Guide, "AWS SDK service
// integrations"). The IAM action is the service's prefix and the operation's
// name, unless the table of operations says otherwise.
func (c *call) sdk(operation string) {
	service, name, _ := strings.Cut(operation, ":")
	why := "calls " + operation
	if awsdata.Refused(service, name) {
		c.report(diag.Error, CodeUnknownCall, "Step Functions does not call "+operation, "call it from a function")
		return
	}
	if actions, ok := c.options.Actions[operation]; ok {
		for _, action := range actions {
			c.need(action, c.scope(action), nil, why)
		}
		return
	}
	prefix, known := awsdata.Prefix(service)
	if !known {
		c.report(diag.Error, CodeUnknownCall, "there is no AWS SDK service "+service, diag.DidYouMean(service, awsdata.Services()))
		return
	}
	c.passRoles(service, name, prefix)
	if c.special(operation, why) {
		return
	}
	if prefix == "apigateway" && c.controlPlane(name) {
		return
	}
	canonical, _, ok := awsdata.Action(prefix, name)
	if !ok {
		c.unknownAction(operation, prefix, name)
		return
	}
	action := prefix + ":" + canonical
	c.need(action, c.scope(action), nil, why)
}

// special adds what the table of operations says of a call, and whether it says
// anything.
func (c *call) special(operation, why string) bool {
	known := false
	for i := range operations {
		r := &operations[i]
		if r.call != operation {
			continue
		}
		known = true
		if r.when != nil && !r.when(c) {
			continue
		}
		where, ok := r.condition(c)
		if !ok {
			continue
		}
		if r.why != "" {
			why = r.why
		}
		for _, action := range strings.Fields(r.actions) {
			if r.on == nil {
				c.need(action, c.scope(action), where, why)
				continue
			}
			c.need(action, r.on(c), where, why)
		}
	}
	return known
}

func (c *call) unknownAction(operation, prefix, name string) {
	help := `name it with AllowedTo("` + prefix + `:…") of its call, or as in Actions: {"` + operation + `": {"` + prefix + `:…"}}`
	if near := diag.Suggest(name, awsdata.Actions(prefix)); near != "" {
		help = `did you mean ` + strings.ToLower(near[:1]) + near[1:] + `? otherwise ` + help
	}
	c.report(diag.Error, CodeUnknownAction, "the IAM action for aws-sdk:"+operation+" is not known", help)
}

// passRoles adds iam:PassRole for the roles that travel in the arguments.
func (c *call) passRoles(service, operation, prefix string) {
	paths, modelled := awsdata.Roles(service, operation)
	if !modelled {
		paths = c.roleLike()
	}
	for _, path := range paths {
		for _, t := range c.along(strings.Split(path, ".")) {
			where, _ := passedTo(principal(prefix))(c)
			c.need("iam:PassRole", c.named(role, t), where, "passes a role to the service")
		}
	}
}

// principals are the services that receive a role under another name than their
// IAM prefix.
var principals = map[string]string{
	"airflow":         "airflow-env",
	"ecs":             "ecs-tasks",
	"mgh":             "migrationhub",
	"mobiletargeting": "pinpoint",
}

// principal is the service that receives a role passed to an API.
func principal(prefix string) string {
	if p, ok := principals[prefix]; ok {
		prefix = p
	}
	return prefix + ".amazonaws.com"
}

// roleLike gives the arguments that look like a role, for services whose model is
// not known.
func (a arguments) roleLike() []string {
	var paths []string
	for _, m := range a.value.Members() {
		name := strings.TrimSuffix(m.Name, ".$")
		if lower := strings.TrimSuffix(strings.ToLower(name), "arn"); strings.HasSuffix(lower, "role") {
			paths = append(paths, name)
		}
	}
	return paths
}

// along gives the texts at the end of a path that may lead through lists, whose
// names end in [], and whose letter case may differ from the definition's. What
// is not there is left out, and so is what an outer expression may hold: a call
// whose arguments are one expression says nothing about roles.
func (a arguments) along(path []string) []text {
	if a.whole != "" {
		return nil
	}
	if len(path) == 0 {
		if t := a.text(); t.given {
			return []text{t}
		}
		return nil
	}
	name, list := strings.CutSuffix(path[0], "[]")
	name = a.spelled(name)
	if len(path) == 1 && !list {
		if t := a.at(name); t.given {
			return []text{t}
		}
		return nil
	}
	if !list {
		return a.in(name).along(path[1:])
	}
	items, _ := a.items(name)
	var all []text
	for _, item := range items {
		all = append(all, item.along(path[1:])...)
	}
	return all
}

// spelled gives a member's name as the arguments spell it.
func (a arguments) spelled(name string) string {
	for _, m := range a.value.Members() {
		if strings.EqualFold(strings.TrimSuffix(m.Name, ".$"), name) {
			return strings.TrimSuffix(m.Name, ".$")
		}
	}
	return name
}
