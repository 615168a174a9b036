package jsonpath

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// The limits of array functions (developer guide, "Intrinsic functions for
// arrays").
const (
	maxArraySize  = 256 << 10 // bytes of an array that is partitioned or searched
	maxRangeItems = 1000
)

var arrayFunctions = []*function{
	{Function{Name: "States.Array", Doc: "an array of the arguments", Params: []Param{{"value", AnyKind}}, Variadic: true, Result: ArrayKind}, array},
	{Function{Name: "States.ArrayPartition", Doc: "the array cut into arrays of a size", Params: []Param{{"array", ArrayKind}, {"size", NumberKind}}, Required: 2, Result: ArrayKind}, arrayPartition},
	{Function{Name: "States.ArrayContains", Doc: "whether the array holds a value", Params: []Param{{"array", ArrayKind}, {"value", AnyKind}}, Required: 2, Result: BoolKind}, arrayContains},
	{Function{Name: "States.ArrayRange", Doc: "the numbers from first to last", Params: []Param{{"first", NumberKind}, {"last", NumberKind}, {"step", NumberKind}}, Required: 3, Result: ArrayKind}, arrayRange},
	{Function{Name: "States.ArrayGetItem", Doc: "the item at an index", Params: []Param{{"array", ArrayKind}, {"index", NumberKind}}, Required: 2}, arrayGetItem},
	{Function{Name: "States.ArrayLength", Doc: "how many items the array has", Params: []Param{{"array", ArrayKind}}, Required: 1, Result: NumberKind}, arrayLength},
	{Function{Name: "States.ArrayUnique", Doc: "the array without repeated items", Params: []Param{{"array", ArrayKind}}, Required: 1, Result: ArrayKind}, arrayUnique},
}

func array(in *invocation) (jsonvalue.Value, *problem) { return jsonvalue.ArrayOf(in.args...), nil }

func arrayPartition(in *invocation) (jsonvalue.Value, *problem) {
	items := in.args[0].Items()
	size, ok := rounded(in.args[1])
	if !ok || size < 1 {
		return jsonvalue.Value{}, in.invalid("the size must be 1 or more, and is %s", in.args[1])
	}
	if p := in.bounded(in.args[0]); p != nil {
		return jsonvalue.Value{}, p
	}
	parts := []jsonvalue.Value{}
	for len(items) > 0 {
		n := min(size, int64(len(items)))
		parts = append(parts, jsonvalue.ArrayOf(items[:n:n]...))
		items = items[n:]
	}
	return jsonvalue.ArrayOf(parts...), nil
}

func (in *invocation) bounded(array jsonvalue.Value) *problem {
	if size := array.Size(); size > maxArraySize {
		return in.invalid("the array has %d bytes, and may have %d", size, maxArraySize)
	}
	return nil
}

// arrayContains compares the texts of values, as the service does: the number 1
// equals the text "1", and objects are equal only with their members in the same
// order.
func arrayContains(in *invocation) (jsonvalue.Value, *problem) {
	if p := in.bounded(in.args[0]); p != nil {
		return jsonvalue.Value{}, p
	}
	want := javaText(in.args[1])
	for _, item := range in.args[0].Items() {
		if javaText(item) == want {
			return jsonvalue.BoolOf(true), nil
		}
	}
	return jsonvalue.BoolOf(false), nil
}

func arrayRange(in *invocation) (jsonvalue.Value, *problem) {
	first, ok := rounded(in.args[0])
	last, also := rounded(in.args[1])
	step, too := rounded(in.args[2])
	if !ok || !also || !too {
		return jsonvalue.Value{}, in.invalid("an argument is too large")
	}
	if step == 0 {
		return jsonvalue.Value{}, in.invalid("the step cannot be 0")
	}
	items := []jsonvalue.Value{}
	for i := first; step > 0 && i <= last || step < 0 && i >= last; i += step {
		if len(items) == maxRangeItems {
			return jsonvalue.Value{}, in.invalid("the range has more than %d items", maxRangeItems)
		}
		items = append(items, jsonvalue.IntOf(i))
	}
	return jsonvalue.ArrayOf(items...), nil
}

// arrayGetItem gives null for any index of an empty array, as the service does.
func arrayGetItem(in *invocation) (jsonvalue.Value, *problem) {
	items := in.args[0].Items()
	index, ok := rounded(in.args[1])
	if ok && len(items) == 0 && index >= 0 {
		return jsonvalue.NullValue(), nil
	}
	if !ok || index < 0 || index >= int64(len(items)) {
		return jsonvalue.Value{}, in.invalid("the array has %d items and none at index %s", len(items), in.args[1])
	}
	return items[index], nil
}

func arrayLength(in *invocation) (jsonvalue.Value, *problem) {
	return jsonvalue.IntOf(int64(in.args[0].Len())), nil
}
