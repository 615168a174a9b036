package asl_test

import (
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/asl"
)

// TestSubstitutions holds that substitutions without quotes are read, keep their
// places, and are written as they were.
func TestSubstitutions(t *testing.T) {
	const text = `{
  "StartAt": "A",
  "TimeoutSeconds": ${Timeout},
  "States": {
    "A": {
      "Type": "Wait",
      "Comment": "not \"${Quoted}\" and $ and {} and ${",
      "Seconds": ${AWS::StackName.x-1},
      "Next": "B"
    },
    "B": {
      "Type": "Pass",
      "Parameters": {
        "list": [
          ${One},
          "${Two}"
        ],
        "none": [],
        "all": {}
      },
      "End": ${Last}
    }
  }
}
`
	m, found := asl.Parse([]byte(text))
	if len(found) > 0 {
		t.Fatal(found)
	}
	if got := string(m.Text()); got != text {
		t.Errorf("written as\n%s", got)
	}
	compact := strings.NewReplacer("\n", "", "  ", "", "\": ", "\":").Replace(text)
	if got := string(m.Format(asl.Style{Compact: true})); got != compact {
		t.Errorf("written as\n%s\nwant\n%s", got, compact)
	}
	wait := m.States.Get("A").(*asl.Wait)
	if got, _ := wait.Seconds.Expression(); got != "${AWS::StackName.x-1}" {
		t.Errorf("the seconds are %q", got)
	}
	if at := wait.At("Next"); at.Line != 9 || at.Column != 15 {
		t.Errorf("Next is at %s", at)
	}
}

// TestHelp holds that the usual mistakes are told what to write instead.
func TestHelp(t *testing.T) {
	for text, want := range map[string]string{
		`{"StartAt": "A",}`:             "take it out: nothing comes after it",
		`{"States": [1, 2,]}`:           "take it out: nothing comes after it",
		`{"StartAt": "A" "States": {}}`: "put a comma before it",
		`{"a": 1 "b": 2}`:               "put a comma before it",
		"{\n// the first\n\"a\": 1}":    "JSON has no comments; machines and states have a field Comment",
		`{"a": /* one */ 1}`:            "JSON has no comments; machines and states have a field Comment",
		`{'StartAt': 'A'}`:              "texts stand between double quotes",
		`{"a": NaN}`:                    "JSON has no such number",
		`{"a": -Infinity}`:              "JSON has no such number",
		`{"a": True}`:                   "write true, false or null",
		`{"a": !}`:                      "",
	} {
		if _, found := asl.Parse([]byte(text)); len(found) != 1 || found[0].Help != want {
			t.Errorf("%s: got %v, want the help %q", text, found, want)
		}
	}
}

func TestSubstitutionsThatAreNone(t *testing.T) {
	for text, want := range map[string]string{
		`{"StartAt": "A", ${Name}: 1}`:     `1:18: a substitution without quotes stands for a field's name; write "${Name}": … [QS1001]`,
		`{"StartAt": ${Na me}}`:            "1:13: this is no JSON: invalid character '$' where a value starts [QS1001]",
		`{"StartAt": $}`:                   "1:13: this is no JSON: invalid character '$' where a value starts [QS1001]",
		`{"StartAt": ${}}`:                 "1:13: this is no JSON: invalid character '$' where a value starts [QS1001]",
		`{"StartAt": ${A} ${B}}`:           `1:18: this is no JSON: invalid character '$' where ',' or '}' is expected [QS1001]`,
		`{"StartAt": "\\", "B": ${A"}}`:    "1:24: this is no JSON: invalid character '$' where a value starts [QS1001]",
		`{"StartAt": "A", "States": {"A":`: "1:33: the text ends too early; close what is open: a string, an array or an object [QS1001]",
	} {
		if _, found := asl.Parse([]byte(text)); found.String() != want {
			t.Errorf("%s:\n got %s\nwant %s", text, found, want)
		}
	}
}
