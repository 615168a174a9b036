package dsl

import (
	"encoding/base64"
	"fmt"
	"reflect"
	"time"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

func isSDKValue(v any) bool {
	t := reflect.TypeOf(v)
	for t != nil && (t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice) {
		t = t.Elem()
	}
	return t != nil && t.Kind() == reflect.Struct && isSDK(t)
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
	case reflect.Interface:
		return jsonvalue.Value{}, fmt.Errorf("a union such as %s has no JSON of its own", v.Type())
	}
	return jsonvalue.From(v.Interface())
}

func sdkStruct(v reflect.Value) (jsonvalue.Value, error) {
	var members []jsonvalue.Member
	t := v.Type()
	for i := range t.NumField() {
		name := nameOf(t, t.Field(i))
		if name.problem != "" || v.Field(i).IsZero() {
			continue
		}
		value, err := sdkValue(v.Field(i))
		if err != nil {
			return jsonvalue.Value{}, fmt.Errorf("%s: %w", t.Field(i).Name, err)
		}
		members = append(members, jsonvalue.Member{Name: name.json, Value: value})
	}
	return jsonvalue.ObjectOf(members...), nil
}
