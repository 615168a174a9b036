package permissions

import "strings"

// when tells whether a row applies to a call.
type when func(c *call) bool

// sync is true where the state waits for the job to end.
func sync(c *call) bool { return c.sync }

// has is true where the call has an argument, or may have it.
//
//go:noinline
func has(path ...string) when {
	return func(c *call) bool { return c.has(path...) }
}

// written is true where the text itself shows that the call has an argument.
//
//go:noinline
func written(name string) when {
	return func(c *call) bool { return c.whole == "" && c.has(name) }
}

// toTopic is true for a publish that does not go to another target.
func toTopic(c *call) bool { return !written("TargetArn")(c) && !written("PhoneNumber")(c) }

// either is true where the call has one of the arguments.
//
//go:noinline
func either(names ...string) when {
	return func(c *call) bool {
		for _, name := range names {
			if c.has(name) {
				return true
			}
		}
		return false
	}
}

// condition gives the condition of a row's statement, nil where there is none.
// It is false where the condition cannot be told: then nothing is granted, and a
// diagnostic says why.
type condition func(c *call) (Condition, bool)

// passedTo binds iam:PassRole to the service that receives the role.
func passedTo(service string) condition { return equals("iam:PassedToService", service) }

// equals asks that a key has one of the values.
//
//go:noinline
func equals(key string, values ...string) condition {
	return func(*call) (Condition, bool) { return Condition{"StringEquals": {key: sorted(values)}}, true }
}

// like asks that a key matches one of the patterns.
//
//go:noinline
func like(key string, patterns ...string) condition {
	return func(*call) (Condition, bool) { return Condition{"StringLike": {key: sorted(patterns)}}, true }
}

// executionRole binds a job to the role it may run with, in place of iam:PassRole.
//
//go:noinline
func executionRole(key string) condition {
	return func(c *call) (Condition, bool) {
		f := argument(role, "ExecutionRoleArn")(c)
		operator := "StringEquals"
		if strings.ContainsAny(strings.Join(f.arns, ""), "*?") {
			operator = "StringLike"
		}
		return Condition{operator: {key: sorted(f.arns)}}, len(f.arns) > 0
	}
}

// emrRuntimeRole binds a step to the role it runs with, where it names one.
func emrRuntimeRole(c *call) (Condition, bool) {
	if c.whole != "" || !c.has("ExecutionRoleArn") {
		return nil, true
	}
	return executionRole("elasticmapreduce:ExecutionRoleArn")(c)
}

// condition evaluates a row's condition.
func (r *row) condition(c *call) (Condition, bool) {
	if r.where == nil {
		return nil, true
	}
	return r.where(c)
}

// with adds a key to a condition.
func (c Condition) with(operator, key string, values ...string) {
	if c[operator] == nil {
		c[operator] = map[string][]string{}
	}
	c[operator][key] = sorted(values)
}
