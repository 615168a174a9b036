package permissions

import "strings"

// startedMachine is the machine that a state starts, which may be the machine
// itself.
func startedMachine(c *call) found {
	t := c.arguments.at("StateMachineArn")
	if isSelf(t.from) {
		return found{arns: []string{c.options.Machine.arn()}}
	}
	f := argument(machine, "StateMachineArn")(c)
	for i, arn := range f.arns {
		if name, rest, ok := leadingToken(arn); ok && rest == "" && c.resources[name].ARN != "" {
			f.arns[i] = c.resources[name].ARN
		}
	}
	return f
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
	if isSelf(c.arguments.at("StateMachineArn").from) {
		return found{arns: []string{c.options.Machine.executions() + ":*"}}
	}
	f := startedMachine(c)
	inner := found{why: f.why}
	for _, arn := range f.arns {
		inner.arns = append(inner.arns, executionsOf(arn))
	}
	return inner
}

// executionsOf gives the ARN pattern of a machine's executions.
func executionsOf(arn string) string {
	if name, rest, ok := leadingToken(arn); ok && rest == "" {
		return expand("@:states:~:execution:" + machineNameOf(name) + ":*")
	}
	before, name, ok := strings.Cut(arn, ":stateMachine:")
	if !ok {
		return arn
	}
	name, _, _ = strings.Cut(name, ":") // a version or an alias has the machine's executions
	return before + ":execution:" + name + ":*"
}

// machineNameOf writes the name of the machine whose ARN a substitution holds.
func machineNameOf(token string) string {
	if strings.HasPrefix(token, "Ref:") {
		return "${Fn::Select(6,Fn::Split(:," + token + "))}"
	}
	return attribute(token, "Name")
}
