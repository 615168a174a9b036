package sfntest_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type Data struct {
	N       int               `json:"n"`
	Zero    int               `json:"zero"`
	X       float64           `json:"x"`
	S       string            `json:"s"`
	Yes     bool              `json:"yes"`
	Opt     *string           `json:"opt,omitempty"`
	Numbers []int             `json:"numbers"`
	One     []int             `json:"one"`
	None    []int             `json:"none"`
	Words   []string          `json:"words"`
	Lists   [][]int           `json:"lists"`
	Map     map[string]int    `json:"map"`
	At      time.Time         `json:"at"`
	Pairs   []Pair            `json:"pairs"`
	Labels  map[string]string `json:"labels"`
}

type Pair struct {
	Key   string `json:"key"`
	Value int    `json:"value"`
}

var (
	data  = dsl.Fields[Data]()
	pair  = dsl.Fields[Pair]()
	given = Data{
		N: 7, X: 2.5, S: "a-b/c", Yes: true,
		Numbers: []int{3, 1, 2}, One: []int{5}, None: []int{}, Words: []string{"x", "y", "x"},
		Lists: [][]int{{1}, {2, 3}}, Map: map[string]int{"a": 1}, At: time.Date(2026, 11, 20, 8, 5, 9, 250e6, time.UTC),
		Pairs: []Pair{{"a", 1}, {"b", 2}}, Labels: map[string]string{"k": "v"},
	}
)

type opts struct {
	S   string  `json:"s"`
	Opt *string `json:"opt,omitempty"`
}

var opts0 opts

// text makes any value a part of a list of texts.
func text[T any](v dsl.Val[T]) dsl.Val[string] { return dsl.JSONText(v) }

func holds(c dsl.Cond) dsl.Val[string] { return text(dsl.IfElse(c, dsl.Lit(true), dsl.Lit(false))) }

