package synth_test

import (
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/runner"
)

// A trial is an input and what tasks answer, by the state's name: one answer after
// another, the last one from then on. An answer that begins with an exclamation
// mark is an error.
type trial struct {
	input   string
	answers map[string][]string
}

const anOrderInput = `{"tenant":"t","orders":[{"id":"1","items":[{"sku":"a"},{"sku":"b"}]},{"id":"2","items":[]}]}`

// trials are what the workflows are run with in both query languages.
var trials = map[string][]trial{
	"amibackup": {
		{`{"instanceId":"i-1","env":"prod"}`, map[string][]string{
			"Describe Instance": {`!Ec2.Ec2Exception`, `{"Reservations":[{"Instances":[{"Tags":[{"Key":"Owner","Value":"me"},{"Key":"Service","Value":"shop"},{"Value":"keyless"}]}]}]}`},
			"Create Image":      {`{"ImageId":"ami-1"}`},
			"Describe Image":    {`{"Images":[{"State":"pending"}]}`, `{"Images":[{"State":"available"}]}`}}},
		{`{"instanceId":"i-1","env":"prod"}`, map[string][]string{
			"Describe Instance": {`{"Reservations":[{"Instances":[{"Tags":[]}]}]}`}, "Create Image": {`{"ImageId":"ami-1"}`}, "Describe Image": {`{"Images":[{"State":"error"}]}`}}},
	},
	"approval": {
		{`{"id":"7","who":"me","euros":49.5}`, map[string][]string{"Pay Expense": {`{}`}}},
		{`{"id":"7","who":"me","euros":50}`, map[string][]string{"Ask Manager": {`!States.Timeout`, `{"approved":true,"reason":"fine"}`}, "Pay Expense": {`{}`}}},
		{`{"id":"7","who":"me","euros":50}`, map[string][]string{"Ask Manager": {`!States.Timeout`}}},
	},
	"batchjob": {
		{`{"file":"a.csv"}`, map[string][]string{"Run Job": {`{"JobId":"j-1"}`}, "Tell Operators": {`{"MessageId":"1"}`}}},
		{`{"file":"a.csv"}`, map[string][]string{"Run Job": {`!States.TaskFailed`}, "Tell Operators": {`{"MessageId":"1"}`}}},
	},
	"checkpoint": {{`{"date":"2026-11-01"}`, map[string][]string{"Extract Run": {`!States.TaskFailed`, `{"Output":3}`}, "Extract Wait For Operators": {`{}`}, "Transform Run": {`{"Output":4}`}}}},
	"narration": {
		{`{"text":"hello","voice":"Amy"}`, map[string][]string{"Start Speaking": {`{"SynthesisTask":{"TaskId":"t"}}`},
			"Look At Task": {`{"SynthesisTask":{"TaskStatus":"scheduled"}}`, `{"SynthesisTask":{"TaskStatus":"completed","OutputUri":"s3://x"}}`}}},
		{`{"text":"hello","voice":"Amy"}`, map[string][]string{"Start Speaking": {`{"SynthesisTask":{"TaskId":"t"}}`}, "Look At Task": {`{"SynthesisTask":{"TaskStatus":"failed"}}`}}},
		{`{"text":"hello","voice":"Amy"}`, map[string][]string{"Start Speaking": {`{"SynthesisTask":{"TaskId":"t"}}`}, "Look At Task": {`{"SynthesisTask":{"TaskStatus":"failed","TaskStatusReason":"hoarse"}}`}}},
	},
	"ordersaga": {
		{`{"userDetails":{"name":"Ann"}}`, map[string][]string{"Create User": {`{"userId":"u"}`}, "Place Order": {`{"orderId":"o"}`}, "Send Notification": {`{"status":"sent"}`}}},
		{`{"userDetails":{"name":"Ann"}}`, map[string][]string{"Create User": {`{"userId":"u"}`}, "Place Order": {`!Sold.Out`}, "Delete User": {`{}`}}},
		{`{"userDetails":{"name":"Ann"}}`, map[string][]string{"Create User": {`{"userId":"u"}`}, "Place Order": {`{"orderId":"o"}`}, "Send Notification": {`!No.Mail`}, "Cancel Order": {`{}`}, "Delete User": {`{}`}}},
	},
	"pagination": {
		{`{"machine":"arn:aws:states:eu-west-1:123456789012:stateMachine:shop"}`, map[string][]string{"List Executions": {
			`{"Executions":[{"Status":"SUCCEEDED"},{"Status":"FAILED"}],"NextToken":"a"}`, `{"Executions":[],"NextToken":"b"}`, `{"Executions":[{"Status":"SUCCEEDED"}]}`}}},
		{`{"machine":"arn:aws:states:eu-west-1:123456789012:stateMachine:shop"}`, map[string][]string{"List Executions": {`{"Executions":[]}`}}},
	},
	"recordexists": {
		{`{"id":"7","name":"seven"}`, map[string][]string{"Validate Record": {`{"isNew":true}`}, "Add Record": {`{}`}, "Publish Result": {`{"MessageId":"1"}`}}},
		{`{"id":"7","name":"seven"}`, map[string][]string{"Validate Record": {`{"isNew":false}`}, "Publish Result": {`{"MessageId":"1"}`}}},
	},
	"recordmessage": {
		{`{"id":"e","time":"2026-11-01T00:00:00Z","detail":{"message":"{\"a\":[1]}"}}`, map[string][]string{"Record Message": {`{"statusCode":200}`}}},
		{`{"id":"e","time":"2026-11-01T00:00:00Z","detail":{"message":"{\"a\":[1]}"}}`, map[string][]string{"Record Message": {`{"statusCode":500}`}}},
	},
	"regions-branches": {{`{}`, map[string][]string{"Get Regions": {`{"Region1":{"Region":"a"},"Region2":{"Region":"b"},"Region3":{"Region":"c"}}`},
		"Get Running Instances Region 1": {`["i-1"]`}, "Get Running Instances Region 2": {`[]`}, "Get Running Instances Region 3": {`["i-2","i-3"]`}}}},
	"regions-each": {{`{}`, map[string][]string{"Get Regions": {`{"Region1":{"Region":"a"},"Region2":{"Region":"b"},"Region3":{"Region":"c"}}`}, "Get Running Instances": {`["i-1"]`}}}},
	"semaphore": {
		{`{"id":"1"}`, map[string][]string{"Acquire": {`!DynamoDB.ConditionalCheckFailedException`, `{}`}, "Book Order": {`{"number":"n"}`}, "Release": {`{}`}}},
		{`{"id":"1"}`, map[string][]string{"Acquire": {`{}`}, "Book Order": {`!Old.System`}, "Release After Error": {`{}`}}},
	},

	"choose":       {{`{"id":"1"}`, map[string][]string{"Find": {`{"name":"one"}`}}}, {`{"id":"2"}`, nil}, {`{"id":"3"}`, nil}},
	"loopcarried":  {{`{"id":"1"}`, map[string][]string{"Find": {`{"name":"pending"}`, `{"name":"pending"}`, `{"name":"done"}`}}}, {`{"id":"1"}`, map[string][]string{"Find": {`{"name":"pending"}`}}}},
	"recover":      {{`{"id":"1"}`, map[string][]string{"Find": {`!Not.Found`}, "Find Elsewhere": {`{"name":"b"}`}, "Find Again": {`!Not.Found`}, "Store": {`{}`}}}},
	"nested":       {{anOrderInput, map[string][]string{"Get Price": {`"5"`}, "Pack Item": {`"packed"`}, "Audit Order": {`true`}}}},
	"escapes":      {{`{"a-b":"x","and":"y","text":"z","sum":1}`, nil}, {`{"a-b":"it's \"${x}\"","and":"y","sum":1}`, nil}, {`{"a-b":"it's \"${x}\"","and":"back\\slash","text":null,"sum":-1}`, nil}},
	"endings":      {{`{"id":""}`, nil}, {`{"id":"1"}`, map[string][]string{"Find": {`{"name":"one"}`}}}, {`{"id":"1"}`, map[string][]string{"Find": {`!Not.Found`}}}},
	"throw":        {{`[{"id":"1"},{"id":"worse"}]`, map[string][]string{"Find": {`{"name":"one"}`}}}, {`[{"id":"bad"}]`, nil}, {`[{"id":"1"}]`, map[string][]string{"Find": {`!Not.Found`}}}, {`[]`, nil}},
	"empty":        {{`{"id":"1"}`, nil}},
	"sums":         {{`{"sum":4}`, nil}},
	"rawintry":     {{`{"id":"1"}`, map[string][]string{"Custom": {`{"name":"one"}`}}}, {`{"id":"1"}`, map[string][]string{"Custom": {`!Not.Found`}}}},
	"caughtintry":  {{`{"id":"1"}`, map[string][]string{"Catches All": {`{"name":"a"}`}, "Catches One": {`!Other`}}}, {`{"id":"1"}`, map[string][]string{"Catches All": {`!Mine`}}}},
	"listsinlists": {{`{"rows":[[5],[6,7]],"row":[],"few":[]}`, nil}},
	"writtenitem":  {{`{"id":"1"}`, nil}},
	"eachfiltered": {{anOrderInput, nil}, {`{"tenant":"t","orders":[{"id":"big","items":[{"sku":"a"}]},{"id":"x","items":[]},{"id":"big","items":[]}]}`, nil}},
	"fragments": {{`{"id":"1"}`, map[string][]string{"Find": {`{"name":""}`, `{"name":"n"}`}, "Second Find": {`{"name":"n"}`}, "Third Inner Find": {`{"name":""}`}, "Ask": {`{"name":"i"}`}, "Second Ask": {`{"name":"j"}`}, "Find Far": {`{"name":"f"}`}, "Second Find Far": {`{"name":"g"}`}}},
		{`{"id":"a"}`, map[string][]string{"Find": {`{"name":"n"}`}}}, {`{"id":"1"}`, map[string][]string{"Find": {`!Not.Found`}}}},
	"comments":       {{`{"id":"1"}`, map[string][]string{"Inside": {`{"name":"i"}`}, "Find": {`!Not.Found`}, "Find Elsewhere": {`{"name":"e"}`}}}},
	"distributedmap": {{anOrderInput, map[string][]string{"Get Price": {`{"currency":"EUR"}`}, "Pack": {`"packed"`}}}, {anOrderInput, map[string][]string{"Get Price": {`{"currency":"EUR","discount":"5"}`}, "Pack": {`!Broken`}}}},
	"csvtobucket":    {{anOrderInput, map[string][]string{"Pack": {`"packed"`}}}},
	"listed":         {{`{"id":"1"}`, map[string][]string{"Find": {`{"name":"n"}`}}}},
	"random":         {{`{"id":"1"}`, map[string][]string{"Find": {`{"name":"n"}`}}}},
	"moments": {{`{"a":"2026-01-01T00:00:00Z","b":"2026-01-01T00:00:00.000Z"}`, nil}, {`{"a":"2026-01-01T00:00:00Z","b":"2026-01-01T00:00:01Z","c":"2026-01-01T00:00:00.000Z"}`, nil},
		{`{"a":"2026-01-01T00:00:02Z","b":"2026-01-01T00:00:01.500Z","c":"2026-01-01T00:00:00.100Z"}`, nil}},
	"linked": {{`{"id":"1"}`, map[string][]string{"Made": {`{}`}, "Constant": {`{}`}, "Named": {`{}`}, "There": {`{"Output":"1"}`}}}},
	"unions": {{`{"id":"7"}`, map[string][]string{"Constant": {`{}`}, "Filled": {`{"Attributes":{"id":{"S":"old"}}}`}}}},
	"older":  {{`{"id":"1","role":"R","timeout":60,"beat":9}`, map[string][]string{"Retouch": {`{"name":"n"}`}, "Find": {`{"name":"m"}`}}}},
}

