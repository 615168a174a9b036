package synth_test

import (
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/dsl/sns"
)

type query struct {
	ID   string  `json:"id"`
	Note *string `json:"note,omitempty"`
}

type person struct {
	Name string `json:"name"`
}

type entry struct {
	When string `json:"when"`
	ID   string `json:"id"`
	Name string `json:"name"`
}

var (
	queries = dsl.Fields[query]()
	people  = dsl.Fields[person]()
	entries = dsl.Fields[entry]()

	find       = lambda.Declare[query, person]("Find")
	findBackup = lambda.Declare[query, person]("FindBackup")
	store      = lambda.Declare[entry, struct{}]("Store")
)

// choose: arms that give a value.
var choose = dsl.Define("Choose", func(b *dsl.Block, in dsl.Val[query]) dsl.Val[entry] {
	id := dsl.At(in, &queries.ID)
	who := dsl.Choose(b, "Who?", dsl.Cases[person]{
		{dsl.Eq(id, "1"), func(b *dsl.Block) dsl.Val[person] { return dsl.Task(b, "Find", find.Invoke(), in) }},
		{dsl.Eq(id, "2"), func(b *dsl.Block) dsl.Val[person] { return dsl.Lit(person{"two"}) }},
	}, func(b *dsl.Block) dsl.Val[person] {
		return dsl.FailAs[person](b, "Unknown", "UnknownID", "no such id")
	})
	return dsl.Succeed(b, "Done", dsl.Build(entry{When: "now"},
		dsl.To(&entries.ID, id), dsl.To(&entries.Name, dsl.At(who, &people.Name))))
})

// loopCarried: a counter that goes from round to round.
var loopCarried = dsl.Define("LoopCarried", func(b *dsl.Block, in dsl.Val[query]) dsl.Val[string] {
	return dsl.Loop(b, "round", dsl.Lit(1), func(b *dsl.Block, round dsl.Val[int], again func(*dsl.Block, dsl.Val[int])) dsl.Val[string] {
		dsl.Wait(b, "Wait", 30*time.Second)
		found := dsl.Task(b, "Find", find.Invoke(), in)
		dsl.If(b, "Too Often?", dsl.Ge(round, 10), func(b *dsl.Block) { dsl.Fail(b, "Gave Up", "GaveUp", "after 10 rounds") })
		dsl.If(b, "Pending?", dsl.Eq(dsl.At(found, &people.Name), "pending"), func(b *dsl.Block) { again(b, dsl.Add(round, 1)) })
		return dsl.At(found, &people.Name)
	})
})

// recovered: a caught error that rejoins with a substitute result.
var recovered = dsl.Define("Recover", func(b *dsl.Block, in dsl.Val[query]) dsl.Val[struct{}] {
	first := dsl.Try(b, "first", func(b *dsl.Block) dsl.Val[person] {
		return dsl.Task(b, "Find", find.Invoke(), in)
	}, func(b *dsl.Block, _ dsl.Val[dsl.ErrorOutput]) dsl.Val[person] {
		return dsl.Task(b, "Find Elsewhere", findBackup.Invoke(), in)
	})
	dsl.Wait(b, "Breathe", time.Second)
	second := dsl.Try(b, "second", func(b *dsl.Block) dsl.Val[person] {
		return dsl.Task(b, "Find Again", find.Invoke(), in)
	}, func(*dsl.Block, dsl.Val[dsl.ErrorOutput]) dsl.Val[person] {
		return dsl.Lit(person{"nobody"})
	}, dsl.ErrorTaskFailed)
	return dsl.Task(b, "Store", store.Invoke(), dsl.Build(entry{When: "today"},
		dsl.To(&entries.ID, dsl.At(first, &people.Name)), dsl.To(&entries.Name, dsl.At(second, &people.Name))))
})

type orders struct {
	Tenant string  `json:"tenant"`
	Orders []order `json:"orders"`
}
type order struct {
	ID    string `json:"id"`
	Items []line `json:"items"`
}
type line struct {
	SKU string `json:"sku"`
}
type packing struct {
	Tenant string `json:"tenant"`
	Order  string `json:"order"`
	SKU    string `json:"sku"`
	Price  string `json:"price"`
}
type packed struct {
	Order string   `json:"order"`
	Lines []string `json:"lines"`
	Audit bool     `json:"audit"`
}

var (
	allOrders = dsl.Fields[orders]()
	anOrder   = dsl.Fields[order]()
	aLine     = dsl.Fields[line]()
	aPacking  = dsl.Fields[packing]()
	isPacked  = dsl.Fields[packed]()

	getPrice = lambda.Declare[orders, string]("GetPrice")
	pack     = lambda.Declare[packing, string]("Pack")
	audit    = lambda.Declare[order, bool]("Audit")
)

