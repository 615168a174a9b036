package draw

import (
	"slices"
	"strconv"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
)

// box is a state in the picture.
type box struct {
	id    string
	name  string
	state asl.State // nil where a transition leads to a state that is not there
}

// A scope is what may lead to each other: the machine's states, or those of one
// branch or processor.
type scope struct {
	start string
	boxes []*box
	named map[string]*box
}

func (s *scope) add(name string, state asl.State) {
	b := &box{name: name, state: state}
	s.boxes, s.named[name] = append(s.boxes, b), b
}

// newScope gathers states and, after them, those that are named and missing.
func newScope(start string, states *asl.States) *scope {
	s := &scope{start: start, named: map[string]*box{}}
	for name, state := range states.All() {
		s.add(name, state)
	}
	missing := func(name string) {
		if s.named[name] == nil && name != "" {
			s.add(name, nil)
		}
	}
	missing(start)
	for _, state := range states.All() {
		for _, t := range asl.Transitions(state) {
			missing(t.Target)
		}
	}
	return s
}

// scope draws states and the ways between them; each is what is done in it for
// what.
func (p *picture) scope(start string, states *asl.States, each string) {
	p.line("direction ", p.options.Direction.String())
	s := newScope(start, states)
	for _, b := range s.boxes {
		b.id = p.ids.next(b.name)
	}
	for _, b := range s.boxes {
		p.box(b)
	}
	if first := s.named[start]; first != nil {
		p.way("[*]", first.id, each)
	}
	for _, b := range s.boxes {
		p.ways(s, b)
	}
}

// box draws one state without its ways.
func (p *picture) box(b *box) {
	p.mark(b.id, p.styleOf(b))
	title := []string{label(b.name, maxName)}
	if n := p.visits.count(b.name); n > 1 && b.state != nil {
		title = append(title, label("×"+strconv.Itoa(n), maxDetail))
	}
	inner := innerScopes(b.state)
	if len(inner) == 0 {
		p.line(`state "`, strings.Join(title, " "), `" as `, b.id)
		for _, d := range p.details(b) {
			p.line(b.id, " : ", label(d, maxDetail))
		}
		return
	}
	each := ""
	if m, ok := b.state.(*asl.Map); ok && !p.options.Plain {
		each = strings.Join(iteration(m), ", ")
	}
	// A title of several lines would hide what is below it.
	for _, d := range p.details(b) {
		title = append(title, "·", label(d, maxDetail))
	}
	p.line(`state "`, strings.Join(title, " "), `" as `, b.id, " {")
	p.depth++
	for i, in := range inner {
		if i > 0 {
			p.line("--")
		}
		p.scope(in.StartAt, in.States, each)
	}
	p.depth--
	p.line("}")
}

// innerScopes gives the scopes of a state that have something to draw.
func innerScopes(s asl.State) []asl.Scope {
	if s == nil {
		return nil
	}
	return slices.DeleteFunc(asl.Inner(s), func(in asl.Scope) bool {
		return in.States.Len() == 0 && in.StartAt == ""
	})
}

func (p *picture) details(b *box) []string {
	switch {
	case b.state == nil:
		return []string{"there is no such state"}
	case p.options.Plain:
		return nil
	}
	return details(b.name, b.state)
}

// ways draws where a state leads to.
func (p *picture) ways(s *scope, b *box) {
	if b.state == nil {
		return
	}
	for _, t := range asl.Transitions(b.state) {
		to := s.named[t.Target]
		switch t.Path[0] {
		case "Catch":
			p.caught(b, to, t)
		case "Choices", "Default":
			p.way(b.id, to.id, asked(b.state, t))
		default:
			p.way(b.id, to.id, "")
		}
	}
	if ends(b.state) {
		p.way(b.id, "[*]", "")
	}
}

// way draws an arrow, with words on it where there are some.
func (p *picture) way(from, to, words string) {
	if words != "" {
		to += " : " + label(words, maxWords)
	}
	p.line(from, " --> ", to)
}

// caught draws a catcher as a box on the way to its handler: Mermaid cannot draw a
// single way unlike others.
func (p *picture) caught(from, to *box, t asl.Transition) {
	errors := catcher(from.state, t).ErrorEquals
	id := p.ids.next(from.name + " caught")
	p.mark(id, p.styleCaught(from, to))
	p.line(`state "`, label("catch "+some(errors), maxDetail), `" as `, id)
	p.way(from.id, id, "")
	p.way(id, to.id, "")
}

// some names an error or two, and counts the rest.
func some(errors []string) string {
	if len(errors) > 2 {
		return errors[0] + " and " + counted(len(errors)-1, "other")
	}
	return strings.Join(errors, ", ")
}

// ends tells whether a machine or branch may end in a state.
func ends(s asl.State) bool {
	switch s := s.(type) {
	case *asl.Succeed, *asl.Fail:
		return true
	case *asl.Task:
		return s.End
	case *asl.Pass:
		return s.End
	case *asl.Wait:
		return s.End
	case *asl.Parallel:
		return s.End
	case *asl.Map:
		return s.End
	}
	return false
}
