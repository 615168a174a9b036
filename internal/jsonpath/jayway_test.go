package jsonpath

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
	"github.com/quickstep-go/quickstep/internal/shared"
)

// jaywayCase is one recorded answer of Jayway JsonPath.
type jaywayCase struct {
	ID       string
	Selector string
	Document string
	Expect   *string
	Ordered  bool
}

// TestJaywayAnswers compares with recorded answers of Jayway, once as Jayway has
// it and once, for the selectors that the service takes, with its twists.
func TestJaywayAnswers(t *testing.T) {
	text, err := os.ReadFile(shared.Path(t, "oracle", "jsonpath", "jayway.json"))
	if err != nil {
		t.Fatal(err)
	}
	var recorded struct{ Cases []jaywayCase }
	if err := json.Unmarshal(text, &recorded); err != nil {
		t.Fatal(err)
	}
	plain, service, offered := 0, 0, 0
	for _, c := range recorded.Cases {
		if c.agrees(t, parsePlain) {
			plain++
		} else {
			t.Logf("as Jayway: %s %s", c.ID, c.Selector)
		}
		if !c.taken() {
			continue
		}
		offered++
		if c.agrees(t, Parse) {
			service++
		} else {
			t.Logf("as the service: %s %s", c.ID, c.Selector)
		}
	}
	t.Logf("as Jayway %d of %d, as the service %d of %d", plain, len(recorded.Cases), service, offered)
	if plain < 254 {
		t.Errorf("only %d of %d agree with Jayway", plain, len(recorded.Cases))
	}
	if service < 209 {
		t.Errorf("only %d of %d agree with Jayway on what the service takes", service, offered)
	}
}

// taken tells whether the service takes the selector: it starts with $, Jayway
// supports it, and it calls no function.
func (c jaywayCase) taken() bool {
	return strings.HasPrefix(c.Selector, "$") && c.Expect != nil && *c.Expect != "NOT_SUPPORTED" && !strings.Contains(c.Selector, "()")
}

func (c jaywayCase) agrees(t *testing.T, parse func(string) (*Path, error)) bool {
	want := "ERROR"
	if c.Expect != nil {
		want = *c.Expect
	}
	path, err := parse(c.Selector)
	if err != nil {
		return want == "NOT_SUPPORTED" || want == "ERROR"
	}
	document, err := jsonvalue.ParseString(c.Document)
	if err != nil {
		t.Fatalf("%s: %v", c.ID, err)
	}
	got, err := path.Eval(&Roots{Document: document})
	if err != nil {
		return want == "NOT_FOUND"
	}
	expected, err := jsonvalue.ParseString(want)
	if err != nil {
		return false
	}
	if !c.Ordered {
		return jsonvalue.Equal(sorted(got), sorted(expected))
	}
	return jsonvalue.Equal(got, expected)
}

func sorted(v jsonvalue.Value) jsonvalue.Value {
	if v.Kind() != jsonvalue.Array {
		return v
	}
	items := slices.Clone(v.Items())
	slices.SortFunc(items, func(a, b jsonvalue.Value) int { return strings.Compare(canonical(a), canonical(b)) })
	return jsonvalue.ArrayOf(items...)
}

// canonical writes a value with the members of objects in order.
func canonical(v jsonvalue.Value) string {
	var x any
	if err := v.Decode(&x); err != nil {
		return err.Error()
	}
	text, err := json.Marshal(x)
	if err != nil {
		return err.Error()
	}
	return string(text)
}
