package conformance

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
	"github.com/quickstep-go/quickstep/runner"
)

// account is what exists while a sequence runs: machines, executions, and the answers
// that later steps quote.
type account struct {
	ctx        context.Context
	of         *Case
	machines   map[string]*machine // by ARN
	executions []*execution        // in the order of their start
	answers    map[string]jsonvalue.Value
	tokens     map[string]int // where a list goes on
}

type machine struct {
	compiled *runner.Machine
	waiting  map[string]runner.Service
}

type execution struct {
	x     *runner.Execution
	arn   string
	of    string // the machine's ARN
	input string
}

const dateLayout = "2006-01-02T15:04:05.000Z"

func date(t time.Time) string { return t.UTC().Format(dateLayout) }

// object is an answer in the making.
type object map[string]any

func (a *account) create(s *Step) (any, *APIError) {
	text := []byte(s.Params.Get("definition").Text())
	of := &Case{DefinitionText: string(text), Type: s.Params.Get("type").Text()}
	if wrong := of.invalid(); wrong != nil {
		return nil, wrong
	}
	arn := "arn:aws:states:us-east-1:111111111111:stateMachine:" + s.Params.Get("name").Text()
	compiled, err := runner.Compile(text, runner.Named(s.Params.Get("name").Text()))
	if err != nil {
		return nil, &APIError{"InvalidDefinition", err.Error()}
	}
	m := &machine{compiled: compiled, waiting: map[string]runner.Service{}}
	for state := range resources(text) { // who is called is not on record, and does not answer
		m.waiting[state] = runner.ServiceFunc(func(context.Context, *runner.Task) ([]byte, error) { return nil, runner.ErrNoAnswer })
	}
	a.machines[arn] = m
	return object{"stateMachineArn": arn, "creationDate": date(runner.DefaultStart)}, nil
}

func (a *account) remove(s *Step) (any, *APIError) {
	delete(a.machines, s.Params.Get("stateMachineArn").Text())
	return object{}, nil
}

// wrongARN is the refusal of what is no ARN at all.
func wrongARN(arn string) *APIError {
	if strings.HasPrefix(arn, "arn:") {
		return nil
	}
	return &APIError{"InvalidArn", "Invalid Arn: 'Invalid ARN prefix: " + arn + "'"}
}

func (a *account) start(s *Step) (any, *APIError) {
	of := s.Params.Get("stateMachineArn").Text()
	m := a.machines[of]
	if m == nil {
		return nil, &APIError{"StateMachineDoesNotExist", "State Machine Does Not Exist: '" + of + "'"}
	}
	input := "{}"
	if given := s.Params.Get("input"); given.Exists() {
		input = given.Text()
	}
	if wrong := wrongInput(input); wrong != "" {
		return nil, &APIError{"InvalidExecutionInput", "Invalid State Machine Execution Input: '" + wrong + "'"}
	}
	if e := a.find(s.ExecutionARN); e != nil {
		if e.input != input {
			return nil, &APIError{"ExecutionAlreadyExists", "Execution Already Exists: '" + e.arn + "'"}
		}
		return object{"executionArn": e.arn, "startDate": date(e.x.Describe().Start)}, nil
	}
	o := runner.Options{Account: "111111111111", MachineARN: of, ExecutionARN: s.ExecutionARN, Objects: a.of.objects(), States: m.waiting}
	x, err := m.compiled.Start(a.ctx, []byte(input), o)
	if err != nil {
		return nil, &APIError{"InvalidExecutionInput", err.Error()}
	}
	a.executions = append(a.executions, &execution{x, s.ExecutionARN, of, input})
	return object{"executionArn": s.ExecutionARN, "startDate": date(x.Describe().Start)}, nil
}

// wrongInput says what is wrong with an execution's input, in the service's words
// where these are on record.
func wrongInput(text string) string {
	_, err := jsonvalue.ParseString(text)
	rest := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), "{"))
	word := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	switch {
	case err == nil:
		return ""
	case text == "":
		return "Invalid execution input."
	case text[0] == '{' && rest != "" && rest[0] != '"':
		return fmt.Sprintf("Unexpected character ('%c' (code %d)): was expecting double-quote to start field name", rest[0], rest[0])
	case len(word) > 0 && strings.HasPrefix(text, word[0]):
		return "Unrecognized token '" + word[0] + "': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
	}
	return err.Error()
}

func (a *account) find(arn string) *execution {
	for _, e := range a.executions {
		if e.arn == arn {
			return e
		}
	}
	return nil
}

