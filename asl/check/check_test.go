package check_test

import (
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/asl/check"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// TestBuilt checks a machine that no text was read of: its findings have the
// pointers of the text that it would be written as.
func TestBuilt(t *testing.T) {
	m := &asl.StateMachine{StartAt: "A"}
	m.States.Set("A", &asl.Choice{Choices: []asl.Rule{{
		Test: asl.Test{Variable: "$.n", Operator: "NumericEquals", Operand: jsonvalue.IntOf(1)}, Next: "Gone",
	}}, Default: "B"})
	m.States.Set("B", &asl.Succeed{})
	found := check.Machine(m)
	if len(found) != 1 || found[0].Position.Pointer != "/States/A/Choices/0/Next" || found[0].AWS.Location != "/States/A/Choices[0]/Next" {
		t.Errorf("got %v", found)
	}
}

// TestChanged checks a machine that was read and then changed.
func TestChanged(t *testing.T) {
	m, _ := asl.Parse([]byte(`{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}}}`))
	if found := check.Machine(m); len(found) == 0 {
		t.Error("there is no state B yet")
	}
	m.States.Set("B", &asl.Succeed{})
	if found := check.Machine(m); len(found) != 0 {
		t.Errorf("got %v", found)
	}
}

func TestOptions(t *testing.T) {
	text := []byte(`{"StartAt": "Gone", "States": {"A": {"Type": "Task", "Resource": "${F}", "Next": "B"}, "B": {"Type": "Succeed", "Foo": 1}}}`)
	for _, c := range []struct {
		name    string
		options []check.Option
		want    string
	}{
		{"all", nil, "QS2006 QS2003"},
		{"without", []check.Option{check.Without("QS2003")}, "QS2006"},
		{"consequences", []check.Option{check.Consequences()}, "QS2006 QS2007 QS2007 QS2003"},
	} {
		var codes []string
		for _, d := range check.Definition(text, c.options...) {
			codes = append(codes, d.Code)
		}
		if got := strings.Join(codes, " "); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
	lambda := []byte(`{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:f", "End": true}}}`)
	if found := check.Definition(lambda); len(found) != 1 || found[0].Severity != diag.Hint {
		t.Errorf("got %v, want one hint", found)
	}
	if found := check.Definition(lambda, check.NoPractice()); len(found) != 0 {
		t.Errorf("got %v, want nothing", found)
	}
}

// TestConsequences holds that everything AWS reports of one misspelt StartAt is
// there when it is asked for, in AWS's words.
func TestConsequences(t *testing.T) {
	found := check.Definition([]byte(`{"StartAt": "Nope", "States": {"A": {"Type": "Pass", "End": true}}}`), check.Consequences())
	want := `Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: Nope at /StartAt, MISSING_TRANSITION_TARGET: State "A" is not reachable. at /States/A'`
	if got := check.InvalidDefinition(found); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	loop := check.Definition([]byte(`{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "A"}}}`))
	if got, want := check.InvalidDefinition(loop), "Invalid State Machine Definition: 'MISSING_END_STATE: Workflow has no terminal state at null'"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := check.InvalidDefinition(nil); got != "" {
		t.Errorf("got %s for a good definition", got)
	}
}

// TestBadTexts holds that hostile texts give one finding and take no time.
func TestBadTexts(t *testing.T) {
	for _, text := range []string{"", "{", "[]", "\ufeff{}", "\xff", `{"a": NaN}`, strings.Repeat(`{"a":`, 100_000), strings.Repeat("[", 1<<20), strings.Repeat(" ", 50<<20)} {
		if found := check.Definition([]byte(text)); len(found) != 1 || !found.HasErrors() {
			t.Errorf("%.20q gave %v", text, found)
		}
	}
}
