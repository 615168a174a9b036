package asl

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// Style says how a machine is written. The zero Style is pretty, with the order
// of fields that the text had.
type Style struct {
	Compact   bool // without blanks and line ends
	Canonical bool // with the language's own order of fields
}

// Value gives the machine as JSON. What was read comes back as it was: unknown
// fields, the order of fields, the text of numbers.
func (m *StateMachine) Value() jsonvalue.Value { return write(m, Style{}) }

// Text writes the machine as JSON, pretty, with a line end.
func (m *StateMachine) Text() []byte { return m.Format(Style{}) }

// Format writes the machine as JSON in a style. A pretty text ends its last line.
func (m *StateMachine) Format(style Style) []byte {
	v := write(m, style)
	if style.Compact {
		return v.AppendJSON(nil)
	}
	return append([]byte(v.Indent()), '\n')
}

// MarshalJSON writes the machine compactly.
func (m *StateMachine) MarshalJSON() ([]byte, error) { return m.Format(Style{Compact: true}), nil }

// StateValue gives one state as JSON.
func StateValue(s State) jsonvalue.Value { return write(s, Style{}) }
