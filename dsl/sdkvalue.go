package dsl

import (
	"encoding/base64"
	"fmt"
	"reflect"
	"sort"
	"strings"
	"time"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

func isSDKValue(v any) bool {
	t := reflect.TypeOf(v)
	for t != nil && (t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map) {
		t = t.Elem()
	}
	return t != nil && (t.Kind() == reflect.Struct || t.Kind() == reflect.Interface) && isSDK(t)
}

// encodeSDK writes a value of the AWS SDK as Step Functions takes it: members by
// its spelling, and nothing for what is nil, empty or zero.
func encodeSDK(v any) (jsonvalue.Value, error) { return sdkValue(reflect.ValueOf(v)) }

func sdkValue(v reflect.Value) (jsonvalue.Value, error) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return jsonvalue.NullValue(), nil
		}
		return sdkValue(v.Elem())
	case reflect.Struct:
		if t, ok := v.Interface().(time.Time); ok {
			return jsonvalue.StringOf(t.UTC().Format(time.RFC3339Nano)), nil
		}
		return sdkStruct(v)
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return jsonvalue.StringOf(base64.StdEncoding.EncodeToString(v.Bytes())), nil
		}
		items := make([]jsonvalue.Value, v.Len())
		for i := range items {
			item, err := sdkValue(v.Index(i))
			if err != nil {
				return jsonvalue.Value{}, err
			}
			items[i] = item
		}
		return jsonvalue.ArrayOf(items...), nil
	case reflect.Map:
		return sdkMap(v)
	case reflect.Interface:
		return sdkUnion(v)
	}
	return jsonvalue.From(v.Interface())
}

func sdkStruct(v reflect.Value) (jsonvalue.Value, error) {
	var members []jsonvalue.Member
	t := v.Type()
	for i := range t.NumField() {
		name := nameOf(t, t.Field(i))
		if name.problem != "" || v.Field(i).IsZero() {
			if name.problem != "" || !name.variant {
				continue
			}
		}
		value, err := sdkValue(v.Field(i))
		if err != nil {
			return jsonvalue.Value{}, fmt.Errorf("%s: %w", t.Field(i).Name, err)
		}
		members = append(members, jsonvalue.Member{Name: name.json, Value: value})
	}
	return jsonvalue.ObjectOf(members...), nil
}

// sdkMap writes a map in the order of its keys.
func sdkMap(v reflect.Value) (jsonvalue.Value, error) {
	keys := v.MapKeys()
	sort.Slice(keys, func(i, j int) bool { return keys[i].String() < keys[j].String() })
	members := make([]jsonvalue.Member, len(keys))
	for i, key := range keys {
		value, err := sdkValue(v.MapIndex(key))
		if err != nil {
			return jsonvalue.Value{}, fmt.Errorf("%s: %w", key, err)
		}
		members[i] = jsonvalue.Member{Name: key.String(), Value: value}
	}
	return jsonvalue.ObjectOf(members...), nil
}

// sdkUnion writes what a field holds that may be one of several types.
func sdkUnion(v reflect.Value) (jsonvalue.Value, error) {
	if v.IsNil() {
		return jsonvalue.NullValue(), nil
	}
	if t := reflect.Indirect(v.Elem()).Type(); !isVariant(t) {
		return jsonvalue.Value{}, fmt.Errorf("a %s in a %s has no JSON of its own", t, v.Type())
	}
	return sdkValue(v.Elem())
}

// isVariant tells whether a type is one of those that a union of the AWS SDK may be,
// such as AttributeValueMemberS: a struct of one Value, called after the union and the
// member. Its JSON is that member alone.
func isVariant(t reflect.Type) bool {
	if t.Kind() != reflect.Struct || !isSDK(t) || variantName(t) == "" {
		return false
	}
	exported := 0
	for f := range t.Fields() {
		if f.IsExported() {
			exported++
		}
	}
	_, has := t.FieldByName("Value")
	return has && exported == 1
}

// variantName is the last part of a name such as AttributeValueMemberS.
func variantName(t reflect.Type) string {
	const between = "Member"
	name := t.Name()
	i := strings.LastIndex(strings.TrimSuffix(name, between), between)
	if i <= 0 {
		return ""
	}
	return name[i+len(between):]
}

// Variant is a union of the AWS SDK that holds v, as
// Variant[types.AttributeValue](v) of a v that is made with
// Build(types.AttributeValueMemberS{}, …). An M that is none of its types is a
// diagnostic. To read one, see [VariantOf].
func Variant[U, M any](v Val[M]) Val[U] {
	if problem := noVariant[U, M](caller()); problem != nil {
		return val[U](problem)
	}
	return val[U](v.expr)
}

// VariantOf is what a union of the AWS SDK holds where that is an M, as
// VariantOf[types.AttributeValueMemberS](v). Where it holds another type, reading its
// Value fails the state.
func VariantOf[M, U any](v Val[U]) Val[M] {
	if problem := noVariant[U, M](caller()); problem != nil {
		return val[M](problem)
	}
	return val[M](v.expr)
}

func noVariant[U, M any](at diag.Position) graph.Expr {
	union, t := reflect.TypeFor[U](), reflect.TypeFor[M]()
	if union.Kind() == reflect.Interface && isSDK(union) && isVariant(t) && reflect.PointerTo(t).Implements(union) {
		return nil
	}
	return bad(at, "QS0008", fmt.Sprintf("a %s is none of what a %s may be", t, union), "take a union of the AWS SDK, and one of its types, such as types.AttributeValue and types.AttributeValueMemberS")
}
