package permissions

// The statements of this file are for other principals than the machine's role:
// those that start it, read it, or answer for its tasks. Each takes the machine
// as [Options.Machine] does, and names nothing but it.

// Starter is what a rule, a schedule, a pipe or a caller needs to start the
// machine (Developer Guide, "Identity-based policies").
func Starter(m Machine) Statement {
	return m.statement("starts executions of the machine", m.arn(), "states:StartExecution")
}

// SyncStarter is what a caller needs to run an Express machine and wait for it.
func SyncStarter(m Machine) Statement {
	return m.statement("runs the machine and waits for its result", m.arn(), "states:StartSyncExecution")
}

// TokenSender is what answers a task token. The token itself says which task it
// is for; the statement names the machine.
func TokenSender(m Machine) Statement {
	return m.statement("answers task tokens of the machine", m.arn(),
		"states:SendTaskFailure", "states:SendTaskHeartbeat", "states:SendTaskSuccess")
}

// ActivityWorker is what a worker needs to take the tasks of an activity and to
// answer them.
func ActivityWorker(activityARN string) Statement {
	return Statement{
		Actions:   []string{"states:GetActivityTask", "states:SendTaskFailure", "states:SendTaskHeartbeat", "states:SendTaskSuccess"},
		Resources: []string{activityARN},
		Reasons:   []Reason{{Why: "takes the activity's tasks and answers them"}},
	}
}

// Readers is what looks at the machine and at its executions needs: one
// statement for either kind of ARN.
func Readers(m Machine) []Statement {
	return []Statement{
		m.statement("looks at the machine", m.arn(), "states:DescribeStateMachine", "states:ListExecutions"),
		m.statement("looks at the machine's executions", m.executions()+":*",
			"states:DescribeExecution", "states:DescribeStateMachineForExecution", "states:GetExecutionHistory"),
	}
}

// ExpressReader is what looks at an Express machine needs: its executions are
// nowhere but in its log.
func ExpressReader(m Machine) Statement {
	return m.statement("looks at the machine", m.arn(), "states:DescribeStateMachine")
}

// KeyReader is what a caller needs who reads what a machine encrypts with a key
// of the customer's, or waits for it (Developer Guide, "Data at rest
// encryption"). The condition names the machine.
func KeyReader(m Machine, keyARN string) Statement {
	s := m.statement("reads what the machine encrypts", keyARN, "kms:Decrypt")
	s.Condition = Condition{"StringEquals": {"kms:EncryptionContext:aws:states:stateMachineArn": {m.arn()}}}
	s.Self = m.needsItself(m.arn())
	return s
}

// Redriver is what redrives the machine's executions.
func Redriver(m Machine) Statement {
	return m.statement("redrives the machine's executions", m.executions()+":*", "states:RedriveExecution")
}

func (m Machine) statement(why, resource string, actions ...string) Statement {
	return Statement{Actions: sorted(actions), Resources: []string{resource}, Reasons: []Reason{{Why: why}}, Self: m.needsItself(resource)}
}

// executions is the ARN of the machine's executions up to the machine's name.
func (m Machine) executions() string {
	if m.Executions != "" {
		return m.Executions
	}
	return expand("@:states:~:execution:" + m.name())
}
