package runner

import (
	"context"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// TestQuotasOneByOne holds that each quota is on where nothing is said, that it can
// be lifted, and that lifting all others does not lift it.
func TestQuotasOneByOne(t *testing.T) {
	lifted := Quotas{PayloadBytes: -1, HistoryEvents: -1, VariableBytes: -1, ExecutionVariableBytes: -1, ExpressDuration: -1, NameLength: -1}
	grow := `{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Map","Items":"{% [1..25] %}","Output":1,"End":true,"ItemProcessor":{"StartAt":"Keep","States":{
	  "Keep":{"Type":"Pass","Assign":{"v":"{% $pad('', 250000, 'x') %}"},"Output":1,"Next":"More"},
	  "More":{"Type":"Pass","Assign":{"w":"{% $pad('', 250000, 'x') %}"},"Output":1,"Next":"Hold"},"Hold":{"Type":"Wait","Seconds":1,"End":true}}}}}}`
	wait := `{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":301,"End":true}}}`
	for field, c := range map[string]struct {
		definition string
		options    Options
		want       string // the error's name, or the status where it has none
	}{
		"PayloadBytes":           {`{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Pass","Output":"{% $pad('', 262143, 'x') %}","End":true}}}`, Options{}, "States.DataLimitExceeded"},
		"HistoryEvents":          {`{"StartAt":"A","States":{"A":{"Type":"Map","ItemsPath":"$","End":true,"ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}}}}`, Options{}, "States.Runtime"},
		"VariableBytes":          {`{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Pass","Assign":{"v":"{% $pad('', 262143, 'x') %}"},"End":true}}}`, Options{}, "States.Runtime"},
		"ExecutionVariableBytes": {grow, Options{}, "States.Runtime"},
		"ExpressDuration":        {wait, Options{Type: asl.Express}, "TIMED_OUT"},
		"NameLength":             {wait, Options{Name: strings.Repeat("n", 81)}, "refused"},
	} {
		t.Run(field, func(t *testing.T) {
			m := compile(t, c.definition)
			input := []byte(`[` + strings.Repeat(`0,`, 6300) + `0]`) // 6,301 items, which have 25,210 events
			run := func(q Quotas) string {
				o := c.options
				o.Quotas = q
				x, err := m.Start(t.Context(), input, o)
				if err != nil {
					return "refused"
				}
				r := finished(t, x)
				if r.Error != "" {
					return r.Error
				}
				return string(r.Status)
			}
			only, others := Quotas{}, lifted
			reflect.ValueOf(&only).Elem().FieldByName(field).SetInt(-1)
			reflect.ValueOf(&others).Elem().FieldByName(field).SetInt(0)
			for what, got := range map[string]string{"by default": run(Quotas{}), "with all others lifted": run(others)} {
				if got != c.want {
					t.Errorf("%s: %s, want %s", what, got, c.want)
				}
			}
			if got := run(only); got != "SUCCEEDED" {
				t.Errorf("lifted: %s", got)
			}
		})
	}
}

// TestNestedExecutionAnswersItsParent: with .waitForTaskToken the child is given the
// token, and the parent goes on when it is answered.
func TestNestedExecutionAnswersItsParent(t *testing.T) {
	parent := `{"StartAt":"Run","States":{"Run":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.waitForTaskToken","HeartbeatSeconds":300,
	  "Parameters":{"StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:Child","Input":{"token.$":"$$.Task.Token"}},"End":true}}}`
	child := `{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":60,"Next":"Tell"},"Tell":{"Type":"Task","Resource":"arn:aws:states:::aws-sdk:sfn:sendTaskSuccess",
	  "Parameters":{"TaskToken.$":"$.token","Output":{"from":"the child"}},"End":true}}}`
	tell := ServiceFunc(func(_ context.Context, task *Task) ([]byte, error) {
		v := task.Value()
		return []byte(`{}`), task.Run().SendTaskSuccess(v.Get("TaskToken").Text(), v.Get("Output").AppendJSON(nil))
	})
	x := start(t, parent, `{}`, Options{Machines: map[string]*Machine{"Child": compile(t, child)}, Services: map[string]Service{"aws-sdk:sfn:sendTaskSuccess": tell}})
	r := finished(t, x)
	if string(r.Output) != `{"from":"the child"}` || r.Elapsed != time.Minute {
		t.Errorf("%s %s %s after %s", r.Status, r.Output, r.Cause, r.Elapsed)
	}
	var types []string
	for _, e := range r.History {
		types = append(types, e.Type.String())
	}
	if got := strings.Join(types, " "); got != "ExecutionStarted TaskStateEntered TaskScheduled TaskStarted TaskSubmitted TaskSucceeded TaskStateExited ExecutionSucceeded" {
		t.Errorf("history %s", got)
	}
}

// TestNestedExecutionKnowsItsParent: the link that the Developer Guide asks for in
// the child's input ("Start workflow executions from a task state") arrives there in
// each pattern, and names the execution that started it.
func TestNestedExecutionKnowsItsParent(t *testing.T) {
	const link = "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID"
	for _, pattern := range []string{"", ".sync", ".sync:2"} {
		for language, definition := range map[string]string{
			"JSONPath": `{"StartAt":"Run","States":{"Run":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution` + pattern + `",
			  "Parameters":{"StateMachineArn":"Child","Input":{"a":1,"` + link + `.$":"$$.Execution.Id"}},"End":true}}}`,
			"JSONata": `{"QueryLanguage":"JSONata","StartAt":"Run","States":{"Run":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution` + pattern + `",
			  "Arguments":{"StateMachineArn":"Child","Input":{"a":1,"` + link + `":"{% $states.context.Execution.Id %}"}},"End":true}}}`,
		} {
			x := start(t, definition, `{}`, Options{Machines: map[string]*Machine{"Child": compile(t, `{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}`)}})
			finished(t, x)
			input, err := jsonvalue.ParseString(x.Nested()[0].History()[0].Input)
			if err != nil || input.Get(link).Text() != x.ARN() || input.Len() != 2 {
				t.Errorf("%s%s: the child's input is %s", language, pattern, input)
			}
		}
	}
}

// TestHandlersRunAtTheSameTime: the handlers of two branches wait for each other.
func TestHandlersRunAtTheSameTime(t *testing.T) {
	var both sync.WaitGroup
	both.Add(2)
	meet := func(_ context.Context, payload []byte) ([]byte, error) {
		both.Done()
		both.Wait()
		return payload, nil
	}
	branch := func(name string) string {
		return `{"StartAt":"` + name + `","States":{"` + name + `":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:meet","End":true}}}`
	}
	r := finished(t, start(t, `{"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[`+branch("A")+`,`+branch("B")+`]}}}`, `1`,
		Options{Functions: map[string]Service{"meet": Handler(meet)}}))
	if string(r.Output) != `[1,1]` {
		t.Errorf("%s %s", r.Output, r.Cause)
	}
}

// TestClockStartsWhereTheCallerSays: history, context object and waits for a moment
// go by that clock.
func TestClockStartsWhereTheCallerSays(t *testing.T) {
	at := time.Date(1999, time.December, 31, 23, 59, 0, 0, time.UTC)
	r := finished(t, start(t, `{"StartAt":"W","States":{"W":{"Type":"Wait","Timestamp":"2000-01-01T00:00:00Z","Next":"P"},
	  "P":{"Type":"Pass","Parameters":{"start.$":"$$.Execution.StartTime","entered.$":"$$.State.EnteredTime"},"End":true}}}`, `{}`, Options{Start: at}))
	if string(r.Output) != `{"start":"1999-12-31T23:59:00Z","entered":"2000-01-01T00:00:00Z"}` || !r.History[0].Time.Equal(at) || r.Elapsed != time.Minute {
		t.Errorf("%s %s, %s after %s", r.Output, r.Cause, r.History[0].Time, r.Elapsed)
	}
}

// TestCancelledHistoryIsComplete: all that was under way is told to have been
// aborted, from the inside out.
func TestCancelledHistoryIsComplete(t *testing.T) {
	noLeaks(t)
	ctx, cancel := context.WithCancel(context.Background())
	m := compile(t, `{"StartAt":"All","States":{"All":{"Type":"Map","ItemsPath":"$","End":true,"ItemProcessor":{"StartAt":"Ask","States":{
	  "Ask":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken","Parameters":{"FunctionName":"Asker"},"End":true}}}}}}`)
	x, err := m.Start(ctx, []byte(`[1,2]`), Options{Functions: asker})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	r, err := x.Result(context.Background())
	if err == nil || r.Status != Aborted {
		t.Errorf("%s, %v", r.Status, err)
	}
	counts := map[EventType]int{}
	for _, e := range r.History {
		counts[e.Type]++
	}
	last := r.History[len(r.History)-1]
	if counts[TaskStateAborted] != 2 || counts[MapIterationAborted] != 2 || counts[MapStateAborted] != 1 || last.Type != ExecutionAborted {
		t.Errorf("%v, the last is %s", counts, last.Type)
	}
}

// TestNamesOfExecutions: the ARNs that the caller gives are those that the history
// and the context object tell, and others are made of what is known.
func TestNamesOfExecutions(t *testing.T) {
	m := compile(t, `{"StartAt":"P","States":{"P":{"Type":"Pass","Parameters":{"id.$":"$$.Execution.Id","name.$":"$$.Execution.Name","machine.$":"$$.StateMachine.Id","role.$":"$$.Execution.RoleArn"},"End":true}}}`)
	const machine = "arn:aws:states:eu-west-1:999999999999:stateMachine:Orders"
	for name, c := range map[string]struct {
		options Options
		want    string
	}{
		"all given": {Options{ExecutionARN: "arn:aws:states:eu-west-1:999999999999:execution:Orders:one", MachineARN: machine, RoleARN: "arn:aws:iam::999999999999:role/r"},
			`{"id":"arn:aws:states:eu-west-1:999999999999:execution:Orders:one","name":"one","machine":"` + machine + `","role":"arn:aws:iam::999999999999:role/r"}`},
		"an Express one's": {Options{ExecutionARN: "arn:aws:states:eu-west-1:999999999999:express:Orders:one:0f2e", MachineARN: machine, Type: asl.Express},
			`{"id":"arn:aws:states:eu-west-1:999999999999:express:Orders:one:0f2e","name":"one","machine":"` + machine + `","role":"arn:aws:iam::123456789012:role/StepFunctions"}`},
		"a name": {Options{Name: "two", MachineARN: machine},
			`{"id":"arn:aws:states:eu-west-1:999999999999:execution:Orders:two","name":"two","machine":"` + machine + `","role":"arn:aws:iam::123456789012:role/StepFunctions"}`},
	} {
		x, err := m.Start(t.Context(), nil, c.options)
		if err != nil {
			t.Fatal(err)
		}
		if r := finished(t, x); string(r.Output) != c.want || !strings.Contains(c.want, x.ARN()) {
			t.Errorf("%s: %s", name, r.Output)
		}
	}
	x, err := m.Start(t.Context(), nil, Options{Name: "three", MachineARN: machine, Type: asl.Express})
	if err != nil {
		t.Fatal(err)
	}
	if arn, ok := strings.CutPrefix(x.ARN(), "arn:aws:states:eu-west-1:999999999999:express:Orders:three:"); !ok || len(arn) != 36 {
		t.Errorf("an Express execution is %s", x.ARN())
	}
}

// TestNeverLetsTimePass: a task that is never to be answered does not hold the clock.
func TestNeverLetsTimePass(t *testing.T) {
	x := start(t, callback, `{}`, Options{Functions: asker})
	open := x.OpenTokens()
	if len(open) != 1 || x.Elapsed() != 0 {
		t.Fatalf("%d open tasks after %s", len(open), x.Elapsed())
	}
	if err := x.Reply(open[0].Token, Reply{Never: true}); err != nil {
		t.Fatal(err)
	}
	if x.Status() != TimedOut || x.Elapsed() != 30*time.Second {
		t.Errorf("%s after %s", x.Status(), x.Elapsed())
	}
}
