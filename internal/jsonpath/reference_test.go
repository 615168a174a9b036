package jsonpath

import (
	"errors"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

func TestReferenceSet(t *testing.T) {
	for _, c := range []struct{ document, path, want string }{
		{`{"a":1}`, "$", `9`},
		{`{"a":1}`, "$.a", `{"a":9}`},
		{`{"a":1}`, "$.b", `{"a":1,"b":9}`},
		{`{"a":1}`, "$.b.c", `{"a":1,"b":{"c":9}}`},
		{`{"a":[1,2]}`, "$.a[1]", `{"a":[1,9]}`},
		{`{"a":[{"x":1}]}`, "$.a[0].x", `{"a":[{"x":9}]}`},
		{`{"a":[1,[2,3]]}`, "$.a[-1][-2]", `{"a":[1,[9,3]]}`},
		{`{"a":[1]}`, "$.a[-2]", `!Unable to apply step "-2" to input {"a":[1]}`},
		{`{"a":null}`, "$.a.b", `{"a":{"b":9}}`},
		{`{"a b":1}`, "$['a b']['c d']", `!Unable to apply step "c d" to input {"a b":1}`},
		{`[1,2]`, "$.result", `!Unable to apply step "result" to input [1,2]`},
		{`{"a":[1]}`, "$.a[3]", `!Unable to apply step "3" to input {"a":[1]}`},
		{`{"a":"text"}`, "$.a.b.c", `!Unable to apply step "b" to input {"a":"text"}`},
	} {
		r, err := ParseReference(c.path)
		if err != nil {
			t.Fatal(err)
		}
		got, err := r.Set(document(t, c.document), jsonvalue.IntOf(9))
		want := c.want
		if message, fails := strings.CutPrefix(want, "!"); fails {
			var e *ReferenceError
			if !errors.As(err, &e) || e.Error() != message || e.Path != c.path {
				t.Errorf("%s into %s: %v, want %s", c.path, c.document, err, message)
			}
			continue
		}
		if err != nil || got.JSON() != want {
			t.Errorf("%s into %s gave %s, %v; want %s", c.path, c.document, got, err, want)
		}
	}
}

func TestReferenceGet(t *testing.T) {
	roots := &Roots{Document: document(t, `{"a":{"items":[1]}}`)}
	r, err := ParseReference("$.a.items")
	if err != nil {
		t.Fatal(err)
	}
	if v, err := r.Get(roots); err != nil || v.JSON() != "[1]" || r.IsRoot() || r.String() != "$.a.items" || r.Path().Root() != Document {
		t.Errorf("got %s, %v", v, err)
	}
	for path, want := range map[string]string{
		"$.a.none":  `Unable to apply step "none" to input {"a":{"items":[1]}}`,
		"$.x.items": `Unable to apply step "x" to input {"a":{"items":[1]}}`,
		"$unset.a":  `Invalid path '$unset.a' : the variable 'unset' has no value`,
	} {
		r, err := ParseReference(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.Get(roots); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", path, err, want)
		}
	}
}

func TestNoReference(t *testing.T) {
	for _, text := range []string{"$.a[*]", "$..a", "$.a[0,1]", "$['a','b']", "$.a[1:]", "$[?(@.a)]", "$.", "x"} {
		if _, err := ParseReference(text); !errors.As(err, new(*SyntaxError)) {
			t.Errorf("%s gave %v", text, err)
		}
	}
}
