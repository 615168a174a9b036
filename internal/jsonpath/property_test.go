package jsonpath

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// spot is a place in a document and the path that names it.
type spot struct {
	path  string
	value jsonvalue.Value
}

// spots gives all places inside a value.
func spots(path string, v jsonvalue.Value) []spot {
	var all []spot
	for _, m := range v.Members() {
		inner := path + "['" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(m.Name) + "']"
		all = append(append(all, spot{inner, m.Value}), spots(inner, m.Value)...)
	}
	for i, item := range v.Items() {
		inner := fmt.Sprintf("%s[%d]", path, i)
		all = append(append(all, spot{inner, item}), spots(inner, item)...)
	}
	return all
}

func anyDocument(depth int) *rapid.Generator[jsonvalue.Value] {
	scalar := rapid.OneOf(
		rapid.Just(jsonvalue.NullValue()),
		rapid.Map(rapid.Bool(), jsonvalue.BoolOf),
		rapid.Map(rapid.Int64Range(-1000, 1000), jsonvalue.IntOf),
		rapid.Map(rapid.String(), jsonvalue.StringOf),
	)
	if depth == 0 {
		return scalar
	}
	inner := anyDocument(depth - 1)
	return rapid.OneOf(scalar,
		rapid.Map(rapid.SliceOfN(inner, 0, 4), func(items []jsonvalue.Value) jsonvalue.Value { return jsonvalue.ArrayOf(items...) }),
		rapid.Custom(func(t *rapid.T) jsonvalue.Value {
			var members []jsonvalue.Member
			for _, name := range rapid.SliceOfN(rapid.String(), 0, 4).Draw(t, "names") {
				members = append(members, jsonvalue.Member{Name: name, Value: inner.Draw(t, "value")})
			}
			return jsonvalue.ObjectOf(members...)
		}))
}

// TestEverySpotHasItsPath: the path of a place finds the place, writing there
// changes it, and recursive descent passes through all of them once.
func TestEverySpotHasItsPath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		document := anyDocument(3).Draw(t, "document")
		roots := &Roots{Document: document}
		all := spots("$", document)
		for _, s := range all {
			r, err := ParseReference(s.path)
			if err != nil {
				t.Fatal(err)
			}
			if v, err := r.Path().Eval(roots); err != nil || !jsonvalue.Equal(v, s.value) {
				t.Fatalf("%s gave %s, %v; want %s", s.path, v, err, s.value)
			}
			mark := jsonvalue.StringOf("a mark that no document has")
			changed, err := r.Set(document, mark)
			if err != nil {
				t.Fatal(err)
			}
			if v, ok := r.Path().Find(&Roots{Document: changed}); !ok || !jsonvalue.Equal(v, mark) {
				t.Fatalf("%s was set to %s", s.path, v)
			}
		}
		descent, err := Parse("$..*")
		if err != nil {
			t.Fatal(err)
		}
		if found, err := descent.Eval(roots); err != nil || found.Len() != len(all) {
			t.Fatalf("recursive descent found %d of %d, %v", found.Len(), len(all), err)
		}
	})
}
