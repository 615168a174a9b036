package synth_test

import (
	"time"

	"github.com/quickstep-go/quickstep/dsl"
)

// casesOf are cases of a Choice, one for each condition, that do nothing.
func casesOf(conds ...dsl.Cond) []dsl.Case {
	var cases []dsl.Case
	for _, c := range conds {
		cases = append(cases, dsl.When(c, func(*block) {}))
	}
	return cases
}

// isTwo keeps the lists that have a query with two for its ID.
func isTwo(v in) dsl.Val[[]query] {
	return dsl.Filter(dsl.List(v), func(x in) dsl.Cond { return dsl.Eq(dsl.At(x, &queries.ID), "2") })
}

// caseSafety: cases of a Choice that are never taken.
var caseSafety = []safety{
	{"a condition that comes again", define(func(b *block, v in) {
		dsl.Choice(b, "C",
			dsl.When(isOne(v), func(*block) {}),
			dsl.When(dsl.Eq(dsl.At(v, &queries.ID), "2"), func(*block) {}),
			dsl.When(dsl.Eq(dsl.At(v, &queries.ID), "1"), func(*block) {}), // want: case 3 of "C" cannot be reached: its condition is that of case 1 [QS0001]
			dsl.Otherwise(func(*block) {}))
	}), define(func(b *block, v in) {
		dsl.Choice(b, "C",
			dsl.When(isOne(v), func(*block) {}),
			dsl.When(dsl.Eq(dsl.At(v, &queries.ID), "2"), func(*block) {}),
			dsl.When(dsl.Ne(dsl.At(v, &queries.ID), "1"), func(*block) {}))
	})},
	{"a condition that comes again, in JSONPath", older(func(b *block, v in) {
		dsl.Choice(b, "C",
			dsl.When(isOne(v), func(*block) {}),
			dsl.When(isOne(v), func(*block) {})) // want: case 2 of "C" cannot be reached: its condition is that of case 1 [QS0001]
	}), nil},
	{"a condition that comes again in a Choose", define(func(b *block, v in) {
		x := dsl.Choose(b, "C", dsl.Cases[person]{ // want: case 2 of "C" cannot be reached: its condition is that of case 1 [QS0001]
			{isOne(v), func(*block) who { return nobody() }},
			{isOne(v), func(*block) who { return nobody() }},
		}, func(*block) who { return nobody() })
		dsl.Let(b, "Later", x)
	}), define(func(b *block, v in) {
		x := dsl.Choose(b, "C", dsl.Cases[person]{
			{isOne(v), func(*block) who { return nobody() }},
			{dsl.Not(isOne(v)), func(*block) who { return nobody() }},
		}, func(*block) who { return nobody() })
		dsl.Let(b, "Later", x)
	})},
	{"a condition that joins the same", define(func(b *block, v in) {
		x := look(b, "A", v)
		both := func() dsl.Cond { return dsl.And(isOne(v), dsl.Not(dsl.Eq(dsl.At(x, &people.Name), ""))) }
		dsl.Choice(b, "C", dsl.When(both(), func(*block) {}),
			dsl.When(both(), func(*block) {})) // want: case 2 of "C" cannot be reached: its condition is that of case 1 [QS0001]
	}), define(func(b *block, v in) {
		x, y := look(b, "A", v), look(b, "B", v)
		named := func(x who) dsl.Cond { return dsl.Eq(dsl.At(x, &people.Name), "") }
		dsl.Choice(b, "C", casesOf(named(x), named(y), dsl.And(named(x), named(y)), dsl.And(named(y), named(x)))...)
	})},
	{"a condition with functions of its own", define(func(b *block, v in) {
		some := func() dsl.Cond { return dsl.Gt(dsl.Count(isTwo(v)), 0) }
		dsl.Choice(b, "C", dsl.When(some(), func(*block) {}),
			dsl.When(some(), func(*block) {})) // want: case 2 of "C" cannot be reached: its condition is that of case 1 [QS0001]
	}), define(func(b *block, v in) {
		dsl.Let(b, "L", dsl.Each(dsl.List(v), func(x in) in { return x }))
		dsl.Choice(b, "C", casesOf(dsl.Gt(dsl.Count(isTwo(v)), 0), dsl.Gt(dsl.Count(isTwo(v)), 1), dsl.Ge(dsl.Count(isTwo(v)), 0))...)
	})},
	{"a condition in code", define(func(b *block, v in) {
		ask := func() dsl.Cond { return dsl.Is(dsl.JSONata[bool]("$x.id = '2'", dsl.With("x", v))) }
		dsl.Choice(b, "C", dsl.When(ask(), func(*block) {}),
			dsl.When(ask(), func(*block) {})) // want: case 2 of "C" cannot be reached: its condition is that of case 1 [QS0001]
	}), define(func(b *block, v in) {
		ask := func() dsl.Cond { return dsl.Is(dsl.JSONata[bool]("$random() < 0.5")) }
		dsl.Choice(b, "C", casesOf(ask(), ask(), dsl.Lt(dsl.Random(), 0.5), dsl.Lt(dsl.Random(), 0.5))...)
	})},
	{"a condition that always holds", define(func(b *block, v in) {
		dsl.Choice(b, "C",
			dsl.When(dsl.Is(dsl.Lit(true)), func(*block) {}),
			dsl.When(isOne(v), func(*block) {}), // want: case 2 of "C" cannot be reached: the condition of case 1 always holds [QS0001]
			dsl.When(isOne(v), func(*block) {}))
	}), define(func(b *block, v in) {
		dsl.Choice(b, "C",
			dsl.When(dsl.Is(dsl.Lit(false)), func(*block) {}),
			dsl.When(isOne(v), func(*block) {}),
			dsl.When(dsl.Is(dsl.Lit(true)), func(*block) {}))
	})},
	{"a comparison that always holds", define(func(b *block, v in) {
		dsl.Choice(b, "C",
			dsl.When(dsl.AnyOf(isOne(v), dsl.Not(dsl.Lt(dsl.Lit(4), 3))), func(*block) {}),
			dsl.When(dsl.Eq(dsl.At(v, &queries.ID), "2"), func(*block) {})) // want: case 2 of "C" cannot be reached: the condition of case 1 always holds [QS0001]
	}), define(func(b *block, v in) {
		dsl.Choice(b, "C",
			dsl.When(dsl.And(isOne(v), dsl.Not(dsl.Lt(dsl.Lit(4), 3))), func(*block) {}),
			dsl.When(dsl.Lt(dsl.Lit(4), 4), func(*block) {}),
			dsl.When(dsl.Eq(dsl.Lit("a"), "b"), func(*block) {}),
			dsl.When(dsl.Eq(dsl.At(v, &queries.ID), "2"), func(*block) {}))
	})},
	{"a comparison of texts that always holds", define(func(b *block, v in) {
		dsl.Choice(b, "C",
			dsl.When(dsl.And(dsl.Eq(dsl.Lit("a"), "a"), dsl.Ne(dsl.Lit(1), 2)), func(*block) {}),
			dsl.When(isOne(v), func(*block) {})) // want: case 2 of "C" cannot be reached: the condition of case 1 always holds [QS0001]
		dsl.Wait(b, "Breathe", time.Second)
	}), nil},
}
