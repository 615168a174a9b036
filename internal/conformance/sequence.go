package conformance

import (
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// A Step is one call of a sequence of calls of the service's API.
type Step struct {
	Operation    string          `json:"operation"`
	Params       jsonvalue.Value `json:"params"`
	ExecutionARN string          `json:"executionArn"` // that a started execution is to have
}

// A Sequence is what the service's API answers to the steps of a case, as the judge
// reads it.
type Sequence struct {
	ID      string       `json:"id"`
	Skipped string       `json:"skipped,omitempty"`
	Steps   []StepAnswer `json:"steps,omitempty"`
}

// A StepAnswer is the answer to one step.
type StepAnswer struct {
	Response any       `json:"response,omitempty"`
	Error    *APIError `json:"error,omitempty"`
}

// operations are those that are answered: they concern executions and map runs.
var operations = map[string]func(*account, *Step) (any, *APIError){
	"CreateStateMachine":  (*account).create,
	"DeleteStateMachine":  (*account).remove,
	"StartExecution":      (*account).start,
	"StopExecution":       (*account).stop,
	"RedriveExecution":    (*account).redrive,
	"DescribeExecution":   (*account).describe,
	"GetExecutionHistory": (*account).history,
	"ListExecutions":      (*account).list,
	"ListMapRuns":         (*account).mapRuns,
	"DescribeMapRun":      (*account).mapRun,
}

// Follow answers the steps of a case, in an account of their own. A case with a step
// that manages machines, versions, aliases, tags or activities is skipped: the runner
// has none of these.
func Follow(ctx context.Context, c *Case) *Sequence {
	s := &Sequence{ID: c.ID}
	if s.Skipped = beyond(c.Steps); s.Skipped != "" {
		return s
	}
	a := &account{ctx: ctx, of: c, machines: map[string]*machine{}, answers: map[string]jsonvalue.Value{}, tokens: map[string]int{}}
	for _, step := range c.Steps {
		step.Params = a.filled(step.Params)
		response, wrong := operations[step.Operation](a, &step)
		if wrong != nil {
			s.Steps = append(s.Steps, StepAnswer{Error: wrong})
			continue
		}
		s.Steps = append(s.Steps, StepAnswer{Response: response})
		a.remember(step.Operation, response)
	}
	return s
}

// beyond says why steps are not answered.
func beyond(steps []Step) string {
	plain := []string{"name", "definition", "roleArn", "type"}
	for _, step := range steps {
		if operations[step.Operation] == nil {
			return "the runner has no " + step.Operation + ": it runs machines, and does not manage them"
		}
		if step.Operation != "CreateStateMachine" {
			continue
		}
		for _, m := range step.Params.Members() {
			if !slices.Contains(plain, m.Name) {
				return "the runner has no machines with " + m.Name
			}
		}
	}
	return ""
}

// quoted is a value of an earlier answer, such as {{stepfunctions.list_map_runs.mapRuns.0.mapRunArn}}.
var quoted = regexp.MustCompile(`^\{\{stepfunctions\.(\w+)\.([\w.]+)\}\}$`)

// filled puts values of earlier answers where parameters quote them.
func (a *account) filled(params jsonvalue.Value) jsonvalue.Value {
	members := slices.Clone(params.Members())
	for i, m := range members {
		parts := quoted.FindStringSubmatch(m.Value.Text())
		if parts == nil {
			continue
		}
		v := a.answers[strings.ReplaceAll(parts[1], "_", "")]
		for name := range strings.SplitSeq(parts[2], ".") {
			if n, err := strconv.Atoi(name); err == nil && v.Kind() == jsonvalue.Array && n < v.Len() {
				v = v.At(n)
				continue
			}
			v = v.Get(name)
		}
		members[i].Value = v
	}
	return jsonvalue.ObjectOf(members...)
}

func (a *account) remember(operation string, response any) {
	text, err := json.Marshal(response)
	if err != nil {
		return
	}
	if v, err := jsonvalue.Parse(text); err == nil {
		a.answers[strings.ToLower(operation)] = v
	}
}
