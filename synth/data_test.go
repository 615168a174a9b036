package synth_test

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/synth"
)

// given is what functions on data are run with: values that a query language may
// take for something else.
type given struct {
	S     string         `json:"s"`
	T     string         `json:"t"`
	N     int            `json:"n"`
	M     int            `json:"m"`
	F     float64        `json:"f"`
	B     bool           `json:"b"`
	At    time.Time      `json:"at"`
	To    time.Time      `json:"to"`
	List  []int          `json:"list"`
	Other []int          `json:"other"`
	Words []string       `json:"words"`
	Rows  []row          `json:"rows"`
	Row   row            `json:"row"`
	Grid  [][]int        `json:"grid"`
	Map   map[string]int `json:"map"`
	More  map[string]int `json:"more"`
	Opt   *string        `json:"opt,omitempty"`
	Any   any            `json:"any"`

	Nil    []int          `json:"nil"`
	NilMap map[string]int `json:"nilMap"`
}

type row struct {
	K string `json:"k"`
	V int    `json:"v"`
}

var (
	givens = dsl.Fields[given]()
	rows   = dsl.Fields[row]()
)

type source = dsl.Val[given]

func s(v source) dsl.Val[string]             { return dsl.At(v, &givens.S) }
func s2(v source) dsl.Val[string]            { return dsl.At(v, &givens.T) }
func n(v source) dsl.Val[int]                { return dsl.At(v, &givens.N) }
func m(v source) dsl.Val[int]                { return dsl.At(v, &givens.M) }
func f(v source) dsl.Val[float64]            { return dsl.At(v, &givens.F) }
func instant(v source) dsl.Val[time.Time]    { return dsl.At(v, &givens.At) }
func other(v source) dsl.Val[time.Time]      { return dsl.At(v, &givens.To) }
func list(v source) dsl.Val[[]int]           { return dsl.At(v, &givens.List) }
func list2(v source) dsl.Val[[]int]          { return dsl.At(v, &givens.Other) }
func words(v source) dsl.Val[[]string]       { return dsl.At(v, &givens.Words) }
func rowsOf(v source) dsl.Val[[]row]         { return dsl.At(v, &givens.Rows) }
func grid(v source) dsl.Val[[][]int]         { return dsl.At(v, &givens.Grid) }
func dict(v source) dsl.Val[map[string]int]  { return dsl.At(v, &givens.Map) }
func dict2(v source) dsl.Val[map[string]int] { return dsl.At(v, &givens.More) }

// edges draw the givens: each field goes through its own list, all of lengths that
// have no common divisor, so that many pairs come together.
func edges() []given {
	texts := []string{"a-B-c ", "", "é€😀", `<b>&"it's"</b>`, "  two\t\twords\n", `back\slash`, "{}", "{% 1 %}", "${a}", "null", "-1.5", "[1]", "straße"}
	others := []string{"a", "B", "", "😀", " ", "$1", "a-B-c "}
	ints := []int{0, 1, -7, 3, 2147483647, -2147483648, 999999999999999, -2, 5, 12, 100}
	floats := []float64{0, 2.5, -2.5, 0.125, 1e20, 1e-7, -0.5, 123456789.5}
	lists := [][]int{{3, 1, 3}, {}, {0}, {-7}, {1, 2, 3, 4, 5}}
	words := [][]string{{}, {""}, {"a"}, {"a", "B", "a"}, {"😀", "<&>", "", `"`}, {"null", "{}"}, {"a b"}}
	grids := [][][]int{{{1}, {2, 3}}, {}, {{}}, {{1, 2}}, {{}, {3}}, {{5}}, {{1}, {1}}}
	maps := []map[string]int{{"a": 1}, {}, {"a": 2, "b": 3}, {"é<": 1, "a-b": 2, "": 3}}
	rows := [][]row{{{"a", 1}}, {}, {{"a", 1}, {"b", 2}, {"a", 1}}}
	times := []time.Time{
		time.Date(2026, 11, 1, 12, 30, 0, 0, time.UTC), time.Date(1969, 12, 31, 23, 59, 59, 999_000_000, time.UTC),
		time.Date(2024, 2, 29, 0, 0, 0, 1_000_000, time.UTC), time.Date(2026, 1, 4, 5, 6, 7, 0, time.FixedZone("", 2*60*60)),
		time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC), time.Date(2025, 7, 9, 13, 0, 5, 123_456_789, time.UTC),
	}
	anything := []any{"text", 1.5, nil, true, []any{1.0, []any{2.0}}, map[string]any{"k": "v"}, []any{}}
	options := []*string{nil, new("x"), new(""), nil, new("😀")}
	var all []given
	for i := range 60 {
		all = append(all, given{texts[i%len(texts)], others[i%len(others)], ints[i%len(ints)], ints[(i*3+1)%len(ints)], floats[i%len(floats)], i%2 == 0,
			times[i%len(times)], times[(i/2)%len(times)], lists[i%len(lists)], lists[(i/3)%len(lists)], words[i%len(words)], rows[i%len(rows)], row{others[i%len(others)], i % 4},
			grids[i%len(grids)], maps[i%len(maps)], maps[(i/2)%len(maps)], options[i%len(options)], anything[i%len(anything)], nil, nil})
	}
	return all
}

// A datum is a function on data at work, and what it means in Go.
type datum struct {
	name   string
	as     func(form) dsl.Definition
	means  func(given) any // fails, where the state fails
	unsaid map[form]string // what JSONPath cannot say of it
	refuse string          // what JSONata refuses of it
	// differs is what is otherwise in JSONPath.
	differs func(given) any
}

