package jsonvalue

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func Example() {
	v, _ := ParseString(`{"b":1.0,"a":[12345678901234567890]}`)
	set, _ := v.Set([]Step{{Name: "a"}, {Index: 0, IsIndex: true}}, StringOf("x"))
	fmt.Println(v)
	fmt.Println(set)
	// Output:
	// {"b":1.0,"a":[12345678901234567890]}
	// {"b":1.0,"a":["x"]}
}

func TestTextIsKept(t *testing.T) {
	for _, text := range []string{
		`1.0`, `-0`, `1e5`, `12345678901234567890123`, `{"b":1,"a":{"c":null}}`, `[]`, `{}`, `"é\n\u0001\""`, `[[[[true,false]]]]`,
	} {
		v, err := ParseString(text)
		if err != nil {
			t.Fatal(err)
		}
		if v.JSON() != text || v.Size() != len(text) {
			t.Errorf("%s came out as %s, size %d of %d", text, v, v.Size(), len(text))
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, text := range []string{``, `{`, `[1,]`, `1 2`, `nul`, `{"a" 1}`, `"\x"`, `01`, `{1:2}`, `{"a":}`, `[1 2]`, `-`, `+1`, `.5`, `1.`, `1e`, `tru`, `NaN`, strings.Repeat("[", MaxDepth+2)} {
		if v, err := ParseString(text); err == nil {
			t.Errorf("%.20q was read as %.20s", text, v)
		}
	}
}

func TestNumbers(t *testing.T) {
	for f, want := range map[float64]string{
		0: "0", 1: "1", -1.5: "-1.5", 1e21: "1e+21", 1e20: "100000000000000000000", 1e-6: "0.000001", 1e-7: "1e-7", 1.5e-10: "1.5e-10", 5e-324: "5e-324",
	} {
		if got := FloatOf(f).JSON(); got != want {
			t.Errorf("%g is written %s, want %s", f, got, want)
		}
	}
	if i, ok := IntOf(1<<63 - 1).Int(); !ok || i != 1<<63-1 {
		t.Errorf("the largest int64 came back as %d", i)
	}
	one, _ := NumberOf("1.0")
	if !Equal(one, IntOf(1)) || Equal(one, StringOf("1")) {
		t.Error("1.0 is 1, and not a string")
	}
	if _, ok := NumberOf("1 "); ok {
		t.Error("a blank is no part of a number")
	}
}

func TestDuplicateNames(t *testing.T) {
	v, err := ParseString(`{"a":1,"b":2,"a":3}`)
	if err != nil || v.JSON() != `{"a":3,"b":2}` {
		t.Errorf("got %s, %v", v, err)
	}
}

func TestUpdatesLeaveTheOriginal(t *testing.T) {
	v, _ := ParseString(`{"a":{"b":[1,2]},"z":0}`)
	before := v.JSON()
	for want, path := range map[string][]Step{
		`{"a":{"b":[1,9]},"z":0}`:             {{Name: "a"}, {Name: "b"}, {Index: 1, IsIndex: true}},
		`{"a":{"b":[1,2],"c":9},"z":0}`:       {{Name: "a"}, {Name: "c"}},
		`{"a":{"b":[1,2]},"z":0,"n":{"m":9}}`: {{Name: "n"}, {Name: "m"}},
	} {
		got, ok := v.Set(path, IntOf(9))
		if !ok || got.JSON() != want {
			t.Errorf("got %s, %v; want %s", got, ok, want)
		}
	}
	for _, path := range [][]Step{{{Name: "z"}, {Name: "y"}}, {{Index: 0, IsIndex: true}}, {{Name: "a"}, {Name: "b"}, {Index: 2, IsIndex: true}}} {
		if got, ok := v.Set(path, IntOf(9)); ok {
			t.Errorf("%v gave %s", path, got)
		}
	}
	if v.Without("a").JSON() != `{"z":0}` || v.JSON() != before {
		t.Errorf("the original changed to %s", v)
	}
}

func TestWideObjects(t *testing.T) {
	var members []Member
	for i := range 100 {
		members = append(members, Member{fmt.Sprint("k", i), IntOf(int64(i))})
	}
	v := ObjectOf(append(members, Member{"k7", IntOf(-7)})...)
	if v.Len() != 100 || v.Get("k7").JSON() != "-7" || v.Get("k99").JSON() != "99" || v.Get("nope").Exists() {
		t.Errorf("got %d members", v.Len())
	}
}

// TestSameAsEncodingJSON holds that any value goes through this package and
// through encoding/json with the same meaning.
func TestSameAsEncodingJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := anyValue(3).Draw(t, "value")
		text := v.JSON()
		if v.Size() != len(text) {
			t.Fatalf("size %d of %d bytes", v.Size(), len(text))
		}
		var x any
		if err := json.Unmarshal([]byte(text), &x); err != nil {
			t.Fatal(err)
		}
		back, err := From(x)
		if err != nil || !Equal(back, v) {
			t.Fatalf("%s came back as %s, %v", v, back, err)
		}
	})
}

func anyValue(depth int) *rapid.Generator[Value] {
	scalar := rapid.OneOf(
		rapid.Just(NullValue()),
		rapid.Map(rapid.Bool(), BoolOf),
		rapid.Map(rapid.Int64Range(-1<<53, 1<<53), IntOf),
		rapid.Map(rapid.Float64(), FloatOf),
		rapid.Map(rapid.String(), StringOf),
	)
	if depth == 0 {
		return scalar
	}
	inner := anyValue(depth - 1)
	return rapid.OneOf(scalar,
		rapid.Map(rapid.SliceOfN(inner, 0, 4), func(items []Value) Value { return ArrayOf(items...) }),
		rapid.Custom(func(t *rapid.T) Value {
			var members []Member
			for _, name := range rapid.SliceOfN(rapid.String(), 0, 4).Draw(t, "names") {
				members = append(members, Member{name, inner.Draw(t, "value")})
			}
			return ObjectOf(members...)
		}))
}

func FuzzParse(f *testing.F) {
	for _, seed := range append(texts, `{"a":[1.0,null,"\ud800"]}`, `1e999`, `"\u0000"`, `[{}]`) {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		agree(t, string(text))
		v, err := Parse(text)
		if err != nil {
			return
		}
		again, err := ParseString(v.JSON())
		if err != nil || !Equal(v, again) || v.Size() != len(v.JSON()) {
			t.Errorf("%q: %s came back as %s, %v", text, v, again, err)
		}
	})
}
