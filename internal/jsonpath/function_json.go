package jsonpath

import (
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var jsonFunctions = []*function{
	{Function{Name: "States.StringToJson", Doc: "the value that a JSON text holds", Params: []Param{{"text", TextKind}}, Required: 1}, stringToJSON},
	{Function{Name: "States.JsonToString", Doc: "a value as JSON text", Params: []Param{{"value", AnyKind}}, Required: 1, Result: TextKind}, jsonToString},
	{Function{Name: "States.JsonMerge", Doc: "the members of both objects; the second one wins", Params: []Param{{"first", ObjectKind}, {"second", ObjectKind}, {"deep", AnyKind}}, Required: 3, Result: ObjectKind}, jsonMerge},
}

// stringToJSON gives null for an empty text, as the service does.
func stringToJSON(in *invocation) (jsonvalue.Value, *problem) {
	text := in.args[0].Text()
	if strings.TrimSpace(text) == "" {
		return jsonvalue.NullValue(), nil
	}
	v, err := jsonvalue.ParseString(text)
	if err != nil {
		return v, in.invalid("this is no JSON: %v", err)
	}
	return v, nil
}

func jsonToString(in *invocation) (jsonvalue.Value, *problem) {
	return jsonvalue.StringOf(in.args[0].JSON()), nil
}

// jsonMerge merges one level only: the service refuses a deep merge.
func jsonMerge(in *invocation) (jsonvalue.Value, *problem) {
	if in.args[2].Bool() {
		return jsonvalue.Value{}, in.invalid("the service merges one level only: the third argument must be false")
	}
	members := slices.Concat(in.args[0].Members(), in.args[1].Members())
	return jsonvalue.ObjectOf(members...), nil
}
