package permissions

import "strings"

var project = arned("the project", "@:codebuild:~:project/{}")

// projectReports are the report groups that a project's builds make: they are
// called PROJECT-NAME.
func projectReports(c *call) found {
	t := c.at("ProjectName")
	if !t.exact {
		return found{arns: c.choose(named("", "@:codebuild:~:report-group/{}"))}
	}
	return found{arns: []string{expand("@:codebuild:~:report-group/" + c.nameOf(project, t.known))}}
}

// buildOf is the project of a build, whose id is PROJECT:UUID.
//
//go:noinline
func buildOf(name string) target {
	return func(c *call) found {
		t := c.at(name)
		if t.exact && !strings.HasPrefix(t.known, "[") && strings.Contains(t.known, ":") && !strings.HasPrefix(t.known, "${") {
			id, _, _ := strings.Cut(t.known, ":")
			return found{arns: []string{project.filled(id)}}
		}
		t.exact = false
		return c.named(project, t)
	}
}

// reportOf is the group of a report.
//
//go:noinline
func reportOf(name string) target {
	return func(c *call) found {
		t := c.at(name)
		return c.named(named("the report group", "@:codebuild:~:report-group/{}"), text{given: true, from: t.from})
	}
}
