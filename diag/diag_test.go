package diag

import (
	"fmt"
	"testing"
)

func TestSuggest(t *testing.T) {
	names := []string{"States.TaskFailed", "States.Timeout", "States.ALL", "Next", "Name"}
	for word, want := range map[string]string{
		"States.TaskFailedd": "States.TaskFailed",
		"states.timeout":     "States.Timeout",
		"Nxet":               "Next",
		"Nmae":               "Name",
		"Zebra":              "",
		"":                   "",
	} {
		if got := Suggest(word, names); got != want {
			t.Errorf("Suggest(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestErrKeepsTheList(t *testing.T) {
	if (List{{Severity: Hint}}).Err() != nil {
		t.Error("a list of hints is no error")
	}
	err := fmt.Errorf("wrapped: %w", List{{Severity: Error, Message: "m"}}.Err())
	l, ok := FromError(err)
	if !ok || len(l) != 1 || l[0].Message != "m" {
		t.Errorf("FromError gave %v, %v", l, ok)
	}
}

func TestPositionString(t *testing.T) {
	for want, p := range map[string]Position{
		"":           {},
		"a.go:3":     {File: "a.go", Line: 3},
		"a.go:3:7":   {File: "a.go", Line: 3, Column: 7, Pointer: "/States"},
		"3:7":        {Line: 3, Column: 7},
		"/States/A":  {Pointer: "/States/A"},
		"f /StartAt": {File: "f", Pointer: "/StartAt"},
	} {
		if got := p.String(); got != want {
			t.Errorf("%#v: %q, want %q", p, got, want)
		}
	}
}
