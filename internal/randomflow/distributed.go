package randomflow

import (
	"maps"
	"slices"

	"github.com/quickstep-go/quickstep/dsl"
)

// distributed is a dsl.DistributedMap, over items one by one, with their numbers,
// or in batches whose results are joined.
type distributed struct {
	name    string
	form    distributedForm
	kind    kind // an element of the result
	item    kind
	items   *expr
	body    *block
	options dsl.DistributedOptions
	batch   int

	computed bool // the limits
	entries  map[string]int
	rules    *rules
	number   int // the variable of the item's number
	param    int
	id       int
}

type distributedForm int

const (
	oneByOne distributedForm = iota
	withNumbers
	inBatches
	ofEntries
	distributedForms
)

// distributed draws a distributed map. One whose children may fail runs them one
// by one, or tolerates some.
func (g *gen) distributed(depth int) (stmt, bool) {
	gives := []kind{aNumber, aText, aRecord, numbers}
	s := &distributed{name: g.name(), form: distributedForm(g.n(int(distributedForms))), kind: gives[g.n(len(gives))], item: []kind{aNumber, aText, aRecord}[g.n(3)]}
	if s.form == ofEntries && g.plain {
		s.form = oneByOne
	}
	if s.form == ofEntries {
		s.item, s.entries = aNumber, someMap(g.n)
	}
	s.items = g.expr(lists[s.item], 2)
	s.options.Express, s.computed = g.n(2) == 0, g.n(2) == 0
	given, param := s.kind, s.item
	if s.form == inBatches {
		s.batch = 1 + g.n(3)
		given, param = lists[s.kind], lists[s.item]
	}
	inner := g.scope(given)
	inner.child, inner.inner = true, g.inner
	tolerant := s.form != inBatches // whose results are joined
	switch g.n(3) {
	case 0:
		inner.calm, inner.sure, inner.inner = true, true, true
	case 1:
		s.options.MaxConcurrency = 1
		if !g.calm && tolerant {
			s.options.ToleratedFailureCount = g.n(3)
		}
	case 2:
		if tolerant {
			s.options.ToleratedFailurePercentage = 100
			inner.calm, inner.sure, inner.inner = false, false, true
			break
		}
		s.options.MaxConcurrency = 1
	}
	inner.express = g.express || s.options.Express
	s.number = inner.add(aNumber)
	if s.form != withNumbers {
		inner.vars = inner.vars[:len(inner.vars)-1]
	}
	s.param = inner.add(param)
	s.body = inner.block(given, depth)
	s.rules = g.rules(depth)
	s.id = g.add(lists[s.kind])
	return s, true
}

func (s *distributed) build(m *maker, b *dsl.Block) {
	m.values[s.id] = s.kind.typed().distributed(b, s, m)
}

func (of[T]) distributed(b *dsl.Block, s *distributed, m *maker) any {
	switch s.item {
	case aNumber:
		return distribute[int, T](b, s, m)
	case aText:
		return distribute[string, T](b, s, m)
	}
	return distribute[record, T](b, s, m)
}

func distribute[E, T any](b *dsl.Block, s *distributed, m *maker) any {
	o, batch := s.options, dsl.Batch{MaxItems: s.batch, MaxBytes: 262144}
	if s.computed {
		o.MaxConcurrency, o.MaxConcurrencyVal = 0, dsl.Add(dsl.Lit(0), s.options.MaxConcurrency)
		if s.form != inBatches && o.ToleratedFailurePercentage == 0 {
			o.ToleratedFailureCount, o.ToleratedFailureCountVal = 0, dsl.Add(dsl.Lit(0), s.options.ToleratedFailureCount)
		}
		if o.ToleratedFailurePercentage != 0 {
			o.ToleratedFailurePercentage, o.ToleratedFailurePercentageVal = 0, dsl.Lit(s.options.ToleratedFailurePercentage)
		}
		batch = dsl.Batch{MaxItemsVal: dsl.Add(dsl.Lit(0), s.batch), MaxBytesVal: dsl.Lit(262144)}
	}
	o.Policy = s.rules.policy(m)
	if s.form == ofEntries {
		return dsl.DistributedMap(b, s.name, dsl.EntriesOf(dsl.Lit(s.entries)), func(b *dsl.Block, e dsl.Val[dsl.MapEntry[int]]) dsl.Val[T] {
			m.values[s.param] = dsl.At(e, &entryFields.Value)
			return body[T](m, s.body)(b)
		}, o)
	}
	items := dsl.ItemsOf(get[[]E](m, s.items))
	switch s.form {
	case withNumbers:
		f := dsl.Fields[dsl.Located[E]]()
		return dsl.DistributedMap(b, s.name, dsl.WithSource(items), func(b *dsl.Block, item dsl.Val[dsl.Located[E]]) dsl.Val[T] {
			m.values[s.number], m.values[s.param] = dsl.At(item, &f.Index), dsl.At(item, &f.Value)
			return body[T](m, s.body)(b)
		}, o)
	case inBatches:
		return dsl.DistributedMapFlat(b, s.name, dsl.Batches(items, batch), func(b *dsl.Block, batch dsl.Val[[]E]) dsl.Val[[]T] {
			m.values[s.param] = batch
			return body[[]T](m, s.body)(b)
		}, o)
	}
	return dsl.DistributedMap(b, s.name, items, func(b *dsl.Block, item dsl.Val[E]) dsl.Val[T] {
		m.values[s.param] = item
		return body[T](m, s.body)(b)
	}, o)
}

func (s *distributed) run(r *run) signal {
	return s.rules.attempts(r, func(int) *dsl.ErrorOutput {
		all, failed, given := []any{}, 0, s.given(r)
		for i, item := range given {
			r.env[s.number], r.env[s.param] = i, item
			v, err := r.scope(s.body)
			switch {
			case err == nil && s.form == inBatches:
				all = append(all, s.kind.typed().unpack(v)...)
			case err == nil:
				all = append(all, v)
			default:
				failed++
			}
			if failed > 0 && s.options.ToleratedFailurePercentage == 0 && failed > s.options.ToleratedFailureCount {
				return &dsl.ErrorOutput{Error: string(dsl.ErrorTolerance), Cause: unforetold}
			}
		}
		r.env[s.id] = s.kind.typed().pack(all)
		return nil
	})
}

// given are what the children are given: the items, or batches of them.
func (s *distributed) given(r *run) []any {
	if s.form == ofEntries {
		var all []any
		for _, key := range slices.Sorted(maps.Keys(s.entries)) { // as encoding/json writes them
			all = append(all, s.entries[key])
		}
		return all
	}
	items := s.item.typed().unpack(s.items.eval(r))
	if s.form != inBatches {
		return items
	}
	var batches []any
	for len(items) > 0 {
		n := min(s.batch, len(items))
		batches = append(batches, s.item.typed().pack(items[:n]))
		items = items[n:]
	}
	return batches
}
