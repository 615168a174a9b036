package permissions

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestParseOptions(t *testing.T) {
	o, err := ParseOptions([]byte(`{"resources": [{"name": "T", "kind": "table", "form": "Name"}], "on": {"S": ["*"]}, "machine": {"name": "m"}, "tracing": true}`))
	if err != nil {
		t.Fatal(err)
	}
	if r := o.Resources[0]; r.Name != "T" || r.Kind != Table || r.Form != FormName || o.On["S"][0] != "*" || o.Machine.Name != "m" || !o.Tracing {
		t.Errorf("%+v", o)
	}
	text, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := ParseOptions(text); err != nil || again.Resources[0].Form != FormName {
		t.Errorf("%s read back: %+v, %v", text, again, err)
	}
	for text, word := range map[string]string{`{"resource": []}`: "resource", `{"resources": [{"form": "urn"}]}`: "urn", ``: "EOF"} {
		if _, err := ParseOptions([]byte(text)); err == nil || !strings.Contains(err.Error(), word) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestStatementAsJSON(t *testing.T) {
	text, err := json.Marshal(Statement{Actions: []string{"a:B"}, Resources: []string{"*"}, Wildcard: "none", Reasons: []Reason{{States: []string{"S"}, Why: "does"}}})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"Effect":"Allow","Action":["a:B"],"Resource":["*"],"Wildcard":"none","Reasons":[{"States":["S"],"Why":"does"}]}`
	if string(text) != want {
		t.Errorf("%s, want %s", text, want)
	}
	if s, err := ParsePolicy([]byte(`{"Statement": ` + string(text) + `}`)); err != nil || len(s) != 1 || s[0].Actions[0] != "a:B" {
		t.Errorf("read back: %v, %v", s, err)
	}
}
