package runner

import (
	"context"
	"errors"
	"testing"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// A function that nobody waits for is called; how it went, nobody hears. What
// Lambda itself says of the request is the state's affair.
func TestFunctionsInvokedAsEvents(t *testing.T) {
	const definition = `{"QueryLanguage":"JSONata","StartAt":"Work","States":{"Work":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke",
	  "Arguments":{"FunctionName":"f","InvocationType":"Event","Payload":{"n":1}},"End":true}}}`
	for name, test := range map[string]struct {
		text string
		err  error
		want string // the error's name
	}{
		"an answer":          {text: `{"n":2}`},
		"what is not JSON":   {text: `{`},
		"an error":           {err: errors.New("no")},
		"too many at a time": {err: &Failure{Name: "Lambda.TooManyRequestsException"}, want: "Lambda.TooManyRequestsException"},
	} {
		t.Run(name, func(t *testing.T) {
			got := ""
			r := finished(t, start(t, definition, `{}`, served(func(_ context.Context, task *Task) ([]byte, error) {
				got = string(task.Input())
				return []byte(test.text), test.err
			})))
			if got != `{"n":1}` {
				t.Errorf("the function got %s", got)
			}
			if test.want != "" {
				if r.Error != test.want {
					t.Errorf("it failed with %q, want %s", r.Error, test.want)
				}
				return
			}
			out, err := jsonvalue.Parse(r.Output)
			if err != nil {
				t.Fatal(err)
			}
			want := map[string]string{"StatusCode": "202", "Payload": `""`, "ExecutedVersion": "null"} // of what is not there too
			for member, want := range want {
				if got := out.Get(member).JSON(); got != want {
					t.Errorf("%s is %q, want %q", member, got, want)
				}
			}
		})
	}
}

func TestExecutedVersion(t *testing.T) {
	for qualifier, want := range map[string]string{"7": `"7"`, "live": `"$LATEST"`} {
		r := finished(t, start(t, `{"QueryLanguage":"JSONata","StartAt":"Work","States":{"Work":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke",
		  "Arguments":{"FunctionName":"f","Qualifier":"`+qualifier+`"},"Output":"{% $states.result.ExecutedVersion %}","End":true}}}`, `{}`,
			served(func(context.Context, *Task) ([]byte, error) { return nil, nil })))
		if string(r.Output) != want {
			t.Errorf("%s: got %s, want %s", qualifier, r.Output, want)
		}
	}
}
