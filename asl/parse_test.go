package asl_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
	"github.com/quickstep-go/quickstep/internal/shared"
)

func Example() {
	m, found := asl.Parse([]byte(`{
  "StartAt": "Charge",
  "States": {
    "Charge": {"Type": "Task", "Resource": "${Charge}", "Colour": "red", "Next": "Done"},
    "Done": {"Type": "Succeed"}
  }
}`), asl.File("order.asl.json"))
	fmt.Println("problems:", len(found))
	for place := range m.Walk() {
		fmt.Println(place.State.Base().At(), place.State.Kind(), place.Name)
	}
	charge := m.States.Get("Charge").(*asl.Task)
	charge.TimeoutSeconds = asl.Int(30)
	charge.Next = "Done"
	fmt.Println(asl.StateValue(charge))
	// Output:
	// problems: 0
	// order.asl.json:4:15 Task Charge
	// order.asl.json:5:13 Succeed Done
	// {"Type":"Task","Resource":"${Charge}","TimeoutSeconds":30,"Colour":"red","Next":"Done"}
}

// TestBuilt shows how a machine is built, and in what order it is written.
func TestBuilt(t *testing.T) {
	payload, _ := jsonvalue.ParseString(`{"FunctionName":"${F}","Payload":"{% $states.input %}"}`)
	m := &asl.StateMachine{Comment: "c", QueryLanguage: asl.JSONata, StartAt: "A", TimeoutSeconds: asl.Int(60)}
	m.States.Set("A", &asl.Task{
		Resource:       "arn:aws:states:::lambda:invoke",
		Arguments:      payload,
		TimeoutSeconds: asl.Expression("{% $t %}"),
		Retry:          []asl.Retrier{{ErrorEquals: []string{"States.Timeout"}, MaxAttempts: asl.Int(0), BackoffRate: asl.Float(1.5)}},
		Catch:          []asl.Catcher{{ErrorEquals: []string{"States.ALL"}, Next: "B"}},
		Next:           "Each",
	})
	m.States.Set("Each", &asl.Map{
		ItemProcessor: &asl.ItemProcessor{
			ProcessorConfig: &asl.ProcessorConfig{Mode: asl.Distributed, ExecutionType: asl.Express},
			StartAt:         "In",
			States:          statesOf("In", &asl.Succeed{}),
		},
		Next: "Ask",
	})
	m.States.Set("Ask", &asl.Choice{
		Common: asl.Common{QueryLanguage: asl.JSONPath},
		Choices: []asl.Rule{{Test: asl.Test{And: []asl.Test{
			{Variable: "$.x", Operator: "IsPresent", Operand: jsonvalue.BoolOf(true)},
			{Variable: "$.x", Operator: "NumericEquals", Operand: jsonvalue.IntOf(1)},
		}}, Next: "B"}},
	})
	m.States.Set("B", &asl.Pass{InputPath: asl.NullPath(), ResultPath: asl.PathOf("$.r"), End: true})
	want := `{"Comment":"c","QueryLanguage":"JSONata","StartAt":"A","TimeoutSeconds":60,"States":{` +
		`"A":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Arguments":{"FunctionName":"${F}","Payload":"{% $states.input %}"},` +
		`"TimeoutSeconds":"{% $t %}","Retry":[{"ErrorEquals":["States.Timeout"],"MaxAttempts":0,"BackoffRate":1.5}],` +
		`"Catch":[{"ErrorEquals":["States.ALL"],"Next":"B"}],"Next":"Each"},` +
		`"Each":{"Type":"Map","ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"EXPRESS"},"StartAt":"In","States":{"In":{"Type":"Succeed"}}},"Next":"Ask"},` +
		`"Ask":{"Type":"Choice","QueryLanguage":"JSONPath","Choices":[{"And":[{"Variable":"$.x","IsPresent":true},{"Variable":"$.x","NumericEquals":1}],"Next":"B"}]},` +
		`"B":{"Type":"Pass","InputPath":null,"ResultPath":"$.r","End":true}}}`
	if got := string(m.Format(asl.Style{Compact: true})); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	back, found := asl.Parse(m.Text())
	if len(found) != 0 || string(back.Format(asl.Style{Compact: true})) != want {
		t.Errorf("read back as %s, %v", back.Value(), found)
	}
}

func statesOf(name string, s asl.State) asl.States {
	var all asl.States
	all.Set(name, s)
	return all
}

