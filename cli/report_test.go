package cli

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/runner"
)

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("a", 90) + "HERE" + strings.Repeat("b", 90)
	for _, c := range []struct {
		line, shown string
		column      int
		caret       int // blanks before it
	}{
		{"  x: 1", "  x: 1", 3, 2},
		{"\tx", "\tx", 2, 1},
		{"ä: x", "ä: x", 5, 3},
		{"", "", 1, 0},
		{"ab", "ab", 9, 2},
		{"a\x1b[31mb", "a?[31mb", 1, 0},
		{long, "…" + strings.Repeat("a", 50) + "HERE" + strings.Repeat("b", 45) + "…", 91, 51},
	} {
		shown, caret := excerpt([]byte(c.line), c.column)
		if shown != c.shown || len(caret) != c.caret {
			t.Errorf("%.20q at %d: %q with %d blanks; want %q with %d", c.line, c.column, shown, len(caret), c.shown, c.caret)
		}
	}
}

// hostile is a finding whose texts must not break a format.
var hostile = diag.Diagnostic{
	Severity: diag.Warning, Code: "QS2003", Message: "50% of \"x\",\nand more: y", Help: "write z",
	Position: diag.Position{File: "a,b:c.json", Line: 1, Column: 5, Pointer: "/States/A"},
}

func TestGitHubEscapes(t *testing.T) {
	var b strings.Builder
	if err := writeGitHub(&b, nil, diag.List{hostile, {Severity: diag.Hint, Message: "nowhere"}}); err != nil {
		t.Fatal(err)
	}
	want := "::warning file=a%2Cb%3Ac.json,line=1,col=5,title=QS2003::50%25 of \"x\",%0Aand more: y%0Awrite z\n::notice title=::nowhere\n"
	if b.String() != want {
		t.Errorf("got  %q\nwant %q", b.String(), want)
	}
}

func TestSARIFCountsCharacters(t *testing.T) {
	var b strings.Builder
	if err := writeSARIF(&b, []*source{{name: "a,b:c.json", text: []byte("äö x")}}, diag.List{hostile}); err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	if err := json.Unmarshal([]byte(b.String()), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	at := run.Results[0].Locations[0]
	if at.Physical.Region.StartColumn != 3 || at.Logical[0].Name != "/States/A" || run.Results[0].Level != "warning" || run.Tool.Driver.Rules[0].ID != "QS2003" {
		t.Errorf("got %s", b.String())
	}
}

// TestCounts: on a terminal a line tells how far Maps are, and goes away.
func TestCounts(t *testing.T) {
	var b strings.Builder
	w := newWatcher(&b)
	w.counts(nil)
	w.terminal = true
	w.counts(nil)
	if b.String() != "" {
		t.Errorf("nothing runs, and it says %q", b.String())
	}
	w.tell([]runner.Event{
		{ID: 1, Type: runner.ExecutionStarted},
		{ID: 2, PreviousID: 1, Type: runner.MapStateEntered, State: "Each"},
		{ID: 3, PreviousID: 2, Type: runner.MapStateStarted, Length: 9},
		{ID: 4, PreviousID: 3, Type: runner.MapIterationStarted, State: "Each", Index: 7},
		{ID: 5, PreviousID: 4, Type: runner.MapIterationSucceeded, State: "Each", Index: 7},
	})
	w.counts([]runner.MapRun{
		{State: "All", Status: runner.Running, ItemCounts: runner.MapRunCounts{Total: 100, Running: 40, Succeeded: 59, Failed: 1}},
		{State: "Done", Status: runner.Succeeded, ItemCounts: runner.MapRunCounts{Total: 7, Succeeded: 7}},
	})
	w.tell([]runner.Event{{ID: 6, PreviousID: 5, Type: runner.TaskTimedOut, Error: "States.Timeout", Cause: "a\nb", Time: time.Time{}}})
	w.tell([]runner.Event{{ID: 7, PreviousID: 3, Type: runner.TaskTimedOut, Error: "States.Timeout", Cause: "a\nb"}})
	want := "        0s → Each\n        0s   9 items\n           Each: 1 of 9, All: 100 items read, 40 running, 59 succeeded, 1 failed\r\x1b[K        0s   timed out: States.Timeout: a b\n"
	if b.String() != want {
		t.Errorf("got  %q\nwant %q", b.String(), want)
	}
}

func FuzzMocks(f *testing.F) {
	f.Add(`{"A":[{"Return":1},{"Throw":{"Error":"E","Cause":"c"}}],"B":{"Return":null}}`)
	f.Add(`{"StateMachines":{"m":{"TestCases":{"T":{"A":"R"}}}},"MockedResponses":{"R":{"0-3":{"Return":{}}}}}`)
	f.Add(`[]`)
	s := &source{name: "m", text: []byte(`{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "B"},
		"B": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true}}}`)}
	f.Fuzz(func(t *testing.T, text string) {
		o := &runOptions{mocks: "-"}
		services, err := o.mocked(&env{stdin: strings.NewReader(text)}, []*source{s})
		if err == nil && services == nil {
			t.Errorf("%q gave neither mocks nor an error", text)
		}
	})
}
