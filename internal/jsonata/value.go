package jsonata

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

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
	undefined = value{}
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
