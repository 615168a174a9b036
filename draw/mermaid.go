package draw

import (
	"encoding/json"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
)

// Options say how a picture looks. The zero Options are a picture with all
// details and no title, from top to bottom.
type Options struct {
	// Title stands above the picture. Optional.
	Title string
	// Direction is where the picture grows to. Optional; the zero value is
	// [Down].
	Direction Direction
	// Plain leaves out what states do and for how long: names, ways and
	// conditions stay.
	Plain bool
}

// Direction is where a picture grows to.
type Direction int

// The directions.
const (
	Down Direction = iota
	Right
)

// String gives Mermaid's word for the direction; one that does not exist is Down.
func (d Direction) String() string {
	if d == Right {
		return "LR"
	}
	return "TB"
}

// Run is what a picture of a run shows.
type Run struct {
	// Entered names the states that were entered, once for each time. Their order
	// does not matter.
	Entered []string
	// Failed names the states that ended with an error, whether it was caught or
	// not. Optional.
	Failed []string
}

// Mermaid draws a machine as Mermaid text with a line end. The text is the same
// for the same machine and options.
func Mermaid(m *asl.StateMachine, o Options) string { return draw(m, o, nil) }

// MermaidRun draws a machine with the states that a run entered standing out, each
// with the number of times where it was entered more than once; all else is
// faint. Names that are no states of the machine are left aside.
func MermaidRun(m *asl.StateMachine, r Run, o Options) string { return draw(m, o, newVisits(r)) }

// A picture is Mermaid text that grows.
type picture struct {
	text    strings.Builder
	depth   int
	options Options
	machine *asl.StateMachine
	visits  *visits // nil where it is no picture of a run
	ids     ids
	styled  map[style][]string // the boxes of each style, in order
}

func draw(m *asl.StateMachine, o Options, v *visits) string {
	p := &picture{options: o, machine: m, visits: v, ids: ids{}, styled: map[style][]string{}}
	p.title()
	p.line("stateDiagram-v2")
	p.depth++
	if m != nil {
		p.scope(m.StartAt, &m.States, "")
	}
	p.styles()
	return p.text.String()
}

// title writes the front matter, which is YAML; a JSON string is YAML too.
func (p *picture) title() {
	parts := []string{}
	if p.options.Title != "" {
		parts = append(parts, plain(p.options.Title))
	}
	if p.machine != nil && !p.options.Plain {
		if limit := seconds(p.machine.TimeoutSeconds, ""); limit != "" {
			parts = append(parts, "at most "+limit)
		}
	}
	if len(parts) == 0 {
		return
	}
	quoted, _ := json.Marshal(strings.Join(parts, " · "))
	p.line("---")
	p.line("title: ", string(quoted))
	p.line("---")
}

func (p *picture) line(parts ...string) {
	for range p.depth {
		p.text.WriteString("    ")
	}
	for _, part := range parts {
		p.text.WriteString(part)
	}
	p.text.WriteByte('\n')
}
