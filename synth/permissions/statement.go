package permissions

import "encoding/json"

// Statement is one IAM statement with the effect Allow, and why it is there.
// Everything in it is sorted, so that equal needs give equal text.
type Statement struct {
	// Actions are the IAM actions, such as "lambda:InvokeFunction".
	Actions []string `json:"Action"`

	// Resources are ARNs. The partition, region and account are written as
	// CloudFormation's pseudo parameters: ${AWS::Partition}, ${AWS::Region},
	// ${AWS::AccountId}. ${Name} is what the definition's substitution of that
	// name stands for, which for most resources is the ARN. ${Name.Arn} is the
	// ARN of a resource whose substitution is something else (a queue's URL, see
	// [Form]), ${Name.Name} the name of one whose substitution is the ARN (a
	// state machine, a cluster), ${Name.SecretArn} a connection's secret. The
	// machine itself is [MachineARN] and [MachineName], unless
	// [Options.Machine] says otherwise.
	Resources []string `json:"Resource"`

	// Condition narrows the statement; nil where nothing does.
	Condition Condition `json:"Condition,omitempty"`

	// Wildcard says why a resource is "*"; empty where none is.
	Wildcard string `json:"Wildcard,omitempty"`

	// Reasons are the needs that this statement serves. There is at least one.
	Reasons []Reason `json:"Reasons"`

	// Self tells that the statement names the machine itself. It belongs in a
	// policy of its own, attached to the role after the machine was made:
	// otherwise machine and role wait for each other.
	Self bool `json:"Self,omitempty"`
}

// MarshalJSON writes the statement as IAM reads it, with its effect, and what is
// beside it: the reasons, and why a resource is "*".
func (s Statement) MarshalJSON() ([]byte, error) {
	type plain Statement // without this method
	return json.Marshal(struct {
		Effect string
		plain
	}{"Allow", plain(s)})
}

// Condition is an IAM condition block: operator ("StringEquals"), then key
// ("iam:PassedToService"), then the values any of which may match.
type Condition map[string]map[string][]string

// Reason is one need: which states have it, and what for.
type Reason struct {
	// States are the names of the states that need the statement, in the order
	// of the text; none where the machine as a whole needs it.
	States []string `json:"States,omitempty"`

	// Why is one sentence for people, such as "invokes the function".
	Why string `json:"Why"`
}

// What a statement calls the machine itself, where [Options.Machine] gives no
// other name. No substitution of a definition can be called this.
const (
	MachineARN  = "${StateMachine::Arn}"
	MachineName = "${StateMachine::Name}"
)
