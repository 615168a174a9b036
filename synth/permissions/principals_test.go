package permissions

import "testing"

func TestPrincipals(t *testing.T) {
	unnamed, named := Machine{}, Machine{Name: "orders"}
	const place = "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:"
	for _, c := range []struct {
		name     string
		s        Statement
		action   string
		resource string
		self     bool
	}{
		{"start", Starter(unnamed), "states:StartExecution", MachineARN, true},
		{"start by name", Starter(named), "states:StartExecution", place + "stateMachine:orders", false},
		{"start by ARN", Starter(Machine{ARN: "arn:aws:states:eu-west-1:123456789012:stateMachine:x"}), "states:StartExecution", "arn:aws:states:eu-west-1:123456789012:stateMachine:x", false},
		{"run", SyncStarter(named), "states:StartSyncExecution", place + "stateMachine:orders", false},
		{"tokens", TokenSender(unnamed), "states:SendTaskFailure", MachineARN, true},
		{"worker", ActivityWorker("${Pick}"), "states:GetActivityTask", "${Pick}", false},
		{"redrive", Redriver(unnamed), "states:RedriveExecution", place + "execution:" + MachineName + ":*", true},
		{"read", Readers(named)[1], "states:DescribeExecution", place + "execution:orders:*", false},
		{"read elsewhere", Readers(Machine{ARN: "arn:x", Executions: "arn:aws:states:r:a:execution:o"})[1], "states:DescribeExecution", "arn:aws:states:r:a:execution:o:*", false},
		{"read Express", ExpressReader(named), "states:DescribeStateMachine", place + "stateMachine:orders", false},
		{"read encrypted", KeyReader(named, "${Key}"), "kms:Decrypt", "${Key}", false},
		{"read encrypted and unnamed", KeyReader(unnamed, "${Key}"), "kms:Decrypt", "${Key}", true},
	} {
		if c.s.Actions[0] != c.action || c.s.Resources[0] != c.resource || c.s.Self != c.self || len(c.s.Reasons) != 1 {
			t.Errorf("%s: %+v", c.name, c.s)
		}
		for _, a := range c.s.Actions {
			if !known(a) {
				t.Errorf("%s: IAM has no %s", c.name, a)
			}
		}
	}
}
