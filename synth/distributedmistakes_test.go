package synth_test

import (
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/optimized"
	"github.com/quickstep-go/quickstep/dsl/s3"
)

type rowOf struct {
	ID string `json:"id"`
	N  int    `json:"n"`
}

func same[T any](_ *block, v dsl.Val[T]) dsl.Val[T] { return v }

// distributedMistakes are those that can be made with distributed maps.
var distributedMistakes = []func() dsl.Definition{
	define(func(b *block, v in) {
		var leaked in
		dsl.DistributedMap(b, "Each", dsl.ItemsOf(dsl.List(v)), func(b *block, item in) dsl.Val[person] {
			leaked = item
			return dsl.Task(b, "Inside", find.Invoke(), item)
		})
		dsl.Task(b, "Outside", find.Invoke(), leaked) // want: the item of "Each"
	}),
	define(func(b *block, v in) {
		var leaked dsl.Val[person]
		dsl.DistributedMap(b, "Each", dsl.ItemsOf(dsl.List(v)), func(b *block, item in) dsl.Val[person] {
			leaked = dsl.Task(b, "Inside", find.Invoke(), item)
			return leaked
		})
		dsl.DistributedMap(b, "Other", dsl.ItemsOf(dsl.List(v)), func(b *block, item in) dsl.Val[person] {
			dsl.Wait(b, "Breathe", time.Second)
			return dsl.Let(b, "Leaked", leaked) // want: the result of "Inside"
		})
	}),
	define(func(b *block, v in) {
		dsl.DistributedMap(b, "Each", dsl.ItemsOf(dsl.List(v)), func(_ *block, item in) dsl.Val[person] {
			return dsl.Task(b, "Inside", find.Invoke(), item) // want: the block of the workflow is used inside the body of "Each" [QS0002]
		})
	}),
	define(func(b *block, v in) {
		var found dsl.Val[person]
		dsl.If(b, "If", dsl.Eq(dsl.At(v, &queries.ID), ""), func(b *block) { found = dsl.Task(b, "Sometimes", find.Invoke(), v) })
		dsl.DistributedMap(b, "Each", dsl.ItemsOf(dsl.List(v)), func(b *block, item in) dsl.Val[string] {
			return dsl.Let(b, "Later", dsl.Format("{}", dsl.At(found, &people.Name))) // want: the result of "Sometimes"
		})
	}),
	define(func(b *block, v in) {
		var found dsl.Val[person]
		dsl.If(b, "If", dsl.Eq(dsl.At(v, &queries.ID), ""), func(b *block) { found = dsl.Task(b, "Sometimes", find.Invoke(), v) })
		dsl.DistributedMap(b, "Each", dsl.ItemsOf(dsl.List(v)), func(b *block, item in) dsl.Val[string] {
			dsl.Let(b, "Unread", found) // want: the result of "Sometimes"
			return dsl.Lit("")
		})
	}),
	define(func(b *block, v in) {
		dsl.Repeat(b, func(b *block, again func(*block)) dsl.Val[[]string] {
			dsl.Wait(b, "Breathe", time.Second)
			return dsl.DistributedMap(b, "Each", dsl.ItemsOf(dsl.List(v)), func(b *block, _ in) dsl.Val[string] {
				again(b) // want: the body of "Each" jumps to "Repeat", which is outside of it [QS0020]
				return dsl.Lit("")
			})
		})
	}),
	define(func(b *block, v in) {
		dsl.DistributedMap(b, "Each", dsl.ItemsOf(dsl.List(v)), func(b *block, item in) dsl.Val[[]string] {
			dsl.Task(b, "Job", optimized.Call[batchJob, struct{}]("batch", "submitJob").Sync(), dsl.Lit(batchJob{"n", "arn:aws:batch:us-east-1:123456789012:job-queue/q", "arn:aws:batch:us-east-1:123456789012:job-definition/d:1"})) // want: an Express machine cannot wait for a job (.sync) [QS6002]
			dsl.WaitForToken(b, answer, ask.Invoke(), func(t dsl.Val[dsl.Token]) dsl.Val[tokened] {                                                                                                                                    // want: an Express machine cannot wait for a token [QS6002]
				return dsl.Build(tokened{}, dsl.To(&tokens.Token, t))
			})
			return dsl.DistributedMap(b, "Inner", dsl.ItemsOf(dsl.List(dsl.Lit(""))), same[string]) // want: an Express machine cannot run a distributed map [QS6002]
		}, dsl.DistributedOptions{Express: true})
	}),
	define(func(b *block, v in) {
		dsl.DistributedMap(b, "Each", dsl.ItemsOf(dsl.List(v)), func(b *block, item in) dsl.Val[person] {
			return dsl.Task(b, "Work", retouch.Perform(), item) // want: "Work" is work for an activity in a child execution of "Each", and Express executions have none [QS0017]
		}, dsl.DistributedOptions{Express: true})
	}),
	define(func(b *block, v in) {
		list := dsl.ItemsOf(dsl.List(v))
		n := dsl.Length(dsl.At(v, &queries.ID))
		dsl.DistributedMap(b, "A", dsl.Items[query]{}, same[query])                                                                                          // want: the items are the zero Items, which are none of the workflow [QS0003]
		dsl.DistributedMap(b, "B", dsl.ItemsOf(dsl.Val[[]query]{}), same[query])                                                                             // want: the list of items is the zero Val, which is no value of the workflow [QS0003]
		dsl.DistributedMap[query, query](b, "C", list, nil)                                                                                                  // want: a body of "C" is nil [QS0016]
		dsl.DistributedMap(b, "D", dsl.Batches(list, dsl.Batch{}), same[[]query])                                                                            // want: dsl.Batches has no limit [QS0029]
		dsl.DistributedMap(b, "E", dsl.Batches(list, dsl.Batch{MaxBytes: 300000}), same[[]query])                                                            // want: the limits of dsl.Batches are out of range [QS0029]
		dsl.DistributedMap(b, "F", dsl.Batches(list, dsl.Batch{MaxItems: 1, MaxItemsVal: n}), same[[]query])                                                 // want: a limit of dsl.Batches is filled twice: by a constant and by a value [QS0007]
		dsl.DistributedMap(b, "G", dsl.Batches(dsl.Batches(list, dsl.Batch{MaxItems: 2}), dsl.Batch{MaxItems: 2}), same[[][]query])                          // want: dsl.Batches is given batches [QS0029]
		dsl.DistributedMap(b, "H", dsl.WithSource(dsl.Batches(list, dsl.Batch{MaxItems: 2})), same[dsl.Located[[]query]])                                    // want: dsl.WithSource is given batches, and each item has a source of its own [QS0029]
		dsl.DistributedMap(b, "I", dsl.WithSource(dsl.WithSource(list)), same[dsl.Located[dsl.Located[query]]])                                              // want: dsl.WithSource is given items that have a source [QS0029]
		dsl.DistributedMap(b, "J", list, same[query], dsl.DistributedOptions{Label: "a label"})                                                              // want: the label "a label" of "J" is none that AWS takes [QS0012]
		dsl.DistributedMap(b, "K", list, same[query], dsl.DistributedOptions{ToleratedFailurePercentage: 101})                                               // want: the ToleratedFailurePercentage of "K" is 101; it goes from 0 to 100 [QS0016]
		dsl.DistributedMap(b, "L", list, same[query], dsl.DistributedOptions{MaxConcurrency: 2, MaxConcurrencyVal: n})                                       // want: the MaxConcurrency of "L" is filled twice: by a constant and by a value [QS0007]
		dsl.DistributedMap(b, "M", list, same[query], dsl.DistributedOptions{Policy: dsl.Policy{Timeout: time.Minute}})                                      // want: "M" has a timeout, and AWS has none for a Map or a Parallel [QS0013]
		dsl.DistributedMapFlat(b, "P", list, func(_ *block, v in) dsl.Val[[]query] { return dsl.List(v) }, dsl.DistributedOptions{ToleratedFailureCount: 1}) // want: "P" tolerates failures, and a joined list would hold what failed [QS0016]
		dsl.DistributedMapInto(b, "N", list, dsl.Transfer{}, same[query])                                                                                    // want: the place for the results of "N" is the zero Transfer [QS0003]
		dsl.Map(b, "O", dsl.List(v), func(b *block, item in) in { return item }, dsl.MapOptions{MaxConcurrency: 2, MaxConcurrencyVal: n})                    // want: the MaxConcurrency of "O" is filled twice: by a constant and by a value [QS0007]
	}),
	define(func(b *block, v in) {
		file := itemsIn.Object("rows.csv")
		old := file
		old.Version = "1"
		dsl.DistributedMap(b, "A1", s3.Flatten[rowOf](s3.Existing("b").All(), s3.FormatCSV), same[rowOf]) // want: the field N of synth_test.rowOf is a int, and the fields of a row of a CSV file are texts [QS0029]
		dsl.DistributedMap(b, "A", s3.CSV[rowOf](file), same[rowOf])                                      // want: the field N of synth_test.rowOf is a int, and the fields of a row of a CSV file are texts [QS0029]
		dsl.DistributedMap(b, "B", s3.CSV[query](file, s3.At("/x")), same[query])                         // want: s3.CSV has no ItemsPointer [QS0029]
		dsl.DistributedMap(b, "C", s3.JSON[query](file, s3.At("x")), same[query])                         // want: the JSON pointer "x" does not begin with / [QS0029]
		dsl.DistributedMap(b, "D", s3.CSV[query](file, s3.DelimitedBy(";")), same[query])                 // want: the delimiter ";" is none that Step Functions knows [QS0029]
		dsl.DistributedMap(b, "E", s3.CSV[query](file, s3.MaxItems(1), s3.MaxItems(2)), same[query])      // want: the MaxItems of s3.CSV is given twice [QS0029]
		dsl.DistributedMap(b, "F", s3.Flatten[query](itemsIn.All(), "XML"), same[query])                  // want: s3.Flatten reads no files of the format "XML" [QS0029]
		dsl.DistributedMap(b, "G", s3.Parquet[query](old), same[query])                                   // want: a Parquet file is read in its latest version only [QS0029]
		dsl.DistributedMap(b, "H", s3.AthenaManifest[query](file, s3.FormatJSON), same[query])            // want: an Athena manifest has no files of the format "JSON" [QS0029]
		dsl.DistributedMap(b, "I", s3.JSON[query](itemsIn.ObjectVal(dsl.Val[string]{})), same[query])     // want: the Key of a transfer is the zero Val, which is no value of the workflow [QS0003]
	}),
	define(func(b *block, v in) {
		name := dsl.At(v, &queries.ID)
		dsl.DistributedMap(b, "Anywhere", s3.JSON[query](s3.Computed(name).Object("x")), same[query]) // want: only the run knows
	}),
}
