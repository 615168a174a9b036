// Package conformance runs recorded cases of AWS Step Functions on the local
// runner and writes what it answered, one file per case, for a judge to compare.
//
// A case is a definition, an input, what the called services answered, and what
// AWS gave. Goals: the cases of the kinds execution, sync_execution,
// express_async_execution and test_state, those about a definition, and sequences of
// calls that concern executions and map runs. Non-goals: judging (that is the judge's
// work, which comes with the cases), and calls that manage machines, versions,
// aliases, tags and activities.
//
// AWS has changed since the first recordings. One such change is taken account of
// here, and not in the runner, which does what AWS does now: see asThen.
package conformance

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// A Case is one recorded case, as far as running it goes.
type Case struct {
	ID             string          `json:"id"`
	Area           string          `json:"area"`
	Kind           string          `json:"kind"`
	Type           string          `json:"type"`
	Features       []string        `json:"features"`
	Request        jsonvalue.Value `json:"request"`
	Definition     jsonvalue.Value `json:"definition"`
	DefinitionText string          `json:"definition_text"`
	Input          jsonvalue.Value `json:"input"`
	Execution      Names           `json:"execution"`
	Resources      struct {
		Lambda map[string]Lambda `json:"lambda"`
		Setup  []Setup           `json:"setup_calls"`
	} `json:"resources"`
	HelperMachines jsonvalue.Value `json:"helper_machines"`
	Source         struct {
		Recorded string `json:"recorded"` // such as 19-06-2024, 12:31:29
	} `json:"source"`
	Mocks map[string][]Mock `json:"mocks"`
	Steps []Step            `json:"steps"` // of an api_sequence
}

// Setup is a call that was made before the case began.
type Setup struct {
	Service   string `json:"service"`
	Operation string `json:"operation"`
	Params    struct {
		Bucket string `json:"Bucket"`
		Key    string `json:"Key"`
		Body   string `json:"Body"`
	} `json:"params"`
}

// Names are those that the execution is to run under.
type Names struct {
	StateMachineARN string `json:"stateMachineArn"`
	ExecutionARN    string `json:"executionArn"`
	Name            string `json:"name"`
	Clock           string `json:"clock"`
}

// A Lambda is a function and what it does.
type Lambda struct {
	ARN       string    `json:"arn"`
	Behaviour Behaviour `json:"behaviour"`
}

// A Behaviour is what a function does, by its kind.
type Behaviour struct {
	Kind    string          `json:"kind"`
	Value   jsonvalue.Value `json:"value"`
	Error   string          `json:"error"`
	Message string          `json:"message"`
	Char    string          `json:"char"`
	Size    int             `json:"size"`
	Format  string          `json:"format"`
}

// A Mock is what one attempt at a Task gives.
type Mock struct {
	Return jsonvalue.Value `json:"Return"`
	Throw  *struct {
		Error *string         `json:"Error"`
		Cause jsonvalue.Value `json:"Cause"`
	} `json:"Throw"`
	Event string `json:"event"`
}

// kinds are those that are run.
var kinds = []string{"execution", "sync_execution", "express_async_execution"}

// Load reads the cases of a folder that can be run, in the order of their ids,
// and gives those of other kinds apart.
func Load(dir string) (run, other []*Case, err error) {
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.json"))
	if err != nil {
		return nil, nil, err
	}
	sort.Strings(files)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, nil, err
		}
		c := new(Case)
		if err := json.Unmarshal(text, c); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", file, err)
		}
		if slices.Contains(kinds, c.Kind) {
			run = append(run, c)
		} else {
			other = append(other, c)
		}
	}
	return run, other, nil
}

// text gives the definition's text; a placeholder for the partition is read as
// aws.
func (c *Case) text() []byte {
	text := c.DefinitionText
	if c.Definition.Exists() {
		text = c.Definition.JSON()
	}
	return []byte(strings.ReplaceAll(text, "arn:<partition>:", "arn:aws:"))
}
