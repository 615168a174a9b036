package jsonata

import (
	"math"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// value is what expressions compute with: JSON, functions (as opaque values), and
// arrays that remember how they came about (as marks).
type value = jsonvalue.Value

// The marks of an array.
const (
	// sequence: the array is the result of a path or of a function and not written
	// as an array. One item of it stands for itself, none for nothing.
	sequence uint8 = 1 << iota
	// cons: the array was written at the start or end of a path; it is an item of
	// what the path gives and is not merged with its neighbours.
	cons
	// keep: a sequence of one stays an array, because of [].
	keep
	// outer: the array only wraps an input that is an array itself.
	outer
)

var (
	undefined  = value{}
	emptyArray = jsonvalue.ArrayOf()
)

func number(f float64) value { return jsonvalue.DoubleOf(f) }

func text(s string) value { return jsonvalue.StringOf(s) }

func array(items []value) value { return jsonvalue.ArrayOf(items...) }

func sequenceOf(items []value) value { return jsonvalue.ArrayOf(items...).Marked(sequence) }

func isArray(v value) bool { return v.Kind() == jsonvalue.Array }

func isNumber(v value) bool { return v.Kind() == jsonvalue.Number }

func isString(v value) bool { return v.Kind() == jsonvalue.String }

func isSequence(v value) bool { return v.Mark()&sequence != 0 }

// itemsOf gives the items of an array, or the value as the only item.
func itemsOf(v value) []value {
	if isArray(v) {
		return v.Items()
	}
	return []value{v}
}

// unwrap gives what a sequence stands for: nothing, its only item, or itself.
func unwrap(v value) value {
	if !isSequence(v) || !isArray(v) {
		return v
	}
	switch v.Len() {
	case 0:
		return undefined
	case 1:
		if v.Mark()&keep == 0 {
			return v.At(0)
		}
	}
	return v
}

// appendFlat adds a step's result to a sequence: the items of an array, unless it
// is to stay whole.
func appendFlat(to []value, v value) []value {
	if isArray(v) && v.Mark()&cons == 0 {
		return append(to, v.Items()...)
	}
	return append(to, v)
}

// join2 is $append: it adds to an array, treating what is no array as one of one.
func join2(a, b value) value {
	if !a.Exists() {
		return b
	}
	if !b.Exists() {
		return a
	}
	x, y := itemsOf(a), itemsOf(b)
	items := make([]value, 0, len(x)+len(y))
	return array(append(append(items, x...), y...))
}

// truthy is $boolean: false for nothing, null, 0, "", {}, functions, and arrays
// without a true item.
func (r *run) truthy(v value) (bool, error) {
	switch v.Kind() {
	case jsonvalue.Bool:
		return v.Bool(), nil
	case jsonvalue.Number:
		return v.Float() != 0 && !math.IsNaN(v.Float()), nil
	case jsonvalue.String:
		return v.Text() != "", nil
	case jsonvalue.Object:
		return v.Len() > 0, nil
	case jsonvalue.Array:
		return r.anyTruthy(v.Items())
	}
	return false, nil
}

func (r *run) anyTruthy(items []value) (bool, error) {
	if err := r.enter(); err != nil {
		return false, err
	}
	defer func() { r.depth-- }()
	for _, item := range items {
		if ok, err := r.truthy(item); ok || err != nil {
			return ok, err
		}
	}
	return false, nil
}

// equal is the operator =: deep, numbers as doubles, objects in any order.
func (r *run) equal(a, b value) (bool, error) {
	if a.Kind() != b.Kind() {
		return false, nil
	}
	switch a.Kind() {
	case jsonvalue.Array, jsonvalue.Object:
		if a.Len() != b.Len() {
			return false, nil
		}
		return r.equalInside(a, b)
	case jsonvalue.Opaque:
		return jsonvalue.Same(a, b), nil
	}
	return equalScalars(a, b), nil
}

func equalScalars(a, b value) bool {
	switch a.Kind() {
	case jsonvalue.Number:
		return a.Float() == b.Float()
	case jsonvalue.String:
		return a.Text() == b.Text()
	case jsonvalue.Bool:
		return a.Bool() == b.Bool()
	}
	return true
}

func (r *run) equalInside(a, b value) (bool, error) {
	if err := r.enter(); err != nil {
		return false, err
	}
	defer func() { r.depth-- }()
	for i, item := range a.Items() {
		if ok, err := r.equal(item, b.At(i)); !ok || err != nil {
			return false, err
		}
	}
	for _, m := range a.Members() {
		if ok, err := r.equal(m.Value, b.Get(m.Name)); !ok || err != nil {
			return false, err
		}
	}
	return true, nil
}

// identical is JavaScript's ===: arrays and objects only equal themselves.
func identical(a, b value) bool {
	switch a.Kind() {
	case jsonvalue.Array, jsonvalue.Object, jsonvalue.Opaque:
		return jsonvalue.Same(a, b)
	}
	return a.Kind() == b.Kind() && equalScalars(a, b)
}

// lessText compares strings as JavaScript does, by their UTF-16 units.
func lessText(a, b string) bool {
	for a != "" && b != "" {
		if a[0] < utf8.RuneSelf && b[0] < utf8.RuneSelf {
			if a[0] != b[0] {
				return a[0] < b[0]
			}
			a, b = a[1:], b[1:]
			continue
		}
		x, n := utf8.DecodeRuneInString(a)
		y, m := utf8.DecodeRuneInString(b)
		if x != y {
			return firstUnit(x) < firstUnit(y) || firstUnit(x) == firstUnit(y) && x < y
		}
		a, b = a[n:], b[m:]
	}
	return a == "" && b != ""
}

func firstUnit(r rune) rune {
	if r >= 0x10000 {
		r, _ = utf16.EncodeRune(r)
	}
	return r
}

// sortStable sorts a few things that mostly are in order already.
func sortStable[T any](list []T, less func(a, b T) bool) {
	for i := 1; i < len(list); i++ {
		for j := i; j > 0 && less(list[j], list[j-1]); j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
}

// object makes a computed object.
func object(members []jsonvalue.Member) value {
	return jsonvalue.ObjectOf(jsonvalue.IndexKeysFirst(members)...)
}

// builder collects the members of a computed object, whose names may come twice.
type builder struct {
	members []jsonvalue.Member
	at      map[string]int
}

// set adds a member or changes the one of that name.
func (b *builder) set(name string, v value) {
	if i := b.find(name); i >= 0 {
		b.members[i].Value = v
		return
	}
	if b.at != nil {
		b.at[name] = len(b.members)
	}
	b.members = append(b.members, jsonvalue.Member{Name: name, Value: v})
}

func (b *builder) find(name string) int {
	if len(b.members) < 12 {
		for i := range b.members {
			if b.members[i].Name == name {
				return i
			}
		}
		return -1
	}
	if b.at == nil {
		b.at = make(map[string]int, 2*len(b.members))
		for i := range b.members {
			b.at[b.members[i].Name] = i
		}
	}
	if i, ok := b.at[name]; ok {
		return i
	}
	return -1
}

func (b *builder) value() value { return object(b.members) }
