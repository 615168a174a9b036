package cli

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
)

type greeting struct {
	Text string `json:"text"`
}

var greetings = dsl.Fields[greeting]()

// greet is a workflow whose function has its Go handler.
var greet = dsl.Define("Greet", func(b *dsl.Block, in dsl.Val[greeting]) dsl.Val[greeting] {
	return dsl.Task(b, "Shout", lambda.Handle("Shouter", func(_ context.Context, g greeting) (greeting, error) {
		return greeting{Text: strings.ToUpper(g.Text)}, nil
	}).Invoke(), in)
})

// wrong has a mistake: it builds a greeting without its text.
var wrong = dsl.Define("Wrong", func(b *dsl.Block, in dsl.Val[greeting]) dsl.Val[greeting] {
	return dsl.Build(greeting{}, dsl.To(&greetings.Text, dsl.At(in, &greetings.Text)), dsl.To(&greetings.Text, dsl.At(in, &greetings.Text)))
})

// play runs a command that knows both workflows.
func play(t *testing.T, stdin string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs strings.Builder
	status = Main(args, strings.NewReader(stdin), &out, &errs, greet, wrong)
	return status, out.String(), errs.String()
}

func TestWorkflows(t *testing.T) {
	for _, c := range []struct {
		args   string
		status int
		want   string // in either output
	}{
		{"help", succeeded, "  Greet\n"},
		{"validate Greet", succeeded, "in 1 definition"},
		{"fmt Greet", succeeded, `"StartAt": "Shout"`},
		{"fmt --write Greet", misused, "Greet is no file that could be written"},
		{"run Greet --input -", succeeded, `"text": "HI"`},
		{"permissions Greet", succeeded, "lambda:InvokeFunction"},
		{"validate Wrong", failed, "workflow_test.go:"},
		{"run Wrong", failed, "workflow_test.go:"},
		{"fmt Wrong", failed, "workflow_test.go:"},
		{"permissions Wrong", failed, "workflow_test.go:"},
		{"validate Grete", failed, `did you mean "Greet"?`},
		{"validate", misused, "or one of the workflows Greet, Wrong"},
	} {
		status, out, errs := play(t, `{"text":"hi"}`, strings.Fields(c.args)...)
		if status != c.status || !strings.Contains(out+errs, c.want) {
			t.Errorf("quickstep %s exits with %d, wants %d and %q:\n%s%s", c.args, status, c.status, c.want, out, errs)
		}
	}
}

// TestFindingsShowGo: a finding about a workflow shows its line of Go.
func TestFindingsShowGo(t *testing.T) {
	_, out, _ := play(t, "", "validate", "Wrong")
	if !strings.Contains(out, "return dsl.Build(greeting{}") {
		t.Errorf("no line of Go:\n%s", out)
	}
}

func TestLongOutputIsCut(t *testing.T) {
	const states = 2 * shownLines
	var b strings.Builder
	b.WriteString(`{"StartAt": "S0", "States": {`)
	for i := range states {
		fmt.Fprintf(&b, `"S%d": {"Type": "Pass", "Next": "S%d"}, `, i, i+1)
	}
	fmt.Fprintf(&b, `"S%d": {"Type": "Succeed"}}}`, states)
	status, _, errs := play(t, b.String(), "run", "--progress", "-")
	if lines := strings.Count(errs, "\n"); status != succeeded || !strings.Contains(errs, "and more, which --history shows") || lines > shownLines+10 {
		t.Errorf("exit %d, %d lines", status, lines)
	}
}
