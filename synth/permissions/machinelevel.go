package permissions

import (
	"strings"
)

// wholeMachine adds what the machine needs whatever its states do (Developer
// Guide, "Logging", "Tracing" and "Data at rest encryption").
func (d *deriver) wholeMachine() {
	if d.options.Logging {
		d.needAll("logs:CreateLogDelivery logs:DeleteLogDelivery logs:DescribeLogGroups logs:DescribeResourcePolicies logs:GetLogDelivery logs:ListLogDeliveries logs:PutResourcePolicy logs:UpdateLogDelivery",
			need{resource: "*", wildcard: unscopable, why: "sets up the delivery of its logs"})
	}
	if d.options.Tracing {
		d.needAll("xray:GetSamplingRules xray:GetSamplingTargets xray:PutTelemetryRecords xray:PutTraceSegments",
			need{resource: "*", wildcard: unscopable, why: "sends its traces"})
	}
	if d.options.KeyARN == "" {
		return
	}
	d.needAll("kms:Decrypt kms:GenerateDataKey", need{resource: d.options.KeyARN, why: "encrypts its data with its key",
		condition: Condition{"StringEquals": {"kms:EncryptionContext:aws:states:stateMachineArn": {d.options.Machine.arn()}}}})
	if d.options.Logging {
		d.needAll("kms:Decrypt kms:GenerateDataKey", need{resource: d.options.KeyARN, why: "encrypts the logs it delivers with its key",
			condition: Condition{"StringEquals": {"kms:EncryptionContext:SourceArn": {expand("@:logs:~:*")}}}})
	}
}

func (d *deriver) needAll(actions string, n need) {
	for _, action := range strings.Fields(actions) {
		n.action = action
		d.add(n)
	}
}

func (m Machine) arn() string {
	switch {
	case m.ARN != "":
		return m.ARN
	case isLiteral(m.Name):
		return expand("@:states:~:stateMachine:" + m.Name)
	}
	return MachineARN
}

func (m Machine) name() string {
	if m.Name != "" {
		return m.Name
	}
	return MachineName
}

// isLiteral tells a name that is written out from a substitution.
func isLiteral(name string) bool { return name != "" && !strings.Contains(name, "${") }

// needsItself tells whether a text names the machine in a way that needs it to
// be there already.
func (m Machine) needsItself(text string) bool {
	for _, word := range []string{m.arn(), m.name()} {
		if strings.Contains(strings.ReplaceAll(word, "${AWS::", ""), "${") && strings.Contains(text, word) {
			return true
		}
	}
	return false
}
