package runner

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// A MockConfig is a MockConfigFile as AWS Step Functions Local reads it
// (Developer Guide, "Testing state machines with Step Functions Local"): mocked
// responses by name, and per state machine test cases that say which state
// gives which response.
type MockConfig struct {
	machines  jsonvalue.Value
	responses map[string][]Answer
}

// ParseMockConfig reads a MockConfigFile.
func ParseMockConfig(text []byte) (*MockConfig, error) {
	v, err := jsonvalue.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("mock config: %w", err)
	}
	c := &MockConfig{machines: v.Get("StateMachines"), responses: map[string][]Answer{}}
	if c.machines.Kind() != jsonvalue.Object {
		return nil, fmt.Errorf(`mock config: it has no object "StateMachines"`)
	}
	for _, m := range v.Get("MockedResponses").Members() {
		if c.responses[m.Name], err = mockedAnswers(m.Value); err != nil {
			return nil, fmt.Errorf("mock config: MockedResponses/%s: %w", m.Name, err)
		}
	}
	return c, nil
}

// mockedAnswers reads a response: answers by the number of the call, "0" or
// "1-3".
func mockedAnswers(v jsonvalue.Value) ([]Answer, error) {
	var all []Answer
	for _, m := range v.Members() {
		first, last, err := callNumbers(m.Name)
		if err != nil {
			return nil, err
		}
		a, err := mockedAnswer(m.Value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.Name, err)
		}
		if first != len(all) {
			return nil, fmt.Errorf("the answer %q should be the one for call %d", m.Name, len(all))
		}
		all = append(all, slices.Repeat([]Answer{a}, last-first+1)...)
	}
	return all, nil
}

// mostMocked bounds what "0-999999999" may ask for.
const mostMocked = 10_000

func callNumbers(s string) (first, last int, err error) {
	from, to, isRange := strings.Cut(s, "-")
	first, err = strconv.Atoi(from)
	last = first
	if err == nil && isRange {
		last, err = strconv.Atoi(to)
	}
	if err != nil || first < 0 || last < first || last-first >= mostMocked {
		return 0, 0, fmt.Errorf(`%q is no number of a call; write "0" or "1-3"`, s)
	}
	return first, last, nil
}

func mockedAnswer(v jsonvalue.Value) (Answer, error) {
	if r := v.Get("Return"); r.Exists() {
		return Answer{Return: r.AppendJSON(nil)}, nil
	}
	if t := v.Get("Throw"); t.Exists() {
		return Answer{Throw: &Failure{Name: t.Get("Error").Text(), Cause: t.Get("Cause").Text()}}, nil
	}
	return Answer{}, fmt.Errorf(`an answer has either "Return" or "Throw"`)
}

// States gives the mocks of a test case, for [Options.States] of one execution.
func (c *MockConfig) States(machine, testCase string) (map[string]Service, error) {
	cases := c.machines.Path(machine, "TestCases")
	if cases.Kind() != jsonvalue.Object {
		return nil, fmt.Errorf("mock config: no state machine %q%s", machine, hint(machine, c.machines))
	}
	states := cases.Get(testCase)
	if states.Kind() != jsonvalue.Object {
		return nil, fmt.Errorf("mock config: state machine %q has no test case %q%s", machine, testCase, hint(testCase, cases))
	}
	all := map[string]Service{}
	for _, m := range states.Members() {
		answers, ok := c.responses[m.Value.Text()]
		if !ok {
			return nil, fmt.Errorf("mock config: state %q of test case %q wants the response %q, which MockedResponses does not have", m.Name, testCase, m.Value.Text())
		}
		all[m.Name] = Mock(answers...)
	}
	return all, nil
}

func hint(word string, of jsonvalue.Value) string {
	var names []string
	for _, m := range of.Members() {
		names = append(names, m.Name)
	}
	if h := diag.DidYouMean(word, names); h != "" {
		return "; " + h
	}
	return ""
}
