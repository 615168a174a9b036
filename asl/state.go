package asl

// Kind is the type of a state, as its field Type has it.
type Kind string

// The kinds of states (ASL spec, "State types").
const (
	KindTask     Kind = "Task"
	KindPass     Kind = "Pass"
	KindChoice   Kind = "Choice"
	KindWait     Kind = "Wait"
	KindSucceed  Kind = "Succeed"
	KindFail     Kind = "Fail"
	KindParallel Kind = "Parallel"
	KindMap      Kind = "Map"
)

// Kinds gives all kinds, in the order in which AWS lists them.
func Kinds() []Kind {
	return []Kind{KindTask, KindWait, KindPass, KindSucceed, KindFail, KindChoice, KindParallel, KindMap}
}

// State is one state of a machine: a *[Task], *[Pass], *[Choice], *[Wait],
// *[Succeed], *[Fail], *[Parallel] or *[Map], or an *[Unrecognized] one where a
// text names no such kind. The set is closed.
type State interface {
	// Kind gives the state's type.
	Kind() Kind
	// Base gives the fields that every state has.
	Base() *Common

	Part
}

// Common holds the fields that every state has.
type Common struct {
	Object
	Comment       string
	QueryLanguage QueryLanguage // "" is the machine's; see [StateMachine.LanguageOf]
}

// Base gives the fields themselves; it makes an embedding struct a [State].
func (b *Common) Base() *Common { return b }

func (b *Common) head(c *codec, kind Kind) {
	text(c, "Comment", &b.Comment)
	c.constant("Type", string(kind))
	text(c, "QueryLanguage", &b.QueryLanguage)
}

// newState gives an empty state of a kind, or an Unrecognized one.
func newState(kind Kind) State {
	switch kind {
	case KindTask:
		return new(Task)
	case KindPass:
		return new(Pass)
	case KindChoice:
		return new(Choice)
	case KindWait:
		return new(Wait)
	case KindSucceed:
		return new(Succeed)
	case KindFail:
		return new(Fail)
	case KindParallel:
		return new(Parallel)
	case KindMap:
		return new(Map)
	}
	return &Unrecognized{Type: kind}
}
