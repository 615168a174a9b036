// Package graph holds what a builder has built: states, the edges between them,
// and values known by their identity and not by their text.
//
// Goals: one shape that any builder can make and any lowering can read. An
// assignment belongs to an edge, because in Amazon States Language a state's
// own Assign is that of its next or default edge, and a Choice rule and a
// Catcher have their own. A value is known by its source, so that only the
// writer of the text decides how it is read at each place.
//
// Non-goals: no text, no query language, no checks; package synth has those.
package graph

import (
	"context"
	"reflect"
	"time"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// A Machine is one workflow as it was built.
type Machine struct {
	Name      string
	Comment   string
	Timeout   time.Duration // 0 is none
	Language  Language
	Position  diag.Position
	Input     *Value
	Body      *Scope
	Resources []*Resource // in the order of their first use
}

// A Language is a query language of Step Functions.
type Language int

// The query languages.
const (
	JSONata Language = iota
	JSONPath
)

// A Scope is a body of states: that of the workflow, of a Parallel branch, or of
// a Map iteration.
type Scope struct {
	Entry  *Edge
	Owner  *State // the Parallel or the Map; nil for the workflow's own body
	Item   *Value // the item of a Map
	States []*State
}

// A Kind tells what a [State] is.
type Kind int

// The kinds of states. A Join is no state of the language: it is a place where
// edges meet, with parameters that each of them sets.
const (
	Join Kind = iota
	Task
	Pass
	Choice
	Wait
	Succeed
	Fail
	Parallel
	Map
	Raw
)

// A State is a node of the graph. Which fields are set follows from its kind.
type State struct {
	Kind     Kind
	Name     string // for a Join: a hint
	Made     bool   // by the builder, not by the author: its name may be changed to be unique
	Told     bool   // a Join: that a jump to it leaves something unreachable was reported
	Prefix   string // of the names of what is made after it
	Number   int    // of its making: later states have greater ones
	Trail    Trail  // to where it is made
	Comment  string
	Position diag.Position
	Scope    *Scope

	Next               *Edge    // none for Succeed and Fail; a Choice's default
	Rules              []*Rule  // Choice
	Catch              []*Catch // Task, Parallel, Map, Raw
	Retry              []Retry
	Timeout, Heartbeat time.Duration

	TimeoutVal, HeartbeatVal Expr // in seconds, computed; in the place of the two above

	Call   *Call  // Task
	Token  *Value // Task: its task token, where it waits for one
	Input  Expr   // Task, Raw: what it is given; Map: its items; Succeed: its output
	Result *Value // Task, Parallel, Map, Raw: what it gives

	Seconds   Expr // Wait: one of the two
	Timestamp Expr

	Error, Cause Expr // Fail

	Branches       []*Scope     // Parallel; a Map has one
	MaxConcurrency Expr         // Map; nil is no limit
	Distributed    *Distributed // a Map in distributed mode

	Text jsonvalue.Value // Raw: the state as it is written
	On   []string        // Raw, a distributed Map: ARNs that the author states
}

// Terminal tells whether nothing follows the state.
func (s *State) Terminal() bool { return s.Kind == Succeed || s.Kind == Fail }

// Edges gives the edges that leave the state: rules, next or default, catchers.
func (s *State) Edges() []*Edge {
	var edges []*Edge
	for _, r := range s.Rules {
		edges = append(edges, r.Edge)
	}
	if s.Next != nil {
		edges = append(edges, s.Next)
	}
	for _, c := range s.Catch {
		edges = append(edges, c.Edge)
	}
	return edges
}

// An Edge leads from a state to another, or to the end of their scope.
type Edge struct {
	From   *State // nil for the entry of a scope
	Error  *Value // the caught error, on a catcher's edge
	Assign []Set  // in sequence: a later one may read an earlier one
	To     *State // nil for the end of the scope
	Output Expr   // what the scope gives, where the edge leads to its end
	Gives  Origin // of the output

	Strayed bool // what should follow was written to another block, which was reported
}

// Set gives a value its content on an edge.
type Set struct {
	Value *Value
	Expr  Expr
	From  Origin
}

// An Origin is the author's call that hands an expression over, and what as, such as
// the next value of the loop "n".
type Origin struct {
	As string
	At diag.Position
}

// A Rule is one case of a Choice.
type Rule struct {
	If   Expr
	Edge *Edge
	At   diag.Position // of the case
}

// A Catch leads to another state when a task fails.
type Catch struct {
	On   []string
	Edge *Edge
}

// A Retry repeats a task that failed. Zero fields are the service's defaults; a
// negative Max is none at all.
type Retry struct {
	On       []string
	Max      int
	Every    time.Duration
	MaxDelay time.Duration
	Backoff  float64
	Jitter   bool
}

// A Call is a service integration.
type Call struct {
	Resource  string     // such as arn:aws:states:::lambda:invoke
	Arguments []Argument // what the service is told beside the payload, first
	Payload   string     // the argument that carries the input; "" where the input is the arguments
	Result    string     // the member of the answer that is the result; "" for all of it
	Token     bool       // has a .waitForTaskToken form
	Linked    bool       // its input has the ID of the execution added
	Role      Expr       // the role that the call is made as; nil is the machine's own
	Resources []*Resource
	On        []string        // ARNs that the author states
	Actions   []string        // IAM actions that the author states
	Problem   diag.Diagnostic // why there is no such call; without a message where there is

	In, Out reflect.Type // what it takes and gives in Go
}

// Activity tells whether the call is work for an activity, whose resource is the
// activity itself.
func (c *Call) Activity() bool {
	return len(c.Resources) > 0 && c.Resources[0].Kind == "activity" && c.Resource == "${"+c.Resources[0].Name+"}"
}

// An Argument is a constant argument of a call, such as a function's name.
type Argument struct {
	Name  string
	Value string
}

// A Resource is what a definition names as ${Name}.
type Resource struct {
	Name    string
	Kind    string     // such as function
	Machine Definition // what it is, where it is a workflow of its own
	Handler func(ctx context.Context, payload []byte) ([]byte, error)

	Position diag.Position // of the first call that names it
	In, Out  reflect.Type  // what it takes and gives; nil where its payloads have no types
}

// A Definition is a workflow that another one starts.
type Definition interface {
	Name() string
	Graph() (*Machine, diag.List)
}

// A Source tells where a value comes from.
type Source int

// The sources.
const (
	FromInput    Source = iota // the workflow's input
	FromResult                 // a state's result
	FromItem                   // a Map's item
	FromError                  // a caught error
	FromJoin                   // a parameter of a join
	FromComputed               // an expression, set on edges
	FromToken                  // a task token
	FromElement                // an element of a list, inside an expression
)

// A Value is something that exists when the workflow runs, by identity.
type Value struct {
	Machine  *Machine // whose it is; nil for what a lowering makes, and for elements
	Source   Source
	Name     string // a hint for the name of its variable
	State    *State // whose result or token it is, or where it was made
	Position diag.Position
}
