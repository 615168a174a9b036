package conformance

import (
	"context"
	"fmt"
	"strings"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
	"github.com/quickstep-go/quickstep/runner"
)

// answers gives what a state's attempts come to; the last one stays.
func answers(of []Mock) runner.Service {
	const spare = 10 // a recording may end before the execution does
	all := make([]runner.Answer, 0, len(of)+spare)
	for _, m := range of {
		all = append(all, m.answer())
	}
	for range spare {
		all = append(all, all[len(of)-1])
	}
	return runner.Mock(all...)
}

func (m Mock) answer() runner.Answer {
	switch {
	case m.Throw == nil:
		return runner.Answer{Return: m.Return.AppendJSON(nil)}
	case strings.HasSuffix(m.Event, "TimedOut"):
		return runner.Answer{Never: true}
	}
	return runner.Answer{Throw: m.failure()}
}

func (m Mock) failure() *runner.Failure {
	f := &runner.Failure{}
	if m.Throw.Error != nil {
		f.Name = *m.Throw.Error
	}
	switch c := m.Throw.Cause; c.Kind() {
	case jsonvalue.Absent, jsonvalue.Null:
	case jsonvalue.String:
		f.Cause = c.Text()
	default:
		f.Cause = c.JSON()
	}
	return f
}

// reply is the same for a worker's work.
func (m Mock) reply() runner.Reply {
	a := m.answer()
	return runner.Reply{Output: a.Return, Failure: a.Throw, Never: a.Never}
}

// Call does what the function does.
func (l Lambda) Call(_ context.Context, task *runner.Task) ([]byte, error) {
	return l.answer(task.Value())
}

func (l Lambda) answer(payload jsonvalue.Value) ([]byte, error) {
	switch b := l.Behaviour; b.Kind {
	case "echo", "":
		return payload.AppendJSON(nil), nil
	case "return":
		return b.Value.AppendJSON(nil), nil
	case "raise":
		return nil, &runner.Failure{Name: b.Error, Cause: pythonError(b)}
	case "return_large_string":
		return jsonvalue.StringOf(strings.Repeat(b.Char, b.Size)).AppendJSON(nil), nil
	case "return_format":
		text := strings.ReplaceAll(b.Format, "{event}", pythonText(payload))
		return jsonvalue.StringOf(text).AppendJSON(nil), nil
	case "sleep_then_echo":
		return nil, runner.ErrNoAnswer
	}
	return nil, fmt.Errorf("no function behaves as %q", l.Behaviour.Kind)
}

// pythonError is the cause that a function written in Python fails with.
func pythonError(b Behaviour) string {
	return jsonvalue.ObjectOf(
		jsonvalue.Member{Name: "errorMessage", Value: jsonvalue.StringOf(b.Message)},
		jsonvalue.Member{Name: "errorType", Value: jsonvalue.StringOf(b.Error)},
		jsonvalue.Member{Name: "requestId", Value: jsonvalue.StringOf("8a7d2f6e-53b1-4c0e-9d6a-0f1b2c3d4e5f")},
		jsonvalue.Member{Name: "stackTrace", Value: jsonvalue.ArrayOf()}).JSON()
}

// pythonText is how Python writes a value into a text.
func pythonText(v jsonvalue.Value) string {
	return strings.NewReplacer(`"`, `'`, `,`, `, `, `:`, `: `).Replace(v.JSON())
}

// unknown is the name under which a case keeps what it cannot tell the state of.
const unknown = "<unknown>"

// recorded serves lambda:invoke with answers whose states are not known: it has
// the function work, and gives the recorded answer that holds the same payload.
type recorded struct {
	functions map[string]Lambda
	answers   []Mock
}

// Call serves lambda:invoke.
func (r recorded) Call(_ context.Context, task *runner.Task) ([]byte, error) {
	name := task.Value().Get("FunctionName").Text()
	function, ok := r.functions[name[strings.LastIndexByte(name, ':')+1:]]
	if !ok {
		return nil, fmt.Errorf("the case has no function %q", name)
	}
	text, err := function.answer(task.Value().Get("Payload"))
	for _, m := range r.answers {
		if err != nil && m.Throw != nil {
			return nil, m.failure()
		}
		if err == nil && m.Return.Get("Payload").JSON() == string(text) {
			return m.Return.AppendJSON(nil), nil
		}
	}
	return text, err
}
