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
	open    []*graph.Edge  // what the next state is joined to; none where the block has ended
	ended   string         // by what it has, for messages
	endedAt []*graph.State // the joins that it has ended by jumping to
	tries   []*try         // the Trys around, innermost last, in the same scope
	what    string         // what the block is, for messages
	dead    bool           // that it cannot be reached was reported
	strayed bool           // that its body uses another block was reported
	comment comment        // of the next state
}

// builder is one Define at work.
type builder struct {
	machine   *graph.Machine
	resources map[string]*graph.Resource // the machine's, by name
	found     diag.List
	active    []*sequence // the blocks whose bodies are running, innermost last
	shared    []*shared
	finished  bool
	work      uintptr         // where Defines at work stand on the call stack
	states    int             // made so far
	depth     int             // how many Defines are at work around its body, with itself
	nested    []diag.Position // the Defines inside it that were told to use its blocks
}

func (b *builder) report(at diag.Position, code, message, help string) {
	b.found.Add(diag.Diagnostic{Severity: diag.Error, Code: code, Message: message, Help: help, Position: at})
}

func (b *builder) warn(at diag.Position, code, message, help string) {
	b.found.Add(diag.Diagnostic{Severity: diag.Warning, Code: code, Message: message, Help: help, Position: at})
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
		build.report(at, "QS0002", fmt.Sprintf("the block of %s is used after the dsl.Define of %q has ended", b.what, build.machine.Name),
			"append states only in the body that the block is given to")
		return false
	}
	if b.elsewhere(at) {
		return false
	}
	if inner := build.active[len(build.active)-1]; inner != b.sequence {
		build.stray(b, inner, at)
		return false
	}
	return true
}

// stray reports, once for each body, that it uses another block than its own. What
// would follow from that, as states are missing where it is open, is no mistake.
func (b *builder) stray(used *Block, inner *sequence, at diag.Position) {
	if inner.strayed {
		return
	}
	inner.strayed = true
	for _, e := range inner.open {
		e.Strayed = true
	}
	what := inner.what
	if what == used.what {
		what = "another"
	}
	b.report(at, "QS0002", fmt.Sprintf("the block of %s is used inside %s", used.what, what), "use the block that the body is given")
}

// reachable reads what was set in the block; where that cannot be reached, which was
// reported, there is nothing to read.
func reachable[T any](b *Block, v *graph.Value, at diag.Position) Val[T] {
	if b.dead {
		return silent[T]()
	}
	return ref[T](v, at)
}

// nothing stands for the result of a state that was not appended; ok has reported why,
// but where there is no block, and so no workflow to report it of.
func nothing[T any](b *Block, at diag.Position) Val[T] {
	if b == nil || b.sequence == nil {
		return val[T](bad(at, "QS0003", "the block is nil", "use the block that the body is given"))
	}
	return silent[T]()
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
	b.builder.states++
	s.Number, s.Trail = b.builder.states, b.builder.trail()
	if b.reach(describe(s), s) {
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
func (b *Block) endedBy(what string, at diag.Position, to ...*graph.State) {
	if len(b.open) == 0 && b.ended == "" {
		b.ended = fmt.Sprintf(", by %s at %s", what, at)
		b.endedAt = to
	}
}

// reach joins the open edges to a state; it is false, and reported once, where
// there are none.
func (b *Block) reach(what string, s *graph.State) bool {
	join(b.open, s)
	return b.reached(what, s.Position) && !b.dead
}

// reached tells whether the block goes on, and reports once where it does not.
func (b *Block) reached(what string, at diag.Position) bool {
	if len(b.open) > 0 {
		return true
	}
	if !b.dead {
		b.dead = true
		b.builder.report(at, "QS0001", fmt.Sprintf("%s cannot be reached: the block has ended before it%s", what, b.ended),
			"take it out, or move it before what ends the block")
		for _, s := range b.endedAt {
			s.Told = true
		}
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
	b.set(v, b.given(of, as, at), as, at)
}

// given is the expression of what a body gives, of which nothing is said where the
// body has strayed: what should have ended it was not appended.
func (b *Block) given(of Any, as string, at diag.Position) graph.Expr {
	if b.strayed {
		return &graph.Bad{}
	}
	return zeroed(of, at, as)
}

func describe(s *graph.State) string {
	if s.Kind == graph.Join {
		return fmt.Sprintf("the loop %q", s.Name)
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
