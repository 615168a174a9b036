package permissions

import "strings"

// startedMachine is the machine that a state starts, which may be the machine
// itself.
func startedMachine(c *call) found {
	t := c.at("StateMachineArn")
	if isSelf(t.from) {
		return found{arns: []string{c.options.Machine.arn()}}
	}
	return argument(machine, "StateMachineArn")(c)
}

// isSelf tells an expression that reads the machine's own ARN from the context.
func isSelf(expression string) bool {
	e := strings.Trim(expression, "{% }")
	return e == "$$.StateMachine.Id" || e == "$states.context.StateMachine.Id"
}

// startedExecutions are the executions of the machine that a state starts. Their
// ARNs hold the machine's name, and a colon behind it: without one the
// pattern would also match machines whose names begin alike.
func startedExecutions(c *call) found {
	if isSelf(c.at("StateMachineArn").from) {
		return found{arns: []string{c.options.Machine.executions() + ":*"}}
	}
	f := startedMachine(c)
	inner := found{why: f.why}
	for _, arn := range f.arns {
		inner.arns = append(inner.arns, c.executionsOf(arn))
	}
	return inner
}

// executionsOf gives the ARN pattern of a machine's executions; a version or an
// alias has those of its machine.
func (d *deriver) executionsOf(arn string) string {
	if before, name, ok := strings.Cut(arn, ":stateMachine:"); ok {
		name, _, _ = strings.Cut(name, ":")
		return before + ":execution:" + name + ":*"
	}
	return expand("@:states:~:execution:" + d.nameOf(machine, arn) + ":*")
}
