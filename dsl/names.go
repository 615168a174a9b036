package dsl

import (
	"encoding"
	"encoding/json"
	"reflect"
	"strings"
	"time"

	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/membername"
)

// fieldName is how a struct's field appears in JSON.
type fieldName struct {
	json      string
	omitEmpty bool
	variant   bool   // the only member of what a union holds
	inline    bool   // an embedded struct, whose fields stand in the outer object
	problem   string // why it does not appear
}

func nameOf(t reflect.Type, f reflect.StructField) fieldName {
	tag, tagged := f.Tag.Lookup("json")
	if !f.IsExported() && (isSDK(t) || !f.Anonymous || f.Type.Kind() != reflect.Struct) {
		return fieldName{json: f.Name, problem: "is not exported"}
	}
	if isSDK(t) && !tagged {
		if f.Name == "Value" && isVariant(t) {
			return fieldName{json: membername.Of(variantName(t)), omitEmpty: true, variant: true}
		}
		return sdkFieldName(f)
	}
	name, options, _ := strings.Cut(tag, ",")
	n := fieldName{json: name, omitEmpty: hasOption(options, "omitempty") || hasOption(options, "omitzero")}
	switch {
	case tag == "-":
		n.problem = `is left out of JSON by its tag json:"-"`
	case hasOption(options, "string"):
		n.problem = `is written as a JSON string by its tag`
	case name == "" && f.Anonymous && f.Type.Kind() == reflect.Struct:
		n.inline = true
	case name == "":
		n.json = f.Name
	case strings.Contains(name, "${"):
		n.problem = "has ${ in its name, which CloudFormation would replace"
	}
	return n
}

func hasOption(options, want string) bool {
	for o := range strings.SplitSeq(options, ",") {
		if o == want {
			return true
		}
	}
	return false
}

var (
	jsonMarshaler = reflect.TypeFor[json.Marshaler]()
	textMarshaler = reflect.TypeFor[encoding.TextMarshaler]()
)

// encodesItself tells whether a type writes JSON that is not that of its fields.
func encodesItself(t reflect.Type) bool {
	p := reflect.PointerTo(t)
	return p.Implements(jsonMarshaler) || p.Implements(textMarshaler)
}

// typeOf tells what a type is in JSON.
func typeOf[T any]() graph.Type {
	t := reflect.TypeFor[T]()
	if t == reflect.TypeFor[time.Time]() {
		return graph.Time
	}
	if encodesItself(t) || t == reflect.TypeFor[json.Number]() {
		if isText[T]() {
			return graph.Text
		}
		return graph.Untyped
	}
	switch k := t.Kind(); {
	case k == reflect.String:
		return graph.Text
	case k == reflect.Bool:
		return graph.Boolean
	case k >= reflect.Int && k <= reflect.Uint64:
		return graph.Whole
	case k == reflect.Float32 || k == reflect.Float64:
		return graph.Number
	}
	return graph.Untyped
}

// isSDK tells whether a type is one of the AWS SDK for Go v2, by its package.
func isSDK(t reflect.Type) bool {
	return strings.HasPrefix(t.PkgPath(), "github.com/aws/aws-sdk-go-v2/service/")
}

func sdkFieldName(f reflect.StructField) fieldName {
	n := fieldName{json: membername.Of(f.Name), omitEmpty: true}
	if f.Name == "ResultMetadata" {
		n.problem = "belongs to the Go SDK and not to the service's answer"
	}
	return n
}
