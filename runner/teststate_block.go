package runner

import (
	"strconv"
	"strings"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// inPlace is what the work of a Parallel or Map comes to in a test.
type inPlace struct {
	result  jsonvalue.Value
	failure *Failure // instead
}

func (m *inPlace) finish(t *thread, o *outcome) move {
	if f := m.failure; f != nil {
		return t.fail(&failure{name: given(&f.Name), cause: given(&f.Cause)})
	}
	return t.finish(o, m.result)
}

// mockedParallel is a Parallel state whose branches do not run.
type mockedParallel struct {
	*parallelNode
	inPlace
}

func (n *mockedParallel) enter(t *thread) move { return n.again(t) }

func (n *mockedParallel) again(t *thread) move {
	input, f := n.input.of(t, t.input)
	if f == nil && n.arguments != nil {
		_, f = n.arguments.eval(t.data(input))
	}
	if f != nil {
		return t.fail(f)
	}
	return n.finish(t, &n.outcome)
}

// mockedMap is a Map state whose iterations do not run.
type mockedMap struct {
	*mapNode
	inPlace
	failures           *int64
	data               string // what the ItemReader reads
	countSet, shareSet bool   // the state has these fields
}

func (n *mockedMap) enter(t *thread) move { return n.again(t) }

func (n *mockedMap) again(t *thread) move {
	document, f := n.input.of(t, t.input)
	if f != nil {
		return t.fail(f)
	}
	t.see(afterInputPath, document)
	all, f := n.gather(t, document)
	if f != nil {
		return t.fail(f)
	}
	tolerated, f := n.tolerance(t)
	if f != nil {
		return t.fail(f)
	}
	if f := n.seeInputs(t, document, all); f != nil {
		return t.fail(f)
	}
	if n.failure == nil && n.failures != nil && !tolerated(*n.failures, n.iterations(all)) {
		return t.fail(failed(errTolerance, "The specified tolerated failure threshold was exceeded"))
	}
	return n.finish(t, &n.outcome)
}

// iterations tells how many there are: one for each item, where the items are known,
// and else for each result.
func (n *mockedMap) iterations(all jsonvalue.Value) int {
	if all.Exists() || n.result.Kind() != jsonvalue.Array {
		return all.Len()
	}
	return n.result.Len()
}

// gather gives the items: what the ItemReader is said to read, or those in the
// state's data.
func (n *mockedMap) gather(t *thread, document jsonvalue.Value) (jsonvalue.Value, *failure) {
	if n.dist != nil && n.dist.reader != nil {
		return n.dist.reader.said(t, n.data)
	}
	all, f := n.find(t, document)
	if f != nil && n.itemsPath != nil { // the service shows a path into the context object without its first $
		was := n.itemsPath.String()
		*f.cause = strings.Replace(*f.cause, `path "$$`, `path "$`, strings.Count(was[:2], "$")-1)
	}
	if f == nil && n.itemsPath != nil {
		t.see(afterItemsPath, all)
	}
	return all, f
}

// tolerance evaluates the numbers of the state, and gives what tells whether so
// many failures of so many iterations are tolerated.
func (n *mockedMap) tolerance(t *thread) (func(failures int64, of int) bool, *failure) {
	width, f := n.concurrency.eval(t)
	if f != nil {
		return nil, f
	}
	t.see(maxConcurrency, jsonvalue.IntOf(width))
	count, f := n.count.eval(t)
	if f != nil {
		return nil, f
	}
	share, f := n.percentage.share(t)
	if f != nil {
		return nil, f
	}
	if n.countSet {
		t.see(toleratedCount, jsonvalue.IntOf(count))
	}
	if n.shareSet {
		t.see(toleratedPercentage, decimal(share))
	}
	return func(failures int64, of int) bool {
		byCount := failures <= count || !n.countSet && n.shareSet
		byShare := float64(failures)*100 <= share*float64(of) || !n.shareSet && n.countSet
		return failures == 0 || byCount && byShare
	}, nil
}

// decimal is a number as the service shows a percentage: with a fraction, if only
// of zero.
func decimal(n float64) jsonvalue.Value {
	text := strconv.FormatFloat(n, 'f', -1, 64)
	if !strings.Contains(text, ".") {
		text += ".0"
	}
	v, _ := jsonvalue.NumberOf(text)
	return v
}

// seeInputs shows what ItemSelector makes of each item, and the batches that
// ItemBatcher makes of those.
func (n *mockedMap) seeInputs(t *thread, document, all jsonvalue.Value) *failure {
	batched := n.dist != nil && n.dist.batcher != nil
	if n.selector == nil && !batched || !all.Exists() {
		return nil
	}
	work := &iterations{mapNode: n.mapNode, document: document, items: all}
	b := &block{owner: t, node: work}
	inputs := make([]jsonvalue.Value, all.Len())
	for i := range inputs {
		var f *failure
		it := work.at(i)
		if inputs[i], f = work.inputOf(b, &thread{item: &it}); f != nil {
			return f
		}
	}
	if n.selector != nil {
		t.see(afterItemSelector, jsonvalue.ArrayOf(inputs...))
	}
	if batched {
		return n.seeBatches(t, inputs)
	}
	return nil
}

func (n *mockedMap) seeBatches(t *thread, inputs []jsonvalue.Value) *failure {
	work, f := n.dist.batcher.begin(t)
	if f != nil {
		return f
	}
	next := func() (jsonvalue.Value, bool, *failure) {
		if len(inputs) == 0 {
			return jsonvalue.Value{}, false, nil
		}
		v := inputs[0]
		inputs = inputs[1:]
		return v, true, nil
	}
	var batches []jsonvalue.Value
	for {
		v, ok, f := work.fill(next)
		if f != nil {
			return f
		}
		if !ok {
			break
		}
		batches = append(batches, v)
	}
	t.see(afterItemBatcher, jsonvalue.ArrayOf(batches...))
	return nil
}