// TestRoundTrip holds that reading and writing loses nothing, however odd.
func TestRoundTrip(t *testing.T) {
	for _, text := range []string{
		`{}`,
		`{"States":{},"StartAt":"","Comment":"","TimeoutSeconds":60.0,"x":{"y":[1.50]}}`,
		`{"StartAt":"A","States":{"A":{"End":false,"Type":"Pass","Result":null,"Assign":{},"InputPath":null,"ResultPath":"","Comment":7}}}`,
		`{"States":{"A":{"Type":"Taks","Resource":"r"},"B":{"Resource":"r"},"C":5,"D":null,"E":[]}}`,
		`{"States":[1,2],"StartAt":5,"TimeoutSeconds":{},"QueryLanguage":null}`,
		`{"States":{"A":{"Type":"Choice","Default":"B","Choices":[{"Next":"B","StringEquals":"x","NumericEquals":1,"Variable":"$","And":[],"Not":{"Next":"no"}},7]}}}`,
		`{"States":{"A":{"Type":"Task","Retry":[{"ErrorEquals":["a",5],"MaxAttempts":"3"},"x"],"Catch":{},"Credentials":"none"}}}`,
		`{"States":{"A":{"Type":"Map","Iterator":{"States":{"B":{"Type":"Fail","Error":1}}},"ItemProcessor":7,"ItemReader":{"ReaderConfig":{"CSVHeaders":[]}}}}}`,
		`{"States":{"A":{"Type":"Parallel","Branches":[{"States":{},"StartAt":"x"},null]}}}`,
	} {
		m, _ := asl.Parse([]byte(text))
		if m == nil {
			t.Errorf("%s is not read", text)
			continue
		}
		if got := string(m.Format(asl.Style{Compact: true})); got != text {
			t.Errorf("got  %s\nwant %s", got, text)
		}
		want, _ := jsonvalue.ParseString(text)
		if canonical := m.Format(asl.Style{Canonical: true, Compact: true}); !sameJSON(canonical, want) {
			t.Errorf("canonical: got %s\nwant %s", canonical, text)
		}
	}
}

func sameJSON(text []byte, want jsonvalue.Value) bool {
	v, err := jsonvalue.Parse(text)
	return err == nil && jsonvalue.Equal(v, want)
}

// TestChanges holds that a changed field is written, and nothing else changes.
func TestChanges(t *testing.T) {
	m, _ := asl.Parse([]byte(`{"States":{"A":{"Next":"B","Type":"Wait","Seconds":1.0,"X":1,"Comment":"c"}},"StartAt":"A"}`))
	w := m.States.Get("A").(*asl.Wait)
	w.Next, w.End, w.Comment = "", true, ""
	w.Assign, _ = jsonvalue.ParseString(`{"a":1}`)
	m.Comment = "new"
	want := `{"Comment":"new","States":{"A":{"Type":"Wait","Seconds":1.0,"Assign":{"a":1},"End":true,"X":1}},"StartAt":"A"}`
	if got := string(m.Format(asl.Style{Compact: true})); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestPositions(t *testing.T) {
	m, _ := asl.Parse([]byte("{\n \"StartAt\": \"A/B\",\r\n \"States\": {\"A/B\": {\"Type\": \"Task\",\n\t\"Arguments\": {\"é\": [0, {\"x\": 1}]}}}}"), asl.File("f"))
	a := m.States.Get("A/B").Base()
	for _, c := range []struct{ got, want string }{
		{a.At().String() + " " + a.At().Pointer, "f:3:20 /States/A~1B"},
		{a.At("Arguments", "é", "1", "x").String() + " " + a.At("Arguments", "é", "1", "x").Pointer, "f:4:32 /States/A~1B/Arguments/é/1/x"},
		{fmt.Sprint(a.NameAt("Arguments")), "f:4:2"},
		{fmt.Sprint(a.At("Arguments", "no", "such")), "f:4:15"},
		{fmt.Sprint(m.At("StartAt")), "f:2:13"},
		{a.Location("Arguments", "é", "1", "x"), "/States/A/B/Arguments/é[1]/x"},
		{m.Location(), "/"},
		{fmt.Sprint((&asl.Pass{}).At("x")), ""},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
}

func TestBadTexts(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"empty", ``, `f:1:1: the text is empty`},
		{"blank", " ", `the text is empty`},
		{"truncated", "{\n\"States\": {", `f:2:12: the text ends too early`},
		{"array", `[]`, `f:1:1: a definition is an object, and this is an array`},
		{"null", `null`, `this is null`},
		{"NaN", `{"a": NaN}`, `f:1:7: this is no JSON: invalid character 'N'`},
		{"two", `{} {}`, `f:1:4: the text goes on`},
		{"mark", "\ufeff{}", `f:1:1: the text begins with a byte-order mark`},
		{"encoding", "{\"a\":\n\"\xff\"}", `f:2:2: the text is not valid UTF-8`},
		{"deep", strings.Repeat("[", 100_000), `nests deeper than 1000`},
		{"deep objects", strings.Repeat(`{"a":`, 100_000), `nests deeper than 1000`},
		{"large", strings.Repeat(" ", asl.MaxSize+1), `the text has 8388609 bytes`},
		{"duplicate", "{\"States\": {\"A\": {\"Type\": \"Succeed\"},\n \"A\": {\"Type\": \"Succeed\"}}}", `f:2:2: "A" is here twice, first at 1:13`},
		{"wrong kind", `{"States": {"A": {"Type": "Pass", "Next": 5}}}`, `f:1:43: Next has to be a string, and is a number`},
		{"wrong item", `{"States": {"A": {"Type": "Task", "Retry": [3]}}}`, `f:1:45: item 0 of Retry has to be an object, and is a number`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, found := asl.Parse([]byte(c.text), asl.File("f"))
			if len(found) != 1 || !strings.Contains(found[0].String(), c.want) {
				t.Errorf("got %q, want one with %q", found, c.want)
			}
		})
	}
}

