package synth_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/synth"
)

type member struct {
	F int    `json:"f"`
	G string `json:"g"`
	H memberPart
}

type memberPart struct {
	F int `json:"f"`
}

type members struct {
	L []member `json:"l"`
	M []member `json:"m"`
}

var (
	membersOf = dsl.Fields[members]()
	memberOf  = dsl.Fields[member]()
	insideOf  = dsl.Fields[memberPart]()
)

// TestListsInFewWords holds the short forms of what is made of lists to the long ones,
// which keep each list a list by themselves, over lists that are absent, empty, of one
// item, of items without the member, and no lists at all.
func TestListsInFewWords(t *testing.T) {
	type list = dsl.Val[[]member]
	f := func(m dsl.Val[member]) dsl.Val[int] { return dsl.At(m, &memberOf.F) }
	one := func(l list) list {
		return dsl.Filter(l, func(m dsl.Val[member]) dsl.Cond { return dsl.Eq(f(m), 1) })
	}
	const each = "[$map($states.input.l, function($item) { $item.f })]"
	const ones = "[$filter($states.input.l, function($item) { $item.f = 1 })]"
	lists := []string{`{}`, `{"l":null}`, `{"l":[]}`, `{"l":[null]}`, `{"l":[{}]}`, `{"l":[{},{}]}`, `{"l":[{"f":1}]}`, `{"l":{"f":1}}`, `{"l":{}}`, `{"l":[{"f":null}]}`,
		`{"l":[{"f":2},{"f":1}]}`, `{"l":[{"f":1},{},{"f":3,"g":"x"}]}`, `{"l":[{"f":1,"g":"x"},{"f":1,"g":"y"}],"m":[{"f":2}]}`, `{"l":[{"f":2}],"m":[]}`, `{"m":[{"f":2}]}`,
		`{"l":[{"f":"a"},{"f":"b"}]}`, `{"l":[{"H":{"f":5}}]}`, `{"l":[{"H":{"f":5}},{"H":{}},{"H":{"f":6}}]}`, `{"l":[{"f":{"x":1}}]}`}
	for _, c := range []struct {
		name string
		w    dsl.Definition
		long string
	}{
		{"each", ofLists(func(l, _ list) dsl.Val[[]int] { return dsl.Each(l, f) }), each},
		{"below", ofLists(func(l, _ list) dsl.Val[[]int] {
			return dsl.Each(l, func(m dsl.Val[member]) dsl.Val[int] { return dsl.At(dsl.At(m, &memberOf.H), &insideOf.F) })
		}), "[$map($states.input.l, function($item) { $item.H.f })]"},
		{"objects", ofLists(func(l, _ list) dsl.Val[[]map[string]int] {
			return dsl.Each(l, func(m dsl.Val[member]) dsl.Val[map[string]int] {
				return dsl.Dict[map[string]int](dsl.Entry[int]{Key: "a", Value: f(m)}, dsl.Entry[int]{Key: "b", Value: dsl.Lit(7)})
			})
		}), "[$map($states.input.l, function($item) { {'a': $item.f, 'b': 7} })]"},
		{"objects of some", ofLists(func(l, _ list) dsl.Val[[]map[string]int] {
			return dsl.Each(one(l), func(m dsl.Val[member]) dsl.Val[map[string]int] {
				return dsl.Dict[map[string]int](dsl.Entry[int]{Key: "a", Value: f(m)})
			})
		}), "[$map(" + ones + ", function($item) { {'a': $item.f} })]"},
		{"count", ofLists(func(l, _ list) dsl.Val[int] { return dsl.Count(one(l)) }), "$count(" + ones + ")"},
		{"count each", ofLists(func(l, _ list) dsl.Val[int] { return dsl.Count(dsl.Each(l, f)) }), "$count(" + each + ")"},
		{"min", ofLists(func(l, _ list) dsl.Val[int] { return dsl.Min(dsl.Each(l, f)) }), "$min(" + each + ")"},
		{"max", ofLists(func(l, _ list) dsl.Val[int] { return dsl.Max(dsl.Each(one(l), f)) }), "$max([$map(" + ones + ", function($item) { $item.f })])"},
		{"average", ofLists(func(l, _ list) dsl.Val[float64] { return dsl.Average(dsl.Each(l, f)) }), "$average(" + each + ")"},
		{"sum", ofLists(func(l, _ list) dsl.Val[int] { return dsl.Sum(dsl.Each(l, f)) }), "$sum(" + each + ")"},
		{"has", ofLists(func(l, _ list) dsl.Val[bool] {
			return dsl.IfElse(dsl.Has(dsl.Each(l, f), 1), dsl.Lit(true), dsl.Lit(false))
		}), "1 in " + each + " ? true : false"},
		{"computed", ofLists(func(l, _ list) dsl.Val[int] {
			return dsl.Count(dsl.Each(l, func(m dsl.Val[member]) dsl.Val[string] { return dsl.Format("{}!", f(m)) }))
		}), "$count([$map($states.input.l, function($item) { $item.f & '!' })])"},
		{"reverse", ofLists(func(l, _ list) dsl.Val[[]member] { return dsl.Reverse(one(l)) }), "[$reverse(" + ones + ")]"},
		{"distinct", ofLists(func(l, _ list) dsl.Val[[]int] { return dsl.Distinct(dsl.Each(l, f)) }), "[$distinct(" + each + ")]"},
		{"concat", ofLists(func(l, m list) dsl.Val[[]int] { return dsl.Concat(dsl.Each(l, f), dsl.Each(m, f)) }), "[$append(" + each + ", [$map($states.input.m, function($item) { $item.f })])]"},
		{"join", ofLists(func(l, _ list) dsl.Val[string] {
			return dsl.Join(dsl.Each(l, func(m dsl.Val[member]) dsl.Val[string] { return dsl.At(m, &memberOf.G) }), "+")
		}), "$join([$map($states.input.l, function($item) { $item.g })], '+')"},
	} {
		short := output(t, c.w)
		if len(short) > len(c.long)+len("{%  %}") {
			t.Errorf("%s: %s is longer than %s", c.name, short, c.long)
		}
		for _, in := range lists {
			if got, want := computes(t, short, in), computes(t, "{% "+c.long+" %}", in); got != want {
				t.Errorf("%s of %s: %s gives %s, and %s gives %s", c.name, in, short, got, c.long, want)
			}
		}
	}
}

