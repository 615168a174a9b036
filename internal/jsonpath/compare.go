package jsonpath

import (
	"math/big"
	"strings"
	"unicode/utf16"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// operators are the comparisons of a filter, by their upper-case spelling. Where
// kinds do not fit they are false, never an error.
var operators = map[string]func(w *walk, left, right value) bool{
	"==":       equal,
	"!=":       negated(equal),
	"===":      sameKindAndEqual,
	"!==":      negated(sameKindAndEqual),
	"<":        ordered(func(c int) bool { return c < 0 }),
	"<=":       ordered(func(c int) bool { return c <= 0 }),
	">":        ordered(func(c int) bool { return c > 0 }),
	">=":       ordered(func(c int) bool { return c >= 0 }),
	"=~":       matches,
	"IN":       in,
	"NIN":      negated(in),
	"SUBSETOF": func(w *walk, l, r value) bool { return everyIn(w, l, r) },
	"ALL":      func(w *walk, l, r value) bool { return everyIn(w, r, l) },
	"ANYOF":    func(w *walk, l, r value) bool { return countIn(w, l, r) > 0 },
	"NONEOF":   func(w *walk, l, r value) bool { return countIn(w, l, r) == 0 },
	"CONTAINS": contains,
	"SIZE":     size,
	"EMPTY":    empty,
}

func negated(f func(w *walk, left, right value) bool) func(w *walk, left, right value) bool {
	return func(w *walk, left, right value) bool { return !f(w, left, right) }
}

func (v value) kind() jsonvalue.Kind { return v.json.Kind() }

// equal compares as Jayway does: a text on the left equals a number that is
// written the same, a number on the left equals a text that reads as that number,
// and nothing equals something missing.
func equal(w *walk, left, right value) bool {
	l, r := left.json, right.json
	switch {
	case l.Kind() == jsonvalue.String && r.Kind() == jsonvalue.Number:
		return l.Text() == plainNumber(r)
	case l.Kind() == jsonvalue.Number && r.Kind() == jsonvalue.String:
		n, ok := javaNumber(r.Text())
		return ok && jsonvalue.Equal(l, n)
	case !l.Exists() || !r.Exists():
		return false
	case l.Kind() == jsonvalue.Array || l.Kind() == jsonvalue.Object:
		w.cost(l.Size() / 64)
	}
	return jsonvalue.Equal(l, r)
}

// plainNumber writes a number's digits without an exponent, as far as that is
// reasonable.
func plainNumber(v jsonvalue.Value) string {
	text := v.Literal()
	i := strings.IndexAny(text, "eE")
	if i < 0 || len(text)-i > 4 {
		return text
	}
	exact, ok := new(big.Rat).SetString(text)
	if !ok {
		return text
	}
	if exact.IsInt() {
		return exact.Num().String()
	}
	return strings.TrimRight(exact.FloatString(len(text)+999), "0")
}

func sameKindAndEqual(w *walk, left, right value) bool {
	return left.kind() == right.kind() && equal(w, left, right)
}

// ordered compares two numbers or two texts; other pairs have no order.
func ordered(want func(int) bool) func(w *walk, left, right value) bool {
	return func(w *walk, left, right value) bool {
		l, r := left.json, right.json
		switch {
		case l.Kind() == jsonvalue.Number && r.Kind() == jsonvalue.Number:
			return want(compareNumbers(l, r))
		case l.Kind() == jsonvalue.String && r.Kind() == jsonvalue.String:
			w.cost(len(l.Text()) / 64)
			return want(CompareText(l.Text(), r.Text()))
		}
		return false
	}
}

func compareNumbers(a, b jsonvalue.Value) int {
	x, y := a.Float(), b.Float()
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	i, ok := new(big.Int).SetString(a.Literal(), 10)
	j, also := new(big.Int).SetString(b.Literal(), 10)
	if ok && also {
		return i.Cmp(j)
	}
	return 0
}

// CompareText orders texts as Java does, by UTF-16 code units: negative where a
// comes first. It differs from Go's order only beyond the basic plane.
func CompareText(a, b string) int {
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] != b[i] {
			if a[i] < 0x80 && b[i] < 0x80 {
				return int(a[i]) - int(b[i])
			}
			return compareUnits(a, b)
		}
	}
	return len(a) - len(b)
}

func compareUnits(a, b string) int {
	x, y := utf16.Encode([]rune(a)), utf16.Encode([]rune(b))
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return int(x[i]) - int(y[i])
		}
	}
	return len(x) - len(y)
}

// matches tells whether all of a text matches a regular expression on the other
// side.
func matches(w *walk, left, right value) bool {
	pattern, other := right.pattern, left.json
	if pattern == nil {
		pattern, other = left.pattern, right.json
	}
	if pattern == nil {
		return false
	}
	text := other.Text()
	switch other.Kind() {
	case jsonvalue.String:
	case jsonvalue.Number, jsonvalue.Bool:
		text = other.JSON()
	default:
		return false
	}
	w.cost(len(text) / 8)
	return pattern.MatchString(text)
}

func in(w *walk, left, right value) bool {
	for _, item := range right.json.Items() {
		if w.cost(1) {
			return false
		}
		if equal(w, left, value{json: item}) {
			return true
		}
	}
	return false
}

func countIn(w *walk, left, right value) int {
	n := 0
	for _, item := range left.json.Items() {
		if in(w, value{json: item}, right) {
			n++
		}
	}
	return n
}

func everyIn(w *walk, left, right value) bool {
	return left.kind() == jsonvalue.Array && right.kind() == jsonvalue.Array && countIn(w, left, right) == left.json.Len()
}

// contains tells whether a text holds another, or an array an item.
func contains(w *walk, left, right value) bool {
	if left.kind() == jsonvalue.String && right.kind() == jsonvalue.String {
		w.cost(len(left.json.Text()) / 8)
		return strings.Contains(left.json.Text(), right.json.Text())
	}
	return left.kind() == jsonvalue.Array && in(w, right, left)
}

func size(_ *walk, left, right value) bool {
	want, ok := right.json.Int()
	switch left.kind() {
	case jsonvalue.String:
		return ok && int64(len(utf16.Encode([]rune(left.json.Text())))) == want
	case jsonvalue.Array, jsonvalue.Object:
		return ok && int64(left.json.Len()) == want
	}
	return false
}

func empty(_ *walk, left, right value) bool {
	if right.kind() != jsonvalue.Bool {
		return false
	}
	switch left.kind() {
	case jsonvalue.String:
		return (left.json.Text() == "") == right.json.Bool()
	case jsonvalue.Array, jsonvalue.Object:
		return (left.json.Len() == 0) == right.json.Bool()
	}
	return false
}
