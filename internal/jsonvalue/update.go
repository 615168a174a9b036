package jsonvalue

import "slices"

// Step is one step of a path into a value: a member's name, or an index where
// Name is empty and IsIndex is set.
type Step struct {
	Name    string
	Index   int
	IsIndex bool
}

// With gives an object with one more member, or another value for one it has.
// Anything that is not an object is replaced by one. Only the member table is
// copied.
func (v Value) With(name string, value Value) Value {
	members := v.Members()
	i := -1
	if v.kind == Object {
		i = v.node().find(name)
	}
	if i < 0 {
		added := make([]Member, len(members), len(members)+1)
		copy(added, members)
		return nodeValue(Object, &node{members: append(added, Member{name, value})})
	}
	changed := slices.Clone(members)
	changed[i].Value = value
	return nodeValue(Object, &node{members: changed})
}

// Without gives an object that lacks a member.
func (v Value) Without(name string) Value {
	if v.kind != Object {
		return v
	}
	i := v.node().find(name)
	if i < 0 {
		return v
	}
	return nodeValue(Object, &node{members: slices.Delete(slices.Clone(v.node().members), i, i+1)})
}

// Set gives the value with what stands at the end of a path replaced, copying
// along the path only. Missing objects on the way are made; it is false where a
// step cannot be taken: an index outside its array, an index into what is no
// array, or a name into an array or a scalar that is not null.
func (v Value) Set(path []Step, value Value) (Value, bool) {
	if len(path) == 0 {
		return value, true
	}
	step := path[0]
	if step.IsIndex {
		if v.kind != Array || step.Index < 0 || step.Index >= len(v.node().items) {
			return Value{}, false
		}
		inner, ok := v.node().items[step.Index].Set(path[1:], value)
		if !ok {
			return Value{}, false
		}
		items := slices.Clone(v.node().items)
		items[step.Index] = inner
		return ArrayOf(items...), true
	}
	if v.kind != Object && v.kind != Absent && v.kind != Null {
		return Value{}, false
	}
	inner, ok := v.Get(step.Name).Set(path[1:], value)
	if !ok {
		return Value{}, false
	}
	return v.With(step.Name, inner), true
}
