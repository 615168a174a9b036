package synth_test

import (
	"strings"

	"github.com/quickstep-go/quickstep/dsl"
)

// valueMistakes are expressions and constants that cannot be.
var valueMistakes = []func() dsl.Definition{
	define(func(b *block, v in) {
		dsl.Let(b, "A", dsl.Partition(dsl.List(v), 0)) // want: a list cannot be cut into lists of 0 items [QS0022]
		dsl.Let(b, "B", dsl.Build(query{},
			dsl.To(&queries.ID, dsl.AtOpt(v, &queries.Note)), // want: the field note may be absent in a dsl.Build with a dsl.ToOpt [QS0009]
			dsl.ToOpt(&queries.Note, dsl.AtOpt(v, &queries.Note))))
	}),
	define(func(b *block, v in) {
		dsl.Let(b, "A", dsl.JSONata[int]("$x + "))                                                    // want: the code "$x + " is no JSONata: S0207
		dsl.Let(b, "B", dsl.JSONata[int]("$summ($x) + $y", dsl.With("x", v)))                         // want: the code "$summ($x) + $y" calls $summ, which is no function [QS0028] // and: the code "$summ($x) + $y" reads $y, which is no argument of it [QS0028]
		dsl.Let(b, "C", dsl.JSONata[int]("1", dsl.With("states", v)))                                 // want: the code has an argument called "states" [QS0027]
		dsl.Let(b, "C1", dsl.JSONata[int]("1", dsl.With("a b", v)))                                   // want: the code has an argument called "a b" [QS0027]
		dsl.Let(b, "C2", dsl.JSONata[int]("1", dsl.With("1st", v)))                                   // want: the code has an argument called "1st" [QS0027]
		dsl.Let(b, "C3", dsl.JSONata[int]("1", dsl.With("a", v), dsl.With("a", v)))                   // want: the code has two arguments called "a" [QS0027]
		dsl.Let(b, "D", dsl.Slice(dsl.List(v), 2, 1))                                                 // want: there is no slice from 2 to 1 [QS0022]
		dsl.Let(b, "E", dsl.Filter(dsl.List(v), func(dsl.Val[query]) dsl.Cond { return dsl.Cond{} })) // want: the condition of dsl.Filter is the zero Cond [QS0003]
		dsl.Let(b, "E1", dsl.Dict[map[string]int](dsl.Entry[int]{Key: "${x}", Value: dsl.Lit(1)}))    // want: the key "${x}" holds ${, which CloudFormation would replace [QS0022]
		dsl.Let(b, "E2", dsl.Div(dsl.Lit(1), 0))                                                      // want: dsl.Div divides by zero [QS0022]
		dsl.Let(b, "E3", dsl.Mod(dsl.Lit(1.5), 0))                                                    // want: dsl.Mod divides by zero [QS0022]
		dsl.Let(b, "E4", dsl.ParseTime(dsl.Lit("x"), "02.01.06"))                                     // want: the time layout "02.01.06" has the year in two digits, which are read as one from 1900 to 1999; write 2006 [QS0023]
		dsl.Let(b, "E5", dsl.ParseTime(dsl.Lit("x"), "2006 15:04"))                                   // want: the time layout "2006 15:04" has the hour and no month, so that nobody could read it [QS0023]
		dsl.Let(b, "E6", dsl.ParseTime(dsl.Lit("x"), "03:04"))                                        // want: the time layout "03:04" has the hour of a half day, and not which half; write PM, or 15 for the hour [QS0023]
		dsl.Let(b, "E8", dsl.ParseTime(dsl.Lit("x"), "2006-002 15"))                                  // want: the time layout "2006-002 15" has the day of the year and a time of day, which the query language does not read together; write the month and its day [QS0023]
		dsl.Let(b, "E7", dsl.ParseTime(dsl.Lit("x"), "at Mon"))                                       // want: the time layout "at Mon" has nothing that tells a time [QS0023]
		dsl.Let(b, "F", dsl.Hash(dsl.Lit("x"), "sha256"))                                             // want: Step Functions knows no hash algorithm "sha256" [QS0022]
		dsl.If(b, "G", dsl.Matches(dsl.Lit("x"), "("), func(*block) {})                               // want: the pattern "(" is no regular expression [QS0023]
	}),
	define(func(b *block, v in) {
		text := dsl.At(v, &queries.ID)
		for range 40 {
			text = dsl.Format("{}{}", text, text) // want: the expression has more than 20000 parts [QS0015]
		}
		c := dsl.Eq(dsl.At(v, &queries.ID), "")
		for range 40 {
			c = dsl.And(c, dsl.Not(c)) // want: the expression has more than 20000 parts [QS0015]
		}
		dsl.Let(b, "Text", text)
		dsl.If(b, "If", c, func(*block) {})
	}),
	define(func(b *block, v in) {
		note := dsl.AtOpt(v, &queries.Note) // want: the field note may be absent in a larger expression [QS0009]
		dsl.Let(b, "Alone", note)
		dsl.Let(b, "In A Payload", dsl.Build(query{}, dsl.To(&queries.ID, note)))
		dsl.Let(b, "Or", dsl.Format("{}", dsl.Or(note, "none")))
		dsl.Let(b, "Dropped", dsl.Format("{}", dsl.IfElse(dsl.Eq(dsl.At(v, &queries.ID), ""), note, dsl.Lit("x"))))
	}),
	define(func(b *block, v in) {
		dsl.Let(b, "Left Out", dsl.Each(dsl.List(v), func(v in) in {
			return dsl.Build(query{}, dsl.To(&queries.ID, dsl.At(v, &queries.ID)), dsl.To(&queries.Note, dsl.AtOpt(v, &queries.Note))) // want: the field note may be absent in a larger expression [QS0009]
		}))
	}),
	define(func(b *block, v in) {
		dsl.Map(b, "Each", dsl.List(v), func(b *block, item in) dsl.Val[person] {
			dsl.Name(b, "unread", dsl.Index(dsl.List(item), -1)) // want: the index -1 is negative [QS0022]
			return dsl.Task(b, "Inside", find.Invoke(), item)
		})
	}),
	define(func(b *block, v in) {
		large := dsl.Let(b, "Large", dsl.Lit(strings.Repeat("x", 300_000))) // want: Assign has 300012 bytes as it stands, and 262144 is the most [QS3015]
		dsl.Task(b, "Read", find.Invoke(), dsl.Build(query{}, dsl.To(&queries.ID, large)))
	}),
	define(func(b *block, v in) {
		dsl.Task(b, "Large Too", find.Invoke(), dsl.Build(query{ID: strings.Repeat("x", 300_000)})) // want: Arguments has 300
	}),
}
