package check

import (
	"fmt"
	"slices"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

// MaxDefinition is the most characters that AWS takes as a definition
// (CreateStateMachine, "definition").
const MaxDefinition = 1 << 20

// An Option says what is checked for, or what is known beyond the text.
type Option func(*settings)

type settings struct {
	execution    asl.ExecutionType
	practice     bool
	without      []string
	consequences bool
	single       bool
	parse        []asl.Option
}

// Type says as what the machine will be created; without it, it is
// [asl.Standard].
func Type(t asl.ExecutionType) Option { return func(s *settings) { s.execution = t } }

// NoPractice switches off the hints on good practice.
func NoPractice() Option { return func(s *settings) { s.practice = false } }

// Without switches off rules by their codes.
func Without(codes ...string) Option {
	return func(s *settings) { s.without = append(s.without, codes...) }
}

// Consequences reports also what only follows from another problem, such as
// states that nothing leads to because a name before them is misspelt. AWS does
// so.
func Consequences() Option { return func(s *settings) { s.consequences = true } }

// SingleState says that the machine is one state, as asl.ParseState gives it:
// where it leads to is not asked.
func SingleState() Option { return func(s *settings) { s.single = true } }

// File names the file that a text comes from; see asl.File.
func File(name string) Option { return Parse(asl.File(name)) }

// Parse passes options on to asl.Parse, for [Definition].
func Parse(options ...asl.Option) Option {
	return func(s *settings) { s.parse = append(s.parse, options...) }
}

func settingsOf(options []Option) settings {
	s := settings{execution: asl.Standard, practice: true}
	for _, option := range options {
		option(&s)
	}
	return s
}

// Definition parses a text and checks what it says. The list is in the order of
// the text.
func Definition(text []byte, options ...Option) diag.List {
	s := settingsOf(options)
	m, found := asl.Parse(text, s.parse...)
	if m == nil {
		return found
	}
	found = append(found, machine(m, s)...)
	if size := len([]rune(string(text))); size > MaxDefinition && !slices.Contains(s.without, tooLong.Code) {
		found = append(found, tooLong.diagnostic(problem{
			at:      diag.Position{File: m.At().File, Line: 1, Column: 1},
			message: fmt.Sprintf("the definition has %d characters, and AWS takes %d", size, MaxDefinition),
			help:    "write it without blanks, or split the workflow into machines that start each other",
		}))
	}
	found.Sort()
	return found
}

// Machine checks a machine that was parsed or built. What [asl.Parse] had to say
// is not repeated. Positions of a machine that was built, or that got new states
// since it was parsed, are those of its text as [asl.StateMachine.Text] writes it.
func Machine(m *asl.StateMachine, options ...Option) diag.List {
	s := settingsOf(options)
	if !parsed(m) {
		again, found := asl.Parse(m.Text())
		found = append(found, machine(again, s)...)
		found.Sort()
		return found
	}
	found := machine(m, s)
	found.Sort()
	return found
}

// parsed tells whether every state knows its place in a text.
func parsed(m *asl.StateMachine) bool {
	if !m.Placed() {
		return false
	}
	for p := range m.Walk() {
		if !p.State.Base().Placed() {
			return false
		}
	}
	return true
}

func machine(m *asl.StateMachine, s settings) diag.List {
	r := newRun(m, s)
	for _, rule := range rules {
		if rule.check == nil || rule.Practice && !s.practice || slices.Contains(s.without, rule.Code) {
			continue
		}
		r.rule = rule
		rule.check(r)
	}
	return r.found
}
