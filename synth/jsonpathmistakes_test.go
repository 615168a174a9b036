package synth_test

import (
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/sns"
)

// older makes a workflow of a body that gives nothing, in JSONPath.
func older[In any](body func(b *block, in dsl.Val[In])) func() dsl.Definition {
	return func() dsl.Definition {
		return dsl.Define("Older", func(b *block, v dsl.Val[In]) dsl.Val[struct{}] {
			body(b, v)
			return dsl.Lit(struct{}{})
		}, dsl.JSONPath())
	}
}

type sample struct {
	S    string         `json:"s"`
	N    int            `json:"n"`
	F    float64        `json:"f"`
	At   time.Time      `json:"at"`
	List []int          `json:"list"`
	Rows []rowOf        `json:"rows"`
	Map  map[string]int `json:"map"`
	In   rowOf          `json:"in"`
}

var (
	samples   = dsl.Fields[sample]()
	rowFields = dsl.Fields[rowOf]()
)

// read makes a state that reads a value, so that its text is written.
func read[T any](b *block, name string, v dsl.Val[T]) {
	dsl.Raw[T, T](b, name, `{"Type":"Pass"}`, v)
}

// jsonpathMistakes are what JSONPath cannot say, by what cannot be said.
var jsonpathMistakes = []func() dsl.Definition{
	older(func(b *block, v dsl.Val[sample]) {
		s := dsl.At(v, &samples.S)
		read(b, "A", dsl.Upper(s))                          // want: JSONPath cannot say dsl.Upper [QS0030]
		read(b, "B", dsl.Lower(s))                          // want: JSONPath cannot say dsl.Lower [QS0030]
		read(b, "C", dsl.Trim(s))                           // want: JSONPath cannot say dsl.Trim [QS0030]
		read(b, "D", dsl.Substring(s, 1, 2))                // want: JSONPath cannot say dsl.Substring [QS0030]
		read(b, "E", dsl.Replace(s, "a", "b"))              // want: JSONPath cannot say dsl.Replace [QS0030]
		read(b, "F", dsl.Length(s))                         // want: JSONPath cannot say dsl.Length [QS0030]
		read(b, "G", dsl.ToNumber(s))                       // want: JSONPath cannot say dsl.ToNumber [QS0030]
		read(b, "H", dsl.Split(s, ","))                     // want: JSONPath cannot say dsl.Split: States.StringSplit cuts at single characters and leaves out what is empty [QS0030]
		read(b, "I", dsl.Join(dsl.SplitAny(s, ","), ";"))   // want: JSONPath cannot say dsl.Join [QS0030]
		read(b, "J", dsl.ParseTime(s, time.RFC3339))        // want: JSONPath cannot say dsl.ParseTime [QS0030]
		read(b, "K", dsl.Format("{} {}", dsl.Upper(s), s))  // want: JSONPath cannot say dsl.Upper [QS0030]
		read(b, "L", dsl.JSONata[int]("1"))                 // want: JSONPath cannot say what dsl.JSONata says [QS0030]
		dsl.If(b, "M", dsl.Matches(s, "a+"), func(*block) { // want: JSONPath cannot say dsl.Matches: it has no regular expressions [QS0030]
		})
	}),
	older(func(b *block, v dsl.Val[sample]) {
		n, f := dsl.At(v, &samples.N), dsl.At(v, &samples.F)
		read(b, "A", dsl.Mul(n, 2))       // want: JSONPath cannot say dsl.Mul [QS0030] compute it in a Lambda function, or leave out dsl.JSONPath()
		read(b, "B", dsl.SubVal(n, n))    // want: JSONPath cannot say dsl.SubVal [QS0030]
		read(b, "C", dsl.Div(n, 2))       // want: JSONPath cannot say dsl.Div [QS0030]
		read(b, "D", dsl.Mod(n, 2))       // want: JSONPath cannot say dsl.Mod [QS0030]
		read(b, "E", dsl.Round(f, 1))     // want: JSONPath cannot say dsl.Round [QS0030]
		read(b, "F", dsl.Floor(f))        // want: JSONPath cannot say dsl.Floor [QS0030]
		read(b, "G", dsl.Ceil(f))         // want: JSONPath cannot say dsl.Ceil [QS0030]
		read(b, "H", dsl.Abs(n))          // want: JSONPath cannot say dsl.Abs [QS0030]
		read(b, "I", dsl.Random())        // want: JSONPath cannot say dsl.Random [QS0030]
		read(b, "J", dsl.Add(f, 1))       // want: JSONPath cannot say a sum of numbers that may have a fraction [QS0030]
		read(b, "K", dsl.Add(n, 1<<31-1)) // it can: 32 bits hold that
		read(b, "L", dsl.Add(n, 1<<31))   // want: JSONPath cannot say a sum with a number of more than 32 bits [QS0030]
	}),
	older(func(b *block, v dsl.Val[sample]) {
		list, rows := dsl.At(v, &samples.List), dsl.At(v, &samples.Rows)
		read(b, "A", dsl.Sum(list))                                          // want: JSONPath cannot say dsl.Sum [QS0030]
		read(b, "B", dsl.Max(list))                                          // want: JSONPath cannot say dsl.Max [QS0030]
		read(b, "C", dsl.Min(list))                                          // want: JSONPath cannot say dsl.Min [QS0030]
		read(b, "D", dsl.Average(list))                                      // want: JSONPath cannot say dsl.Average [QS0030]
		read(b, "F", dsl.Reverse(list))                                      // want: JSONPath cannot say dsl.Reverse [QS0030]
		read(b, "G", dsl.Distinct(list))                                     // want: JSONPath cannot say dsl.Distinct: States.ArrayUnique gives the elements in an order of its own [QS0030]
		read(b, "H", dsl.Keys(dsl.At(v, &samples.Map)))                      // want: JSONPath cannot say dsl.Keys [QS0030]
		read(b, "I", dsl.Each(rows, func(r dsl.Val[rowOf]) dsl.Val[string] { // want: JSONPath cannot say this dsl.Each: it selects fields of the elements only [QS0030]
			return dsl.Format("{}!", dsl.At(r, &rowFields.ID))
		}))
		read(b, "J", dsl.Filter(rows, func(r dsl.Val[rowOf]) dsl.Cond { // want: JSONPath cannot say this dsl.Filter: it compares fields of the elements with constants only [QS0030]
			return dsl.EqVal(dsl.At(r, &rowFields.ID), dsl.At(v, &samples.S))
		}))
	}),
	older(func(b *block, v dsl.Val[[]map[string]int]) {
		read(b, "A", dsl.Each(v, func(m dsl.Val[map[string]int]) dsl.Val[int] { return dsl.Key(m, "k") }))                        // want: JSONPath cannot say what fails where an element lacks it, in a dsl.Filter or a dsl.Each: it passes over such elements [QS0030]
		read(b, "B", dsl.Filter(v, func(m dsl.Val[map[string]int]) dsl.Cond { return dsl.Lt(dsl.Key(m, "k"), 1) }))               // want: JSONPath cannot say what fails where an element lacks it, in a dsl.Filter or a dsl.Each: it passes over such elements [QS0030]
		read(b, "C", dsl.Filter(v, func(m dsl.Val[map[string]int]) dsl.Cond { return dsl.Lt(dsl.Or(dsl.KeyOpt(m, "k"), 1), 1) })) // it can: nothing fails
	}),
	older(func(b *block, v dsl.Val[map[string]string]) {
		opt, key := dsl.KeyOpt(v, "k"), dsl.Key(v, "k")
		dsl.If(b, "A", dsl.And(dsl.Present(opt), dsl.Eq(dsl.Format("{}!", dsl.Must(opt)), "!")), func(*block) {})                         // want: JSONPath cannot say this part of a condition: it may fail, and would be computed before even where it is not asked for [QS0030]
		dsl.If(b, "B", dsl.And(dsl.Present(opt), dsl.Eq(dsl.Format("{}!", key), "!")), func(*block) {})                                   // want: JSONPath cannot say this part of a condition: it may fail, and would be computed before even where it is not asked for [QS0030]
		dsl.If(b, "C", dsl.And(dsl.Present(opt), dsl.Is(dsl.Path[bool]("States.StringToJson($k)", dsl.With("k", key)))), func(*block) {}) // want: JSONPath cannot say this part of a condition: it may fail, and would be computed before even where it is not asked for [QS0030]
		dsl.If(b, "D", dsl.And(dsl.Present(opt), dsl.Eq(dsl.Must(opt), "!"), dsl.Eq(key, "!")), func(*block) {})                          // it can: nothing is computed before
	}),
	older(func(b *block, v dsl.Val[sample]) {
		read(b, "A", dsl.FormatTime(dsl.ExecutionStart(), "Mon 2006"))                                                                   // want: JSONPath cannot say the element Mon of a time layout [QS0030]
		read(b, "B", dsl.FormatTime(dsl.At(v, &samples.At), "2006"))                                                                     // want: JSONPath cannot say dsl.FormatTime of any time but those of the context object [QS0030]
		read(b, "C", dsl.AddTime(dsl.At(v, &samples.At), time.Hour))                                                                     // want: JSONPath cannot say dsl.AddTime [QS0030]
		dsl.If(b, "D", dsl.EqVal(dsl.At(v, &samples.In), dsl.Lit(rowOf{})), func(*block) {})                                             // want: JSONPath cannot say a comparison of anything but texts, numbers, booleans and times [QS0030]
		dsl.If(b, "E", dsl.HasText(dsl.At(v, &samples.S), "${x}"), func(*block) {})                                                      // want: JSONPath cannot say whether a text has "${x}" in it, which CloudFormation would replace [QS0030]
		dsl.If(b, "F", dsl.And(dsl.Eq(dsl.At(v, &samples.S), "x"), dsl.Is(dsl.ParseJSON[bool](dsl.At(v, &samples.S)))), func(*block) {}) // want: JSONPath cannot say this part of a condition: it may fail, and would be computed before even where it is not asked for [QS0030]
		read(b, "G", dsl.IfElse(dsl.Eq(dsl.At(v, &samples.N), 1), dsl.StateName(), dsl.Lit("")))                                         // want: JSONPath cannot say what only the state itself has inside of this: a state before would compute it [QS0030]
	}),
	older(func(b *block, v dsl.Val[sns.Message]) {
		dsl.Task(b, "Publish", topic.Publish(), v) // want: JSONPath cannot say that the TopicArn of "Publish" stands beside an input that is a value as a whole [QS0030]
	}),
	older(func(b *block, v dsl.Val[sample]) {
		dsl.Raw[map[string]int, struct{}](b, "A", `{"Type":"Pass"}`, dsl.Dict[map[string]int](dsl.Entry[int]{Key: "a.$", Value: dsl.At(v, &samples.N)})) // want: JSONPath cannot say a member called "a.$": it reads that as "a", computed [QS0030]
	}),
	older(func(b *block, v dsl.Val[sample]) {
		read(b, "A", dsl.Path[int]("$x[", dsl.With("x", dsl.At(v, &samples.List))))            // want: the code "$x[" is no JSONPath
		read(b, "B", dsl.Path[int]("States.Foo($x)", dsl.With("x", dsl.At(v, &samples.List)))) // want: the code "States.Foo($x)" is no JSONPath
		read(b, "C", dsl.Path[int]("$x[0]", dsl.With("y", dsl.At(v, &samples.List))))          // want: the code "$x[0]" reads $x, which is no argument of it [QS0028]
		read(b, "D", dsl.Path[int]("$x[0]", dsl.With("states", dsl.At(v, &samples.List))))     // want: the code has an argument called "states" [QS0027]
		read(b, "E", dsl.JSONata[int]("$x[0]", dsl.With("x", dsl.At(v, &samples.List))))       // want: JSONPath cannot say what dsl.JSONata says [QS0030]
	}),
	define(func(b *block, v in) {
		dsl.Let(b, "A", dsl.Path[string]("$x.id", dsl.With("x", v))) // want: the code "$x.id" is JSONPath, and the workflow is written in JSONata [QS0028]
	}),
}