// TestAgreement runs what JSONPath can say in both query languages: the services
// are asked the same, the result is the same, and so is the way, but for states that
// were inserted.
func TestAgreement(t *testing.T) {
	for name, w := range with(examples, mechanisms, inJSONPath) {
		if unsayable[name] != "" || name == "islands" {
			continue
		}
		if len(trials[name]) == 0 {
			t.Errorf("%s is never run in both query languages; give it a trial", name)
		}
		for _, trial := range trials[name] {
			t.Run(name, func(t *testing.T) {
				modern, older := trial.run(t, w), trial.run(t, dsl.Redefine(w, dsl.JSONPath()))
				if diff := cmp.Diff(modern, older); diff != "" {
					t.Errorf("in JSONata - and in JSONPath +\n%s", diff)
				}
				if strings.Contains(modern, "States.Runtime") || strings.Contains(modern, "QueryEvaluation") {
					t.Errorf("the trial itself fails:\n%s", modern)
				}
			})
		}
	}
}

// run tells what comes of a trial.
func (trial trial) run(t *testing.T, w dsl.Definition) string {
	t.Helper()
	out, m := compiled(t, w)
	asked := &asked{answers: trial.answers, calls: map[string]int{}}
	objects := &runner.MemoryObjects{}
	objects.Put("${Items}", "in/t.csv", []byte("a\nb\n"))
	objects.Put("${Items}", "photos/1.jpg", []byte("x"))
	o := runner.Options{States: map[string]runner.Service{}, Objects: objects}
	for state := range trial.answers {
		o.States[state] = asked
	}
	x, err := m.Start(t.Context(), []byte(trial.input), o)
	if err != nil {
		t.Fatal(err)
	}
	result, err := x.Result(t.Context())
	if err != nil {
		t.Fatalf("%v\nafter %q in\n%s", err, result.Path, out.Definition)
	}
	path := slices.DeleteFunc(slices.Clone(result.Path), func(name string) bool { return slices.Contains(out.Inserted, name) })
	slices.Sort(path) // branches run side by side
	slices.Sort(asked.log)
	return uuid.ReplaceAllString(indented(t, map[string]any{"output": json.RawMessage(orNull(result.Output)), "error": result.Error, "cause": result.Cause, "path": path, "asked": asked.log}), "a UUID")
}

var uuid = regexp.MustCompile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")

func orNull(text []byte) []byte {
	if len(text) == 0 {
		return []byte("null")
	}
	return text
}

// asked answers tasks, and keeps what they were asked.
type asked struct {
	answers map[string][]string
	mu      sync.Mutex
	calls   map[string]int
	log     []string
}

func (a *asked) Call(_ context.Context, task *runner.Task) ([]byte, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	sent := string(task.Input())
	if task.Token != "" {
		sent = strings.ReplaceAll(sent, task.Token, "the token")
	}
	a.log = append(a.log, task.State+" "+sent+" "+task.Role)
	all := a.answers[task.State]
	answer := all[min(a.calls[task.State], len(all)-1)]
	a.calls[task.State]++
	if name, isError := strings.CutPrefix(answer, "!"); isError {
		return nil, &runner.Failure{Name: name, Cause: "because"}
	}
	if strings.HasSuffix(task.Resource, "lambda:invoke") {
		answer = `{"Payload":` + answer + `}`
	}
	if task.Token != "" {
		return []byte("{}"), task.Run().Reply(task.Token, runner.Reply{Output: []byte(answer)})
	}
	return []byte(answer), nil
}