// nested: a Map in a Parallel in a Map that reads values of all outer levels.
var nested = dsl.Define("Nested", func(b *dsl.Block, in dsl.Val[orders]) dsl.Val[[]packed] {
	price := dsl.Task(b, "Get Price", getPrice.Invoke(), in)
	return dsl.Map(b, "Each Order", dsl.At(in, &allOrders.Orders), func(b *dsl.Block, o dsl.Val[order]) dsl.Val[packed] {
		lines, ok := dsl.Parallel2(b, "Pack And Audit", func(b *dsl.Block) dsl.Val[[]string] {
			return dsl.Map(b, "Each Item", dsl.At(o, &anOrder.Items), func(b *dsl.Block, l dsl.Val[line]) dsl.Val[string] {
				return dsl.Task(b, "Pack Item", pack.Invoke(), dsl.Build(packing{},
					dsl.To(&aPacking.Tenant, dsl.At(in, &allOrders.Tenant)), dsl.To(&aPacking.Order, dsl.At(o, &anOrder.ID)),
					dsl.To(&aPacking.SKU, dsl.At(l, &aLine.SKU)), dsl.To(&aPacking.Price, price)))
			})
		}, func(b *dsl.Block) dsl.Val[bool] {
			return dsl.Task(b, "Audit Order", audit.Invoke(), o)
		})
		return dsl.Build(packed{}, dsl.To(&isPacked.Order, dsl.At(o, &anOrder.ID)), dsl.To(&isPacked.Lines, lines), dsl.To(&isPacked.Audit, ok))
	}, dsl.MapOptions{MaxConcurrency: 3})
})

// random: a random value that is read twice is made once, also where the
// author wrote it into a payload or at the end.
var random = dsl.Define("Random", func(b *dsl.Block, in dsl.Val[query]) dsl.Val[entry] {
	dsl.Task(b, "Find", find.Invoke(), dsl.Build(query{}, dsl.To(&queries.ID, dsl.UUID())))
	id := dsl.Name(b, "id", dsl.UUID())
	return dsl.Build(entry{When: "now"}, dsl.To(&entries.ID, id), dsl.To(&entries.Name, id))
})

// raw: states of the author's own, whose input and output are the document.
var raw = dsl.Define("Raw", func(b *dsl.Block, in dsl.Val[query]) dsl.Val[entry] {
	found := dsl.Raw[query, person](b, "Custom", `{"Type":"Task","Resource":"arn:aws:states:::http:invoke","Arguments":{"ApiEndpoint":"https://api.example.com/people","Method":"GET","Authentication":{"ConnectionArn":"arn:aws:events:us-east-1:123456789012:connection/api/1"}},"Output":"{% $states.result.ResponseBody %}"}`, in,
		"https://api.example.com/*", "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:connection/api")
	dsl.Wait(b, "Wait", time.Second)
	again := dsl.Raw[person, person](b, "Custom Again", `{"Type":"Pass"}`, dsl.Build(person{}, dsl.To(&people.Name, dsl.At(in, &queries.ID))))
	return dsl.Build(entry{When: "now"}, dsl.To(&entries.ID, dsl.At(again, &people.Name)), dsl.To(&entries.Name, dsl.At(found, &people.Name)))
})

type odd struct {
	Dashed string `json:"a-b"`
	And    string `json:"and"`
	Text   string `json:"text"`
	Sum    int    `json:"sum"`
}

var odds = dsl.Fields[odd]()

// escapes: constants that look like something else, and names that need care.
var escapes = dsl.Define("Escapes", func(b *dsl.Block, in dsl.Val[odd]) dsl.Val[odd] {
	dsl.If(b, "Odd?", dsl.And(dsl.Eq(dsl.At(in, &odds.Dashed), `it's "${x}"`), dsl.Ne(dsl.At(in, &odds.And), `back\slash`)), func(b *dsl.Block) {
		dsl.Fail(b, "Failed", "E", "costs ${price}")
	})
	return dsl.Build(odd{Dashed: "${NotAResource}", And: "{% not an expression %}"},
		dsl.To(&odds.Text, dsl.Format("{{{}}} {}", dsl.At(in, &odds.And), dsl.Or(dsl.At(in, &odds.Text), "none"))),
		dsl.To(&odds.Sum, dsl.Add(dsl.At(in, &odds.Sum), -1)))
}, dsl.Comment("constants that look like something else"))

