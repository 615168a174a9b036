package asl

// ItemProcessor is what a [Map] runs for each item: states of its own.
type ItemProcessor struct {
	Object
	Comment         string
	ProcessorConfig *ProcessorConfig // nil is inline
	StartAt         string           // the name of the first state
	States          States
}

func (p *ItemProcessor) fields(c *codec) {
	text(c, "Comment", &p.Comment)
	one(c, "ProcessorConfig", &p.ProcessorConfig)
	text(c, "StartAt", &p.StartAt)
	states(c, "States", &p.States)
}

// ProcessorConfig says how a [Map] runs its items.
type ProcessorConfig struct {
	Object
	Mode          Mode          // "" is Inline
	ExecutionType ExecutionType // of the child executions; Distributed needs it
}

func (p *ProcessorConfig) fields(c *codec) {
	text(c, "Mode", &p.Mode)
	text(c, "ExecutionType", &p.ExecutionType)
}

// Mode is where a Map's iterations run.
type Mode string

// The modes.
const (
	Inline      Mode = "INLINE"      // within the execution
	Distributed Mode = "DISTRIBUTED" // as child executions
)

// ExecutionType is the kind of a state machine: whether its executions are
// durable.
type ExecutionType string

// The execution types.
const (
	Standard ExecutionType = "STANDARD"
	Express  ExecutionType = "EXPRESS"
)
