package awsclient

import (
	"encoding/base64"
	"fmt"
	"io"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var (
	timeType   = reflect.TypeFor[time.Time]()
	readerType = reflect.TypeFor[io.Reader]()
)

// A decoder fills the SDK's types from what a state sends. It collects all that
// is wrong.
type decoder struct {
	unions   []reflect.Type
	problems []string
}

func (d *decoder) bad(at, format string, args ...any) {
	if at == "" {
		at = "the whole"
	}
	d.problems = append(d.problems, at+" "+fmt.Sprintf(format, args...))
}

// decode stores a value; null is no value.
func (d *decoder) decode(to reflect.Value, v jsonvalue.Value, at string) {
	if v.Kind() == jsonvalue.Null || !v.Exists() {
		return
	}
	t := to.Type()
	switch {
	case t == timeType:
		d.time(to, v, at)
		return
	case t == readerType:
		to.Set(reflect.ValueOf(strings.NewReader(asText(v))))
		return
	}
	switch t.Kind() {
	case reflect.Pointer:
		to.Set(reflect.New(t.Elem()))
		d.decode(to.Elem(), v, at)
	case reflect.Struct:
		d.object(to, v, at)
	case reflect.Slice:
		d.list(to, v, at)
	case reflect.Map:
		d.dictionary(to, v, at)
	case reflect.Interface:
		d.union(to, v, at)
	case reflect.String:
		to.SetString(asText(v))
	default:
		d.scalar(to, v, at)
	}
}

// asText gives a string's text and of anything else its JSON, as Step Functions
// does with an object that is a message's body.
func asText(v jsonvalue.Value) string {
	if v.Kind() == jsonvalue.String {
		return v.Text()
	}
	return v.JSON()
}

func (d *decoder) scalar(to reflect.Value, v jsonvalue.Value, at string) {
	switch kind := to.Kind(); {
	case kind == reflect.Bool && v.Kind() == jsonvalue.Bool:
		to.SetBool(v.Bool())
	case kind == reflect.Bool:
		d.bad(at, "must be true or false, and is %s", v.Kind())
	case !to.CanInt() && !to.CanFloat():
		d.bad(at, "has the type %s, which has no JSON", to.Type())
	case v.Kind() != jsonvalue.Number:
		d.bad(at, "must be a number, and is %s", v.Kind())
	case to.CanFloat():
		to.SetFloat(v.Float())
	default:
		if i, ok := v.Int(); !ok || to.OverflowInt(i) {
			d.bad(at, "must be a whole number of at most %d bits, and is %s", to.Type().Bits(), v.Literal())
		} else {
			to.SetInt(i)
		}
	}
}

// time takes ISO 8601 and seconds since 1970.
func (d *decoder) time(to reflect.Value, v jsonvalue.Value, at string) {
	if v.Kind() == jsonvalue.Number && math.Abs(v.Float()) < 1e12 {
		whole, part := math.Modf(v.Float())
		to.Set(reflect.ValueOf(time.Unix(int64(whole), int64(math.Round(part*1e3))*1e6).UTC()))
		return
	}
	t, err := time.Parse(time.RFC3339Nano, v.Text())
	if err != nil {
		d.bad(at, "must be a time such as 2026-01-31T12:00:00Z, and is %s", v.JSON())
		return
	}
	to.Set(reflect.ValueOf(t))
}

func (d *decoder) object(to reflect.Value, v jsonvalue.Value, at string) {
	if v.Kind() != jsonvalue.Object {
		d.bad(at, "must be an object, and is %s", v.Kind())
		return
	}
	fields := fieldsOf(to.Type())
	for _, m := range v.Members() {
		i, ok := fields.find(m.Name)
		if !ok {
			d.bad(join(at, m.Name), "is not a parameter%s", didYouMean(diag.Suggest(m.Name, fields.names())))
			continue
		}
		d.decode(to.Field(i), m.Value, join(at, m.Name))
	}
}

func didYouMean(name string) string {
	if name == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", name)
}

func (d *decoder) list(to reflect.Value, v jsonvalue.Value, at string) {
	if to.Type().Elem().Kind() == reflect.Uint8 {
		d.blob(to, v, at)
		return
	}
	if v.Kind() != jsonvalue.Array {
		d.bad(at, "must be an array, and is %s", v.Kind())
		return
	}
	to.Set(reflect.MakeSlice(to.Type(), v.Len(), v.Len()))
	for i, item := range v.Items() {
		d.decode(to.Index(i), item, at+"["+strconv.Itoa(i)+"]")
	}
}

func (d *decoder) blob(to reflect.Value, v jsonvalue.Value, at string) {
	if v.Kind() != jsonvalue.String {
		to.SetBytes([]byte(v.JSON()))
		return
	}
	b, err := base64.StdEncoding.DecodeString(v.Text())
	if err != nil {
		d.bad(at, "must be base64; States.Base64Encode and $base64encode make it")
		return
	}
	to.SetBytes(b)
}

func (d *decoder) dictionary(to reflect.Value, v jsonvalue.Value, at string) {
	t := to.Type()
	if v.Kind() != jsonvalue.Object || t.Key().Kind() != reflect.String {
		d.bad(at, "must be an object, and is %s", v.Kind())
		return
	}
	to.Set(reflect.MakeMapWithSize(t, v.Len()))
	for _, m := range v.Members() {
		item := reflect.New(t.Elem()).Elem()
		d.decode(item, m.Value, join(at, m.Name))
		to.SetMapIndex(reflect.ValueOf(m.Name).Convert(t.Key()), item)
	}
}

// union takes an object with one member, which says what is in it.
func (d *decoder) union(to reflect.Value, v jsonvalue.Value, at string) {
	var set []jsonvalue.Member
	for _, m := range v.Members() {
		if m.Value.Kind() != jsonvalue.Null {
			set = append(set, m)
		}
	}
	if len(set) != 1 {
		d.bad(at, "must be an object with exactly one member, which says what kind of %s it is", to.Type().Name())
		return
	}
	member, all := d.member(to.Type(), set[0].Name)
	switch {
	case member == nil && len(all) == 0:
		d.bad(at, "is a union, %s, whose members are not known; write awsclient.Unions(&types.%sMember…{}, …)", to.Type(), to.Type().Name())
		return
	case member == nil:
		d.bad(join(at, set[0].Name), "is not one of %s", strings.Join(all, ", "))
		return
	}
	value := reflect.New(member)
	d.decode(value.Elem().FieldByName("Value"), set[0].Value, join(at, set[0].Name))
	to.Set(value)
}

func join(at, name string) string {
	if at == "" {
		return name
	}
	return at + "." + name
}
