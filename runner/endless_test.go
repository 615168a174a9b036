package runner

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/asl"
)

// starter is a machine that starts another, by a pattern, and then waits.
func starter(next, pattern string) string {
	return `{"StartAt":"Again","States":{"Again":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution` + pattern + `",
	  "Parameters":{"StateMachineArn":"` + next + `","Input.$":"$"},"Next":"Rest"},"Rest":{"Type":"Wait","Seconds":60,"End":true}}}`
}

// TestEndlessLines: executions that start one another at one moment end the run, whoever
// drives it.
func TestEndlessLines(t *testing.T) {
	const inMap = `{"StartAt":"Each","States":{"Each":{"Type":"Map","ItemsPath":"$.all","End":true,"ItemProcessor":{
	  "ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"Again","States":{"Again":{"Type":"Task",
	  "Resource":"arn:aws:states:::states:startExecution","Parameters":{"StateMachineArn":"A","Input":{"all":[1]}},"End":true}}}}}}`
	start := func(x *Execution) error { return x.Err() }
	result := func(x *Execution) error { _, err := x.Result(t.Context()); return err }
	advance := func(x *Execution) error { return x.Advance(time.Second) }
	for name, c := range map[string]struct {
		machines map[string]string
		options  Options
		drive    func(*Execution) error
		line     string
	}{
		"itself, looked for in Start":     {map[string]string{"A": starter("A", "")}, Options{}, start, `"A" starts "A"`},
		"itself, looked for in Result":    {map[string]string{"A": starter("A", "")}, Options{}, result, `"A" starts "A"`},
		"itself, looked for in Advance":   {map[string]string{"A": strings.Replace(starter("A", ""), `"Next":"Rest"`, `"End":true`, 1)}, Options{}, advance, `"A" starts "A"`},
		"itself, on a real clock":         {map[string]string{"A": starter("A", "")}, Options{RealTime: true}, start, `"A" starts "A"`},
		"itself, and waiting for it":      {map[string]string{"A": starter("A", ".sync:2")}, Options{}, start, `"A" starts "A"`},
		"a ring":                          {map[string]string{"${A}": starter("${B}", ""), "${B}": starter("${A}", "")}, Options{}, start, `"A" starts "B" starts "A"`},
		"a ring, one waiting for another": {map[string]string{"A": starter("B", ".sync"), "B": starter("A", "")}, Options{}, start, `"A" starts "B" starts "A"`},
		"through a distributed map":       {map[string]string{"A": inMap}, Options{}, advance, `"A" starts "A"`},
	} {
		t.Run(name, func(t *testing.T) {
			c.options.Machines = map[string]*Machine{}
			for name, definition := range c.machines {
				c.options.Machines[name] = compile(t, definition)
			}
			first := c.options.Machines["A"]
			if first == nil {
				first = c.options.Machines["${A}"]
			}
			x, err := first.Start(t.Context(), []byte(`{"all":[1]}`), c.options)
			if err != nil {
				t.Fatal(err)
			}
			err = c.drive(x)
			var fault *Fault
			if !errors.As(err, &fault) || !errors.Is(err, ErrEndless) || fault.State != "Again" ||
				!strings.Contains(fault.Message, c.line) || !strings.Contains(fault.Message, "write a Wait") {
				t.Fatal(err)
			}
			if all, ended := generations(x); all != ended {
				t.Errorf("%d of %d executions have ended", ended, all)
			}
		})
	}
}

// TestLongLines: a line that ends, or that waits, may be as long as it likes.
func TestLongLines(t *testing.T) {
	const down = `{"QueryLanguage":"JSONata","StartAt":"Done","States":{"Done":{"Type":"Choice","Default":"Again","Choices":[
	  {"Condition":"{% $states.input.n = 0 %}","Next":"End"}]},"End":{"Type":"Succeed"},"Again":{"Type":"Task",
	  "Resource":"arn:aws:states:::states:startExecution","Arguments":{"StateMachineArn":"A","Input":{"n":"{% $states.input.n - 1 %}"}},"Next":"End"}}}`
	const tick = `{"StartAt":"Tick","States":{"Tick":{"Type":"Wait","Seconds":1,"Next":"Again"},"Again":{"Type":"Task",
	  "Resource":"arn:aws:states:::states:startExecution","Parameters":{"StateMachineArn":"A"},"End":true}}}`
	for name, c := range map[string]struct {
		definition, input string
		all, ended        int
	}{
		"that counts down": {down, `{"n":5000}`, 5_001, 5_001},
		"that waits":       {tick, `{}`, 15_001, 15_000},
	} {
		t.Run(name, func(t *testing.T) {
			o := Options{Machines: map[string]*Machine{"A": compile(t, c.definition)}}
			x, err := o.Machines["A"].Start(t.Context(), []byte(c.input), o)
			if err != nil {
				t.Fatal(err)
			}
			if err := x.Advance(15_000*time.Second - x.Elapsed()); err != nil {
				t.Fatal(err)
			}
			if all, ended := generations(x); all != c.all || ended != c.ended {
				t.Errorf("%d of %d have ended", ended, all)
			}
		})
	}
}

// TestEndlessExpress: a loop that no time passes in would hang a test.
func TestEndlessExpress(t *testing.T) {
	const loop = `{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","Next":"A"}}}`
	x, err := compile(t, loop).Start(t.Context(), nil, Options{Type: asl.Express})
	if err != nil {
		t.Fatal(err)
	}
	_, err = x.Result(t.Context())
	var fault *Fault
	if !errors.As(err, &fault) || !errors.Is(err, ErrEndless) || !strings.Contains(fault.Message, "after more than 2000000 events and 0s of the clock, and on AWS would be ended after 5m0s") {
		t.Fatal(err)
	}
	if s := x.Status(); s != Aborted {
		t.Errorf("the execution is %s", s)
	}
}

// TestLongExpress: what waits comes to its five minutes.
func TestLongExpress(t *testing.T) {
	const loop = `{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Wait","Seconds":1,"Next":"A"}}}`
	x, err := compile(t, loop).Start(t.Context(), nil, Options{Type: asl.Express})
	if err != nil {
		t.Fatal(err)
	}
	if r, err := x.Result(t.Context()); err != nil || r.Status != TimedOut {
		t.Fatal(r, err)
	}
}
