package dsl

import (
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
)

// Items are what a [DistributedMap] runs its body for: those of a list or a map of
// the workflow, or those that a reader of dsl/s3 finds.
type Items[E any] struct{ source *itemSource }

type itemSource struct {
	at      diag.Position
	input   graph.Expr // nil where a reader finds the items
	reader  *graph.Transfer
	item    graph.Expr // what an item is given as; nil is the item itself
	value   graph.Expr // the item itself, where that is not the Value of the context object
	batch   *graph.Batch
	on      []string
	problem graph.Expr // a bad one
}

// A Located is an item together with where it comes from.
type Located[E any] struct {
	Index  int    `json:"Index"`  // from 0
	Source string `json:"Source"` // STATE_DATA, or S3:// with the bucket and, for a file, the key
	Value  E      `json:"Value"`
}

// ItemsOf are the elements of a list that the workflow holds.
func ItemsOf[E any](list Val[[]E]) Items[E] {
	at := caller()
	return Items[E]{&itemSource{at: at, input: zeroed(list, at, "the list of items")}}
}

// EntriesOf are the members of a map that the workflow holds.
func EntriesOf[T any](m Val[map[string]T]) Items[MapEntry[T]] { return ItemsOf(Entries(m)) }

// WithSource gives each item its number and its source (Developer Guide,
// "Accessing execution data from the Context object in Step Functions", Map).
func WithSource[E any](items Items[E]) Items[Located[E]] {
	at := caller()
	s := items.source.or(at)
	if s.batch != nil {
		s.problem = bad(at, "QS0029", "dsl.WithSource is given batches, and each item has a source of its own", "put it inside of dsl.Batches")
	}
	if s.item != nil {
		s.problem = bad(at, "QS0029", "dsl.WithSource is given items that have a source", "say it once")
	}
	value := s.value
	if value == nil {
		value = ofItem("Value")
	}
	s.item = &graph.Object{Members: []graph.Member{
		{Name: "Index", Expr: ofItem("Index")}, {Name: "Source", Expr: ofItem("Source")}, {Name: "Value", Expr: value}}}
	return Items[Located[E]]{&s}
}

// ofItem reads what the context object tells of an item; it does so only in an
// ItemSelector, where synth puts it.
func ofItem(member string) graph.Expr {
	return &graph.Apply{Op: graph.Context, Path: []string{"Map", "Item", member}}
}

// A Batch says how [Batches] groups items. At least one of its fields is set.
type Batch struct {
	MaxItems int // items in a batch
	MaxBytes int // of a batch as JSON, at most 262144
	// MaxItemsVal and MaxBytesVal are computed by the workflow, in their place.
	MaxItemsVal, MaxBytesVal Val[int]
}

// Batches groups items: the body is given as many at once as the batch says, in
// one child execution (Developer Guide, "ItemBatcher (Map)"). What the body reads
// from outside comes to each batch once, as its BatchInput.
func Batches[E any](items Items[E], o Batch) Items[[]E] {
	at := caller()
	s := items.source.or(at)
	if s.batch != nil {
		s.problem = bad(at, "QS0029", "dsl.Batches is given batches", "group the items once")
	}
	s.batch = &graph.Batch{MaxItems: limit(o.MaxItems, o.MaxItemsVal), MaxBytes: limit(o.MaxBytes, o.MaxBytesVal)}
	switch {
	case o.MaxItems < 0 || o.MaxBytes < 0 || o.MaxBytes > 262144:
		s.problem = bad(at, "QS0029", "the limits of dsl.Batches are out of range", "take a positive number of items, and at most 262144 bytes")
	case o.MaxItems != 0 && o.MaxItemsVal.expr != nil || o.MaxBytes != 0 && o.MaxBytesVal.expr != nil:
		s.problem = bad(at, "QS0007", "a limit of dsl.Batches is filled twice: by a constant and by a value", "keep one of the two")
	case s.batch.MaxItems == nil && s.batch.MaxBytes == nil:
		s.problem = bad(at, "QS0029", "dsl.Batches has no limit", "say how many items or bytes a batch may have")
	}
	return Items[[]E]{&s}
}

// or is a copy of s, or what stands for it where there is none.
func (s *itemSource) or(at diag.Position) itemSource {
	if s != nil {
		return *s
	}
	return itemSource{at: at, problem: bad(at, "QS0003", "the items are the zero Items, which are none of the workflow", "make them with dsl.ItemsOf, or with a reader of dsl/s3")}
}

// limit is a number that is a constant or computed; nil where it is neither.
func limit[T Numeric](constant T, computed Val[T]) graph.Expr {
	switch {
	case computed.expr != nil:
		return computed.expr
	case constant != 0:
		return Lit(constant).expr
	}
	return nil
}

// A Transfer is a call by which a distributed map reads its items or writes its
// results; dsl/s3 makes them, and so can packages of yours.
type Transfer struct {
	Resource  string    // such as arn:aws:states:::s3:getObject
	Arguments []Setting // what the call is told, such as Bucket
	Config    []Setting // ReaderConfig or WriterConfig
	On        []string  // ARNs that it reaches, where the arguments do not say; see [Call.AllowedOn]
	// Entries says of a reader that it finds the members of an object, each of them a
	// [MapEntry]: the context object has their names apart from their values.
	Entries bool
}

// A Setting is a member of a [Transfer]; a constant is a [Lit].
type Setting struct {
	Name  string
	Value Any
}

func (t Transfer) graph(at diag.Position) *graph.Transfer {
	members := func(list []Setting) []graph.Member {
		made := make([]graph.Member, len(list))
		for i, s := range list {
			made[i] = graph.Member{Name: s.Name, Expr: zeroed(s.Value, at, "the "+s.Name+" of a transfer")}
		}
		return made
	}
	return &graph.Transfer{Resource: t.Resource, Arguments: members(t.Arguments), Config: members(t.Config)}
}

// Read are the items that a reader finds, each of them an E.
func Read[E any](reader Transfer) Items[E] {
	at := caller()
	s := &itemSource{at: at, reader: reader.graph(at), on: reader.On}
	if reader.Entries {
		s.value = &graph.Object{Members: []graph.Member{{Name: "Key", Expr: ofItem("Key")}, {Name: "Value", Expr: ofItem("Value")}}}
	}
	return Items[E]{s}
}

// NoItems are items that could not be said; using them is a diagnostic with the
// message and the help.
func NoItems[E any](message, help string) Items[E] {
	at := caller()
	return Items[E]{&itemSource{at: at, problem: bad(at, "QS0029", message, help)}}
}
