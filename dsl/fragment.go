package dsl

import (
	"fmt"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
)

// Prefix gives the same block, with a prefix for the names of the states,
// variables and callbacks that are appended through it:
//
//	paid := charge(b.Prefix("Deposit"), card, deposit) // "Deposit Charge Card", …
//	rest := charge(b.Prefix("Balance"), card, balance) // "Balance Charge Card", …
//
// A Go function that takes a block and Vals is a fragment, and names its states as
// if it were alone; who uses it twice gives each use a prefix. Prefixes add up,
// outermost first, with a blank between. The names of Lambda functions, topics and
// other resources are no names of states, and stay as they are.
//
// Tests address states by their full names, and callbacks by [Callback.Prefix].
func (b *Block) Prefix(prefix string) *Block {
	if b == nil {
		return nil
	}
	return &Block{b.sequence, joined(b.prefix, prefix)}
}

// Prefix is the callback as it is called in a block with a prefix, for tests that
// answer it. Within nested prefixes it is called with the outermost last, as
// approved.Prefix("Inner").Prefix("Outer").
func (c *Callback[Out]) Prefix(prefix string) *Callback[Out] {
	return &Callback[Out]{Name: joined(prefix, c.Name)}
}

// named is a name with the block's prefix.
func (b *Block) named(name string) string {
	if b == nil || name == "" {
		return name
	}
	return joined(b.prefix, name)
}

func joined(prefix, name string) string {
	if prefix == "" || name == "" {
		return prefix + name
	}
	return prefix + " " + name
}

// Comment is written at the next state that is appended to the block (ASL
// specification, "States", the field Comment). One that no state follows, and one
// of two before the same state, is a diagnostic.
func (b *Block) Comment(text string) {
	at := caller()
	if !b.ok(at) {
		return
	}
	b.comment.mustBeTaken(b.builder)
	b.comment = comment{text, at}
}

// comment waits for the state that it is about.
type comment struct {
	text string
	at   diag.Position
}

// take gives a state the comment that waits for it.
func (b *Block) take(s *graph.State) {
	s.Comment, b.comment = b.comment.text, comment{}
}

// move gives the comment to the block in which the next state comes.
func (c *comment) move(to *Block) { to.comment, *c = *c, comment{} }

func (c *comment) mustBeTaken(b *builder) {
	if c.text == "" {
		return
	}
	b.report(c.at, "QS0016", fmt.Sprintf("no state follows the comment %q", c.text), "put it right before the state that it is about")
	*c = comment{}
}
