package jsonvalue

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// This file is for expression engines, which compute with a little more than
// JSON: functions, numbers such as infinity, and arrays that remember how they
// came about. Nothing of it leaves an engine: [Value.Plain] takes it out.

// Opaque is the kind of what is no JSON at all: a function of an expression
// language. It has no text and is written as null.
const Opaque Kind = Object + 1

// OpaqueOf wraps something that is no JSON.
func OpaqueOf(x any) Value { return opaqueOf(&x) }

// Opaque gives what [OpaqueOf] wrapped, and nil for any other kind.
func (v Value) Opaque() any {
	if v.kind != Opaque {
		return nil
	}
	return v.opaque()
}

// DoubleOf is a number of any double; NaN and the infinities are written as null.
func DoubleOf(f float64) Value { return Value{kind: Number, bits: math.Float64bits(f)} }

// Mark gives the bits an engine left on this copy of the value. They take no
// part in equality or text; the highest is not for engines, see [VerbatimOf].
func (v Value) Mark() uint8 { return v.mark }

// Marked gives the value with other bits.
func (v Value) Marked(bits uint8) Value {
	v.mark = bits
	return v
}

// Same tells whether two values are one: the same array, object or opaque thing
// and not an equal one, or else the same scalar.
func Same(a, b Value) bool {
	if a.kind != b.kind || a.kind == String || a.kind == Number {
		return a.kind == b.kind && Equal(a, b)
	}
	return a.ref == b.ref && a.bits == b.bits
}

// OpenObjectOf is [ObjectOf], but of an object that [Value.Overwrite] can change
// until [Value.Plain] has seen it.
func OpenObjectOf(members ...Member) Value {
	v := ObjectOf(members...)
	v.node().open = true
	return v
}

// Overwrite changes the members of an open object in place, for every holder of
// it; any other value it leaves alone.
func (v Value) Overwrite(members []Member) {
	if v.kind != Object || !v.node().open {
		return
	}
	v.node().members = members
	v.node().index.Store(nil)
	v.node().size.Store(0)
}

// Canonical gives the value as JavaScript's JSON.parse would have it: numbers are
// doubles without a literal of their own, keys that look like array indices come
// first, in their order. What is canonical already is shared.
func (v Value) Canonical() Value {
	switch v.kind {
	case Number:
		v.ref = nil
	case Array, Object:
		if !v.node().canonical.Load() {
			return v.canonicalInside()
		}
	}
	return v
}

func (v Value) canonicalInside() Value {
	items, members := v.node().items, v.node().members
	changed := false
	for i := range items {
		c := items[i].Canonical()
		if c.ref != items[i].ref {
			if !changed {
				items, changed = slices.Clone(items), true
			}
			items[i] = c
		}
	}
	for i := range members {
		c := members[i].Value.Canonical()
		if c.ref != members[i].Value.ref {
			if !changed {
				members, changed = slices.Clone(members), true
			}
			members[i].Value = c
		}
	}
	if sorted := IndexKeysFirst(members); !slices.EqualFunc(sorted, members, func(a, b Member) bool { return a.Name == b.Name }) {
		members, changed = sorted, true
	}
	if changed {
		plain := v.node().plain.Load()
		v = nodeValue(v.kind, &node{items: items, members: members})
		v.node().plain.Store(plain)
	}
	v.node().canonical.Store(true)
	return v
}

// IndexKeysFirst gives members in the order of a JavaScript object: names that
// look like array indices first, by their number, then all others as they are.
func IndexKeysFirst(members []Member) []Member {
	count := 0
	for i := range members {
		if _, ok := indexKey(members[i].Name); ok {
			count++
		}
	}
	if count == 0 {
		return members
	}
	sorted := make([]Member, 0, len(members))
	for _, m := range members {
		if _, ok := indexKey(m.Name); ok {
			sorted = append(sorted, m)
		}
	}
	slices.SortStableFunc(sorted, func(a, b Member) int {
		x, _ := indexKey(a.Name)
		y, _ := indexKey(b.Name)
		return cmp.Compare(x, y)
	})
	for _, m := range members {
		if _, ok := indexKey(m.Name); !ok {
			sorted = append(sorted, m)
		}
	}
	return sorted
}

// indexKey reads a name that is an array index in JavaScript.
func indexKey(name string) (uint32, bool) {
	if name == "" || len(name) > 10 || name[0] == '0' && len(name) > 1 || name[0] < '0' || name[0] > '9' {
		return 0, false
	}
	n, err := strconv.ParseUint(name, 10, 32)
	return uint32(n), err == nil && n < math.MaxUint32
}

// Plain gives the value as JSON: marks are gone, numbers that JSON cannot write
// and opaque items are null, opaque and absent members are left out. It is false
// where the value nests deeper than [MaxDepth]. What is plain already, as
// everything parsed is, is shared and not walked again.
func (v Value) Plain() (Value, bool) { return v.plain(0) }

func (v Value) plain(depth int) (Value, bool) {
	v.mark = 0
	switch v.kind {
	case Opaque:
		return Value{}, true
	case Number:
		if v.ref == nil && (math.IsNaN(v.num()) || math.IsInf(v.num(), 0)) {
			return NullValue(), true
		}
		return v, true
	case Array, Object:
		if v.node().plain.Load() {
			return v, true
		}
		if depth >= MaxDepth {
			return v, false
		}
		return v.plainInside(depth)
	}
	return v, true
}

// plainInside copies only where something inside has changed.
func (v Value) plainInside(depth int) (Value, bool) {
	items, members, changed := v.node().items, v.node().members, false
	for i := range v.node().items {
		item, ok := v.node().items[i].plain(depth + 1)
		if !ok {
			return v, false
		}
		if item.kind == Absent {
			item = NullValue()
		}
		if !changed && item != v.node().items[i] {
			changed = true
			items = append(make([]Value, 0, len(items)), items...)
		}
		if changed {
			items[i] = item
		}
	}
	for i := range v.node().members {
		m := v.node().members[i]
		inner, ok := m.Value.plain(depth + 1)
		if !ok {
			return v, false
		}
		if !changed && (inner.kind == Absent || inner != m.Value) {
			changed = true
			members = append(make([]Member, 0, len(members)), members[:i]...)
		}
		if changed && inner.kind != Absent {
			members = append(members, Member{m.Name, inner})
		}
	}
	if changed {
		v = nodeValue(v.kind, &node{items: items, members: members})
	}
	v.node().open = false
	v.node().plain.Store(true)
	return v, true
}
