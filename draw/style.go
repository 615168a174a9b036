package draw

import (
	"strings"

	"github.com/quickstep-go/quickstep/asl"
)

// style is the look of a box: a class of Mermaid.
type style string

const (
	groupStyle   style = "group" // Parallel and Map
	caughtStyle  style = "caught"
	missingStyle style = "missing"
	idleStyle    style = "idle"   // in a run: not entered
	failedStyle  style = "failed" // in a run: ended with an error

	entered = "Entered" // in a run, after the style of a kind
	group   = "Group"   // after a style, where the box has others inside
)

// look is what a class says. A box is filled and its text coloured together, or
// neither is, so that a picture can be read on a dark page as well.
type look struct {
	style style
	css   string
}

var looks = []look{
	{"task", "fill:#eef4ff,stroke:#3b6fd4,color:#12284f"},
	{"choice", "fill:#fff6df,stroke:#c99700,color:#4d3800"},
	{"wait", "fill:#f3f0ff,stroke:#7c5cd6,color:#2e1f66"},
	{"pass", "fill:#f6f7f9,stroke:#8a94a3,color:#2b3440"},
	{"succeed", "fill:#e8f7ee,stroke:#2f9e5b,color:#0f3d22"},
	{"fail", "fill:#fdecec,stroke:#d64545,color:#5c1111"},
	{groupStyle, "stroke:#3b6fd4"},
	{caughtStyle, "fill:none,stroke:#d64545,color:#d64545,stroke-dasharray:4 3"},
	{missingStyle, "fill:none,stroke:#d64545,color:#d64545,stroke-dasharray:2 2"},
	{idleStyle, "fill:none,stroke:#98a2b3,color:#8a94a3"},
	{idleStyle + group, "stroke:#98a2b3"},
	{failedStyle, "fill:#fdecec,stroke:#d64545,color:#5c1111,stroke-width:3px"},
	{failedStyle + group, "stroke:#d64545,stroke-width:3px"},
}

// styleOf gives the look of a state's box.
func (p *picture) styleOf(b *box) style {
	kind := kindStyle(b.state)
	if p.visits == nil || b.state == nil {
		return kind
	}
	var inside style
	if len(innerScopes(b.state)) > 0 {
		inside = group
	}
	switch {
	case p.visits.failed[b.name]:
		return failedStyle + inside
	case p.visits.count(b.name) == 0:
		return idleStyle + inside
	}
	return kind + entered
}

// styleCaught gives the look of a catcher's box on the way from a state to its
// handler.
func (p *picture) styleCaught(from, to *box) style {
	if p.visits != nil && (!p.visits.failed[from.name] || p.visits.count(to.name) == 0) {
		return idleStyle
	}
	return caughtStyle
}

func kindStyle(s asl.State) style {
	switch s.(type) {
	case *asl.Parallel, *asl.Map:
		return groupStyle
	case nil, *asl.Unrecognized:
		return missingStyle
	}
	return style(strings.ToLower(string(s.Kind())))
}

func (p *picture) mark(id string, s style) { p.styled[s] = append(p.styled[s], id) }

// styles writes the classes that are used, and what is of which.
func (p *picture) styles() {
	for _, l := range looks {
		p.class(l.style, l.css)
		p.class(l.style+entered, l.css+",stroke-width:3px")
	}
}

func (p *picture) class(s style, css string) {
	if of := p.styled[s]; len(of) > 0 {
		p.line("classDef ", string(s), " ", css)
		p.line("class ", strings.Join(of, ","), " ", string(s))
	}
}
