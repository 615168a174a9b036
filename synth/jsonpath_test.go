package synth_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/synth"
)

// unsayable are the workflows that JSONPath cannot say, each with the reasons.
var unsayable = map[string]string{
	"csvimport":     "workflow.go: JSONPath cannot say dsl.ToNumber; use dsl.ParseJSON, which reads other JSON than numbers as well, or leave out dsl.JSONPath()\n",
	"filters":       "workflows_test.go: JSONPath cannot say this dsl.Filter: it compares fields of the elements with constants only; compute it in a Lambda function, or leave out dsl.JSONPath()\n",
	"integrations":  "integrations_test.go: JSONPath cannot say dsl.Length; compute it in a Lambda function, or leave out dsl.JSONPath()\n",
	"mapsinmaps":    "distributed_test.go: JSONPath cannot say dsl.Entries; compute it in a Lambda function, or leave out dsl.JSONPath()\n",
	"merged":        "workflows_test.go: JSONPath cannot say that the TopicArn of \"Publish\" stands beside an input that is a value as a whole; make the input with dsl.Build, or leave out dsl.JSONPath()\n",
	"moderation":    strings.Repeat("workflow.go: JSONPath cannot say dsl.Join; compute it in a Lambda function, or leave out dsl.JSONPath()\n", 2),
	"scattergather": "workflow.go: JSONPath cannot say dsl.Min; compute it in a Lambda function, or leave out dsl.JSONPath()\n",
	"tasks":         "tasks_test.go: JSONPath cannot say dsl.Mul; compute it in a Lambda function, or leave out dsl.JSONPath()\n",
	"waits":         "workflows_test.go: JSONPath cannot say dsl.FormatTime of any time but those of the context object; take dsl.ExecutionStart or dsl.StateEntered, or leave out dsl.JSONPath()\n",
	"raw": "workflows_test.go: Arguments is for JSONata, and this state is JSONPath; JSONPath has Parameters\n" +
		"workflows_test.go: Output is for JSONata, and this state is JSONPath; JSONPath has ResultSelector, ResultPath or OutputPath\n",
}

// inJSONPath are workflows that show what JSONPath alone has.
var inJSONPath = map[string]dsl.Definition{"older": olderTasks, "islands": islands, "moments": moments}

// olderTasks: paths to a timeout, to a heartbeat and to a role; a time that is
// written, and a list that is joined.
var olderTasks = dsl.Define("OlderTasks", func(b *dsl.Block, in dsl.Val[patience]) dsl.Val[[]string] {
	id := dsl.At(in, &patient.ID)
	who := dsl.Build(query{}, dsl.To(&queries.ID, id))
	dsl.Task(b, "Retouch", retouch.Perform(), who, dsl.Policy{TimeoutVal: dsl.At(in, &patient.Timeout), HeartbeatVal: dsl.At(in, &patient.Beat)})
	found := dsl.Task(b, "Find", find.Invoke().As(dsl.Format("arn:aws:iam::210987654321:role/{}", dsl.At(in, &patient.Role))).AllowedOn("arn:aws:iam::210987654321:role/*"), who)
	dsl.WaitUntil(b, "Until", dsl.IfElse(dsl.Gt(dsl.At(in, &patient.Beat), 5), dsl.ExecutionStart(), dsl.StateEntered()))
	parts := dsl.SplitAny(dsl.FormatTime(dsl.ExecutionStart(), "2006-01-02T15:04:05Z07:00"), "-T:")
	return dsl.Concat(parts, dsl.List(dsl.At(found, &people.Name), id))
})

type moment struct {
	A time.Time  `json:"a"`
	B time.Time  `json:"b"`
	C *time.Time `json:"c,omitempty"`
}

var momentFields = dsl.Fields[moment]()

// moments: times are compared as what they are, and not as their texts.
var moments = dsl.Define("Moments", func(b *dsl.Block, in dsl.Val[moment]) dsl.Val[[]string] {
	a, other := dsl.At(in, &momentFields.A), dsl.At(in, &momentFields.B)
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	said := func(name string, c dsl.Cond) dsl.Val[string] {
		return dsl.Choose(b, name, dsl.Cases[string]{{If: c, Do: func(*dsl.Block) dsl.Val[string] { return dsl.Lit("yes") }}},
			func(*dsl.Block) dsl.Val[string] { return dsl.Lit("no") })
	}
	return dsl.List(said("Same?", dsl.EqVal(a, other)), said("Start?", dsl.Eq(a, start)), said("Other?", dsl.Ne(other, start)),
		said("Given?", dsl.Eq(dsl.Or(dsl.AtOpt(in, &momentFields.C), start), start)), said("Before?", dsl.Before(a, other)))
})

