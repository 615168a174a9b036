package jsonpath

import (
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

func FuzzPath(f *testing.F) {
	for _, seed := range []string{
		"$.a['b',\"c\"][0,-1][1:2][*]..x", "$$.a", "$v.x", "$[?(@.a == 'x' && !(@.b in [1,{'c':null}]) || @['d'] =~ /a.b/i)]",
		"$[?($..a size 2)].b", "$..*[?(@..*)]", "$.owner[?(@.name)]", "$[?(@.a nin $.b)]", "$.shelf[-9:3]",
	} {
		f.Add(seed, shop)
	}
	f.Fuzz(func(t *testing.T, text, json string) {
		path, err := Parse(text)
		if err != nil {
			return
		}
		if again, err := Parse(path.String()); err != nil || again.Definite() != path.Definite() {
			t.Errorf("%q is not read again: %v", text, err)
		}
		doc, err := jsonvalue.ParseString(json)
		if err != nil {
			return
		}
		roots := &Roots{Document: doc, Context: doc, Lookup: func(string) (jsonvalue.Value, bool) { return doc, true }}
		v, err := path.Eval(roots)
		if err == nil && !path.Definite() && v.Kind() != jsonvalue.Array {
			t.Errorf("%q is indefinite and gave %s", text, v)
		}
		if found, ok := path.Find(roots); ok && (err != nil || !jsonvalue.Equal(found, v)) {
			t.Errorf("%q found %s, and evaluated to %s, %v", text, found, v, err)
		}
	})
}

func FuzzReference(f *testing.F) {
	f.Add("$.a[0]['b c']", `{"a":[{}]}`)
	f.Add("$", `null`)
	f.Fuzz(func(t *testing.T, text, json string) {
		r, err := ParseReference(text)
		if err != nil {
			return
		}
		doc, err := jsonvalue.ParseString(json)
		if err != nil {
			return
		}
		set, err := r.Set(doc, jsonvalue.StringOf("new"))
		if err != nil {
			return
		}
		got, err := r.Get(&Roots{Document: set, Context: set, Lookup: func(string) (jsonvalue.Value, bool) { return set, true }})
		if err != nil || got.Text() != "new" {
			t.Errorf("%q set in %s gave back %s, %v", text, json, got, err)
		}
	})
}

func FuzzIntrinsic(f *testing.F) {
	for _, seed := range []string{
		"States.Format('{} \\{', $.name)", "States.ArrayPartition(States.ArrayRange(1, 9, 2), $.n)", "States.Base64Decode($.csv)",
		"States.JsonMerge($.object, States.StringToJson('{}'), false)", "States.Hash($, 'MD5')", "States.MathRandom(1, 5, 7)",
		"States.ArrayUnique($.twice)", "States.StringSplit($.csv, ',;')", "States.ArrayGetItem($.list[*], -1)",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		call, err := ParseIntrinsic(text)
		if err != nil {
			return
		}
		call.Check()
		roots := callRoots(t)
		v, err := call.Eval(roots)
		if err == nil && !v.Exists() {
			t.Errorf("%q gave nothing", text)
		}
	})
}

// TestConcurrently: compiled paths and calls are shared by goroutines.
func TestConcurrently(t *testing.T) {
	path := parse(t, "$.shelf[?(@.price > $.limit)].sku")
	call, err := ParseIntrinsic("States.Format('{}', $.owner.name)")
	if err != nil {
		t.Fatal(err)
	}
	doc := document(t, shop)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			roots := &Roots{Document: doc, Random: rand.New(rand.NewPCG(1, 1))}
			for range 50 {
				if v, err := path.Eval(roots); err != nil || v.Len() != 2 {
					t.Errorf("got %s, %v", v, err)
				}
				if v, err := call.Eval(roots); err != nil || v.Text() != "Mia" {
					t.Errorf("got %s, %v", v, err)
				}
			}
		})
	}
	group.Wait()
}