// fails is what a function means that fails the state.
type fails struct{}

// older says what JSONPath cannot say.
func (d datum) older(unsaid string) datum {
	d.unsaid = map[form]string{alone: unsaid, within: unsaid}
	return d
}

// form is how an expression stands in its workflow.
type form string

const (
	alone  form = "alone" // in a field, by itself
	within form = "inner" // in a larger expression
)

// gives is a workflow whose output is one expression.
func gives[T any](name string, of func(source) dsl.Val[T], means func(given) any) datum {
	return datum{name: name, means: means, as: func(as form) dsl.Definition {
		return dsl.Define("Gives", func(b *dsl.Block, v source) dsl.Val[T] {
			x := of(v)
			if as == within {
				x = dsl.Index(dsl.Concat(dsl.List(x), dsl.List(x)), 1)
			}
			return x
		})
	}}
}

// asks is a workflow whose output is whether a condition holds.
func asks(name string, of func(source) dsl.Cond, means func(given) any) datum {
	return gives(name, func(v source) dsl.Val[bool] { return dsl.IfElse(of(v), dsl.Lit(true), dsl.Lit(false)) }, means)
}

// TestData runs each function on data over the edges, in both query languages, alone
// and in a larger expression, and holds it to what it means in Go.
func TestData(t *testing.T) {
	inputs := edges()
	for _, d := range slices.Concat(dataOfLists, dataOfMaps, dataOfNil, dataOfNumbers, dataOfTexts, dataOfTimes, dataOfContext, dataOfConditions) {
		t.Run(d.name, func(t *testing.T) {
			for _, as := range []form{alone, within} {
				w := d.as(as)
				if d.refuse != "" {
					refused(t, w, d.refuse)
				} else {
					d.hold(t, w, inputs, as, d.means)
				}
				older := dsl.Redefine(w, dsl.JSONPath())
				if why := d.unsaid[as]; why != "" {
					refused(t, older, "JSONPath cannot say "+why)
					continue
				}
				means := d.means
				if d.differs != nil {
					means = d.differs
				}
				d.hold(t, older, inputs, as+" in JSONPath", means)
			}
		})
	}
}

// hold runs a workflow over the inputs.
func (d datum) hold(t *testing.T, w dsl.Definition, inputs []given, as form, means func(given) any) {
	t.Helper()
	out, err := synth.Workflow(w)
	if err != nil {
		t.Errorf("%s: %v", as, err)
		return
	}
	if strings.Contains(out.Definition, "${") {
		t.Errorf("%s: CloudFormation would replace something in\n%s", as, out.Definition)
	}
	machine, err := runner.CompileParsed(out.Machine)
	if err != nil {
		t.Fatal(err)
	}
	bad := 0
	for _, g := range inputs {
		input, err := json.Marshal(g)
		if err != nil {
			t.Fatal(err)
		}
		r := ended(t, machine, string(input), runner.Options{Name: "run", Start: theStart})
		want := means(g)
		if _, failing := want.(fails); failing && r.Error != "" || !failing && r.Error == "" && sameData(t, r.Output, want) {
			continue
		}
		if bad++; bad <= 3 {
			t.Errorf("%s: for %s\ngot  %s%s %s\nwant %s\n%s", as, input, r.Output, r.Error, r.Cause, asJSON(t, want), strings.TrimSpace(out.Definition))
		}
	}
	if bad > 3 {
		t.Errorf("%s: and %d others", as, bad-3)
	}
}

var theStart = time.Date(2026, 11, 2, 3, 4, 5, 0, time.UTC)

func refused(t *testing.T, w dsl.Definition, why string) {
	t.Helper()
	_, err := synth.Workflow(w)
	found, _ := diag.FromError(err)
	if len(found) == 0 || found[0].Message != why {
		t.Errorf("got %v, want %q", err, why)
	}
}

// sameData compares what a workflow put out with a value; times are the same that
// are the same moment.
func sameData(t *testing.T, output []byte, want any) bool {
	t.Helper()
	if moment, ok := want.(time.Time); ok {
		var got time.Time
		return json.Unmarshal(output, &got) == nil && got.Equal(moment.Truncate(time.Millisecond))
	}
	var x, y any
	return json.Unmarshal(output, &x) == nil && json.Unmarshal(asJSON(t, want), &y) == nil && reflect.DeepEqual(x, y)
}

// TestRetryCount runs what reads how often its own state was retried.
func TestRetryCount(t *testing.T) {
	w := dsl.Define("Counted", func(b *dsl.Block, _ dsl.Val[int]) dsl.Val[int] {
		return dsl.Task(b, "Echo", lambda.Declare[int, int]("Echo").Invoke(), dsl.RetryCount(), dsl.Policy{Retry: []dsl.Retry{{On: dsl.AllErrors()}}})
	})
	for _, w := range []dsl.Definition{w, dsl.Redefine(w, dsl.JSONPath())} {
		out, machine := compiled(t, w)
		echo := runner.ServiceFunc(func(_ context.Context, task *runner.Task) ([]byte, error) {
			if task.Attempt < 2 {
				return nil, &runner.Failure{Name: "Not.Yet"}
			}
			return task.Input(), nil
		})
		if r := ended(t, machine, "7", runner.Options{Functions: map[string]runner.Service{"Echo": echo}}); string(r.Output) != "2" {
			t.Errorf("got %s %s\n%s", r.Output, r.Cause, out.Definition)
		}
	}
}

func asJSON(t *testing.T, v any) []byte {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
