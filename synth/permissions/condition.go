package permissions

import "strings"

// when tells whether a row applies to a call.
type when func(c *call) bool

// sync is true where the state waits for the job to end.
func sync(c *call) bool { return c.sync }

// has is true where the call has an argument, or may have it.
func has(path ...string) when {
	return func(c *call) bool { return c.arguments.has(path...) }
}

// written is true where the text itself shows that the call has an argument.
func written(name string) when {
	return func(c *call) bool { return c.arguments.whole == "" && c.arguments.has(name) }
}

// toTopic is true for a publish that does not go to another target.
func toTopic(c *call) bool { return !written("TargetArn")(c) && !written("PhoneNumber")(c) }

// either is true where the call has one of the arguments.
func either(names ...string) when {
	return func(c *call) bool {
		for _, name := range names {
			if c.arguments.has(name) {
				return true
			}
		}
		return false
	}
}

// condition gives the condition of a row's statement, nil where there is none.
type condition func(c *call) Condition

// passedTo binds iam:PassRole to the service that receives the role.
func passedTo(service string) condition { return equals("iam:PassedToService", service) }

// equals asks that a key has one of the values.
func equals(key string, values ...string) condition {
	return func(*call) Condition { return Condition{"StringEquals": {key: sorted(values)}} }
}

// like asks that a key matches one of the patterns.
func like(key string, patterns ...string) condition {
	return func(*call) Condition { return Condition{"StringLike": {key: sorted(patterns)}} }
}

// executionRole binds a job to the role it may run with, in place of iam:PassRole.
func executionRole(key string) condition {
	return func(c *call) Condition {
		f := optional(role, "", "ExecutionRoleArn")(c)
		if len(f.arns) == 0 {
			return nil
		}
		operator := "StringEquals"
		if strings.ContainsAny(strings.Join(f.arns, ""), "*?") {
			operator = "StringLike"
		}
		return Condition{operator: {key: sorted(f.arns)}}
	}
}

// emrRuntimeRole binds a step to the role it runs with, where it names one.
func emrRuntimeRole(c *call) Condition {
	if !c.arguments.has("ExecutionRoleArn") {
		return nil
	}
	return executionRole("elasticmapreduce:ExecutionRoleArn")(c)
}
