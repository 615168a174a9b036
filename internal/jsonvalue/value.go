// Package jsonvalue holds JSON as Step Functions carries it: objects keep their
// order, numbers keep their text, and values never change, so that states,
// events and variables share them without copying.
//
// Goals: exact round trips, cheap sharing, cheap sizes. Non-goals: mapping onto
// Go types beyond encoding/json (see [From] and [Value.Decode]), and JSON that
// RFC 8259 does not allow.
package jsonvalue

import (
	"math"
	"strconv"
	"strings"
	"sync/atomic"
	"unsafe"
)

// Kind is the type of a [Value].
type Kind uint8

// The kinds. A zero Value is of kind Absent: no value at all, which is not null.
const (
	Absent Kind = iota
	Null
	Bool
	Number
	String
	Array
	Object
)

// String gives JSON's name of the kind.
func (k Kind) String() string {
	return [...]string{"absent", "null", "boolean", "number", "string", "array", "object", "opaque"}[k]
}

// Value is one immutable JSON value, or none at all (the zero Value). It is three
// words, see word.go.
type Value struct {
	ref  unsafe.Pointer // String: its bytes. Number: its literal, if kept. Array, Object: its node. Opaque: the thing
	bits uint64         // String: its length. Number: the nearest double. Bool: 0 or 1
	kind Kind
	mark uint8 // an engine's own; see Mark
}

// node is what an array or an object holds. Only the lazily built index, size
// and plainness are written after it was made, all atomically.
type node struct {
	items     []Value
	members   []Member
	open      bool        // Overwrite may change it
	plain     atomic.Bool // nothing inside is only for engines
	canonical atomic.Bool // see Canonical
	index     atomic.Pointer[map[string]int]
	size      atomic.Int64 // bytes of the compact text, plus one; 0 is not known yet
}

// Member is one name and value of an object.
type Member struct {
	Name  string
	Value Value
}

// NullValue is the JSON null.
func NullValue() Value { return Value{kind: Null} }

// BoolOf is a JSON boolean.
func BoolOf(b bool) Value {
	v := Value{kind: Bool}
	if b {
		v.bits = 1
	}
	return v
}

// StringOf is a JSON string.
func StringOf(s string) Value {
	return Value{kind: String, bits: uint64(len(s)), ref: unsafe.Pointer(unsafe.StringData(s))}
}

// VerbatimOf is a text that is written as it stands, without quotes, and so is no JSON
// yet: the ${Name} of a template, for which a value is filled in later. Otherwise it
// is a string.
func VerbatimOf(s string) Value { return StringOf(s).Marked(verbatim) }

// verbatim is the mark of what is written without quotes.
const verbatim = 1 << 7

func (v Value) isVerbatim() bool { return v.mark&verbatim != 0 }

// IntOf is a JSON number without a fraction, exact for any int64.
func IntOf(i int64) Value {
	f := float64(i)
	if i >= -1<<53 && i <= 1<<53 {
		return DoubleOf(f)
	}
	return numberOf(f, strconv.FormatInt(i, 10))
}

// FloatOf is a JSON number written as JavaScript writes the double; what JSON
// has no number for (NaN, infinities) becomes null.
func FloatOf(f float64) Value {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return NullValue()
	}
	return DoubleOf(f)
}

// NumberOf is a number that keeps the text of its literal, which must be valid
// JSON; otherwise it gives an absent value and false.
func NumberOf(literal string) (Value, bool) {
	if !validNumber(literal) {
		return Value{}, false
	}
	f, _ := strconv.ParseFloat(literal, 64) // out of range: the nearest is an infinity, the text stays
	return numberOf(f, literal), true
}

// ArrayOf is an array of the items. It keeps the slice, which must not change
// afterwards.
func ArrayOf(items ...Value) Value { return nodeValue(Array, &node{items: items}) }

// ObjectOf is an object of the members, in their order. It keeps the slice,
// which must not change afterwards. Where a name comes twice, the last value
// stands in the first place.
func ObjectOf(members ...Member) Value {
	return nodeValue(Object, &node{members: dedupe(members)})
}

// Kind gives the value's kind.
func (v Value) Kind() Kind { return v.kind }

// Exists tells whether there is a value at all; null exists.
func (v Value) Exists() bool { return v.kind != Absent }

// Bool gives a boolean's value, and false for any other kind.
func (v Value) Bool() bool { return v.kind == Bool && v.bits == 1 }

// Text gives a string's content, and "" for any other kind.
func (v Value) Text() string {
	if v.kind != String {
		return ""
	}
	return v.str()
}

// Float gives the double nearest to a number, and 0 for any other kind.
func (v Value) Float() float64 {
	if v.kind != Number {
		return 0
	}
	return v.num()
}

