package dsl

import (
	"fmt"
	"unicode/utf8"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
)

// A Block is a sequence of states. Each function that takes one appends to it.
// Go's lexical scope is the workflow's data scope: what a state gave can be read
// by whatever Go lets see its Val, as long as the state has run by then.
type Block struct {
	*sequence
	prefix string // of the names given here; see Prefix
}

// sequence is what a block and its prefixed views append to.
type sequence struct {
	builder *builder
	scope   *graph.Scope
	open    []*graph.Edge // what the next state is joined to; none where the block has ended
	ended   string        // by what it has, for messages
	tries   []*try        // the Trys around, innermost last, in the same scope
	what    string        // what the block is, for messages
	dead    bool          // that it cannot be reached was reported
	comment comment       // of the next state
}

// builder is one Define at work.
type builder struct {
	machine   *graph.Machine
	resources map[string]*graph.Resource // the machine's, by name
	found     diag.List
	active    []*sequence // the blocks whose bodies are running, innermost last
	finished  bool
}

func (b *builder) report(at diag.Position, code, message, help string) {
	b.found.Add(diag.Diagnostic{Severity: diag.Error, Code: code, Message: message, Help: help, Position: at})
}

// run calls a body with its block and gives the edges left open at its end.
func (b *builder) run(block *Block, body func(*Block)) []*graph.Edge {
	b.active = append(b.active, block.sequence)
	body(block)
	b.active = b.active[:len(b.active)-1]
	block.comment.mustBeTaken(b)
	return block.open
}

// within makes a block in the same scope, which goes on from the edges.
func (b *Block) within(what string, open ...*graph.Edge) *Block {
	return &Block{&sequence{builder: b.builder, scope: b.scope, open: open, tries: b.tries, what: what}, b.prefix}
}

// ok tells whether b may be appended to at this place, and reports why not.
func (b *Block) ok(at diag.Position) bool {
	if b == nil || b.sequence == nil {
		return false
	}
	build := b.builder
	if build.finished {
		return false
	}
	if inner := build.active[len(build.active)-1]; inner != b.sequence {
		build.report(at, "QS0002", fmt.Sprintf("the block of %s is used inside %s", b.what, inner.what),
			"use the block that the body is given")
		return false
	}
	return true
}

// add appends a state and leaves its next edge open.
func (b *Block) add(s *graph.State) *graph.State {
	s.Scope, s.Prefix = b.scope, b.prefix
	if s.Kind != graph.Join {
		b.builder.checkName(s)
		b.take(s)
	}
	if !s.Terminal() {
		s.Next = &graph.Edge{From: s}
	}
	if b.reach(s) {
		b.scope.States = append(b.scope.States, s)
	}
	b.open = nil
	if s.Next != nil {
		b.open = []*graph.Edge{s.Next}
	} else {
		b.endedBy(quoted(s), s.Position)
	}
	return s
}

// endedBy notes what ends the block, where nothing has before.
func (b *Block) endedBy(what string, at diag.Position) {
	if len(b.open) == 0 && b.ended == "" {
		b.ended = fmt.Sprintf(", by %s at %s", what, at)
	}
}

// reach joins the open edges to a state; it is false, and reported once, where
// there are none.
func (b *Block) reach(s *graph.State) bool {
	if len(b.open) > 0 {
		join(b.open, s)
		return !b.dead
	}
	if !b.dead {
		b.dead = true
		b.builder.report(s.Position, "QS0001", fmt.Sprintf("%s cannot be reached: the block has ended before it%s", describe(s), b.ended),
			"take it out, or move it before what ends the block")
	}
	return false
}

func join(edges []*graph.Edge, s *graph.State) {
	for _, e := range edges {
		e.To = s
	}
}

// set gives a value its content on each open edge.
func (b *Block) set(v *graph.Value, e graph.Expr, as string, at diag.Position) {
	for _, edge := range b.open {
		edge.Assign = append(edge.Assign, graph.Set{Value: v, Expr: e, From: graph.Origin{As: as, At: at}})
	}
}

// setTo gives a value the content of a Val on each open edge.
func (b *Block) setTo(v *graph.Value, of Any, as string, at diag.Position) {
	b.set(v, zeroed(of, at, as), as, at)
}

func describe(s *graph.State) string {
	if s.Kind == graph.Join {
		return fmt.Sprintf("the jump to %q", s.Name)
	}
	return fmt.Sprintf("the state %q", s.Name)
}

// maxName is how many characters a state's name may have (ASL specification,
// "States").
const maxName = 80

func (b *builder) checkName(s *graph.State) {
	switch n := utf8.RuneCountInString(s.Name); {
	case n == 0:
		b.report(s.Position, "QS0012", "a state has no name", "give it one; it shows in the console and in the history")
	case n > maxName:
		b.report(s.Position, "QS0012", fmt.Sprintf("the state name %q has %d characters; AWS takes %d", s.Name, n, maxName), "shorten it, or the prefix of its block")
	}
}
