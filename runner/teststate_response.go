package runner

import (
	"encoding/base64"
	"slices"
	"unicode/utf8"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// checkResponse holds a Task's mocked result against the response of the API that
// it calls; of a .sync task, that of the call which polls the job. What waits for
// a token may come to anything, and of calls that are not in the table nothing is
// known.
func (q *stateRequest) checkResponse(s *asl.Task) *TestError {
	mode := q.test.Mock.Validation
	r := newResource(s.Resource)
	known, ok := responses[r.service+":"+r.action]
	if !ok || mode == ValidateNone || r.kind != serviceResource {
		return nil
	}
	if q.result.Kind() != jsonvalue.Object {
		return refused("Mock result must be a valid JSON object.")
	}
	return known.check(q.result, mode != ValidatePresent)
}

func mismatch(name, how string) *TestError {
	return refused("Mock result schema validation error: Field '%s' %s", name, how)
}

// check checks a structure. Fields that are not known may be there.
func (of response) check(v jsonvalue.Value, strict bool) *TestError {
	if strict {
		if name := of.missing(v); name != "" {
			return refused("Mock result schema validation error: Required field '%s' is missing", name)
		}
	}
	for _, m := range v.Members() {
		if f, known := of[m.Name]; known {
			if err := f.check(m.Name, m.Value, strict); err != nil {
				return err
			}
		}
	}
	return nil
}

// missing gives the first of the needed fields that is not there.
func (of response) missing(v jsonvalue.Value) string {
	var names []string
	for name, f := range of {
		if f.needed && !v.Get(name).Exists() {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return slices.Min(names)
}

// fieldKinds are what each kind of field is in JSON, and the words for it.
var fieldKinds = [...]struct {
	json  jsonvalue.Kind
	words string
}{
	textField: {jsonvalue.String, "a string"}, numberField: {jsonvalue.Number, "a number"}, boolField: {jsonvalue.Bool, "a boolean"},
	listField: {jsonvalue.Array, "an array"}, structField: {jsonvalue.Object, "an object"}, mapField: {jsonvalue.Object, "an object"},
}

func (f *responseField) check(name string, v jsonvalue.Value, strict bool) *TestError {
	if f.kind == anyField {
		return nil
	}
	if v.Kind() != fieldKinds[f.kind].json {
		return mismatch(name, "must be "+fieldKinds[f.kind].words)
	}
	switch f.kind {
	case textField:
		return f.checkText(name, v.Text())
	case numberField:
		return f.checkNumber(name, v.Float())
	case structField:
		return f.of.check(v, strict)
	case listField:
		for _, item := range v.Items() {
			if err := f.items.check(name, item, strict); err != nil {
				return err
			}
		}
	case mapField:
		for _, m := range v.Members() {
			if err := f.items.check(m.Name, m.Value, strict); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *responseField) checkText(name, s string) *TestError {
	length := utf8.RuneCountInString(s)
	if b, err := base64.StdEncoding.DecodeString(s); f.least > 0 && err == nil {
		length = len(b)
	}
	switch {
	case float64(length) < f.least:
		return mismatch(name, "is smaller than the minimum length")
	case f.oneOf != nil && !slices.Contains(f.oneOf, s):
		return mismatch(name, "is not an expected value")
	}
	return nil
}

func (f *responseField) checkNumber(name string, n float64) *TestError {
	switch {
	case f.most == 0:
	case n < f.least:
		return mismatch(name, "is less than the minimum value")
	case n > f.most:
		return mismatch(name, "exceeds the maximum value")
	}
	return nil
}