// endings: a Choice and a handler that come to the end of their scope.
var endings = dsl.Define("Endings", func(b *dsl.Block, in dsl.Val[query]) dsl.Val[person] {
	return dsl.Choose(b, "Known?", dsl.Cases[person]{
		{dsl.Eq(dsl.At(in, &queries.ID), ""), func(*dsl.Block) dsl.Val[person] { return dsl.Lit(person{"nobody"}) }},
	}, func(b *dsl.Block) dsl.Val[person] {
		return dsl.Try(b, "found", func(b *dsl.Block) dsl.Val[person] { return dsl.Task(b, "Find", find.Invoke(), in) },
			func(_ *dsl.Block, e dsl.Val[dsl.ErrorOutput]) dsl.Val[person] {
				return dsl.Build(person{}, dsl.To(&people.Name, dsl.At(e, &dsl.Fields[dsl.ErrorOutput]().Error)))
			})
	})
})

// throw: an error of the workflow's own that a handler sees, inside and outside
// of a Map.
var throw = dsl.Define("Throw", func(b *dsl.Block, in dsl.Val[[]query]) dsl.Val[[]string] {
	mine := dsl.Lit(dsl.ErrorOutput{Error: "Mine", Cause: "because"})
	return dsl.Try(b, "all", func(b *dsl.Block) dsl.Val[[]string] {
		return dsl.Map(b, "Each", in, func(b *dsl.Block, q dsl.Val[query]) dsl.Val[string] {
			dsl.If(b, "Bad?", dsl.Eq(dsl.At(q, &queries.ID), "bad"), func(b *dsl.Block) { dsl.Throw[string](b, mine) })
			return dsl.Try(b, "one", func(b *dsl.Block) dsl.Val[string] {
				dsl.If(b, "Worse?", dsl.Eq(dsl.At(q, &queries.ID), "worse"), func(b *dsl.Block) { dsl.Throw[string](b, mine) })
				return dsl.At(dsl.Task(b, "Find", find.Invoke(), q), &people.Name)
			}, func(_ *dsl.Block, e dsl.Val[dsl.ErrorOutput]) dsl.Val[string] {
				return dsl.At(e, &dsl.Fields[dsl.ErrorOutput]().Cause)
			})
		})
	}, func(b *dsl.Block, e dsl.Val[dsl.ErrorOutput]) dsl.Val[[]string] {
		dsl.FailWith(b, "Failed", e)
		return dsl.Val[[]string]{}
	})
})

type timing struct {
	At      time.Time `json:"at"`
	Seconds int       `json:"seconds"`
}

var timings = dsl.Fields[timing]()

// waits: all three forms of Wait.
var waits = dsl.Define("Waits", func(b *dsl.Block, in dsl.Val[timing]) dsl.Val[string] {
	dsl.WaitUntil(b, "Until", dsl.At(in, &timings.At))
	dsl.WaitSeconds(b, "Seconds", dsl.At(in, &timings.Seconds))
	dsl.Wait(b, "A Minute", time.Minute)
	return dsl.FormatTime(dsl.At(in, &timings.At), "Mon, 02 Jan 2006 [15:04:05.000 Z07:00]")
}, dsl.Timeout(time.Hour))

// empty: a workflow without a state.
var empty = dsl.Define("Empty", func(_ *dsl.Block, in dsl.Val[query]) dsl.Val[string] { return dsl.At(in, &queries.ID) })

// filters: one filter in another, each reading its own element and the outer
// one's.
var filters = dsl.Define("Filters", func(_ *dsl.Block, in dsl.Val[orders]) dsl.Val[[]order] {
	return dsl.Filter(dsl.At(in, &allOrders.Orders), func(o dsl.Val[order]) dsl.Cond {
		same := dsl.Filter(dsl.At(o, &anOrder.Items), func(l dsl.Val[line]) dsl.Cond {
			return dsl.EqVal(dsl.At(l, &aLine.SKU), dsl.At(o, &anOrder.ID))
		})
		return dsl.Present(dsl.Index(same, 0))
	})
})

var topic = sns.Declare("Topic")

// merged: a payload that is a value as a whole, beside a constant argument.
var merged = dsl.Define("Merged", func(b *dsl.Block, in dsl.Val[sns.Message]) dsl.Val[sns.Receipt] {
	return dsl.Task(b, "Publish", topic.Publish(), in)
})

// sums: a sum inside of a text, where & binds as + and - do.
var sums = dsl.Define("Sums", func(_ *dsl.Block, in dsl.Val[odd]) dsl.Val[string] {
	sum := dsl.At(in, &odds.Sum)
	return dsl.Format("{} and {}", dsl.Add(sum, 1), dsl.Format("{}", dsl.Add(dsl.Add(sum, -1), 2)))
})

