package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
	"github.com/quickstep-go/quickstep/runner"
)

// mocked reads the answers of Task states: a MockConfigFile of Step Functions
// Local, or an object with the answers of each state.
func (o *runOptions) mocked(e *env, machine string) (map[string]runner.Service, error) {
	if o.mocks == "" {
		if o.testCase != "" {
			return nil, misuse("--test-case names a test case of the file that --mocks gives")
		}
		return nil, nil
	}
	v, err := e.readJSON(o.mocks)
	if err != nil {
		return nil, err
	}
	if v.Kind() != jsonvalue.Object {
		return nil, fmt.Errorf("%s holds no JSON object; write {\"State\": {\"Return\": …}}", shown(o.mocks))
	}
	if v.Get("StateMachines").Exists() || v.Get("MockedResponses").Exists() {
		return o.testCaseOf(v, machine)
	}
	if o.testCase != "" {
		return nil, misuse("--test-case is for a MockConfigFile, and %s is none: it has no \"StateMachines\"", shown(o.mocks))
	}
	services := map[string]runner.Service{}
	for _, m := range v.Members() {
		answers, err := answersOf(m.Value)
		if err != nil {
			return nil, fmt.Errorf("%s, state %q: %w", shown(o.mocks), m.Name, err)
		}
		services[m.Name] = runner.Mock(answers...)
	}
	return services, nil
}

// testCaseOf takes a test case of a MockConfigFile. Where the file has one state
// machine or one test case only, its name need not be given.
func (o *runOptions) testCaseOf(v jsonvalue.Value, machine string) (map[string]runner.Service, error) {
	config, err := runner.ParseMockConfig(v.AppendJSON(nil))
	if err != nil {
		return nil, err
	}
	machines := v.Get("StateMachines")
	if !machines.Get(machine).Exists() && machines.Len() == 1 {
		machine = machines.Members()[0].Name
	}
	name, cases := o.testCase, machines.Path(machine, "TestCases")
	if name == "" && cases.Len() == 1 {
		name = cases.Members()[0].Name
	}
	if name == "" {
		var names []string
		for _, m := range cases.Members() {
			names = append(names, m.Name)
		}
		return nil, misuse("say with --test-case which one is meant: %s", strings.Join(names, ", "))
	}
	return config.States(machine, name)
}

// answersOf reads the answers of one state: a list of them, or one.
func answersOf(v jsonvalue.Value) ([]runner.Answer, error) {
	if v.Kind() != jsonvalue.Array {
		v = jsonvalue.ArrayOf(v)
	}
	var all []runner.Answer
	for i, item := range v.Items() {
		a, err := answerOf(item)
		if err != nil {
			return nil, fmt.Errorf("answer %d: %w", i, err)
		}
		all = append(all, a)
	}
	return all, nil
}

func answerOf(v jsonvalue.Value) (runner.Answer, error) {
	known := []string{"Return", "Throw"}
	for _, m := range v.Members() {
		if !slices.Contains(known, m.Name) {
			return runner.Answer{}, fmt.Errorf("an answer has no %q%s", m.Name, prefixed("; ", diag.DidYouMean(m.Name, known)))
		}
	}
	result, throw := v.Get("Return"), v.Get("Throw")
	switch {
	case result.Exists() == throw.Exists():
		return runner.Answer{}, fmt.Errorf("an answer is either {\"Return\": …} or {\"Throw\": {\"Error\": …, \"Cause\": …}}")
	case result.Exists():
		return runner.Answer{Return: result.AppendJSON(nil)}, nil
	case throw.Get("Error").Kind() != jsonvalue.String:
		return runner.Answer{}, fmt.Errorf("\"Throw\" needs the name of an \"Error\"")
	}
	return runner.Answer{Throw: &runner.Failure{Name: throw.Get("Error").Text(), Cause: throw.Get("Cause").Text()}}, nil
}
