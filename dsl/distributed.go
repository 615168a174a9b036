package dsl

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
)

// DistributedOptions are those of a [DistributedMap]. A limit is a constant, or, in
// the field beside it, computed by the workflow.
type DistributedOptions struct {
	// Label is part of the child executions' ARNs; at most 40 characters. Optional:
	// the service makes one up. With one, permissions name it.
	Label string
	// Express makes the children Express executions: cheaper, at most five minutes
	// long, and without jobs, tokens and activities.
	Express bool

	MaxConcurrency    int // children at once; 0 is the service's limit of 10,000
	MaxConcurrencyVal Val[int]
	// ToleratedFailureCount is how many items may fail, those of a batch all at once;
	// one more ends the map with States.ExceedToleratedFailureThreshold. Without any
	// tolerance the first failure does.
	ToleratedFailureCount    int
	ToleratedFailureCountVal Val[int]
	// ToleratedFailurePercentage is the same as a share of the items, from 0 to 100.
	ToleratedFailurePercentage    float64
	ToleratedFailurePercentageVal Val[float64]
	Policy
}

// ErrorTolerance ends a [DistributedMap] with too many failures, ErrorItemReader
// one whose items cannot be read, ErrorResultWriter one whose results cannot be
// written.
const (
	ErrorTolerance    ErrorName = "States.ExceedToleratedFailureThreshold"
	ErrorItemReader   ErrorName = "States.ItemReaderFailed"
	ErrorResultWriter ErrorName = "States.ResultWriterFailed"
)

// DistributedMap runs body for each item as an execution of its own, thousands at
// once, and gives what they give; those that failed and were tolerated give nothing
// (Developer Guide, "Using Map state in Distributed mode"). Only a Standard
// workflow can have one.
//
// What body reads from outside is handed to each child with its item. The context
// object there is the child's: [ExecutionID] is the ID of the child. Results of more
// than 256 KiB together fail the state: write them with [DistributedMapInto].
func DistributedMap[E, R any](b *Block, name string, items Items[E], body func(*Block, Val[E]) Val[R], o ...DistributedOptions) Val[[]R] {
	at := caller()
	if s := distribute(b, name, items.source, at, o); s != nil {
		return distributed[E, R, []R](b, s, body, at, o)
	}
	return nothing[[]R](b, at)
}

// DistributedMapFlat is a [DistributedMap] whose children give lists, which it
// joins (Developer Guide, "ResultWriter (Map)", FLATTEN). It tolerates no failures,
// as what failed would stand among the results.
func DistributedMapFlat[E, R any](b *Block, name string, items Items[E], body func(*Block, Val[E]) Val[[]R], o ...DistributedOptions) Val[[]R] {
	at := caller()
	if s := distribute(b, name, items.source, at, o); s != nil {
		if s.Distributed.Failures != (graph.Failures{}) {
			b.builder.report(at, "QS0016", quoted(s)+" tolerates failures, and a joined list would hold what failed", "use dsl.DistributedMap, and join the lists that it gives")
		}
		s.Distributed.Writer = Transfer{Config: []Setting{{"Transformation", Lit("FLATTEN")}, {"OutputType", Lit("JSON")}}}.graph(at)
		return distributed[E, []R, []R](b, s, body, at, o)
	}
	return nothing[[]R](b, at)
}

// A MapRun is what a [DistributedMapInto] gives: where its results are.
type MapRun struct {
	ARN     string          `json:"MapRunArn"`
	Results ResultsLocation `json:"ResultWriterDetails"`
}

// ResultsLocation is the object that lists the files with results, a manifest.
type ResultsLocation struct {
	Bucket string `json:"Bucket"`
	Key    string `json:"Key"`
}

// DistributedMapInto is a [DistributedMap] that writes the results where into says,
// such as a bucket of dsl/s3, and gives the place.
func DistributedMapInto[E, R any](b *Block, name string, items Items[E], into Transfer, body func(*Block, Val[E]) Val[R], o ...DistributedOptions) Val[MapRun] {
	at := caller()
	s := distribute(b, name, items.source, at, o)
	if s == nil {
		return nothing[MapRun](b, at)
	}
	if into.Resource == "" {
		b.builder.report(at, "QS0003", "the place for the results of "+quoted(s)+" is the zero Transfer", "make one with dsl/s3, such as s3.WriteTo")
		return silent[MapRun]()
	}
	s.Distributed.Writer = into.graph(at)
	s.On = append(s.On[:len(s.On):len(s.On)], into.On...)
	return distributed[E, R, MapRun](b, s, body, at, o)
}

