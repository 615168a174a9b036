package dsl

import (
	"fmt"
	"time"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
)

// A Workflow takes an In and gives an Out. It is made by [Define]; package synth
// turns it into Amazon States Language, sfntest runs that, and the construct
// deploys it.
type Workflow[In, Out any] struct{ builder *builder }

// A Definition is any workflow, whatever its types.
type Definition interface {
	// Name gives the workflow's name.
	Name() string
	// Graph gives what was built, and what was wrong with the way it was built.
	// It is for the rooms of this module: synth has the full list of problems.
	Graph() (*graph.Machine, diag.List)
}

// Name gives the workflow's name.
func (w *Workflow[In, Out]) Name() string { return w.made().machine.Name }

// Graph implements [Definition].
func (w *Workflow[In, Out]) Graph() (*graph.Machine, diag.List) {
	b := w.made()
	return b.machine, b.found
}

// made gives what Define made. A workflow that it has not made, such as a variable
// that nobody has set, has a mistake and nothing else.
func (w *Workflow[In, Out]) made() *builder {
	if w != nil && w.builder != nil {
		return w.builder
	}
	b := Define[In, Out]("", nil).builder
	b.found = diag.List{{Severity: diag.Error, Code: "QS0016", Message: "there is no workflow: it is nil, or was not made by dsl.Define", Help: "make it with dsl.Define, before it is used"}}
	return b
}

// An Option is a property of a whole workflow.
type Option func(*builder)

// Timeout ends an execution as timed out after d, which is whole seconds (ASL
// specification, TimeoutSeconds at the top level). No state can catch that.
func Timeout(d time.Duration) Option {
	at := caller()
	return func(b *builder) {
		b.seconds(at, "the workflow's timeout", d, 1)
		b.machine.Timeout = d
	}
}

// Comment is written at the top of the definition.
func Comment(s string) Option { return func(b *builder) { b.machine.Comment = s } }

// JSONPath writes the workflow in the older query language, with intrinsic
// functions and comparison operators, and not in JSONata. What JSONPath cannot say
// is a diagnostic, which names a way round it. Some things differ:
//
//   - Where JSONata needs one expression, JSONPath may need a state before: for an
//     [Or], an [IfElse], a [ToOpt], or a field of what was computed.
//   - A field or an item that is not there fails the workflow with States.Runtime,
//     which no [Try] and no [Catch] sees; in JSONata the error is
//     [ErrorQueryEvaluation].
//   - [Add] is for whole numbers of 32 bits; [ParseJSON] of an empty text is null; a
//     [Hash] lacks its leading zeros; [Base64] takes other characters than ASCII as
//     UTF-8.
//   - A text shows all digits of a whole number, where JSONata shows 15, and writes
//     fractions as Java does: 0.0000001 is 1.0E-7.
//   - Step Functions is said to give null for an item that is not there where a path
//     to it stands by itself in a payload; no recording tells, and the local runner
//     fails.
func JSONPath() Option { return func(b *builder) { b.machine.Language = graph.JSONPath } }

// Redefine gives a workflow with further options, as if [Define] had been given
// them: dsl.Redefine(w, dsl.JSONPath()) is w in the other query language.
func Redefine(d Definition, opts ...Option) Definition { return redefined{d, opts} }

// Redefine gives the workflow with further options, as the function of that name
// does, and with its types: sfntest.New(t, w.Redefine(dsl.JSONPath())) runs it in the
// other query language.
func (w *Workflow[In, Out]) Redefine(opts ...Option) *Workflow[In, Out] {
	machine, found := Redefine(w, opts...).Graph()
	return &Workflow[In, Out]{&builder{machine: machine, found: found, finished: true}}
}

type redefined struct {
	Definition
	opts []Option
}

// Graph implements [Definition].
func (r redefined) Graph() (*graph.Machine, diag.List) {
	machine, found := r.Definition.Graph()
	own := *machine
	b := &builder{machine: &own, found: found[:len(found):len(found)]}
	for _, o := range r.opts {
		if o != nil {
			o(b)
		}
	}
	return b.machine, b.found
}

// Define makes a workflow. The body runs once, now, and appends states to its
// block; the value it returns is the workflow's output. Define never fails: what
// is wrong is reported, all of it at once and with file and line, when the
// workflow is tested or synthesised.
func Define[In, Out any](name string, body func(b *Block, in Val[In]) Val[Out], opts ...Option) *Workflow[In, Out] {
	at := caller()
	scope := &graph.Scope{Entry: &graph.Edge{}}
	machine := &graph.Machine{Name: name, Position: at, Body: scope}
	input := &graph.Value{Machine: machine, Source: graph.FromInput, Name: "input", Position: at}
	machine.Input = input
	b := &builder{machine: machine, resources: map[string]*graph.Resource{}}
	for _, o := range opts {
		if o != nil {
			o(b)
		}
	}
	if name == "" {
		b.report(at, "QS0012", "a workflow has no name", "give it one")
	}
	block := &Block{sequence: &sequence{builder: b, scope: scope, open: []*graph.Edge{scope.Entry}, what: "the workflow"}}
	if body == nil {
		b.report(at, "QS0016", "the workflow has no body", "give dsl.Define a function")
		body = func(*Block, Val[In]) Val[Out] { return silent[Out]() }
	}
	work(func() {
		b.begin()
		end(block, at, func(b *Block) Val[Out] { return body(b, ref[In](input, at)) })
	})
	b.finished = true
	b.unused()
	return &Workflow[In, Out]{b}
}

// end runs the body of a scope and makes its value the scope's output.
func end[T any](block *Block, at diag.Position, body func(*Block) Val[T]) {
	out := value(block, body)
	if len(block.open) == 0 {
		return
	}
	as := "the value that " + block.what + " returns"
	e := block.given(out, as, at)
	for _, edge := range block.open {
		edge.Output, edge.Gives = e, graph.Origin{As: as, At: at}
	}
}

// value runs a body that gives a value.
func value[T any](block *Block, body func(*Block) Val[T]) (out Val[T]) {
	block.builder.run(block, func(b *Block) { out = body(b) })
	return out
}

// seconds checks a duration that the language writes in whole seconds, and tells
// whether it is one.
func (b *builder) seconds(at diag.Position, what string, d, least time.Duration) bool {
	const most = 99999999 * time.Second
	switch {
	case d <= 0 && d < least*time.Second:
		b.report(at, "QS0013", what+" is "+d.String()+"; the least is "+(least*time.Second).String(), "")
	case d < time.Millisecond && d > 0:
		b.report(at, "QS0013", what+" is "+d.String()+"; the service counts whole seconds", fmt.Sprintf("a number by itself is nanoseconds: write %d*time.Second", d))
	case d%time.Second != 0:
		b.report(at, "QS0013", what+" is "+d.String()+"; the service counts whole seconds", "round it")
	case d > most:
		b.report(at, "QS0013", what+" is "+d.String()+"; the most is 99999999 seconds", "")
	default:
		return true
	}
	return false
}
