package jsonvalue

import (
	"strings"
	"testing"
	"unsafe"

	"pgregory.net/rapid"
)

// texts are what readers of JSON disagree about, right ones and wrong ones.
var texts = []string{
	``, ` `, `null`, ` true `, `false`, `nul`, `truex`, `0`, `-0`, `00`, `-`, `1.`, `.1`, `1e`, `1e+`, `1E-2`, `1.50`, `12345678901234567890`, `1e400`, `-1`,
	`""`, `"a`, `"\"`, `"\\"`, `"\"\\"`, `"\u00e9"`, `"\ud800"`, `"\ud83d\ude00"`, `"\x"`, "\"\t\"", "\"\xff\"", "\"\u00e9\"", "\"\u2028\"", `"\/"`,
	`[]`, `[ ]`, `[1,]`, `[,1]`, `[1 2]`, `[1,2`, `[1]]`, `[[[]]]`, "\ufeff[]", "[1]\x00",
	`{}`, `{ }`, `{"a"}`, `{"a":}`, `{"a":1,}`, `{,}`, `{"a":1 "b":2}`, `{"a":1,"a":2}`, `{"":0}`, `{1:2}`, `{"a":{"b":[{"c":null}]}} `, `{"\u0061":1,"a":2}`,
	`1 2`, `[1]2`, `// no`, `'a'`, `NaN`, "[1,\u00a02]",
}

// agree holds the scanner to the strict reader: it takes nothing that the other
// does not, and reads the same.
func agree(t interface {
	Helper()
	Errorf(string, ...any)
}, text string) {
	t.Helper()
	v, ok := scan(text)
	if !ok {
		return
	}
	strict, err := parseStrictly(text)
	switch {
	case err != nil:
		t.Errorf("%.200q was taken as %.200s, and is none: %v", text, v, err)
	case v.JSON() != strict.JSON() || !Equal(v, strict):
		t.Errorf("%.200q was read as %.200s, and is %.200s", text, v, strict)
	}
}

func TestScannerAgrees(t *testing.T) {
	for _, text := range texts {
		agree(t, text)
		agree(t, `{"x":[`+text+`,`+text+`]}`)
		agree(t, `["`+strings.Repeat("long ", short/5)+`",`+text+`]`)
	}
	for _, depth := range []int{MaxDepth, MaxDepth + 1, MaxDepth + 2} {
		agree(t, strings.Repeat("[", depth)+strings.Repeat("]", depth))
	}
}

// TestScannerReads holds that plain texts never need the strict reader.
func TestScannerReads(t *testing.T) {
	for _, text := range []string{`{"hello":"world","n":1}`, ` [ 1 , -2.5e3 , "é\n" , true , { } ] `, order} {
		if _, ok := scan(text); !ok {
			t.Errorf("%.100q was left to the strict reader", text)
		}
	}
}

// TestNamesAreShared holds that objects that repeat a name hold it once, and that
// what was read from a long text does not keep that text.
func TestNamesAreShared(t *testing.T) {
	text := `[{"name":1},{"name":2},{"other":"` + strings.Repeat("y", short) + `"}]`
	v, ok := scan(text)
	if !ok {
		t.Fatal("it was not read")
	}
	at := func(i int) *byte { return unsafe.StringData(v.At(i).Members()[0].Name) }
	if at(0) != at(1) || at(0) == at(2) {
		t.Error("the name stands in two places")
	}
	if at(0) == unsafe.StringData(text[3:]) {
		t.Error("the name is a part of the text")
	}
}

func TestScannerProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pieces := rapid.SliceOfN(rapid.SampledFrom(append(texts, "[", "]", "{", "}", ",", ":", `"a"`, " ", `\`)), 0, 8).Draw(t, "pieces")
		agree(t, strings.Join(pieces, ""))
	})
}