// distribute begins the state, or is nil where it cannot be.
func distribute(b *Block, name string, items *itemSource, at diag.Position, options []DistributedOptions) *graph.State {
	if !b.ok(at) {
		return nil
	}
	source := items.or(at)
	d := &graph.Distributed{Reader: source.reader, Item: source.item, Value: source.value, Batch: source.batch}
	s := &graph.State{Kind: graph.Map, Name: b.named(name), Position: at, Input: source.input, Distributed: d, On: source.on}
	if source.problem != nil {
		s.Input = source.problem
	}
	for _, o := range options {
		b.builder.distributedOptions(s, at, o)
	}
	return s
}

func (b *builder) distributedOptions(s *graph.State, at diag.Position, o DistributedOptions) {
	d := s.Distributed
	d.Label, d.Express = o.Label, o.Express
	s.MaxConcurrency = limit(o.MaxConcurrency, o.MaxConcurrencyVal)
	d.Failures = graph.Failures{Count: limit(o.ToleratedFailureCount, o.ToleratedFailureCountVal),
		Percentage: limit(o.ToleratedFailurePercentage, o.ToleratedFailurePercentageVal)}
	for _, n := range []struct {
		what           string
		constant, most float64
		computed       bool
	}{
		{"MaxConcurrency", float64(o.MaxConcurrency), 10_000, o.MaxConcurrencyVal.expr != nil},
		{"ToleratedFailureCount", float64(o.ToleratedFailureCount), 100_000_000, o.ToleratedFailureCountVal.expr != nil},
		{"ToleratedFailurePercentage", o.ToleratedFailurePercentage, 100, o.ToleratedFailurePercentageVal.expr != nil},
	} {
		switch {
		case n.constant < 0 || n.constant > n.most:
			b.report(at, "QS0016", fmt.Sprintf("the %s of %s is %v; it goes from 0 to %v", n.what, quoted(s), n.constant, n.most), "")
		case n.constant != 0 && n.computed:
			b.report(at, "QS0007", fmt.Sprintf("the %s of %s is filled twice: by a constant and by a value", n.what, quoted(s)), "keep one of the two")
		}
	}
	if strings.ContainsFunc(o.Label, notInLabel) || utf8.RuneCountInString(o.Label) > 40 {
		b.report(at, "QS0012", fmt.Sprintf("the label %q of %s is none that AWS takes", o.Label, quoted(s)), "take at most 40 letters, digits, dashes and underscores")
	}
}

// notInLabel tells whether a label may not have a character (Developer Guide,
// "Using Map state in Distributed mode", Label).
func notInLabel(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("?*<>{}[]:;,\\|^~$#%&`\"", r)
}

// distributed runs the body and appends the state.
func distributed[E, R, Out any](b *Block, s *graph.State, body func(*Block, Val[E]) Val[R], at diag.Position, options []DistributedOptions) Val[Out] {
	if body == nil {
		b.idle(s, "a body", at)
		return silent[Out]()
	}
	b.transfers(s, at)
	item := &graph.Value{Machine: b.builder.machine, Source: graph.FromItem, Name: s.Name + " item", State: s, Position: at}
	nested(b, s, item, func(b *Block) Val[R] { return body(b, ref[E](item, at)) }, "the body of "+quoted(s), at)
	policies := make([]Policy, len(options))
	for i, o := range options {
		policies[i] = o.Policy
	}
	return result[Out](b, s, at, policies)
}

// transfers notes the resources that reader and writer name.
func (b *Block) transfers(s *graph.State, at diag.Position) {
	for _, e := range s.Distributed.Exprs() {
		graph.Walk(e, func(e graph.Expr) {
			if n, ok := e.(*graph.Named); ok {
				b.builder.resource(n.Resource, at)
				s.Distributed.Resources = append(s.Distributed.Resources, n.Resource)
			}
		})
	}
}
