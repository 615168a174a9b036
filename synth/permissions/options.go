package permissions

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Options is what is known beside the definition's text. The zero value knows
// nothing: every ${Name} is then taken for an ARN wherever the service takes
// one in that place.
type Options struct {
	// Resources are the facts about the definition's substitutions, in any
	// order. A substitution without an entry is of [FormDefault].
	Resources []Resource `json:"resources,omitempty"`

	// On is what authors have stated about resources that only the run knows:
	// from a state's name, or from the JSON pointer of a state such as
	// /States/Fan/ItemProcessor/States/Copy (which wins over the name), to the
	// ARNs, asterisks allowed, that the state's call may reach. An HTTP task's
	// endpoint is stated as https://…, the place of an Athena query's results as
	// s3://….
	On map[string][]string `json:"on,omitempty"`

	// Machine is the machine itself.
	Machine Machine `json:"machine,omitzero"`

	// Actions answers for SDK operations whose IAM action is not known: from the
	// service and operation as the text has them, such as "ec2:createImage", to
	// the actions to grant. Optional; it wins over what is known.
	Actions map[string][]string `json:"actions,omitempty"`

	// Logging tells that the machine writes logs to CloudWatch.
	Logging bool `json:"logging,omitempty"`

	// Tracing tells that the machine sends traces to X-Ray.
	Tracing bool `json:"tracing,omitempty"`

	// KeyARN is the customer-managed KMS key the machine encrypts its data
	// with; empty for the key AWS owns.
	KeyARN string `json:"keyArn,omitempty"`
}

// ParseOptions reads options from JSON, such as
//
//	{"resources": [{"name": "Orders", "kind": "table", "form": "name"}],
//	 "on": {"Copy": ["arn:aws:s3:::reports/*"]}, "logging": true}
//
// A name that options do not have is an error.
func ParseOptions(text []byte) (Options, error) {
	var o Options
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&o); err != nil {
		return Options{}, fmt.Errorf("the options of permissions cannot be read: %w", err)
	}
	return o, nil
}

// Machine is what statements call the machine itself.
type Machine struct {
	// ARN is the machine's ARN as statements write it. Optional: [MachineARN].
	ARN string `json:"arn,omitempty"`

	// Name is the machine's name as statements write it. Optional:
	// [MachineName]. A literal name makes statements about the machine
	// independent of it, so they need no policy of their own.
	Name string `json:"name,omitempty"`

	// Executions is the ARN of the machine's executions up to the machine's name
	// and without a colon behind it, such as arn:aws:states:r:a:execution:orders.
	// Optional: it follows from Name, in the machine's own account and region.
	Executions string `json:"executions,omitempty"`
}

// Resource is what is known of one substitution of the definition.
type Resource struct {
	// Name is the name between ${ and } in the definition's text.
	Name string `json:"name"`

	// Kind is what it is; optional, and checked against its use where given.
	Kind Kind `json:"kind,omitempty"`

	// Form is what the definition's text holds in the substitution's place.
	Form Form `json:"form,omitempty"`

	// ARN is the resource's ARN as statements write it. Optional: it follows
	// from Name, Kind and Form.
	ARN string `json:"arn,omitempty"`

	// KeyARN is the customer-managed KMS key that encrypts the resource; empty
	// where AWS owns the key. It matters for queues, topics, buckets, tables,
	// activities.
	KeyARN string `json:"keyArn,omitempty"`

	// Roles are the roles that using the resource passes on: for an ECS task
	// definition its task role and its execution role. Nil means that they are
	// not known, and an empty list that there are none.
	Roles []string `json:"roles,omitzero"`
}

// Kind is the kind of a resource.
type Kind string

// The kinds of resource that a definition names.
const (
	Function       Kind = "function"
	Topic          Kind = "topic"
	Queue          Kind = "queue"
	Table          Kind = "table"
	Bucket         Kind = "bucket"
	Bus            Kind = "bus"
	StateMachine   Kind = "stateMachine"
	Activity       Kind = "activity"
	Connection     Kind = "connection"
	Role           Kind = "role"
	Cluster        Kind = "cluster"
	TaskDefinition Kind = "taskDefinition"
	JobQueue       Kind = "jobQueue"
	JobDefinition  Kind = "jobDefinition"
)
