package runner

import (
	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonpath"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

func (c *compiler) mapState(s *asl.Map) node {
	n := &mapNode{outcome: c.outcome(s.ResultSelector, s.ResultPath, s.OutputPath, s.Output, s.Assign)}
	if c.at.jsonata {
		n.items = c.template("Items", s.Items)
	} else {
		n.input = c.selection("InputPath", s.InputPath)
		n.itemsPath = c.path(s.ItemsPath, "ItemsPath")
	}
	n.selector = c.template("ItemSelector", s.Selector())
	n.concurrency = c.amount("MaxConcurrency", s.MaxConcurrency, s.MaxConcurrencyPath)
	n.percentage = c.amount("ToleratedFailurePercentage", s.ToleratedFailurePercentage, s.ToleratedFailurePercentagePath)
	n.count = c.amount("ToleratedFailureCount", s.ToleratedFailureCount, s.ToleratedFailureCountPath)
	c.policies(s.Retry, s.Catch)
	p := s.Processor()
	if p == nil {
		c.bad([]string{"ItemProcessor"}, "the Map state has no ItemProcessor", "give it the states to run for each item")
		return n
	}
	n.first = c.inner(&p.States, p.StartAt, &p.Object)
	n.dist = c.distribution(s, n.first)
	return n
}

// mapNode is a Map state that runs its items inside the execution (ASL spec,
// "Map State").
type mapNode struct {
	input       *selection
	itemsPath   *jsonpath.Path // JSONPath; nil is the whole input
	items       *template      // JSONata; nil is the whole input
	selector    *template      // ItemSelector
	concurrency *amount
	percentage  *amount       // ToleratedFailurePercentage, of a distributed map
	count       *amount       // ToleratedFailureCount, of a distributed map
	first       *state        // of an iteration
	dist        *distribution // nil for an inline one
	outcome     outcome
}

// An item is what a Map's iteration works on.
type item struct {
	index int
	key   string // of an object's member
	keyed bool
	value jsonvalue.Value
	from  string // where a reader found it
}

// input is what a child execution gets of an item that nothing selects from: the
// item itself, but a member of an object with its name.
func (i *item) input() jsonvalue.Value {
	if !i.keyed {
		return i.value
	}
	return jsonvalue.ObjectOf(jsonvalue.Member{Name: "Key", Value: jsonvalue.StringOf(i.key)}, jsonvalue.Member{Name: "Value", Value: i.value})
}

// context is the Map part of the context object.
func (i *item) context() jsonvalue.Value {
	members := []jsonvalue.Member{{Name: "Index", Value: jsonvalue.IntOf(int64(i.index))}}
	if i.keyed {
		members = append(members, jsonvalue.Member{Name: "Key", Value: jsonvalue.StringOf(i.key)})
	}
	members = append(members, jsonvalue.Member{Name: "Value", Value: i.value})
	if i.from != "" {
		members = append(members, jsonvalue.Member{Name: "Source", Value: jsonvalue.StringOf(i.from)})
	}
	return jsonvalue.ObjectOf(jsonvalue.Member{Name: "Item", Value: jsonvalue.ObjectOf(members...)})
}

// width is how many iterations of an inline Map run at once if nothing else is
// said (Developer Guide, "Using Map state in Inline mode").
const width = 40

func (n *mapNode) enter(t *thread) move {
	switch {
	case t.broken != nil:
		return t.broken.redrive()
	case t.brokenRun != nil:
		return t.brokenRun.redrive()
	}
	return n.again(t)
}

// again starts the iterations, also for a retry.
func (n *mapNode) again(t *thread) move {
	t.forget()
	if n.dist != nil {
		return n.distribute(t)
	}
	document, f := n.input.of(t, t.input)
	if f != nil {
		return t.fail(f)
	}
	items, f := n.find(t, document)
	if f != nil {
		return n.refuse(t, f)
	}
	most, f := n.limits(t)
	if f != nil {
		return n.refuse(t, f)
	}
	return n.begin(t, document, items, most)
}

// limits evaluates the numbers of the state, and gives how many iterations may
// run at once. Inline, no failure is tolerated, but the fields are read.
func (n *mapNode) limits(t *thread) (int64, *failure) {
	most, f := n.concurrency.eval(t)
	if f != nil {
		return 0, f
	}
	percentage, f := n.percentage.share(t)
	if f != nil {
		return 0, f
	}
	if percentage < 0 || percentage > 100 {
		return 0, t.runtime("ToleratedFailurePercentage must be between 0 and 100.")
	}
	_, f = n.count.eval(t)
	return most, f
}

// refuse fails the state before it has begun.
func (n *mapNode) refuse(t *thread, f *failure) move {
	if f.evaluation != nil {
		return t.failAs(f, MapStateFailed)
	}
	return t.fail(f)
}

func (n *mapNode) begin(t *thread, document, items jsonvalue.Value, most int64) move {
	t.prev = t.run.note(record{kind: MapStateStarted, prev: t.prev, of: t.at, data: jsonvalue.IntOf(int64(items.Len()))})
	if items.Len() == 0 {
		return n.join(t, []jsonvalue.Value{})
	}
	if most <= 0 || most > width {
		most = width
	}
	work := &iterations{mapNode: n, document: document, items: items, most: int(most)}
	t.block = &block{owner: t, node: work, results: make([]jsonvalue.Value, items.Len())}
	work.fill(t.block)
	return waits
}

// maps tells whether a value has items. In recordings only an array has, for an
// inline Map; for a distributed one the guide names objects as well (Developer
// Guide, "Using Map state in Distributed mode").
func (n *mapNode) maps(v jsonvalue.Value) bool {
	return v.Kind() == jsonvalue.Array || n.dist != nil && v.Kind() == jsonvalue.Object
}

// find gives the items: an array, or an object where that has items, or is written
// as such in a JSONata state.
func (n *mapNode) find(t *thread, document jsonvalue.Value) (jsonvalue.Value, *failure) {
	if t.at.jsonata {
		return n.compute(t)
	}
	items := document
	if n.itemsPath != nil {
		var err error
		if items, err = n.itemsPath.Eval(t.data(document).roots(true)); err != nil {
			return items, t.runtime("%s", err)
		}
	}
	if !n.maps(items) {
		path := "$"
		if n.itemsPath != nil {
			path = n.itemsPath.String()
		}
		return items, t.runtime("Reference path \"%s\" must point to array.", path)
	}
	return items, nil
}

func (n *mapNode) compute(t *thread) (jsonvalue.Value, *failure) {
	if n.items == nil {
		if !n.maps(t.input) {
			return t.input, t.evaluationFailed("", "Map state input must be an array but was: %s", t.input)
		}
		return t.input, nil
	}
	d := t.data(t.input)
	e := n.items.expression
	if e == nil {
		return n.items.eval(d)
	}
	v, f := e.eval(d)
	if f == nil && !n.maps(v) {
		f = e.unexpected(d, jsonvalue.Array.String(), v)
	}
	return v, f
}

func (n *mapNode) join(t *thread, results []jsonvalue.Value) move {
	t.joined = t.run.note(record{kind: MapStateSucceeded, prev: t.prev, of: t.at})
	return t.finish(&n.outcome, jsonvalue.ArrayOf(results...))
}

// iterations are a Map's iterations that are under way.
type iterations struct {
	*mapNode
	document jsonvalue.Value // what ItemSelector reads
	items    jsonvalue.Value
	most     int // iterations at once
}

// fill starts iterations as long as there are items and room.
func (n *iterations) fill(b *block) {
	for !b.over && b.next < n.items.Len() && b.open < n.most {
		b.iterate(b.start(n.first, b.next, jsonvalue.Value{}))
	}
}

// at gives an item.
func (n *iterations) at(i int) item {
	if n.items.Kind() == jsonvalue.Object {
		m := n.items.Members()[i]
		return item{index: i, key: m.Name, keyed: true, value: m.Value}
	}
	return item{index: i, value: n.items.At(i)}
}

// iterate gives a thread the next item, and tells whether that worked out.
func (b *block) iterate(t *thread) bool {
	n := b.node.(*iterations)
	if t.item == nil {
		t.item = new(item)
	}
	t.index, *t.item, t.at = b.next, n.at(b.next), n.first
	b.next++
	t.prev = t.run.note(record{kind: MapIterationStarted, prev: t.prev, of: b.owner.at, data: jsonvalue.IntOf(int64(t.index))})
	return n.supply(b, t)
}

// supply gives an iteration its input, and tells whether that worked out.
func (n *iterations) supply(b *block, t *thread) bool {
	input, f := n.inputOf(b, t)
	t.input, t.scope, t.owned = input, b.owner.scope, false
	if f != nil {
		t.input = jsonvalue.Value{}
		b.failed(t, f)
	}
	return f == nil
}

// inputOf gives the input of an iteration.
func (n *iterations) inputOf(b *block, t *thread) (jsonvalue.Value, *failure) {
	if n.selector == nil {
		return t.item.value, nil
	}
	owner := b.owner
	before := owner.item
	owner.item = t.item
	defer func() { owner.item = before }()
	return n.selector.eval(owner.data(n.document))
}

func (n *iterations) ended(b *block, t *thread) bool {
	last := t.run.note(record{kind: MapIterationSucceeded, prev: t.prev, of: b.owner.at, data: jsonvalue.IntOf(int64(t.index))})
	if b.next < n.items.Len() {
		return b.iterate(t)
	}
	b.last = last
	return false
}

func (n *iterations) broken(b *block, t *thread) {
	t.noteBroken()
	t.run.note(record{kind: MapIterationFailed, prev: t.prev, of: b.owner.at, data: jsonvalue.IntOf(int64(t.index))})
}

func (n *iterations) stopped(b *block, t *thread) {
	t.run.note(record{kind: MapIterationAborted, prev: t.prev, of: b.owner.at, data: jsonvalue.IntOf(int64(t.index))})
}