// rawInTry: states of the author's own inside a Try, of which those that cannot
// fail have no catcher; and what is computed from one and never read.
var rawInTry = dsl.Define("RawInTry", func(b *dsl.Block, in dsl.Val[query]) dsl.Val[person] {
	return dsl.Try(b, "tried", func(b *dsl.Block) dsl.Val[person] {
		passed := dsl.Raw[query, query](b, "Passed", `{"Type":"Pass"}`, in)
		dsl.Name(b, "unread", dsl.At(passed, &queries.ID))
		return dsl.Raw[query, person](b, "Custom", `{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:custom"}`, passed)
	}, func(*dsl.Block, dsl.Val[dsl.ErrorOutput]) dsl.Val[person] { return dsl.Lit(person{"nobody"}) })
})

// caughtInTry: what a task catches by itself, or an inner Try for it, reaches no
// outer one.
var caughtInTry = dsl.Define("CaughtInTry", func(b *dsl.Block, in dsl.Val[query]) dsl.Val[person] {
	one := func(name string) func(*dsl.Block, dsl.Val[dsl.ErrorOutput]) dsl.Val[person] {
		return func(*dsl.Block, dsl.Val[dsl.ErrorOutput]) dsl.Val[person] { return dsl.Lit(person{name}) }
	}
	failed := func(name string) func(*dsl.Block, dsl.Val[dsl.ErrorOutput]) {
		return func(b *dsl.Block, e dsl.Val[dsl.ErrorOutput]) { dsl.FailWith(b, name, e) }
	}
	return dsl.Try(b, "outer", func(b *dsl.Block) dsl.Val[person] {
		return dsl.Try(b, "inner", func(b *dsl.Block) dsl.Val[person] {
			dsl.Task(b, "Catches All", find.Invoke(), in, dsl.Policy{Catch: []dsl.Catch{{On: dsl.AllErrors(), Do: failed("Failed")}}})
			return dsl.Task(b, "Catches One", find.Invoke(), in, dsl.Policy{Catch: []dsl.Catch{{On: []dsl.ErrorName{"Mine"}, Do: failed("Failed Too")}}})
		}, one("inner"), "Mine", "Other")
	}, one("outer"), "Other", "Mine", dsl.ErrorTimeout)
})

type grids struct {
	Rows [][]int `json:"rows"`
	Row  []int   `json:"row"`
	Few  []int   `json:"few"`
}

var gridFields = dsl.Fields[grids]()

// listsInLists: lists that stand in lists stay lists, and one that is written out
// is none too many, however JSONata spreads and nests them.
var listsInLists = dsl.Define("ListsInLists", func(_ *dsl.Block, in dsl.Val[grids]) dsl.Val[grids] {
	rows := dsl.At(in, &gridFields.Rows)
	written := dsl.List(dsl.List(dsl.Lit(1)), dsl.Lit([]int{2}), dsl.Index(rows, 0), dsl.Index(dsl.List(dsl.Index(rows, 1), dsl.Lit([]int{3})), 0))
	return dsl.Build(grids{},
		dsl.To(&gridFields.Rows, written),
		dsl.To(&gridFields.Row, dsl.Index(written, 3)),
		dsl.To(&gridFields.Few, dsl.Filter(dsl.List(dsl.Lit(1), dsl.Lit(2)), func(n dsl.Val[int]) dsl.Cond { return dsl.Gt(n, 1) })))
})

// writtenItem: a field of an item of a list that is written out, from which a
// JSONata path that begins with it would not come.
var writtenItem = dsl.Define("WrittenItem", func(_ *dsl.Block, in dsl.Val[query]) dsl.Val[string] {
	return dsl.At(dsl.Index(dsl.List(in, dsl.Lit(query{ID: "2"})), 1), &queries.ID)
})

// eachFiltered: a list of lists that is made of a filter, which may keep nothing.
var eachFiltered = dsl.Define("EachFiltered", func(_ *dsl.Block, in dsl.Val[orders]) dsl.Val[[][]line] {
	big := dsl.Filter(dsl.At(in, &allOrders.Orders), func(o dsl.Val[order]) dsl.Cond { return dsl.Eq(dsl.At(o, &anOrder.ID), "big") })
	return dsl.Each(big, func(o dsl.Val[order]) dsl.Val[[]line] { return dsl.At(o, &anOrder.Items) })
})