// islands: a state of the author's own in JSONata, with a handler and a variable
// that a function there is called like.
var islands = dsl.Define("Islands", func(b *dsl.Block, in dsl.Val[query]) dsl.Val[[]string] {
	count := dsl.Name(b, "count", dsl.At(in, &queries.ID))
	found := dsl.Try(b, "found", func(b *dsl.Block) dsl.Val[person] {
		return dsl.Raw[query, person](b, "Island", `{"Type":"Task","QueryLanguage":"JSONata","Resource":"arn:aws:states:::lambda:invoke","Arguments":{"FunctionName":"Find","Payload":"{% $states.input %}"},"Output":"{% $states.result.Payload %}"}`, in)
	}, func(_ *dsl.Block, e dsl.Val[dsl.ErrorOutput]) dsl.Val[person] {
		return dsl.Build(person{}, dsl.To(&people.Name, dsl.At(e, &dsl.Fields[dsl.ErrorOutput]().Error)))
	})
	dsl.Wait(b, "Wait", 1e9)
	return dsl.List(count, dsl.At(found, &people.Name))
})

// TestJSONPath holds the same workflows in the older query language to what a
// reader once found good, and to the permissions that they have in JSONata.
func TestJSONPath(t *testing.T) {
	for name, w := range with(examples, mechanisms, inJSONPath) {
		t.Run(name, func(t *testing.T) {
			out, err := synth.Workflow(dsl.Redefine(w, dsl.JSONPath()))
			if want, ok := unsayable[name]; ok || err != nil {
				found, _ := diag.FromError(err)
				got := ""
				for _, d := range found {
					got += fmt.Sprintf("%s: %s; %s\n", filepath.Base(d.Position.File), d.Message, d.Help)
				}
				if got != want {
					t.Errorf("got\n%swant\n%s", got, want)
				}
				return
			}
			golden(t, name+".jsonpath.asl.json", out.Definition)
			other, err := synth.Workflow(w)
			if err != nil {
				if name != "islands" {
					t.Error(err)
				}
				return // JSONPath may have islands of JSONata, and not the other way round
			}
			if diff := cmp.Diff(indented(t, other.Permissions), indented(t, out.Permissions)); diff != "" {
				t.Errorf("the permissions differ from those in JSONata:\n%s", diff)
			}
		})
	}
}

func indented(t *testing.T, v any) string {
	t.Helper()
	text, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestRedefine: what is redefined is another workflow, and the first stays as it is.
func TestRedefine(t *testing.T) {
	before, _ := choose.Graph()
	after, _ := dsl.Redefine(choose, nil, dsl.JSONPath(), dsl.Comment("older")).Graph()
	if before.Language != graph.JSONata || before.Comment != "" || after.Language != graph.JSONPath || after.Comment != "older" {
		t.Errorf("before %v %q, after %v %q", before.Language, before.Comment, after.Language, after.Comment)
	}
	_, err := synth.Workflow(dsl.Redefine(choose, dsl.Timeout(1)))
	found, _ := diag.FromError(err)
	if len(found) != 1 || !strings.HasPrefix(found[0].Message, "the workflow's timeout is 1ns") || filepath.Base(found[0].Position.File) != "jsonpath_test.go" {
		t.Errorf("got %v", err)
	}
}

// TestManyFunctions: one field holds ten intrinsic functions, and more are computed
// in states before.
func TestManyFunctions(t *testing.T) {
	out, err := synth.Workflow(dsl.Define("Many", func(b *dsl.Block, in dsl.Val[query]) dsl.Val[string] {
		v := dsl.At(in, &queries.ID)
		for range 25 {
			v = dsl.Base64(v)
		}
		return v
	}, dsl.JSONPath()))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(out.Definition, "\n")
	most := slices.MaxFunc(lines, func(a, b string) int { return strings.Count(a, "States.") - strings.Count(b, "States.") })
	if n := strings.Count(most, "States."); n != 10 || strings.Count(out.Definition, "States.") != 25 {
		t.Errorf("%d functions in a field, %d in all:\n%s", n, strings.Count(out.Definition, "States."), out.Definition)
	}
}
