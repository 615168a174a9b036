package check_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/asl/check"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/shared"
)

// recorded is a case of what AWS answered.
type recorded struct {
	ID         string
	Kind       string
	Type       asl.ExecutionType
	Definition json.RawMessage
	Text       string `json:"definition_text"`
	Steps      []struct {
		Params struct {
			Definition string
			Type       asl.ExecutionType
		}
		Error *json.RawMessage `json:"expect_error"`
	}
	Request struct {
		StateName string
		Type      asl.ExecutionType
	}
	Expected struct {
		Error    json.RawMessage
		Response json.RawMessage
	}
}

// refusal is what AWS answered, where that is a refusal of the definition.
func (c *recorded) refusal() string {
	var e struct{ Code, Message string }
	if json.Unmarshal(c.Expected.Error, &e) != nil || e.Code != "InvalidDefinition" || strings.HasPrefix(e.Message, "TestState API") {
		return ""
	}
	return e.Message
}

// check asks the checker what AWS was asked.
func (c *recorded) check() diag.List {
	text := []byte(c.Text)
	if len(c.Definition) > 0 && string(c.Definition) != "null" {
		text = c.Definition
	}
	text = bytes.ReplaceAll(text, []byte("arn:<partition>:"), []byte("arn:aws:"))
	t := c.Type
	if c.Request.Type != "" {
		t = c.Request.Type
	}
	if c.Kind == "test_state" && c.Request.StateName == "" {
		m, found := asl.ParseState(text, "StateName")
		return append(found, check.Machine(m, check.SingleState())...)
	}
	return check.Definition(text, check.Type(t))
}

func cases(t *testing.T) []*recorded {
	files, err := filepath.Glob(filepath.Join(shared.Path(t, "conformance", "cases"), "*", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all []*recorded
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		c := new(recorded)
		if json.Unmarshal(text, c) == nil && c.Kind != "" {
			all = append(all, c)
		}
	}
	return all
}

// TestAcceptsWhatAWSAccepts holds that no definition that AWS took has an error.
func TestAcceptsWhatAWSAccepts(t *testing.T) {
	checked := 0
	for _, c := range cases(t) {
		for _, step := range c.Steps {
			if step.Params.Definition != "" && step.Error == nil {
				checked++
				if found := check.Definition([]byte(step.Params.Definition), check.Type(step.Params.Type)); found.HasErrors() {
					t.Errorf("%s: %s", c.ID, found.Filter(diag.Error))
				}
			}
		}
		switch c.Kind {
		case "execution", "sync_execution", "express_async_execution", "test_state":
		default:
			continue
		}
		if c.refusal() != "" || c.Text == "" && (len(c.Definition) == 0 || string(c.Definition) == "null") {
			continue
		}
		checked++
		if found := c.check(); found.HasErrors() {
			t.Errorf("%s: %s", c.ID, found.Filter(diag.Error))
		}
	}
	if checked < 900 {
		t.Errorf("only %d definitions were checked", checked)
	}
	t.Log(checked, "definitions checked")
}

// TestAnswersAsAWS holds that a refusal on record is given in the same words.
func TestAnswersAsAWS(t *testing.T) {
	checked := 0
	for _, c := range cases(t) {
		if want := c.refusal(); want != "" {
			checked++
			if got := check.InvalidDefinition(c.check()); got != want {
				t.Errorf("%s:\n got %s\nwant %s", c.ID, got, want)
			}
		}
		if c.Kind != "validate_definition" {
			continue
		}
		checked++
		var want struct{ Diagnostics []diag.AWS }
		if err := json.Unmarshal(c.Expected.Response, &want); err != nil {
			t.Fatal(err)
		}
		var got []diag.AWS
		for _, d := range c.check().Filter(diag.Error) {
			got = append(got, *d.AWS)
		}
		if len(got) != len(want.Diagnostics) || len(got) > 0 && got[0] != want.Diagnostics[0] {
			t.Errorf("%s:\n got %v\nwant %v", c.ID, got, want.Diagnostics)
		}
	}
	t.Log(checked, "answers checked")
}