// TestFunctions evaluates every function of the builder in a workflow, and holds
// the result as JSON.
func TestFunctions(t *testing.T) {
	type value = func(in dsl.Val[Data]) dsl.Val[string]
	at := func(f func(in dsl.Val[Data]) dsl.Val[string]) value { return f }
	cases := map[string]struct {
		make value
		want string
	}{
		"Add":          {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Add(dsl.At(in, &data.N), 2)) }), `9`},
		"Add negative": {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Add(dsl.At(in, &data.N), -2)) }), `5`},
		"AddVal": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.AddVal(dsl.At(in, &data.N), dsl.At(in, &data.N)))
		}), `14`},
		"SubVal nests": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			n := dsl.At(in, &data.N)
			return text(dsl.SubVal(n, dsl.SubVal(n, n)))
		}), `7`},
		"Mul binds": {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Mul(dsl.Add(dsl.At(in, &data.N), 1), 2)) }), `16`},
		"MulVal": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.MulVal(dsl.At(in, &data.X), dsl.At(in, &data.X)))
		}), `6.25`},
		"Div": {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Div(dsl.At(in, &data.N), 2)) }), `3.5`},
		"DivVal nests": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			x := dsl.At(in, &data.X)
			return text(dsl.DivVal(x, dsl.DivVal(x, x)))
		}), `2.5`},
		"Mod":         {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Mod(dsl.At(in, &data.N), 4)) }), `3`},
		"Round":       {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Round(dsl.At(in, &data.X), 0)) }), `2`},
		"Floor":       {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Floor(dsl.At(in, &data.X))) }), `2`},
		"Ceil":        {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Ceil(dsl.At(in, &data.X))) }), `3`},
		"Abs":         {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Abs(dsl.Add(dsl.At(in, &data.Zero), -3))) }), `3`},
		"Sum":         {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Sum(dsl.At(in, &data.Numbers))) }), `6`},
		"Sum of none": {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Sum(dsl.At(in, &data.None))) }), `0`},
		"Max":         {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Max(dsl.At(in, &data.Numbers))) }), `3`},
		"Min":         {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Min(dsl.At(in, &data.One))) }), `5`},
		"Average":     {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Average(dsl.At(in, &data.Numbers))) }), `2`},
		"IfElse": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.IfElse(dsl.Gt(dsl.At(in, &data.N), 5), dsl.Lit("more"), dsl.Lit("less")))
		}), `"more"`},
		"IfElse nests": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			inner := dsl.IfElse(dsl.Is(dsl.At(in, &data.Yes)), dsl.Lit(1), dsl.Lit(2))
			return text(dsl.IfElse(dsl.Lt(dsl.At(in, &data.N), 5), inner, dsl.Add(inner, 10)))
		}), `11`},
		"Format": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.Format("{}:{{{}}}", dsl.At(in, &data.N), dsl.At(in, &data.S)))
		}), `"7:{a-b/c}"`},
		"Format of one": {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Format("{}", dsl.At(in, &data.N))) }), `"7"`},
		"Split":         {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Split(dsl.At(in, &data.S), "-")) }), `["a","b/c"]`},
		"Split in one":  {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Split(dsl.At(in, &data.S), "#")) }), `["a-b/c"]`},
		"Join":          {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Join(dsl.At(in, &data.Words), ", ")) }), `"x, y, x"`},
		"Upper":         {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Upper(dsl.At(in, &data.S))) }), `"A-B/C"`},
		"Lower":         {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Lower(dsl.Lit("Ab"))) }), `"ab"`},
		"Trim":          {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Trim(dsl.Lit("  a  b "))) }), `"a b"`},
		"Length":        {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Length(dsl.At(in, &data.S))) }), `5`},
		"Substring":     {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Substring(dsl.At(in, &data.S), 2, 9)) }), `"b/c"`},
		"Replace":       {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Replace(dsl.Lit("a.a"), ".", "$")) }), `"a$a"`},
		"HasText":       {at(func(in dsl.Val[Data]) dsl.Val[string] { return holds(dsl.HasText(dsl.At(in, &data.S), "b/")) }), `true`},
		"Matches":       {at(func(in dsl.Val[Data]) dsl.Val[string] { return holds(dsl.Matches(dsl.At(in, &data.S), `^[a-c]-b/\w$`)) }), `true`},
		"Matches not":   {at(func(in dsl.Val[Data]) dsl.Val[string] { return holds(dsl.Matches(dsl.At(in, &data.S), `^\d`)) }), `false`},
		"ToText":        {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.ToText(dsl.At(in, &data.X))) }), `"2.5"`},
		"ToNumber":      {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.ToNumber(dsl.Lit("12.5"))) }), `12.5`},
		"ParseJSON": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.ParseJSON[Pair](dsl.Lit(`{"key":"k","value":1}`)))
		}), `{"key":"k","value":1}`},
		"JSONText":       {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(text(dsl.At(in, &data.S))) }), `"\"a-b/c\""`},
		"Base64":         {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.FromBase64(dsl.Base64(dsl.At(in, &data.S)))) }), `"a-b/c"`},
		"Hash":           {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Hash(dsl.Lit("a"), dsl.MD5)) }), `"0cc175b9c0f1b6a831c399e269772661"`},
		"Index":          {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Index(dsl.At(in, &data.Numbers), 1)) }), `1`},
		"Index of lists": {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Index(dsl.At(in, &data.Lists), 0)) }), `[1]`},
		"Slice":          {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Slice(dsl.At(in, &data.Numbers), 1, 9)) }), `[1,2]`},
		"Slice of none":  {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Slice(dsl.At(in, &data.Numbers), 3, 9)) }), `[]`},
		"List of lists": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.List(dsl.At(in, &data.One), dsl.At(in, &data.Numbers)))
		}), `[[5],[3,1,2]]`},
		"Filter": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.Filter(dsl.At(in, &data.Numbers), func(n dsl.Val[int]) dsl.Cond { return dsl.Ge(n, 2) }))
		}), `[3,2]`},
		"Filter to one": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.Filter(dsl.At(in, &data.Pairs), func(p dsl.Val[Pair]) dsl.Cond { return dsl.Eq(dsl.At(p, &pair.Key), "b") }))
		}), `[{"key":"b","value":2}]`},
		"Filter to none": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.Filter(dsl.At(in, &data.Numbers), func(n dsl.Val[int]) dsl.Cond { return dsl.Ge(n, 9) }))
		}), `[]`},
		"Filter by outer": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.Filter(dsl.At(in, &data.Numbers), func(n dsl.Val[int]) dsl.Cond { return dsl.LtVal(n, dsl.Floor(dsl.At(in, &data.X))) }))
		}), `[1]`},
		"Each": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.Each(dsl.At(in, &data.Pairs), func(p dsl.Val[Pair]) dsl.Val[string] {
				return dsl.Format("{}={}", dsl.At(p, &pair.Key), dsl.At(p, &pair.Value))
			}))
		}), `["a=1","b=2"]`},
		"Each of one": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.Each(dsl.At(in, &data.One), func(n dsl.Val[int]) dsl.Val[int] { return dsl.Add(n, 1) }))
		}), `[6]`},
		"Each of none": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.Each(dsl.At(in, &data.None), func(n dsl.Val[int]) dsl.Val[int] { return dsl.Add(n, 1) }))
		}), `[]`},
		"Each to lists": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.Each(dsl.At(in, &data.One), func(n dsl.Val[int]) dsl.Val[[]int] { return dsl.List(n) }))
		}), `[[5]]`},
		"Each in Each": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.Each(dsl.At(in, &data.Lists), func(l dsl.Val[[]int]) dsl.Val[[]int] {
				return dsl.Each(l, func(n dsl.Val[int]) dsl.Val[int] { return dsl.AddVal(n, dsl.Count(l)) })
			}))
		}), `[[2],[4,5]]`},
		"Count": {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Count(dsl.At(in, &data.None))) }), `0`},
		"Has": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return holds(dsl.And(dsl.Has(dsl.At(in, &data.Words), "y"), dsl.Not(dsl.Has(dsl.At(in, &data.Words), "z"))))
		}), `true`},
		"Concat": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.Concat(dsl.At(in, &data.None), dsl.At(in, &data.One)))
		}), `[5]`},
		"Concat of lists": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.Concat(dsl.At(in, &data.Lists), dsl.At(in, &data.Lists)))
		}), `[[1],[2,3],[1],[2,3]]`},
		"Partition":         {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Partition(dsl.At(in, &data.Numbers), 2)) }), `[[3,1],[2]]`},
		"Partition of one":  {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Partition(dsl.At(in, &data.One), 2)) }), `[[5]]`},
		"Partition of none": {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Partition(dsl.At(in, &data.None), 2)) }), `[]`},
		"Flatten":           {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Flatten(dsl.At(in, &data.Lists))) }), `[1,2,3]`},
		"Flatten of one": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.Flatten(dsl.Partition(dsl.At(in, &data.One), 2)))
		}), `[5]`},
		"Flatten of none": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.Flatten(dsl.Partition(dsl.At(in, &data.None), 2)))
		}), `[]`},
		"Flatten of lists of lists": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.Flatten(dsl.Partition(dsl.At(in, &data.Lists), 1)))
		}), `[[1],[2,3]]`},
		"Must": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.Format("{}!", dsl.Must(dsl.KeyOpt(dsl.At(in, &data.Labels), "k"))))
		}), `"v!"`},
		"ToOpt": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			opts := dsl.Fields[opts]()
			return text(dsl.List(
				dsl.Build(opts0, dsl.ToOpt(&opts.Opt, dsl.AtOpt(in, &data.Opt)), dsl.To(&opts.S, dsl.At(in, &data.S))),
				dsl.Build(opts0, dsl.ToOpt(&opts.Opt, dsl.KeyOpt(dsl.At(in, &data.Labels), "k")), dsl.To(&opts.S, dsl.Lit("x")))))
		}), `[{"s":"a-b/c"},{"s":"x","opt":"v"}]`},
		"Reverse":  {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Reverse(dsl.At(in, &data.Numbers))) }), `[2,1,3]`},
		"Distinct": {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Distinct(dsl.At(in, &data.Words))) }), `["x","y"]`},
		"Key":      {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Key(dsl.At(in, &data.Map), "a")) }), `1`},
		"KeyOpt": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.Or(dsl.KeyOpt(dsl.At(in, &data.Map), "no such"), 9))
		}), `9`},
		"Keys": {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Keys(dsl.At(in, &data.Map))) }), `["a"]`},
		"Merge": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.Merge(dsl.At(in, &data.Map), dsl.Lit(map[string]int{"b": 2})))
		}), `{"a":1,"b":2}`},
		"Or":      {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.Or(dsl.AtOpt(in, &data.Opt), "other")) }), `"other"`},
		"Present": {at(func(in dsl.Val[Data]) dsl.Val[string] { return holds(dsl.Present(dsl.AtOpt(in, &data.Opt))) }), `false`},
		"FormatTime": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.FormatTime(dsl.At(in, &data.At), "Mon, 2 Jan 06 03:04:05 PM [.000]"))
		}), `"Fri, 20 Nov 26 08:05:09 AM [.250]"`},
		"ParseTime": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.ParseTime(dsl.Lit("02.01.2026 15:04"), "02.01.2006 15:04"))
		}), `"2026-01-02T15:04:00.000Z"`},
		"AddTime": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.AddTime(dsl.At(in, &data.At), -90*time.Minute))
		}), `"2026-11-20T06:35:09.250Z"`},
		"Before": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return holds(dsl.Before(dsl.At(in, &data.At), dsl.AddTime(dsl.At(in, &data.At), time.Second)))
		}), `true`},
		"ExecutionStart": {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.FormatTime(dsl.ExecutionStart(), "2006")) }), `"2026"`},
		"MachineName":    {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.MachineName()) }), `"Functions"`},
		"StateName":      {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.StateName()) }), `"Compute"`},
		"RetryCount":     {at(func(in dsl.Val[Data]) dsl.Val[string] { return text(dsl.RedriveCount()) }), `0`},
		"JSONata": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			return text(dsl.JSONata[int]("$sum($all) * $n", dsl.With("all", dsl.At(in, &data.Numbers)), dsl.With("n", dsl.At(in, &data.N))))
		}), `42`},
		"And, Or and Not": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			yes := dsl.Is(dsl.At(in, &data.Yes))
			return holds(dsl.And(dsl.AnyOf(dsl.Not(yes), yes), dsl.Not(dsl.And(yes, dsl.Not(yes)))))
		}), `true`},
		"Ne, Lt, Le": {at(func(in dsl.Val[Data]) dsl.Val[string] {
			n := dsl.At(in, &data.N)
			return holds(dsl.And(dsl.Ne(n, 8), dsl.Lt(n, 8), dsl.Le(n, 7)))
		}), `true`},
	}
	var want, names []string
	w := dsl.Define("Functions", func(b *dsl.Block, in dsl.Val[Data]) dsl.Val[[]string] {
		var all []dsl.Val[string]
		for name, c := range cases {
			all = append(all, c.make(in))
			want, names = append(want, c.want), append(names, name)
		}
		return dsl.Let(b, "Compute", dsl.List(all...))
	})
	got, err := sfntest.New(t, w).Start(given).Result()
	if err != nil {
		t.Fatal(err)
	}
	for i := range got {
		if !sameJSON(got[i], want[i]) {
			t.Errorf("%s gave %s, want %s", names[i], got[i], want[i])
		}
	}
}

func sameJSON(a, b string) bool {
	var x, y any
	if json.Unmarshal([]byte(a), &x) != nil || json.Unmarshal([]byte(b), &y) != nil {
		return false
	}
	ax, _ := json.Marshal(x)
	ay, _ := json.Marshal(y)
	return string(ax) == string(ay)
}
