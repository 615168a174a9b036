package runner

import (
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
	countSet, shareSet bool // the state has these fields
}

// errThreshold is the name of the error of a Map that has too many failures.
const errThreshold = "States.ExceedToleratedFailureThreshold"

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
	if f := n.project(t, document, all); f != nil {
		return t.fail(f)
	}
	if n.failure == nil && n.failures != nil && !tolerated(*n.failures, n.result.Len()) {
		return t.fail(failed(errThreshold, "The specified tolerated failure threshold was exceeded"))
	}
	return n.finish(t, &n.outcome)
}

// gather gives the items: what the ItemReader is said to read, or those in the
// state's data.
func (n *mockedMap) gather(t *thread, document jsonvalue.Value) (jsonvalue.Value, *failure) {
	if from := t.run.probe.reads; from != nil {
		if from.pointed {
			t.see(afterItemsPointer, from.all)
		}
		return from.all, nil
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
	share, f := n.percentage.eval(t)
	if f != nil {
		return nil, f
	}
	if n.countSet {
		t.see(toleratedCount, jsonvalue.IntOf(count))
	}
	if n.shareSet {
		t.see(toleratedPercentage, jsonvalue.IntOf(share))
	}
	return func(failures int64, of int) bool {
		byCount := failures <= count || !n.countSet && n.shareSet
		byShare := failures*100 <= share*int64(of) || !n.shareSet && n.countSet
		return failures == 0 || byCount && byShare
	}, nil
}

// project shows what ItemSelector makes of each item.
func (n *mockedMap) project(t *thread, document, all jsonvalue.Value) *failure {
	if n.selector == nil || !all.Exists() {
		return nil
	}
	work := &iterations{mapNode: n.mapNode, document: document, items: all}
	b := &block{owner: t, node: work}
	var inputs []jsonvalue.Value
	for i := range all.Len() {
		v, f := work.inputOf(b, &thread{item: work.at(i)})
		if f != nil {
			return f
		}
		inputs = append(inputs, v)
	}
	t.see(afterItemSelector, jsonvalue.ArrayOf(inputs...))
	return nil
}