// Int gives a number's value where it is whole and fits an int64.
func (v Value) Int() (int64, bool) {
	if v.kind != Number {
		return 0, false
	}
	if literal := v.literal(); literal != "" {
		if i, err := strconv.ParseInt(literal, 10, 64); err == nil {
			return i, true
		}
	}
	if v.num() != math.Trunc(v.num()) || v.num() < -1<<63 || v.num() >= 1<<63 {
		return 0, false
	}
	return int64(v.num()), true
}

// Literal gives a number's JSON text, and "" for any other kind.
func (v Value) Literal() string {
	if v.kind != Number {
		return ""
	}
	if literal := v.literal(); literal != "" {
		return literal
	}
	return string(appendFloat(nil, v.num()))
}

// Len counts the items of an array or the members of an object; it is 0 for any
// other kind.
func (v Value) Len() int {
	switch v.kind {
	case Array:
		return len(v.node().items)
	case Object:
		return len(v.node().members)
	}
	return 0
}

// Items gives an array's items, which must not be changed, and nil for any
// other kind.
func (v Value) Items() []Value {
	if v.kind != Array {
		return nil
	}
	return v.node().items
}

// Members gives an object's members, which must not be changed, and nil for any
// other kind.
func (v Value) Members() []Member {
	if v.kind != Object {
		return nil
	}
	return v.node().members
}

// At gives the i-th item of an array, or an absent value.
func (v Value) At(i int) Value {
	if v.kind != Array || i < 0 || i >= len(v.node().items) {
		return Value{}
	}
	return v.node().items[i]
}

// Get gives an object's member of that name, or an absent value.
func (v Value) Get(name string) Value {
	if v.kind != Object {
		return Value{}
	}
	if i := v.node().find(name); i >= 0 {
		return v.node().members[i].Value
	}
	return Value{}
}

// IndexOf gives the place of the member of that name in [Value.Members], or -1.
func (v Value) IndexOf(name string) int {
	if v.kind != Object {
		return -1
	}
	return v.node().find(name)
}

// Path follows member names from an object inwards.
func (v Value) Path(names ...string) Value {
	for _, name := range names {
		v = v.Get(name)
	}
	return v
}

// linear is how many members are searched one by one before an index pays.
const linear = 12

func (n *node) find(name string) int {
	if len(n.members) <= linear {
		for i := range n.members {
			if n.members[i].Name == name {
				return i
			}
		}
		return -1
	}
	index := n.index.Load()
	if index == nil {
		m := make(map[string]int, len(n.members))
		for i := range n.members {
			m[n.members[i].Name] = i
		}
		n.index.Store(&m)
		index = &m
	}
	if i, ok := (*index)[name]; ok {
		return i
	}
	return -1
}

// dedupe keeps the first place and the last value of names that come twice.
func dedupe(members []Member) []Member {
	if !hasTwice(members) {
		return members
	}
	at := make(map[string]int, len(members))
	kept := make([]Member, 0, len(members))
	for _, m := range members {
		if i, ok := at[m.Name]; ok {
			kept[i].Value = m.Value
			continue
		}
		at[m.Name] = len(kept)
		kept = append(kept, m)
	}
	return kept
}

func hasTwice(members []Member) bool {
	if len(members) <= linear {
		for i := range members {
			for j := range i {
				if members[i].Name == members[j].Name {
					return true
				}
			}
		}
		return false
	}
	seen := make(map[string]struct{}, len(members))
	for i := range members {
		seen[members[i].Name] = struct{}{}
	}
	return len(seen) < len(members)
}

// Equal tells whether two values are the same JSON: objects whatever their
// order, numbers by value and not by text.
func Equal(a, b Value) bool {
	if a.kind != b.kind {
		return false
	}
	switch a.kind {
	case Bool:
		return a.bits == b.bits
	case Number:
		return equalNumbers(a, b)
	case String:
		return a.str() == b.str()
	case Array:
		return equalItems(a.node().items, b.node().items)
	case Object:
		return equalMembers(a, b)
	}
	return true
}

// equalNumbers compares doubles, and whole literals digit for digit where doubles
// cannot tell them apart.
func equalNumbers(a, b Value) bool {
	if a.num() != b.num() {
		return false
	}
	if math.Abs(a.num()) < 1<<53 || a.literal() == "" && b.literal() == "" {
		return true
	}
	x, y := a.Literal(), b.Literal()
	return x == y || !isWhole(x) || !isWhole(y)
}

func isWhole(literal string) bool { return !strings.ContainsAny(literal, ".eE") }

func equalItems(a, b []Value) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !Equal(a[i], b[i]) {
			return false
		}
	}
	return true
}

func equalMembers(a, b Value) bool {
	if a.node() == b.node() {
		return true
	}
	if a.Len() != b.Len() {
		return false
	}
	for _, m := range a.node().members {
		i := b.node().find(m.Name)
		if i < 0 || !Equal(m.Value, b.node().members[i].Value) {
			return false
		}
	}
	return true
}
