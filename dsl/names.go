package dsl

import (
	"cmp"
	"encoding"
	"encoding/json"
	"reflect"
	"strings"
	"time"
	"unicode"

	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/membername"
)

// fieldName is how a struct's field appears in JSON.
type fieldName struct {
	json    string
	tagged  bool   // the name is that of a tag
	variant bool   // the only member of what a union holds
	inline  bool   // an embedded struct, whose fields stand in the outer object
	quoted  bool   // written as a JSON string by its tag
	left    bool   // left out of JSON
	missing bool   // left out of JSON where its tag says so: where it is zero or empty
	sparse  bool   // of the AWS SDK: left out where it is zero
	problem string // why it has no path
}

// notExported is the problem of a field that encoding/json does not see.
const notExported = "is not exported"

func nameOf(t reflect.Type, f reflect.StructField) fieldName {
	tag, tagged := f.Tag.Lookup("json")
	if !f.IsExported() && (isSDK(t) || !f.Anonymous || f.Type.Kind() != reflect.Struct) {
		return fieldName{json: f.Name, left: true, problem: notExported}
	}
	if isSDK(t) && !tagged {
		if f.Name == "Value" && isVariant(t) {
			return fieldName{json: membername.Of(variantName(t)), sparse: true, variant: true}
		}
		return sdkFieldName(f)
	}
	name, options, _ := strings.Cut(tag, ",")
	if strings.ContainsFunc(name, notInName) {
		name = ""
	}
	n := fieldName{json: cmp.Or(name, f.Name), tagged: name != ""}
	n.missing = hasOption(options, "omitzero") || hasOption(options, "omitempty") && canBeEmpty(f.Type)
	switch {
	case tag == "-":
		n.left, n.problem = true, `is left out of JSON by its tag json:"-"`
	case hasOption(options, "string") && isScalar(f.Type):
		n.quoted, n.problem = true, "is written as a JSON string by its tag"
	case name == "" && f.Anonymous && structOf(f.Type) != nil:
		n.inline = true
	case hasNoJSON(f.Type):
		n.left, n.problem = true, "is a "+f.Type.String()+", which has no JSON"
	case strings.Contains(name, "${"):
		n.problem = "has ${ in its name, which CloudFormation would replace"
	}
	return n
}

// notInName tells whether a character keeps encoding/json from taking the name that a
// tag has.
func notInName(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", r)
}

// leavesOut tells whether JSON leaves the field out for what is in it, which
// encoding/json knows best.
func (n fieldName) leavesOut(f reflect.StructField, v reflect.Value) bool {
	if !n.missing {
		return n.sparse && v.IsZero()
	}
	alone := reflect.New(reflect.StructOf([]reflect.StructField{{Name: f.Name, Type: f.Type, Tag: f.Tag}}))
	alone.Elem().Field(0).Set(v)
	text, err := json.Marshal(alone.Interface())
	return err == nil && string(text) == "{}"
}

// canBeEmpty tells whether encoding/json heeds the option omitempty for a type.
func canBeEmpty(t reflect.Type) bool {
	return t.Kind() != reflect.Struct && (t.Kind() != reflect.Array || t.Len() == 0)
}

// structOf is the struct that a type is or points to; nil where there is none.
func structOf(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	return t
}

// isScalar tells whether encoding/json heeds the option string for a type.
func isScalar(t reflect.Type) bool {
	if t.Name() == "" && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	k := t.Kind()
	return k == reflect.String || k >= reflect.Bool && k <= reflect.Float64
}

func hasNoJSON(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Chan, reflect.Func, reflect.Complex64, reflect.Complex128, reflect.UnsafePointer:
		return !encodesItself(t)
	}
	return false
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
	n := fieldName{json: membername.Of(f.Name), sparse: true}
	if f.Name == "ResultMetadata" {
		n.left, n.problem = true, "belongs to the Go SDK and not to the service's answer"
	}
	return n
}
