package synth_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
)

// TestPayloadsAreThoseOfGo builds payloads part by part and holds them to what
// encoding/json makes of the same value behind a pointer.
func TestPayloadsAreThoseOfGo(t *testing.T) {
	tagged := &Tagged{"t"}
	for name, c := range map[string]struct {
		w    dsl.Definition
		want any
	}{
		"string by its tag, and left out": {computing(func(dsl.Val[query]) dsl.Val[numbers] {
			return dsl.Build(numbers{Quoted: 3, Left: 4}, dsl.To(&numberses.N, dsl.Lit(1)))
		})(), &numbers{Quoted: 3, N: 1}},
		"MarshalJSON on a pointer, inside": {computing(func(dsl.Val[query]) dsl.Val[holder] {
			return dsl.Build(holder{P: onPointer{"x"}}, dsl.To(&holders.S, dsl.Lit("s")))
		})(), &holder{onPointer{"x"}, "s"}},
		"MarshalJSON on a pointer": {computing(func(dsl.Val[query]) dsl.Val[[]holder] { return dsl.Lit([]holder{{S: "s"}}) })(), &[]holder{{S: "s"}}},
		"names behind others": {computing(func(dsl.Val[query]) dsl.Val[shadowing] {
			return dsl.Build(shadowing{}, dsl.To(&shadowings.Name, dsl.Lit("x")))
		})(), &shadowing{Name: "x"}},
		"names that clash": {computing(func(dsl.Val[query]) dsl.Val[clashing] { return dsl.Build(clashing{}) })(), &clashing{}},
		"a nil embedded pointer": {computing(func(dsl.Val[query]) dsl.Val[embedding] {
			return dsl.Build(embedding{}, dsl.To(&embeddings.N, dsl.Lit(1)))
		})(), &embedding{N: 1}},
		"an embedded pointer": {computing(func(dsl.Val[query]) dsl.Val[embedding] {
			return dsl.Build(embedding{Tagged: tagged}, dsl.To(&embeddings.N, dsl.Lit(1)))
		})(), &embedding{tagged, 1}},
		"an embedded pointer that a part fills": {computing(func(dsl.Val[query]) dsl.Val[embedding] {
			return dsl.Build(embedding{N: 1}, dsl.To(&embeddings.Tagged.Tag, dsl.Lit("t")))
		})(), &embedding{tagged, 1}},
		"a field of an embedded pointer": {computing(func(dsl.Val[query]) dsl.Val[string] {
			return dsl.At(dsl.ParseJSON[embedding](dsl.Lit(`{"tag":"t","n":1}`)), &embeddings.Tagged.Tag)
		})(), "t"},
	} {
		want, err := json.Marshal(c.want)
		if err != nil {
			t.Fatal(err)
		}
		if got := runs(t, c.w); string(got) != string(want) {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}

type (
	Base struct {
		A int `json:"a"`
		B string
	}
	Text        string
	made[T any] struct {
		V T   `json:"v"`
		L []T `json:"l,omitempty"`
	}
	chain struct {
		Name string  `json:"name"`
		Next *chain  `json:"next,omitempty"`
		All  []chain `json:"all,omitempty"`
	}
	embeds struct {
		Base
		*Tagged
		Text
		C int `json:"c"`
	}
	// tags are names that a tag may have, and names that encoding/json passes over.
	tags struct {
		//lint:ignore SA5008 encoding/json passes over it
		Quote int `json:"it's"`
		//lint:ignore SA5008 encoding/json passes over it
		Back  int `json:"a\\b"`
		Tick  int "json:\"a`b\""
		Emoji int `json:"😀"`
		//lint:ignore SA5008 a hyphen as the name
		Dash   int `json:"-,"`
		Umlaut int `json:"größe"`
		Marks  int `json:"a.b[0]/~$%*@?"`
		Ünder  int
	}
	// options are tags that leave a field out, or would for another type.
	options struct {
		Text    string         `json:"text,omitempty"`
		List    []string       `json:"list,omitempty"`
		Map     map[string]int `json:"map,omitempty"`
		Bytes   []byte         `json:"bytes,omitempty"`
		Any     any            `json:"any,omitempty"`
		Number  *int           `json:"number,string,omitempty"`
		None    [0]int         `json:"none,omitempty"`
		Shown   []string       `json:"shown,omitzero"`
		When    time.Time      `json:"when,omitzero"`
		Base    Base           `json:"base,omitzero"`
		Pointer *string        `json:"pointer,omitzero"`
		Array   [2]int         `json:"array,omitempty"`
		Time    time.Time      `json:"time,omitempty"`
	}
)

// TestConstantsAreThoseOfGo: a constant is what encoding/json makes of it, be it
// handed over as a whole or built field by field, in both query languages.
func TestConstantsAreThoseOfGo(t *testing.T) {
	zero, empty := 0, ""
	at := time.Date(2026, 1, 2, 3, 4, 5, 6, time.FixedZone("", 3600))
	shown := options{Array: [2]int{0, 1}, Time: at}
	full := options{Text: "x", List: []string{""}, Map: map[string]int{"${x}": 0}, Bytes: []byte("b"), Any: 0, Number: &zero, Shown: []string{""}, When: at, Base: Base{1, "b"}, Pointer: &empty, Array: [2]int{1, 0}, Time: at}
	blank := shown
	blank.List, blank.Map, blank.Bytes, blank.Shown, blank.When = []string{}, map[string]int{}, []byte{}, []string{}, time.Time{}.In(at.Location())
	constantOf(t, tags{1, 2, 3, 4, 5, 6, 7, 8})
	constantOf(t, shown)
	constantOf(t, full)
	constantOf(t, blank)
	constantOf(t, embeds{Base{1, "b"}, &Tagged{"t"}, "x", 2})
	constantOf(t, made[made[json.Number]]{V: made[json.Number]{V: "12345678901234567890.5", L: []json.Number{"1e21"}}})
	constantOf(t, chain{Name: "a", Next: &chain{Name: "b"}, All: []chain{{}}})
	constantOf(t, map[Text]any{"a.$": 1, "${x}": nil, "b": "$.x", "c": "{% 1 %}", "d": []any{[]int{}, 1e21, -0.5, uint64(1<<64 - 1)}})
	constantOf(t, json.RawMessage(`{"b":[1e21,null],"a":12345678901234567890}`))
}

func constantOf[T any](t *testing.T, v T) {
	t.Helper()
	for how, of := range map[string]func() dsl.Val[T]{"dsl.Lit": func() dsl.Val[T] { return dsl.Lit(v) }, "dsl.Build": func() dsl.Val[T] { return dsl.Build(v) }} {
		for _, o := range [][]dsl.Option{nil, {dsl.JSONPath()}} {
			w := dsl.Define("Constant", func(*block, in) dsl.Val[T] { return of() }, o...)
			if got := runs(t, w); !sameData(t, got, &v) {
				t.Errorf("%s, with %d options: got %s, want %s", how, len(o), got, asJSON(t, &v))
			}
		}
	}
}