// everything uses each construct of the builder; it is a fragment.
func everything(b *dsl.Block, in dsl.Val[query]) dsl.Val[string] {
	id := dsl.Name(b, "id", dsl.Format("{}!", dsl.At(in, &queries.ID)))
	stop := dsl.Shared(b, "stop", func(b *dsl.Block, why dsl.Val[string]) { dsl.Succeed(b, "Stopped", why) })
	looked := dsl.Loop(b, "round", dsl.Lit(1), func(b *dsl.Block, round dsl.Val[int], again func(*dsl.Block, dsl.Val[int])) dsl.Val[person] {
		dsl.Wait(b, "Wait", time.Second)
		dsl.If(b, "Enough?", dsl.Ge(round, 3), func(b *dsl.Block) { stop(b, id) })
		found := dsl.Try(b, "found", func(b *dsl.Block) dsl.Val[person] {
			return dsl.Task(b, "Find", find.Invoke(), in)
		}, func(b *dsl.Block, e dsl.Val[dsl.ErrorOutput]) dsl.Val[person] {
			return dsl.Throw[person](b, e)
		})
		dsl.Choice(b, "Found?", dsl.When(dsl.Eq(dsl.At(found, &people.Name), ""), func(b *dsl.Block) { again(b, dsl.Add(round, 1)) }))
		return found
	})
	name := dsl.Choose(b, "Which?", dsl.Cases[string]{
		{dsl.Eq(id, "a!"), func(b *dsl.Block) dsl.Val[string] { return dsl.FailAs[string](b, "No Such", "E", "") }},
	}, func(b *dsl.Block) dsl.Val[string] { return dsl.Let(b, "Let", dsl.At(looked, &people.Name)) })
	dsl.DistributedMap(b, "Each Far", dsl.ItemsOf(dsl.List(in)), func(b *dsl.Block, q dsl.Val[query]) dsl.Val[person] {
		return dsl.Task(b, "Find Far", find.Invoke(), q)
	})
	dsl.Parallel2(b, "Both", func(b *dsl.Block) dsl.Val[[]person] {
		return dsl.Map(b, "Each", dsl.List(in), func(b *dsl.Block, q dsl.Val[query]) dsl.Val[person] {
			return dsl.Raw[query, person](b, "Raw", `{"Type":"Pass"}`, q)
		})
	}, func(b *dsl.Block) dsl.Val[person] {
		return dsl.WaitForToken(b, answer, ask.Invoke(), func(t dsl.Val[dsl.Token]) dsl.Val[tokened] {
			return dsl.Build(tokened{}, dsl.To(&tokens.Token, t))
		})
	})
	return name
}

// fragments: one function three times, each time with names of its own.
var fragments = dsl.Define("Fragments", func(b *dsl.Block, in dsl.Val[query]) dsl.Val[string] {
	first := everything(b, in)
	second := everything(b.Prefix("Second"), in)
	third := everything(b.Prefix("Third").Prefix("Inner"), in)
	return dsl.Format("{} {} {}", first, second, third)
})

// comments: each stands at the state that comes next, wherever that is.
var comments = dsl.Define("Comments", func(b *dsl.Block, in dsl.Val[query]) dsl.Val[person] {
	b.Comment("of a choice")
	dsl.If(b, "Empty?", dsl.Eq(dsl.At(in, &queries.ID), ""), func(b *dsl.Block) {
		b.Comment("of an ending")
		dsl.Fail(b, "Failed", "E", "")
	})
	b.Comment("of a loop's first state")
	dsl.Repeat(b, func(b *dsl.Block, again func(*dsl.Block)) dsl.Val[string] {
		dsl.Wait(b, "Wait", time.Second)
		b.Comment("of a choice in the loop")
		dsl.If(b.Prefix("Once"), "More?", dsl.Before(dsl.StateEntered(), dsl.ExecutionStart()), func(b *dsl.Block) { again(b) })
		return dsl.Lit("")
	})
	b.Comment("of a map")
	dsl.Map(b, "Each", dsl.List(in), func(b *dsl.Block, q dsl.Val[query]) dsl.Val[person] {
		b.Comment("of a task in it")
		return dsl.Task(b, "Inside", find.Invoke(), q)
	})
	b.Comment("of a task in a Try")
	return dsl.Try(b, "found", func(b *dsl.Block) dsl.Val[person] {
		return dsl.Task(b, "Find", find.Invoke(), in)
	}, func(b *dsl.Block, _ dsl.Val[dsl.ErrorOutput]) dsl.Val[person] {
		b.Comment("of a task in its handler")
		return dsl.Task(b, "Find Elsewhere", findBackup.Invoke(), in)
	})
})
