package jsonpath

import (
	"fmt"
	"strings"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// fault is why a walk stopped: at which step, and before which value. Its words
// are written only where somebody reads them.
type fault struct {
	reason Reason
	at     int
	value  jsonvalue.Value
}

// stopped tells why a step of a definite path cannot be taken from a value.
func stopped(steps []step, at int, v jsonvalue.Value) *fault {
	f := &fault{at: at, value: v}
	if v.Exists() && at < len(steps) && steps[at].kind == stepIndex && v.Kind() != jsonvalue.Array {
		f.reason = NotApplicable
	}
	return f
}

// words gives Jayway's text for the fault.
func (f *fault) words(p *Path) string {
	if f.reason == TooMuch {
		return fmt.Sprintf("The path visits more than %d values", maxVisits)
	}
	if f.at >= len(p.steps) || !f.value.Exists() {
		return "No results for path: " + location(p.steps, len(p.steps))
	}
	s := &p.steps[f.at]
	switch {
	case s.kind == stepFilter && f.value.Kind() != jsonvalue.Array:
		return fmt.Sprintf("Filter: [?] can not be applied to primitives. Current context is: %s", f.value)
	case s.kind == stepIndex || s.kind == stepIndexes || s.kind == stepSlice:
		if f.value.Kind() != jsonvalue.Array {
			return fmt.Sprintf("Filter: %s can only be applied to arrays. Current context is: %s", stepText(s), f.value)
		}
		if !s.last {
			return notAnObject(stepText(&p.steps[f.at+1]), location(p.steps, f.at+1), "null")
		}
	case f.value.Kind() != jsonvalue.Object:
		return notAnObject(stepText(s), location(p.steps, f.at), javaClass(f.value))
	case !s.last:
		return "Missing property in path " + location(p.steps, f.at+1)
	}
	return "No results for path: " + location(p.steps, len(p.steps))
}

func stepText(s *step) string {
	var b strings.Builder
	s.appendTo(&b)
	return b.String()
}

func notAnObject(property, where, class string) string {
	return fmt.Sprintf("Expected to find an object with property %s in path %s but found '%s'. "+
		"This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider'.",
		property, where, class)
}

// javaClass names the class that the service's JSON library has for a value.
func javaClass(v jsonvalue.Value) string {
	return "com.fasterxml.jackson.databind.node." + map[jsonvalue.Kind]string{
		jsonvalue.Null:   "NullNode",
		jsonvalue.Bool:   "BooleanNode",
		jsonvalue.Number: numberClass(v),
		jsonvalue.String: "TextNode",
		jsonvalue.Array:  "ArrayNode",
		jsonvalue.Object: "ObjectNode",
	}[v.Kind()]
}

func numberClass(v jsonvalue.Value) string {
	if strings.ContainsAny(v.Literal(), ".eE") {
		return "DoubleNode"
	}
	i, ok := v.Int()
	switch {
	case !ok:
		return "BigIntegerNode"
	case i != int64(int32(i)):
		return "LongNode"
	}
	return "IntNode"
}
