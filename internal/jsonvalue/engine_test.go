package jsonvalue

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestPlain(t *testing.T) {
	parsed, _ := ParseString(`{"a":[1,2]}`)
	function := OpaqueOf(func() {})
	for _, c := range []struct {
		v    Value
		want string
	}{
		{parsed, `{"a":[1,2]}`},
		{parsed.Marked(3), `{"a":[1,2]}`},
		{DoubleOf(math.Inf(1)), `null`},
		{DoubleOf(math.NaN()), `null`},
		{function, `absent`},
		{ArrayOf(IntOf(1), function, Value{}, parsed.Marked(1)), `[1,null,null,{"a":[1,2]}]`},
		{ObjectOf(Member{"f", function}, Member{"x", IntOf(1)}, Member{"n", Value{}}), `{"x":1}`},
		{ObjectOf(Member{"x", ArrayOf(DoubleOf(math.Inf(-1)))}), `{"x":[null]}`},
	} {
		plain, ok := c.v.Plain()
		if !ok || plain.String() != c.want || plain.Mark() != 0 {
			t.Errorf("%s became %s, want %s", c.v, plain, c.want)
		}
	}
	if plain, _ := parsed.Marked(1).Plain(); !Same(plain, parsed) {
		t.Error("what is plain was copied")
	}
	inner := ArrayOf(IntOf(1)).Marked(1)
	plain, _ := ArrayOf(inner).Plain()
	if plain.At(0).Mark() != 0 || inner.Mark() != 1 {
		t.Error("the mark inside stayed, or went from the original")
	}
	deep := IntOf(1)
	for range MaxDepth + 1 {
		deep = ArrayOf(deep)
	}
	if _, ok := deep.Plain(); ok {
		t.Error("a value that deep is no JSON")
	}
}

func TestCanonical(t *testing.T) {
	for text, want := range map[string]string{
		`1.0`:                           `1`,
		`[1e2,0.50,-0]`:                 `[100,0.5,0]`,
		`{"b":1,"10":2,"a":3,"9":4}`:    `{"9":4,"10":2,"b":1,"a":3}`,
		`{"01":1,"4294967295":2,"0":3}`: `{"0":3,"01":1,"4294967295":2}`,
		`[{"1":[1.50],"0":1}]`:          `[{"0":1,"1":[1.5]}]`,
		`12345678901234567890`:          `12345678901234567000`,
	} {
		v, _ := ParseString(text)
		c := v.Canonical()
		if c.JSON() != want || v.JSON() != text {
			t.Errorf("%s became %s, want %s", text, c, want)
		}
		if !Same(c, c.Canonical()) || !Equal(c, c.Canonical()) {
			t.Errorf("%s is not canonical", c)
		}
	}
}

func TestOverwrite(t *testing.T) {
	closed, open := ObjectOf(Member{"a", IntOf(1)}), OpenObjectOf(Member{"a", IntOf(1)})
	holder := ArrayOf(open)
	closed.Overwrite(nil)
	open.Overwrite([]Member{{"b", IntOf(2)}})
	if closed.JSON() != `{"a":1}` || holder.JSON() != `[{"b":2}]` || holder.At(0).Get("b").Float() != 2 {
		t.Errorf("got %s and %s", closed, holder)
	}
	holder.Plain()
	open.Overwrite(nil)
	if open.JSON() != `{"b":2}` {
		t.Error("what is plain was changed")
	}
}

func TestSame(t *testing.T) {
	a, b := ArrayOf(IntOf(1)), ArrayOf(IntOf(1))
	function := OpaqueOf(1)
	if !Same(a, a) || Same(a, b) || !Same(function, function) || Same(function, OpaqueOf(1)) {
		t.Error("arrays and opaque values are the same only as themselves")
	}
	if !Same(StringOf("x"), StringOf("x")) || Same(StringOf("1"), IntOf(1)) || !Same(NullValue(), NullValue()) {
		t.Error("scalars are the same by value")
	}
}

func TestLargeNumbersAreToldApart(t *testing.T) {
	read := func(s string) Value {
		v, _ := ParseString(s)
		return v
	}
	for _, c := range []struct {
		a, b  string
		equal bool
	}{
		{"9007199254740993", "9007199254740992", false},
		{"12345678901234567890123", "12345678901234567890124", false},
		{"9007199254740992", "9007199254740992", true},
		{"9007199254740992.0", "9007199254740992", true},
		{"1e3", "1000", true},
		{"0", "-0", true},
	} {
		if Equal(read(c.a), read(c.b)) != c.equal {
			t.Errorf("%s and %s: equal is not %v", c.a, c.b, c.equal)
		}
	}
}

// TestWordsHoldEverything holds that what goes into a value comes out of it.
func TestWordsHoldEverything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "text")
		f := rapid.Float64().Draw(t, "number")
		i := rapid.Int64().Draw(t, "integer")
		if StringOf(s).Text() != s || DoubleOf(f).Float() != f {
			t.Fatal("a string or a number changed")
		}
		if got, ok := IntOf(i).Int(); !ok || got != i {
			t.Fatalf("%d became %d", i, got)
		}
		if v := DoubleOf(f); v.Size() != len(v.JSON()) {
			t.Fatalf("%s has size %d", v, v.Size())
		}
		if literal := IntOf(i).Literal(); IntOf(i).Size() != len(literal) {
			t.Fatalf("%s has size %d", literal, IntOf(i).Size())
		}
	})
}