// execution finds the one that a step is about.
func (a *account) execution(s *Step) (*execution, *APIError) {
	arn := s.Params.Get("executionArn").Text()
	if wrong := wrongARN(arn); wrong != nil {
		return nil, wrong
	}
	if e := a.find(arn); e != nil {
		return e, nil
	}
	return nil, &APIError{"ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'"}
}

func (a *account) stop(s *Step) (any, *APIError) {
	e, wrong := a.execution(s)
	if wrong != nil {
		return nil, wrong
	}
	e.x.Stop(s.Params.Get("error").Text(), s.Params.Get("cause").Text())
	return object{"stopDate": date(e.x.Describe().Stop)}, nil
}

func (a *account) redrive(s *Step) (any, *APIError) {
	e, wrong := a.execution(s)
	if wrong != nil {
		return nil, wrong
	}
	if err := e.x.Redrive(a.ctx); err != nil {
		code, message, _ := strings.Cut(err.Error(), ": ")
		return nil, &APIError{code, message}
	}
	return object{"redriveDate": date(e.x.Describe().RedriveDate)}, nil
}

func (a *account) describe(s *Step) (any, *APIError) {
	e, wrong := a.execution(s)
	if wrong != nil {
		return nil, wrong
	}
	return e.x.Describe(), nil
}

func (a *account) history(s *Step) (any, *APIError) {
	e, wrong := a.execution(s)
	if wrong != nil {
		return nil, wrong
	}
	return object{"events": e.x.History()}, nil
}

// listed are how many executions a list has at most, and the longest token.
const listed, longestToken, mostListed = 100, 3096, 1000

func (a *account) list(s *Step) (any, *APIError) {
	of, token := s.Params.Get("stateMachineArn").Text(), s.Params.Get("nextToken")
	if wrong := wrongARN(of); wrong != nil {
		return nil, wrong
	}
	most := s.Params.Get("maxResults").Float()
	switch {
	case most > mostListed:
		return nil, constraint(s.Params.Get("maxResults").JSON(), "maxResults", "value less than or equal to 1000")
	case len(token.Text()) > longestToken:
		return nil, constraint(token.Text(), "nextToken", "length less than or equal to 3096")
	case token.Exists() && token.Text() == "":
		return nil, constraint("", "nextToken", "length greater than or equal to 1")
	case most == 0:
		most = listed
	}
	first := 0
	if token.Exists() {
		var known bool
		if first, known = a.tokens[token.Text()]; !known {
			return nil, &APIError{"InvalidToken", "Invalid Token: 'Invalid token'"}
		}
	}
	all := []any{}
	for _, e := range slices.Backward(a.executions) {
		if e.of == of {
			all = append(all, e.item())
		}
	}
	last := min(len(all), first+int(most))
	answer := object{"executions": all[min(first, last):last]}
	if last < len(all) {
		next := "page-" + strconv.Itoa(last)
		a.tokens[next], answer["nextToken"] = last, next
	}
	return answer, nil
}

func constraint(value, field, must string) *APIError {
	return &APIError{"ValidationException", fmt.Sprintf("1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: Member must have %s", value, field, must)}
}

// item is how a list names an execution.
func (e *execution) item() object {
	d := e.x.Describe()
	o := object{"executionArn": e.arn, "stateMachineArn": e.of, "name": d.Name, "status": d.Status, "startDate": date(d.Start), "redriveCount": d.RedriveCount}
	if !d.Stop.IsZero() {
		o["stopDate"] = date(d.Stop)
	}
	return o
}

func (a *account) mapRuns(s *Step) (any, *APIError) {
	e, wrong := a.execution(s)
	if wrong != nil {
		return nil, wrong
	}
	all := []any{}
	for _, m := range e.x.MapRuns() {
		o := object{"executionArn": e.arn, "mapRunArn": m.ARN, "stateMachineArn": m.StateMachineARN, "startDate": date(m.StartDate)}
		if !m.StopDate.IsZero() {
			o["stopDate"] = date(m.StopDate)
		}
		all = append(all, o)
	}
	return object{"mapRuns": all}, nil
}

func (a *account) mapRun(s *Step) (any, *APIError) {
	arn := s.Params.Get("mapRunArn").Text()
	if wrong := wrongARN(arn); wrong != nil {
		return nil, wrong
	}
	for _, e := range a.executions {
		for _, m := range e.x.MapRuns() {
			if m.ARN == arn {
				return m, nil
			}
		}
	}
	return nil, &APIError{"ResourceNotFound", "Resource not found: '" + arn + "'"}
}
