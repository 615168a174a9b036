package check

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

// MaxDefinition is the most characters that AWS takes as a definition
// (CreateStateMachine, "definition").
const MaxDefinition = 1 << 20

// MostFindings is the most errors that are reported of one definition, and the most
// warnings and hints together, beside a last diagnostic that says so. It is less where
// names are very long.
const MostFindings = 1000

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
	if size := utf8.RuneCount(text); size > MaxDefinition && !slices.Contains(s.without, tooLong.Code) {
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
	if !isPlaced(m) {
		again, found := asl.Parse(m.Text())
		found = append(found, machine(again, s)...)
		found.Sort()
		return found
	}
	found := machine(m, s)
	found.Sort()
	return found
}

// isPlaced tells whether every state knows its place in a text.
func isPlaced(m *asl.StateMachine) bool {
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
	asked := s.rules()
	for _, r.rule = range asked {
		if r.rule.check != nil {
			r.rule.check(r)
		}
	}
	for i := range r.scopes {
		r.askPart(asked, r.scopes[i].part())
	}
	var v visit
	for i := range r.places {
		if r.full(diag.Error) && r.full(diag.Warning) {
			break
		}
		v.see(r, &r.places[i])
		r.askState(asked, &v)
	}
	inOrder(r.found)
	if r.full(diag.Error) || r.full(diag.Warning) {
		r.found.Add(more(r.found))
	}
	return r.found
}

// more says that there is more to find.
func more(found diag.List) diag.Diagnostic {
	var last diag.Position
	for _, d := range found {
		if d.Position.Line >= last.Line {
			last = d.Position
		}
	}
	return tooMuch.diagnostic(problem{at: diag.Position{File: last.File, Line: last.Line, Column: last.Column + 1}, severity: diag.Warning,
		message: fmt.Sprintf("there is more to say of this definition than the %d findings before", len(found)), help: "mend those, and look again"})
}

// rules gives the rules that are switched on.
func (s *settings) rules() []*Rule {
	var asked []*Rule
	for _, rule := range rules {
		if (s.practice || !rule.Practice) && !slices.Contains(s.without, rule.Code) {
			asked = append(asked, rule)
		}
	}
	return asked
}

// askPart asks the rules about parts of one that stands in no state.
func (r *run) askPart(asked []*Rule, x part) {
	if x.object.Malformed() {
		return
	}
	for _, r.rule = range asked {
		if r.rule.part != nil {
			r.rule.part(r, x)
		}
	}
}

// askState asks all rules of one state and of its parts.
func (r *run) askState(asked []*Rule, v *visit) {
	for _, r.rule = range asked {
		if r.rule.state != nil {
			r.rule.state(r, v)
		}
		if r.rule.part == nil {
			continue
		}
		for _, x := range v.parts {
			r.rule.part(r, x)
		}
	}
}

// inOrder puts findings in the order of their rules, so that it is the same wherever
// they stand.
func inOrder(found diag.List) {
	if len(found) < 2 {
		return
	}
	at := make(map[string]int, len(rules))
	for i, rule := range rules {
		at[rule.Code] = i
	}
	byRule := make([]diag.List, len(rules))
	for _, d := range found {
		byRule[at[d.Code]].Add(d)
	}
	copy(found, slices.Concat(byRule...))
}