// ofLists makes a workflow of an expression over its two lists.
func ofLists[T any](of func(l, m dsl.Val[[]member]) dsl.Val[T]) dsl.Definition {
	return dsl.Define("Lists", func(_ *dsl.Block, in dsl.Val[members]) dsl.Val[T] {
		return of(dsl.At(in, &membersOf.L), dsl.At(in, &membersOf.M))
	})
}

// output is the expression that a workflow of one Pass state gives.
func output(t *testing.T, w dsl.Definition) string {
	t.Helper()
	out, err := synth.Workflow(w)
	if err != nil {
		t.Fatal(err)
	}
	var m struct {
		States map[string]struct{ Output string }
	}
	if err := json.Unmarshal([]byte(out.Definition), &m); err != nil || len(m.States) != 1 {
		t.Fatal(err, out.Definition)
	}
	return m.States["Pass"].Output
}

// computes tells what an expression gives for an input, or how it fails.
func computes(t *testing.T, expression, input string) string {
	t.Helper()
	m, err := runner.Compile(fmt.Appendf(nil, `{"QueryLanguage":"JSONata","StartAt":"P","States":{"P":{"Type":"Pass","Output":%q,"End":true}}}`, expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	r := ended(t, m, input, runner.Options{})
	return strings.TrimSpace(string(r.Output) + " " + r.Error)
}
