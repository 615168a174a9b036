package synth

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quickstep-go/quickstep/internal/graph"
	jsonata "github.com/quickstep-go/quickstep/internal/jsonata/syntax"
)

// nameStates gives the states that the builder made names that nobody else has,
// and reports authors' names that come twice: AWS wants them unique over the
// whole machine, branches included.
func (p *plan) nameStates() {
	taken := map[string]*state{}
	var again twice
	for _, s := range p.all {
		if s.Made {
			continue
		}
		if other := taken[s.Name]; other != nil {
			if !again.add(other, s) {
				p.report(s.Position, "QS0011", fmt.Sprintf("the state name %q is taken by the state at %s", s.Name, other.Position),
					"give one of them another name; names are unique over the whole workflow, its branches included")
			}
			continue
		}
		if strings.Contains(s.Name, "${") {
			p.report(s.Position, "QS0012", fmt.Sprintf("the state name %q holds ${, which CloudFormation would replace", s.Name), "choose another name")
		}
		taken[s.Name] = s
	}
	again.report(p)
	names := &names{isTaken: func(name string) bool { return taken[name] != nil }, between: " "}
	for _, s := range p.all {
		if s.Made {
			s.Name = names.free(madeName(thrown(s)))
			taken[s.Name] = s
		}
	}
}

// nameVariables names the values that need a variable, after what they are.
func (p *plan) nameVariables() {
	p.names = map[*graph.Value]string{}
	taken, functions := map[string]bool{"states": true}, map[string]bool{}
	p.taken = taken
	if slices.ContainsFunc(p.all, func(s *state) bool { return !p.isJSONPath(s) }) {
		for name := range p.local {
			taken[name] = true
		}
		for _, function := range jsonata.Functions(jsonata.AWS) { // which stand among the variables: a variable count would break $count()
			taken[function], functions[function] = true, true
		}
	}
	names := &names{isTaken: func(name string) bool { return taken[name] }}
	name := func(v *graph.Value) {
		if v == nil || !p.variables[v] || p.names[v] != "" {
			return
		}
		wanted := variableName(v.Name)
		if functions[wanted] {
			wanted += "Value"
		}
		p.names[v] = names.free(wanted)
		taken[p.names[v]] = true
	}
	for _, s := range p.all {
		name(s.scope.graph.Item)
		name(s.Result)
		for _, e := range s.edges() {
			name(e.err)
			for _, a := range e.assign {
				name(a.Value)
			}
		}
	}
	for _, v := range p.reads {
		name(v)
	}
}

// names gives names that nobody else has: the one that is wanted, or that with a
// number after it.
type names struct {
	isTaken func(string) bool
	between string         // the name and its number
	last    map[string]int // the number that a name had last
}

func (n *names) free(name string) string {
	if !n.isTaken(name) {
		return name
	}
	if n.last == nil {
		n.last = map[string]int{}
	}
	for i := max(2, n.last[name]+1); ; i++ {
		if numbered := name + n.between + strconv.Itoa(i); !n.isTaken(numbered) {
			n.last[name] = i
			return numbered
		}
	}
}

// madeName makes a hint fit for a state's name, and leaves room for a number.
func madeName(hint string) string {
	const most = 70
	name := []rune(strings.ReplaceAll(hint, "${", "{"))
	return string(name[:min(len(name), most)])
}

// thrown is the name of a state that was made, and of one that throws an error such as
// GaveUp in words.
func thrown(s *state) string {
	name := strings.TrimPrefix(s.Name, s.Prefix+" ")
	if s.Kind != graph.Fail || strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }) {
		return s.Name
	}
	return strings.TrimSuffix(s.Name, name) + spaced(name)
}

// titled writes the name of a value as part of a state's name: snapshotName as
// Snapshot Name.
func titled(name string) string {
	words := strings.Split(name, " ")
	if len(words) == 1 {
		words = strings.Split(spaced(name), " ")
	}
	for i, word := range words {
		if first, size := utf8.DecodeRuneInString(word); size > 0 {
			words[i] = string(unicode.ToUpper(first)) + word[size:]
		}
	}
	return strings.Join(words, " ")
}

// spaced puts a blank before each word of a name in one piece.
func spaced(name string) string {
	var b strings.Builder
	before := ' '
	for _, r := range name {
		if unicode.IsUpper(r) && unicode.IsLower(before) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}

// variableName makes a name such as createUser of "Create User".
func variableName(hint string) string {
	var b strings.Builder
	upper := false
	for _, r := range hint {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			upper = b.Len() > 0
			continue
		case b.Len() == 0 && unicode.IsDigit(r):
			b.WriteString("v")
		case b.Len() == 0:
			r = unicode.ToLower(r)
		case upper:
			r = unicode.ToUpper(r)
		}
		upper = false
		b.WriteRune(r)
	}
	name := []rune(b.String())
	if len(name) == 0 {
		return "value"
	}
	return string(name[:min(len(name), 70)])
}
