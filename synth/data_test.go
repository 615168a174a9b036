package synth_test

import (
	"strings"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/synth"
)

type given struct {
	S    string         `json:"s"`
	N    int            `json:"n"`
	At   time.Time      `json:"at"`
	List []int          `json:"list"`
	Map  map[string]int `json:"map"`
	Opt  *string        `json:"opt,omitempty"`
}

type someNumbers []int
type someMap map[string]int

var givens = dsl.Fields[given]()

// gives is a workflow whose output is one expression.
func gives[T any](of func(dsl.Val[given]) dsl.Val[T]) dsl.Definition {
	return dsl.Define("Gives", func(_ *dsl.Block, in dsl.Val[given]) dsl.Val[T] { return of(in) })
}

func holdsIf(of func(dsl.Val[given]) dsl.Cond) dsl.Definition {
	return gives(func(in dsl.Val[given]) dsl.Val[bool] { return dsl.IfElse(of(in), dsl.Lit(true), dsl.Lit(false)) })
}

// TestData runs functions on data, each by itself.
func TestData(t *testing.T) {
	type in = dsl.Val[given]
	s := func(v in) dsl.Val[string] { return dsl.At(v, &givens.S) }
	n := func(v in) dsl.Val[int] { return dsl.At(v, &givens.N) }
	list := func(v in) dsl.Val[[]int] { return dsl.At(v, &givens.List) }
	dict := func(v in) dsl.Val[map[string]int] { return dsl.At(v, &givens.Map) }
	at := func(v in) dsl.Val[time.Time] { return dsl.At(v, &givens.At) }
	for _, c := range []struct {
		name string
		w    dsl.Definition
		want string
	}{
		{"Elems", gives(func(v in) dsl.Val[[]int] { return dsl.Reverse(dsl.Elems(dsl.Lit(someNumbers{1, 2}))) }), `[2,1]`},
		{"Members", gives(func(v in) dsl.Val[[]string] { return dsl.Keys(dsl.Members(dsl.Lit(someMap{"x": 1, "y": 2}))) }), `["x","y"]`},
		{"Index", gives(func(v in) dsl.Val[int] { return dsl.Index(list(v), 1) }), `1`},
		{"Slice", gives(func(v in) dsl.Val[[]int] { return dsl.Slice(list(v), 1, 9) }), `[1,3]`},
		{"Filter", gives(func(v in) dsl.Val[[]int] {
			return dsl.Filter(list(v), func(n dsl.Val[int]) dsl.Cond { return dsl.Gt(n, 2) })
		}), `[3,3]`},
		{"Each", gives(func(v in) dsl.Val[[]int] {
			return dsl.Each(list(v), func(n dsl.Val[int]) dsl.Val[int] { return dsl.Mul(n, 2) })
		}), `[6,2,6]`},
		{"Has", holdsIf(func(v in) dsl.Cond { return dsl.Has(list(v), 3) }), `true`},
		{"HasVal", holdsIf(func(v in) dsl.Cond { return dsl.HasVal(list(v), n(v)) }), `false`},
		{"Distinct", gives(func(v in) dsl.Val[[]int] { return dsl.Distinct(list(v)) }), `[3,1]`},
		{"Partition", gives(func(v in) dsl.Val[[][]int] { return dsl.Partition(list(v), 2) }), `[[3,1],[3]]`},
		{"Flatten", gives(func(v in) dsl.Val[[]int] { return dsl.Flatten(dsl.List(list(v), dsl.Lit([]int{9}))) }), `[3,1,3,9]`},
		{"Enumerate", gives(func(v in) dsl.Val[[]dsl.Numbered[int]] { return dsl.Enumerate(dsl.Slice(list(v), 0, 2)) }), `[{"Index":0,"Value":3},{"Index":1,"Value":1}]`},
		{"Entries", gives(func(v in) dsl.Val[[]dsl.MapEntry[int]] { return dsl.Entries(dict(v)) }), `[{"Key":"a","Value":1}]`},
		{"Key", gives(func(v in) dsl.Val[int] { return dsl.Key(dict(v), "a") }), `1`},
		{"KeyOpt", gives(func(v in) dsl.Val[int] { return dsl.Or(dsl.KeyOpt(dict(v), "b"), 7) }), `7`},
		{"Merge", gives(func(v in) dsl.Val[map[string]int] { return dsl.Merge(dict(v), dsl.Lit(map[string]int{"b": 2})) }), `{"a":1,"b":2}`},
		{"Present", holdsIf(func(v in) dsl.Cond { return dsl.Present(dsl.AtOpt(v, &givens.Opt)) }), `false`},
		{"Must", gives(func(v in) dsl.Val[string] {
			return dsl.Upper(dsl.Must(dsl.AtOpt(dsl.Lit(given{Opt: new("x")}), &givens.Opt)))
		}), `"X"`},
		{"Mod", gives(func(v in) dsl.Val[int] { return dsl.Mod(n(v), 4) }), `-3`},
		{"DivVal", gives(func(v in) dsl.Val[float64] { return dsl.DivVal(n(v), dsl.Lit(2)) }), `-3.5`},
		{"Round", gives(func(v in) dsl.Val[float64] { return dsl.Round(dsl.Div(n(v), 2), 0) }), `-4`},
		{"Floor", gives(func(v in) dsl.Val[int] { return dsl.Floor(dsl.Div(n(v), 2)) }), `-4`},
		{"Ceil", gives(func(v in) dsl.Val[int] { return dsl.Ceil(dsl.Div(n(v), 2)) }), `-3`},
		{"Abs", gives(func(v in) dsl.Val[int] { return dsl.Abs(n(v)) }), `7`},
		{"Sum", gives(func(v in) dsl.Val[int] { return dsl.Sum(list(v)) }), `7`},
		{"Max", gives(func(v in) dsl.Val[int] { return dsl.Max(list(v)) }), `3`},
		{"Min", gives(func(v in) dsl.Val[int] { return dsl.Min(list(v)) }), `1`},
		{"Average", gives(func(v in) dsl.Val[float64] { return dsl.Average(dsl.Lit([]int{1, 2})) }), `1.5`},
		{"Random", holdsIf(func(v in) dsl.Cond { return dsl.Lt(dsl.Random(), 1) }), `true`},
		{"Split", gives(func(v in) dsl.Val[[]string] { return dsl.Split(s(v), "-") }), `["a","B","c "]`},
		{"SplitAny", gives(func(v in) dsl.Val[[]string] { return dsl.SplitAny(s(v), "-B") }), `["a","c "]`},
		{"Join", gives(func(v in) dsl.Val[string] { return dsl.Join(dsl.Split(s(v), "-"), "+") }), `"a+B+c "`},
		{"Lower", gives(func(v in) dsl.Val[string] { return dsl.Lower(s(v)) }), `"a-b-c "`},
		{"Trim", gives(func(v in) dsl.Val[string] { return dsl.Trim(s(v)) }), `"a-B-c"`},
		{"Length", gives(func(v in) dsl.Val[int] { return dsl.Length(s(v)) }), `6`},
		{"Substring", gives(func(v in) dsl.Val[string] { return dsl.Substring(s(v), 2, 3) }), `"B-c"`},
		{"Replace", gives(func(v in) dsl.Val[string] { return dsl.Replace(s(v), "-", "") }), `"aBc "`},
		{"HasText", holdsIf(func(v in) dsl.Cond { return dsl.HasText(s(v), "B-") }), `true`},
		{"Matches", holdsIf(func(v in) dsl.Cond { return dsl.Matches(s(v), "^[a-c]-[A-C]") }), `true`},
		{"ParseJSON", gives(func(v in) dsl.Val[[]int] { return dsl.ParseJSON[[]int](dsl.Lit("[1, 2]")) }), `[1,2]`},
		{"JSONText", gives(func(v in) dsl.Val[string] { return dsl.JSONText(list(v)) }), `"[3,1,3]"`},
		{"Base64", gives(func(v in) dsl.Val[string] { return dsl.Base64(s(v)) }), `"YS1CLWMg"`},
		{"FromBase64", gives(func(v in) dsl.Val[string] { return dsl.FromBase64(dsl.Base64(s(v))) }), `"a-B-c "`},
		{"Hash", gives(func(v in) dsl.Val[string] { return dsl.Hash(dsl.Lit("abc"), dsl.MD5) }), `"900150983cd24fb0d6963f7d28e17f72"`},
		{"UUID", gives(func(v in) dsl.Val[int] { return dsl.Length(dsl.UUID()) }), `36`},
		{"FormatTime", gives(func(v in) dsl.Val[string] { return dsl.FormatTime(at(v), "02.01.2006 15:04") }), `"01.11.2026 12:30"`},
		{"ParseTime", gives(func(v in) dsl.Val[string] {
			return dsl.FormatTime(dsl.ParseTime(dsl.Lit("24.12.2026"), "02.01.2006"), time.DateOnly)
		}), `"2026-12-24"`},
		{"AddTime", gives(func(v in) dsl.Val[string] { return dsl.FormatTime(dsl.AddTime(at(v), -time.Hour), time.TimeOnly) }), `"11:30:00"`},
		{"Before", holdsIf(func(v in) dsl.Cond { return dsl.Before(at(v), dsl.AddTime(at(v), time.Second)) }), `true`},
		{"ExecutionStart", gives(func(v in) dsl.Val[string] { return dsl.FormatTime(dsl.ExecutionStart(), time.DateOnly) }), `"2026-11-02"`},
		{"StateEntered", gives(func(v in) dsl.Val[string] { return dsl.FormatTime(dsl.StateEntered(), time.DateOnly) }), `"2026-11-02"`},
		{"ExecutionName", gives(func(in) dsl.Val[string] { return dsl.ExecutionName() }), `"run"`},
		{"ExecutionID", holdsIf(func(in) dsl.Cond { return dsl.Matches(dsl.ExecutionID(), "^arn:aws:states:.*:run$") }), `true`},
		{"ExecutionRole", holdsIf(func(in) dsl.Cond { return dsl.Matches(dsl.ExecutionRole(), "^arn:aws:iam::") }), `true`},
		{"MachineID", holdsIf(func(in) dsl.Cond { return dsl.Matches(dsl.MachineID(), "^arn:aws:states:.*:stateMachine:") }), `true`},
		{"MachineName", holdsIf(func(in) dsl.Cond { return dsl.Gt(dsl.Length(dsl.MachineName()), 0) }), `true`},
		{"StateName", gives(func(in) dsl.Val[string] { return dsl.StateName() }), `"Pass"`},
		{"RedriveCount", gives(func(in) dsl.Val[int] { return dsl.RedriveCount() }), `0`},
		{"JSONata", gives(func(v in) dsl.Val[int] { return dsl.JSONata[int]("$sum($l) * 2", dsl.With("l", list(v))) }), `14`},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, err := synth.Workflow(c.w)
			if err != nil {
				t.Fatal(err)
			}
			m, err := runner.CompileParsed(out.Machine)
			if err != nil {
				t.Fatal(err)
			}
			input := `{"s":"a-B-c ","n":-7,"at":"2026-11-01T12:30:00Z","list":[3,1,3],"map":{"a":1}}`
			x, err := m.Start(t.Context(), []byte(input), runner.Options{Name: "run", Start: time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC)})
			if err != nil {
				t.Fatal(err)
			}
			r, err := x.Result(t.Context())
			if err != nil || string(r.Output) != c.want {
				t.Errorf("got %s, want %s; %s %s %v\n%s", r.Output, c.want, r.Error, r.Cause, err, strings.TrimSpace(out.Definition))
			}
		})
	}
}