func TestParseState(t *testing.T) {
	m, found := asl.ParseState([]byte(`{"Type":"Pass","End":true}`), "S")
	if len(found) != 0 || m.StartAt != "S" || m.States.Get("S").Base().At("End").Pointer != "/States/S/End" {
		t.Errorf("got %v, %v", m, found)
	}
}

// TestRecordedDefinitions reads and writes every definition of the recorded cases.
func TestRecordedDefinitions(t *testing.T) {
	read := 0
	for _, file := range caseFiles(t) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var c struct {
			Kind       string
			Definition json.RawMessage
		}
		if json.Unmarshal(text, &c) != nil || len(c.Definition) < 3 || c.Definition[0] != '{' {
			continue
		}
		m, found := asl.Parse(c.Definition)
		if c.Kind == "test_state" {
			m, found = asl.ParseState(c.Definition, "S")
		}
		if c.Kind == "execution" && len(found) > 0 {
			t.Errorf("%s: %v", filepath.Base(file), found)
		}
		want, _ := jsonvalue.Parse(c.Definition)
		got := m.Value()
		if c.Kind == "test_state" {
			got = asl.StateValue(m.States.Get("S"))
		}
		if got.JSON() != want.JSON() {
			t.Errorf("%s: got %s\nwant %s", filepath.Base(file), got, want)
		}
		read++
	}
	if read < 900 {
		t.Errorf("only %d definitions were read", read)
	}
}

func caseFiles(t *testing.T) []string {
	files, _ := filepath.Glob(filepath.Join(shared.Path(t, "conformance", "cases"), "*", "*.json"))
	return files
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"StartAt":"A","States":{"A":{"Type":"Choice","Choices":[{"Variable":"$.x","IsNull":true,"Next":"A"}]}}}`))
	f.Add([]byte(`{"States":{"A":{"Type":"Map","Iterator":{},"Retry":[1]}}}`))
	f.Add([]byte(`{"StartAt":"A","TimeoutSeconds":${T},"States":{"A":{"Type":"Wait","Seconds":${S::x.y-1},"End":${E}}}}`))
	f.Add([]byte("StartAt: A\nStates:\n  A: {Type: Pass, End: true}\n"))
	f.Add([]byte("%YAML 1.1\n---\na: &a !!str 0x1_0 # c\n? [b, *a, {<<: *c}]\n: |-2\n    é\n- \"\\x41\\\n \"\n...\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		m, found := asl.Parse(text)
		if (m == nil) != (len(found) > 0 && m == nil) {
			t.Error("no machine and no reason")
		}
		if y, found := asl.Parse(text, asl.YAML()); y == nil && (len(found) == 0 || found[0].Position.Line == 0) {
			t.Errorf("no YAML, and no reason or no place: %v", found)
		}
		if m == nil {
			return
		}
		want, err := jsonvalue.Parse(text)
		if err != nil && bytes.Contains(text, []byte("${")) {
			again, found := asl.Parse(m.Text())
			if again == nil || !bytes.Equal(again.Text(), m.Text()) {
				t.Errorf("%s\nwritten and read again: %v", m.Text(), found)
			}
			return
		}
		if err != nil {
			t.Fatalf("read what is no JSON: %v", err)
		}
		if got := m.Value().JSON(); got != want.JSON() {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		for p := range m.Walk() {
			p.State.Base().At("Type")
		}
	})
}
