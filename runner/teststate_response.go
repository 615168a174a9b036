package runner

import (
	"encoding/base64"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/awsshapes"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
	"github.com/quickstep-go/quickstep/internal/membername"
)

// checkResponse holds a Task's mocked result against the response of the API that
// it calls. What waits for a token may come to anything, and of calls that no model
// has nothing is known.
func (q *stateRequest) checkResponse(s *asl.Task) *TestError {
	mode := q.test.Mock.Validation
	if mode == ValidateNone {
		return nil
	}
	r := newResource(s.Resource)
	shape, ok := r.response()
	if !ok {
		return nil
	}
	if q.result.Kind() != jsonvalue.Object {
		return refused("Mock result must be a valid JSON object.")
	}
	c := responseCheck{
		strict: mode != ValidatePresent,
		sdk:    strings.HasPrefix(r.service, "aws-sdk:"),
		polled: r.pattern != requestResponse,
		free:   anyJSON[r.service+":"+r.action],
	}
	return c.structure(shape, q.result)
}

// responseCheck is one check of a result.
type responseCheck struct {
	strict bool     // needed fields have to be there
	sdk    bool     // the call is one of the aws-sdk integration, with its spelling
	polled bool     // the job's times may be numbers, as they are in real results
	free   []string // fields that may hold any JSON
}

func mismatch(name, how string) *TestError {
	return refused("Mock result schema validation error: Field '%s' %s", name, how)
}

// structure checks an object. Fields that are not known may be there.
func (c *responseCheck) structure(s *awsshapes.Shape, v jsonvalue.Value) *TestError {
	known := make(map[string]*awsshapes.Shape, len(s.Members))
	for _, m := range s.Members {
		first, other := c.names(m.Name)
		if m.Needed && c.strict && !v.Get(first).Exists() && !v.Get(other).Exists() {
			return refused("Mock result schema validation error: Required field '%s' is missing", first)
		}
		known[first], known[other] = m.Shape, m.Shape
	}
	for _, m := range v.Members() {
		of := known[m.Name]
		if of == nil || slices.Contains(c.free, m.Name) {
			continue
		}
		if err := c.value(m.Name, of, m.Value); err != nil {
			return err
		}
	}
	return nil
}

// names gives a member's name as Step Functions writes it, and another way in which
// the aws-sdk integration may write it.
func (c *responseCheck) names(member string) (name, other string) {
	capital := strings.ToUpper(member[:1]) + member[1:]
	if !c.sdk {
		return capital, capital
	}
	return membername.Of(capital), capital
}

// kindWords are what each kind of value is in JSON, and the words for it.
var kindWords = [...]struct {
	json  jsonvalue.Kind
	words string
}{
	awsshapes.Text: {jsonvalue.String, "a string"}, awsshapes.Bytes: {jsonvalue.String, "a string"}, awsshapes.Time: {jsonvalue.String, "a string"},
	awsshapes.Number: {jsonvalue.Number, "a number"}, awsshapes.Bool: {jsonvalue.Bool, "a boolean"}, awsshapes.List: {jsonvalue.Array, "an array"},
	awsshapes.Map: {jsonvalue.Object, "an object"}, awsshapes.Structure: {jsonvalue.Object, "an object"},
}

func (c *responseCheck) value(name string, s *awsshapes.Shape, v jsonvalue.Value) *TestError {
	switch {
	case s.Kind == awsshapes.Any, s.Kind == awsshapes.Time && c.polled && v.Kind() == jsonvalue.Number:
		return nil
	case v.Kind() != kindWords[s.Kind].json:
		return mismatch(name, "must be "+kindWords[s.Kind].words)
	}
	switch s.Kind {
	case awsshapes.Text, awsshapes.Bytes:
		return checkText(name, s, v.Text())
	case awsshapes.Number:
		return checkNumber(name, s, v.Float())
	case awsshapes.Structure:
		return c.structure(s, v)
	case awsshapes.List:
		for _, item := range v.Items() {
			if err := c.value(name, s.Item, item); err != nil {
				return err
			}
		}
	case awsshapes.Map:
		for _, m := range v.Members() {
			if err := c.value(m.Name, s.Item, m.Value); err != nil {
				return err
			}
		}
	}
	return nil
}

func checkText(name string, s *awsshapes.Shape, text string) *TestError {
	length := utf8.RuneCountInString(text)
	if b, err := base64.StdEncoding.DecodeString(text); s.Kind == awsshapes.Bytes && err == nil {
		length = len(b)
	}
	switch {
	case float64(length) < s.Least:
		return mismatch(name, "is smaller than the minimum length")
	case s.OneOf != nil && !slices.Contains(s.OneOf, text):
		return mismatch(name, "is not an expected value")
	}
	return nil
}

func checkNumber(name string, s *awsshapes.Shape, n float64) *TestError {
	switch {
	case n < s.Least:
		return mismatch(name, "is less than the minimum value")
	case n > s.Most:
		return mismatch(name, "exceeds the maximum value")
	}
	return nil
}
