package cli

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
	"github.com/quickstep-go/quickstep/runner"
)

// mocked reads the answers of Task states: a MockConfigFile of Step Functions
// Local, or an object with the answers of each state. The machines are the one that
// is run and those that its tasks start.
func (o *runOptions) mocked(e *env, machines []*source) (map[string]runner.Service, error) {
	if o.mocks == "" {
		if o.testCase != "" {
			return nil, misuse("--test-case names a test case of the file that --mocks gives")
		}
		return nil, nil
	}
	v, err := e.jsonOrFile("mocks", o.mocks)
	if err != nil {
		return nil, err
	}
	if v.Kind() != jsonvalue.Object {
		return nil, fmt.Errorf("%s holds no JSON object; write {\"State\": {\"Return\": …}}", shownText("mocks", o.mocks))
	}
	if v.Get("StateMachines").Exists() || v.Get("MockedResponses").Exists() {
		return o.testCaseOf(v, machineName(machines[0].name))
	}
	if o.testCase != "" {
		return nil, misuse("--test-case is for a MockConfigFile, and %s is none: it has no \"StateMachines\"", shownText("mocks", o.mocks))
	}
	kinds, err := kindsOf(e, machines)
	if err != nil {
		return nil, err
	}
	services := map[string]runner.Service{}
	for _, m := range v.Members() {
		if err := answerable(kinds, m.Name); err != nil {
			return nil, fmt.Errorf("%s %w", shownText("mocks", o.mocks), err)
		}
		answers, err := answersOf(m.Value)
		if err != nil {
			return nil, fmt.Errorf("%s, state %q: %w", shownText("mocks", o.mocks), m.Name, err)
		}
		services[m.Name] = runner.Mock(answers...)
	}
	return services, nil
}

// kindsOf gives the types of the states of all machines, at any depth.
func kindsOf(e *env, machines []*source) (map[string]asl.Kind, error) {
	kinds := map[string]asl.Kind{}
	for _, s := range machines {
		m, err := s.parse(e)
		if err != nil {
			return nil, err
		}
		for place := range m.Walk() {
			if kinds[place.Name] != asl.KindTask {
				kinds[place.Name] = place.State.Kind()
			}
		}
	}
	return kinds, nil
}

// answerable refuses answers for a state that asks for none.
func answerable(kinds map[string]asl.Kind, name string) error {
	kind, ok := kinds[name]
	switch {
	case kind == asl.KindTask:
		return nil
	case ok:
		return fmt.Errorf("answers %q, which is a %s state; only Task states are answered", name, kind)
	}
	var tasks []string
	for name, kind := range kinds {
		if kind == asl.KindTask {
			tasks = append(tasks, name)
		}
	}
	slices.Sort(tasks)
	help := diag.DidYouMean(name, tasks)
	if help == "" && len(tasks) > 0 {
		help = "there are " + strings.Join(tasks, ", ")
	}
	return fmt.Errorf("answers %q, which is no Task state%s", name, prefixed("; ", help))
}

// mocksHint tells how to serve a task from the command line, where there are mocks
// of these states.
func mocksHint(err error, mocks map[string]runner.Service) error {
	var f *runner.Fault
	if !errors.As(err, &f) || !errors.Is(err, runner.ErrUnserved) {
		return err
	}
	switch {
	case strings.HasPrefix(f.Resource, "arn:aws:states:::s3:"):
		return fmt.Errorf("state %q works on objects of S3; give a folder that holds a folder for each bucket as --objects", f.State)
	case f.State == "" || mocks[f.State] != nil:
		return err
	}
	result := "…"
	if f.Resource == "arn:aws:states:::lambda:invoke" {
		result = `{"Payload": …}`
	}
	return fmt.Errorf("state %q calls %s, and nothing answers; write a file with {%q: {\"Return\": %s}} and give it as --mocks", f.State, f.Resource, f.State, result)
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
		a, err := answerOf(v)
		return []runner.Answer{a}, err
	}
	var all []runner.Answer
	for i, item := range v.Items() {
		a, err := answerOf(item)
		if err != nil {
			return nil, fmt.Errorf("answer %d: %w", i+1, err)
		}
		all = append(all, a)
	}
	return all, nil
}

func answerOf(v jsonvalue.Value) (runner.Answer, error) {
	const either = `{"Return": …} or {"Throw": {"Error": …, "Cause": …}}`
	if v.Kind() != jsonvalue.Object {
		return runner.Answer{}, fmt.Errorf("an answer is either %s", either)
	}
	if err := only(v, "an answer", `write {"Return": {NAME: …}}`, "Return", "Throw"); err != nil {
		return runner.Answer{}, err
	}
	result, throw := v.Get("Return"), v.Get("Throw")
	switch {
	case result.Exists() == throw.Exists():
		return runner.Answer{}, fmt.Errorf("an answer is either %s", either)
	case result.Exists():
		return runner.Answer{Return: result.AppendJSON(nil)}, nil
	case throw.Kind() == jsonvalue.String:
		return runner.Answer{}, fmt.Errorf("\"Throw\" is an object; write {\"Throw\": {\"Error\": %s}}", throw.JSON())
	}
	if err := only(throw, `"Throw"`, `write {"Error": …, "Cause": …}`, "Error", "Cause"); err != nil {
		return runner.Answer{}, err
	}
	if throw.Get("Error").Kind() != jsonvalue.String {
		return runner.Answer{}, fmt.Errorf("\"Throw\" needs the name of an \"Error\", as in {\"Throw\": {\"Error\": \"Busy\"}}")
	}
	return runner.Answer{Throw: &runner.Failure{Name: throw.Get("Error").Text(), Cause: throw.Get("Cause").Text()}}, nil
}

// only refuses members that an object of a kind does not have. The help, if any, is
// for a name that is like none of them, which stands in it for NAME.
func only(v jsonvalue.Value, what, help string, known ...string) error {
	for _, m := range v.Members() {
		if slices.Contains(known, m.Name) {
			continue
		}
		near := diag.DidYouMean(m.Name, known)
		if near == "" {
			near = strings.ReplaceAll(help, "NAME", strconv.Quote(m.Name))
		}
		return fmt.Errorf("%s has no %q%s", what, m.Name, prefixed("; ", near))
	}
	return nil
}
