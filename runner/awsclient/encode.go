package awsclient

import (
	"encoding/base64"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// An encoder writes what an operation gave as Step Functions shows it.
type encoder struct{ spell func(string) string }

// mostBody is how long a streamed body may be, in bytes: far more than any result
// may have whose quota is not lifted.
const mostBody = 16 << 20

func (e *encoder) encode(v reflect.Value) (jsonvalue.Value, error) {
	switch v.Kind() {
	case reflect.Pointer:
		return e.encode(v.Elem())
	case reflect.Interface:
		return e.dynamic(v)
	case reflect.Struct:
		if t, ok := v.Interface().(time.Time); ok {
			return jsonvalue.StringOf(t.UTC().Format("2006-01-02T15:04:05.999Z07:00")), nil
		}
		return e.object(v)
	case reflect.Slice:
		return e.list(v)
	case reflect.Map:
		return e.dictionary(v)
	case reflect.String:
		return jsonvalue.StringOf(v.String()), nil
	}
	if v.CanInterface() {
		return jsonvalue.From(v.Interface())
	}
	return jsonvalue.Value{}, fmt.Errorf("a value of type %s has no JSON", v.Type())
}

func (e *encoder) object(v reflect.Value) (jsonvalue.Value, error) {
	var members []jsonvalue.Member
	for _, f := range fieldsOf(v.Type()) {
		field := v.FieldByIndex(f.Index)
		if unset(field) {
			continue
		}
		value, err := e.encode(field)
		if err != nil {
			return value, fmt.Errorf("%s: %w", f.Name, err)
		}
		members = append(members, jsonvalue.Member{Name: e.spell(f.Name), Value: value})
	}
	return jsonvalue.ObjectOf(members...), nil
}

// unset tells whether the service gave nothing: nil, or an enumeration's empty
// text. Plain numbers and booleans are always given.
func unset(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Interface:
		return v.IsNil()
	case reflect.String:
		return v.Len() == 0
	}
	return false
}

func (e *encoder) list(v reflect.Value) (jsonvalue.Value, error) {
	if v.Type().Elem().Kind() == reflect.Uint8 {
		return jsonvalue.StringOf(base64.StdEncoding.EncodeToString(v.Bytes())), nil
	}
	items := make([]jsonvalue.Value, v.Len())
	for i := range items {
		item, err := e.item(v.Index(i))
		if err != nil {
			return item, fmt.Errorf("[%d]: %w", i, err)
		}
		items[i] = item
	}
	return jsonvalue.ArrayOf(items...), nil
}

// dictionary writes a map in the order of its keys, so that results are the same
// every time.
func (e *encoder) dictionary(v reflect.Value) (jsonvalue.Value, error) {
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	members := make([]jsonvalue.Member, len(keys))
	for i, key := range keys {
		value, err := e.item(v.MapIndex(key))
		if err != nil {
			return value, fmt.Errorf("%s: %w", key, err)
		}
		members[i] = jsonvalue.Member{Name: key.String(), Value: value}
	}
	return jsonvalue.ObjectOf(members...), nil
}

// item writes what is in a list or a map, where nil is null.
func (e *encoder) item(v reflect.Value) (jsonvalue.Value, error) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return jsonvalue.NullValue(), nil
		}
	}
	return e.encode(v)
}

// dynamic writes a union as an object with one member, and a stream as its text.
func (e *encoder) dynamic(v reflect.Value) (jsonvalue.Value, error) {
	if body, ok := v.Interface().(io.Reader); ok {
		return text(body)
	}
	inner := reflect.Indirect(v.Elem())
	if !inner.IsValid() {
		return jsonvalue.NullValue(), nil
	}
	name, ok := memberName(v.Type(), inner.Type())
	if !ok || inner.Kind() != reflect.Struct || !hasValue(inner.Type()) {
		return jsonvalue.Value{}, fmt.Errorf("a %s has no JSON", inner.Type())
	}
	value, err := e.item(inner.FieldByName("Value"))
	return jsonvalue.ObjectOf(jsonvalue.Member{Name: e.spell(name), Value: value}), err
}

func text(body io.Reader) (jsonvalue.Value, error) {
	if c, ok := body.(io.Closer); ok {
		defer c.Close()
	}
	b, err := io.ReadAll(io.LimitReader(body, mostBody+1))
	if len(b) > mostBody {
		return jsonvalue.Value{}, fmt.Errorf("a body of more than %d bytes", mostBody)
	}
	return jsonvalue.StringOf(string(b)), err
}
