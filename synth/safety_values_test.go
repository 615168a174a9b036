package synth_test

import (
	"strings"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/dynamodb"
	"github.com/quickstep-go/quickstep/dsl/s3"
	"github.com/quickstep-go/quickstep/synth"
)

// TestZeroVals hands the zero Val to each function that takes a Val: there is one
// diagnostic, which says what is zero, at the line of the call.
func TestZeroVals(t *testing.T) {
	var (
		text  dsl.Val[string]
		n     number
		texts dsl.Val[[]string]
		ns    dsl.Val[[]int]
		dict  dsl.Val[map[string]int]
		when  dsl.Val[time.Time]
		err   failed
		one   = dsl.Lit(1)
		same  = func(_ *block, v number) number { return v }
		again = func(b *block, n number, again func(*block, number), next number) number {
			dsl.If(b, "Again?", dsl.Lt(n, 1), func(b *block) { again(b, next) })
			return n
		}
	)
	value := func(v any) func(*block) {
		return func(b *block) {
			switch v := v.(type) {
			case dsl.Val[string]:
				dsl.Let(b, "L", v)
			case number:
				dsl.Let(b, "L", v)
			case dsl.Val[[]string]:
				dsl.Let(b, "L", v)
			case dsl.Val[[]int]:
				dsl.Let(b, "L", v)
			case dsl.Val[map[string]int]:
				dsl.Let(b, "L", v)
			case dsl.Cond:
				dsl.If(b, "C", v, func(*block) {})
			case dsl.Any:
				dsl.Let(b, "L", dsl.Format("{}", v))
			default:
				t.Fatalf("a %T", v)
			}
		}
	}
	for what, use := range map[string]func(*block){
		"an operand of a dsl.Add": value(dsl.Add(n, 1)), "an operand of a dsl.AddVal": value(dsl.AddVal(n, n)), "an operand of a dsl.SubVal": value(dsl.SubVal(one, n)),
		"an operand of a dsl.Mul": value(dsl.Mul(n, 2)), "an operand of a dsl.MulVal": value(dsl.MulVal(n, n)), "an operand of a dsl.Div": value(dsl.Div(n, 2)),
		"an operand of a dsl.DivVal": value(dsl.DivVal(n, n)), "an operand of a dsl.Mod": value(dsl.Mod(n, 2)), "an operand of a dsl.Round": value(dsl.Round(n, 2)),
		"an operand of a dsl.Floor": value(dsl.Floor(n)), "an operand of a dsl.Ceil": value(dsl.Ceil(n)), "an operand of a dsl.Abs": value(dsl.Abs(n)),
		"an operand of a dsl.Sum": value(dsl.Sum(ns)), "an operand of a dsl.Max": value(dsl.Max(ns)), "an operand of a dsl.Min": value(dsl.Min(ns)), "an operand of a dsl.Average": value(dsl.Average(ns)),
		"an operand of a dsl.Split": value(dsl.Split(text, ",")), "an operand of a dsl.Join": value(dsl.Join(texts, ",")), "an operand of a dsl.Upper": value(dsl.Upper(text)),
		"an operand of a dsl.Length": value(dsl.Length(text)), "an operand of a dsl.Substring": value(dsl.Substring(text, 0, 1)), "an operand of a dsl.Replace": value(dsl.Replace(text, "a", "b")),
		"an operand of a dsl.ToText": value(dsl.ToText(n)), "an operand of a dsl.ToNumber": value(dsl.ToNumber(text)), "an operand of a dsl.ParseJSON": value(dsl.ParseJSON[int](text)),
		"an operand of a dsl.JSONText": value(dsl.JSONText(n)), "an operand of a dsl.Base64": value(dsl.Base64(text)), "an operand of a dsl.Hash": value(dsl.Hash(text, dsl.MD5)),
		"an operand of a dsl.Format": value(dsl.Format("{}", text)), "an operand of a dsl.FormatTime": value(dsl.FormatTime(when, time.DateOnly)), "an operand of a dsl.AddTime": value(dsl.FormatTime(dsl.AddTime(when, 1), "")),
		"an operand of a condition": value(dsl.Eq(text, "")), "a condition": value(dsl.And(dsl.Cond{}, dsl.Eq(one, 1))),
		"an item of the list": value(dsl.List(n)), "the list": value(dsl.Index(ns, 0)), "what dsl.Each makes": value(dsl.Each(dsl.Lit([]int{1}), func(number) number { return n })),
		"the condition of dsl.Filter": value(dsl.Filter(dsl.Lit([]int{1}), func(number) dsl.Cond { return dsl.Cond{} })),
		"an operand of dsl.Slice":     value(dsl.Slice(ns, 0, 1)), "an operand of dsl.Count": value(dsl.Count(ns)), "an operand of dsl.Concat": value(dsl.Concat(ns, ns)), "an operand of dsl.Reverse": value(dsl.Reverse(ns)),
		"an operand of dsl.Distinct": value(dsl.Distinct(ns)), "the map": value(dsl.Key(dict, "k")), "an operand of dsl.Keys": value(dsl.Keys(dict)), "an operand of dsl.Merge": value(dsl.Merge(dict, dict)),
		`the value of "k"`: value(dsl.Dict[map[string]int](dsl.Entry[int]{Key: "k"})), "the value before dsl.Or": value(dsl.Or(n, 1)), "the value of dsl.Must": value(dsl.Must(n)),
		"the condition of dsl.IfElse": value(dsl.IfElse(dsl.Cond{}, one, one)), "the first value of dsl.IfElse": value(dsl.IfElse(dsl.Eq(one, 1), n, one)), "the second value of dsl.IfElse": value(dsl.IfElse(dsl.Eq(one, 1), one, n)),
		`the argument "x" of the code`: value(dsl.JSONata[int]("$x", dsl.With("x", n))), "the value to select from": value(dsl.At(in{}, &queries.ID)),
		"the value of a part": value(dsl.At(dsl.Build(query{}, dsl.To(&queries.ID, text)), &queries.ID)),

		`the input of "T"`: func(b *block) { dsl.Task(b, "T", find.Invoke(), in{}) },
		`the input of "Ask"`: func(b *block) {
			dsl.WaitForToken(b, answer, ask.Invoke(), func(dsl.Val[dsl.Token]) dsl.Val[tokened] { return dsl.Val[tokened]{} })
		},
		`the input of "R"`:                 func(b *block) { dsl.Raw[int, int](b, "R", `{"Type":"Pass"}`, n) },
		"an operand of the role of a call": func(b *block) { dsl.Task(b, "T", find.Invoke().As(text), dsl.Lit(query{})) },
		`the time of the wait "W"`:         func(b *block) { dsl.WaitUntil(b, "W", when) },
		`the seconds of the wait "W"`:      func(b *block) { dsl.WaitSeconds(b, "W", n) },
		`the value of "L"`:                 func(b *block) { dsl.Let(b, "L", n) },
		`the value of "N"`:                 func(b *block) { dsl.Name(b, "N", n) },
		`the output of "S"`:                func(b *block) { dsl.Succeed(b, "S", n) },
		`the error of "F"`:                 func(b *block) { dsl.FailWith(b, "F", err) },
		"the error that is thrown":         func(b *block) { dsl.Throw[int](b, err) },
		`a condition of "C"`:               func(b *block) { dsl.If(b, "C", dsl.Cond{}, func(*block) {}) },
		`the value of an arm of "C"`: func(b *block) {
			dsl.Choose(b, "C", dsl.Cases[int]{{dsl.Eq(one, 1), func(*block) number { return n }}}, func(*block) number { return one })
		},
		`the items of "M"`:                       func(b *block) { dsl.Map(b, "M", ns, same) },
		`the value that the body of "M" returns`: func(b *block) { dsl.Map(b, "M", dsl.Lit([]int{1}), func(*block, number) number { return n }) },
		"the list of items":                      func(b *block) { dsl.DistributedMap(b, "M", dsl.ItemsOf(ns), same) },
		"the items":                              func(b *block) { dsl.DistributedMap(b, "M", dsl.Items[int]{}, same) },
		"an operand of dsl.Entries": func(b *block) {
			dsl.DistributedMap(b, "M", dsl.EntriesOf(dict), func(*block, dsl.Val[dsl.MapEntry[int]]) number { return one })
		},
		`the value that a branch of "P" returns`: func(b *block) {
			dsl.Parallel2(b, "P", func(*block) number { return n }, func(*block) number { return n })
		},
		`the first value of the loop "n"`: func(b *block) {
			dsl.Loop(b, "n", n, func(b *block, n number, back func(*block, number)) number { return again(b, n, back, dsl.Add(n, 1)) })
		},
		`the next value of the loop "n"`: func(b *block) {
			dsl.Loop(b, "n", one, func(b *block, i number, back func(*block, number)) number { return again(b, i, back, n) })
		},
		`the value given to the shared block "S"`: func(b *block) { dsl.Shared(b, "S", func(b *block, n number) { dsl.Succeed(b, "D", n) })(b, n) },
		`the value of the body of the Try "T"`: func(b *block) {
			dsl.Try(b, "T", func(b *block) number { look(b, "A", dsl.Lit(query{})); return n }, func(*block, failed) number { return one })
		},
		`the value of the handler of the Try "T"`: func(b *block) {
			dsl.Try(b, "T", func(b *block) number { look(b, "A", dsl.Lit(query{})); return one }, func(*block, failed) number { return n })
		},

		"the Bucket of a transfer": func(b *block) {
			dsl.DistributedMap(b, "M", s3.JSON[int](s3.Computed(text, "arn:aws:s3:::b").Object("x")), same)
		},
		"the MaxItems of a transfer": func(b *block) {
			dsl.DistributedMap(b, "M", s3.JSON[int](s3.Existing("b").Object("x"), s3.MaxItemsVal(n)), same)
		},
		`the value of "a"`: func(b *block) { dsl.Let(b, "L", dynamodb.ItemOf(dynamodb.Is("a", dsl.Val[dynamodb.Attribute]{}))) },
	} {
		_, err := synth.Workflow(define(func(b *block, _ in) { use(b) })())
		found, _ := diag.FromError(err)
		if len(found) != 1 || found[0].Code != "QS0003" || !strings.HasPrefix(found[0].Message, strings.TrimSpace(what)+" ") || !strings.HasSuffix(found[0].Position.File, "safety_values_test.go") {
			t.Errorf("%s: %v", what, err)
		}
	}
}
