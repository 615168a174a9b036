package synth_test

import (
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/sfn"
)

// blockSafety: a body appends to another block than its own. However many states it
// appends, the mistake is one: the parameter that bears another name.
var blockSafety = []safety{
	{"the then of an If", define(func(b *block, v in) {
		dsl.If(b, "C", isOne(v), func(*block) {
			dsl.Wait(b, "Wrong", time.Second) // want: the block of the workflow is used inside an arm of "C" [QS0002]
		})
	}), define(func(b *block, v in) {
		dsl.If(b, "C", isOne(v), func(b *block) { dsl.Wait(b, "Right", time.Second) })
	})},
	{"an arm of a Choice", define(func(b *block, v in) {
		dsl.Choice(b, "C", dsl.When(isOne(v), func(*block) {
			dsl.Wait(b, "Wrong", time.Second) // want: the block of the workflow is used inside an arm of "C" [QS0002]
		}))
	}), nil},
	{"the last resort of a Choice", define(func(b *block, v in) {
		dsl.Choice(b, "C", dsl.When(isOne(v), func(*block) {}), dsl.Otherwise(func(*block) {
			dsl.Wait(b, "Wrong", time.Second) // want: the block of the workflow is used inside an arm of "C" [QS0002]
		}))
	}), nil},
	{"an arm of a Choose, whose value is that of the state", define(func(b *block, v in) {
		x := dsl.Choose(b, "C", dsl.Cases[person]{{isOne(v), func(*block) who {
			return dsl.Task(b, "Wrong", find.Invoke(), v) // want: the block of the workflow is used inside an arm of "C" [QS0002]
		}}}, func(*block) who { return nobody() })
		dsl.Let(b, "Later", x)
	}), nil},
	{"an arm that should have ended", define(func(b *block, v in) {
		x := dsl.Choose(b, "C", dsl.Cases[person]{{isOne(v), func(*block) who {
			dsl.Fail(b, "Wrong", "E", "c") // want: the block of the workflow is used inside an arm of "C" [QS0002]
			return who{}
		}}}, func(*block) who { return nobody() })
		dsl.Let(b, "Later", x)
	}), define(func(b *block, v in) {
		x := dsl.Choose(b, "C", dsl.Cases[person]{{dsl.Not(isOne(v)), func(b *block) who {
			dsl.Fail(b, "Right", "E", "c")
			return who{}
		}}}, func(*block) who { return nobody() })
		dsl.Let(b, "Later", x)
	})},
	{"the handler of a Catch", define(func(b *block, v in) {
		dsl.Task(b, "T", find.Invoke(), v, dsl.Policy{Catch: []dsl.Catch{{On: dsl.AllErrors(), Do: func(_ *block, e failed) {
			dsl.FailWith(b, "Wrong", e) // want: the block of the workflow is used inside the handler of "T" [QS0002]
		}}}})
	}), define(func(b *block, v in) {
		dsl.Task(b, "T", find.Invoke(), v, dsl.Policy{Catch: []dsl.Catch{{On: dsl.AllErrors(), Do: func(b *block, e failed) {
			dsl.FailWith(b, "Right", e)
		}}}})
	})},
	{"the body of a Try", define(func(b *block, v in) {
		dsl.Try(b, "T", func(*block) who {
			return dsl.Task(b, "Wrong", find.Invoke(), v) // want: the block of the workflow is used inside the body of the Try "T" [QS0002]
		}, func(*block, failed) who { return nobody() })
	}), define(func(b *block, v in) {
		dsl.Try(b, "T", func(b *block) who { return look(b, "Right", v) }, func(*block, failed) who { return nobody() })
	})},
	{"the handler of a Try", define(func(b *block, v in) {
		dsl.Try(b, "T", func(b *block) who { return look(b, "Right", v) }, func(_ *block, e failed) who {
			return dsl.Throw[person](b, e) // want: the block of the workflow is used inside the handler of the Try "T" [QS0002]
		})
	}), nil},
	{"an arm in a Loop, that goes round with the outer block", define(func(b *block, v in) {
		dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n number, again func(*block, number)) number {
			dsl.If(b, "Again?", dsl.Lt(n, 3), func(*block) {
				again(b, dsl.Add(n, 1)) // want: the block of the workflow is used inside an arm of "Again?" [QS0002]
			})
			return n
		})
	}), define(func(b *block, v in) {
		dsl.Loop(b, "n", dsl.Lit(0), func(_ *block, n number, again func(*block, number)) number { // a loop's block is the one around it
			dsl.Wait(b, "Right", time.Second)
			dsl.If(b, "Again?", dsl.Lt(n, 3), func(b *block) { again(b, dsl.Add(n, 1)) })
			return n
		})
	})},
	{"an arm in a Loop, that was to leave it", define(func(b *block, v in) {
		dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n number, again func(*block, number)) number {
			dsl.If(b, "Over?", dsl.Ge(n, 3), func(*block) {
				dsl.Succeed(b, "Wrong", n) // want: the block of the workflow is used inside an arm of "Over?" [QS0002]
			})
			again(b, dsl.Add(n, 1))
			return n
		})
	}), define(func(b *block, v in) {
		dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n number, again func(*block, number)) number {
			dsl.If(b, "Over?", dsl.Ge(n, 3), func(b *block) { dsl.Succeed(b, "Right", n) })
			again(b, dsl.Add(n, 1))
			return n
		})
	})},
	{"a Shared", define(func(b *block, v in) {
		rest := dsl.Shared(b, "S", func(*block, in) {
			dsl.Fail(b, "Wrong", "E", "c") // want: the block of the workflow is used inside the shared block "S" [QS0002]
		})
		rest(b, v)
	}), nil},
	{"a jump to a Shared", define(func(b *block, v in) {
		rest := dsl.Shared(b, "S", func(b *block, v in) { dsl.Succeed(b, "Right", v) })
		dsl.If(b, "C", isOne(v), func(*block) {
			rest(b, v) // want: the block of the workflow is used inside an arm of "C" [QS0002]
		})
	}), define(func(b *block, v in) {
		rest := dsl.Shared(b, "S", func(b *block, v in) { dsl.Succeed(b, "Right", v) })
		dsl.If(b, "C", isOne(v), func(b *block) { rest(b, v) })
	})},
	{"a branch of a Parallel", define(func(b *block, v in) {
		dsl.Parallel2(b, "P", func(*block) who {
			return dsl.Task(b, "Wrong", find.Invoke(), v) // want: the block of the workflow is used inside a branch of "P" [QS0002]
		}, func(*block) who { return nobody() })
	}), nil},
	{"a branch that takes another's block", define(func(b *block, v in) {
		var other *block
		dsl.Parallel2(b, "P", func(b *block) who {
			other = b
			return nobody()
		}, func(*block) who {
			return dsl.Task(other, "Wrong", find.Invoke(), v) // want: the block of a branch of "P" is used inside another [QS0002]
		})
	}), nil},
	{"the body of a Map, three times", define(func(b *block, v in) {
		dsl.Map(b, "M", dsl.List(v), func(_ *block, item in) who {
			dsl.Wait(b, "Wrong", time.Second) // want: the block of the workflow is used inside the body of "M" [QS0002]
			dsl.Let(b, "Wrong Too", item)
			return dsl.Task(b, "And This", find.Invoke(), item)
		})
	}), nil},
	{"the body of a DistributedMap", define(func(b *block, v in) {
		dsl.DistributedMap(b, "M", dsl.ItemsOf(dsl.List(v)), func(_ *block, item in) who {
			return dsl.Task(b, "Wrong", find.Invoke(), item) // want: the block of the workflow is used inside the body of "M" [QS0002]
		})
	}), nil},
	{"an arm in a Map that takes the outermost", define(func(b *block, v in) {
		dsl.Map(b, "M", dsl.List(v), func(inner *block, item in) who {
			dsl.If(inner, "C", isOne(item), func(*block) {
				dsl.Wait(b, "Wrong", time.Second) // want: the block of the workflow is used inside an arm of "C" [QS0002]
			})
			return nobody()
		})
	}), nil},
	{"outside, with the block of a body that is over", define(func(b *block, v in) {
		var inner *block
		dsl.Map(b, "M", dsl.List(v), func(b *block, _ in) who {
			inner = b
			return nobody()
		})
		dsl.Wait(inner, "Wrong", time.Second) // want: the block of the body of "M" is used inside the workflow [QS0002]
	}), nil},
	{"after the Define", func() dsl.Definition {
		var over *block
		w := dsl.Define("Mistake", func(b *block, v in) in {
			over = b
			return v
		})
		dsl.Wait(over, "Wrong", time.Second) // want: the block of the workflow is used after the dsl.Define of "Mistake" has ended [QS0002]
		return w
	}, nil},
	{"a Define inside the body, twice", define(func(b *block, v in) {
		w := dsl.Define("Inner", func(_ *block, v in) who {
			dsl.Wait(b, "Wrong", time.Second) // want: the block of the workflow is used inside the dsl.Define of another workflow, at safety_blocks_test.go:LINE-1 [QS0002]
			return dsl.Task(b, "Wrong Too", find.Invoke(), v)
		})
		dsl.Task(b, "Start", sfn.Of(w).Sync(), v)
	}), define(func(b *block, v in) {
		w := dsl.Define("Inner", func(b *block, v in) who {
			dsl.Wait(b, "Right", time.Second)
			return look(b, "Right Too", v)
		})
		if _, found := w.Graph(); len(found) == 0 {
			dsl.Wait(b, "Outer", time.Second)
		}
	})},
	{"a Define inside an arm, which has an arm", define(func(b *block, v in) {
		dsl.If(b, "C", isOne(v), func(b *block) {
			w := dsl.Define("Inner", func(inner *block, v in) in {
				dsl.If(inner.Prefix("P"), "D", isOne(v), func(*block) {
					dsl.Fail(b, "Wrong", "E", "c") // want: the block of an arm of "C" is used inside the dsl.Define of another workflow, at safety_blocks_test.go:LINE-2 [QS0002]
				})
				return v
			})
			dsl.Task(b, "Start", sfn.Of(w).Sync(), v)
		})
	}), nil},
	{"a jump out of a Define inside the body", define(func(b *block, v in) {
		rest := dsl.Shared(b, "S", func(b *block, v in) { dsl.Succeed(b, "Right", v) })
		dsl.Define("Inner", func(_ *block, v in) in {
			rest(b, v) // want: the block of the workflow is used inside the dsl.Define of another workflow, at safety_blocks_test.go:LINE-1 [QS0002]
			return v
		})
		rest(b, v)
	}), nil},
	{"no block at all", define(func(b *block, v in) {
		var none *block
		x := dsl.Task(none, "Wrong", find.Invoke(), v) // want: the block is nil [QS0003]
		dsl.Let(b, "Later", x)
	}), nil},
	{"no block at all, for an end", define(func(b *block, v in) {
		x := dsl.Choose(b, "C", dsl.Cases[person]{{isOne(v), func(*block) who { return nobody() }}}, func(*block) who {
			var none *block
			return dsl.FailAs[person](none, "Wrong", "E", "c") // want: the block is nil [QS0003]
		})
		dsl.Let(b, "Later", x)
	}), nil},
	{"no block at all, for a Map", define(func(b *block, v in) {
		var none *block
		x := dsl.Map(none, "Wrong", dsl.List(v), func(*block, in) who { return nobody() }) // want: the block is nil [QS0003]
		dsl.Let(b, "Later", x)
	}), nil},
	{"no block at all, for a Loop in a prefix", define(func(b *block, v in) {
		var none *block
		x := dsl.Loop(none.Prefix("P"), "n", dsl.Lit(0), func(_ *block, n number, _ func(*block, number)) number { return n }) // want: the block is nil [QS0003]
		dsl.Let(b, "Later", x)
	}), nil},
	{"no block at all, for a Try", define(func(b *block, v in) {
		var none *block
		x := dsl.Try(none, "T", func(*block) who { return nobody() }, func(*block, failed) who { return nobody() }) // want: the block is nil [QS0003]
		dsl.Let(b, "Later", x)
	}), nil},
	{"no block at all, for a Parallel whose values are both read", define(func(b *block, v in) {
		var none *block
		x, y := dsl.Parallel2(none, "P", func(*block) who { return nobody() }, func(*block) who { return nobody() }) // want: the block is nil [QS0003]
		dsl.Let(b, "Later", x)
		dsl.Let(b, "Later Too", y)
	}), nil},
	{"a jump out of a branch", define(func(b *block, v in) {
		rest := dsl.Shared(b, "S", func(b *block, v in) { dsl.Succeed(b, "Right", v) })
		dsl.Parallel2(b, "P", func(b *block) who {
			rest(b, v) // want: a branch of "P" jumps to "S", which is outside of it [QS0020]
			return nobody()
		}, func(*block) who { return nobody() })
	}), nil},
}

// reachSafety: what can never run.
var reachSafety = []safety{
	{"states behind a Fail", define(func(b *block, v in) {
		dsl.Fail(b, "End", "E", "c")
		x := dsl.Task(b, "After", find.Invoke(), v) // want: the state "After" cannot be reached: the block has ended before it, by "End" at safety_blocks_test.go:LINE-1 [QS0001]
		dsl.Let(b, "Behind", x)
	}), nil},
	{"a state behind a Succeed", define(func(b *block, v in) {
		dsl.Succeed(b, "End", v)
		dsl.Wait(b, "After", time.Second) // want: the state "After" cannot be reached: the block has ended before it, by "End" at safety_blocks_test.go:LINE-1 [QS0001]
	}), define(func(b *block, v in) {
		dsl.If(b, "C", isOne(v), func(b *block) { dsl.Succeed(b, "End", v) })
		dsl.Wait(b, "After", time.Second)
	})},
	{"a Name behind a Fail, read where the arms meet", define(func(b *block, v in) {
		var x in
		dsl.If(b, "C", isOne(v), func(b *block) {
			dsl.Fail(b, "End", "E", "c")
			x = dsl.Name(b, "n", v) // want: the value "n" cannot be reached: the block has ended before it, by "End" at safety_blocks_test.go:LINE-1 [QS0001]
		})
		dsl.Let(b, "Later", x)
	}), nil},
	{"a state behind a jump, which leaves the loop without an end", define(func(b *block, v in) {
		dsl.Repeat(b, func(b *block, again func(*block)) who {
			dsl.Wait(b, "Breathe", time.Second)
			again(b)
			return nobody()
		})
		dsl.Wait(b, "After", time.Second) // want: the state "After" cannot be reached: the block has ended before it, by the jump to "Repeat" at safety_blocks_test.go:LINE-3 [QS0001]
	}), nil},
	{"a state behind arms that all jump", define(func(b *block, v in) {
		dsl.Repeat(b, func(b *block, again func(*block)) who {
			dsl.Wait(b, "Breathe", time.Second)
			dsl.Choice(b, "C", dsl.When(isOne(v), func(b *block) { again(b) }), dsl.Otherwise(func(b *block) { again(b) }))
			return dsl.Task(b, "After", find.Invoke(), v) // want: the state "After" cannot be reached: the block has ended before it, by the arms of "C" at safety_blocks_test.go:LINE-1 [QS0001]
		})
	}), nil},
	{"a Loop behind a Fail", define(func(b *block, v in) {
		dsl.Fail(b, "End", "E", "c")
		dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n number, again func(*block, number)) number { // want: the loop "n" cannot be reached: the block has ended before it, by "End" at safety_blocks_test.go:LINE-1 [QS0001]
			dsl.If(b, "Again?", dsl.Lt(n, 3), func(b *block) { again(b, dsl.Add(n, 1)) })
			return n
		})
	}), nil},
	{"a Try behind a Fail", define(func(b *block, v in) {
		dsl.Fail(b, "End", "E", "c")
		dsl.Try(b, "T", func(b *block) who { return look(b, "Body", v) }, func(b *block, e failed) who { // want: the Try "T" cannot be reached: the block has ended before it, by "End" at safety_blocks_test.go:LINE-1 [QS0001]
			return dsl.Throw[person](b, e)
		})
	}), nil},
	{"a jump behind a Fail", define(func(b *block, v in) {
		rest := dsl.Shared(b, "S", func(b *block, v in) { dsl.Succeed(b, "Right", v) })
		dsl.Fail(b, "End", "E", "c")
		rest(b, v) // want: the jump to "S" cannot be reached: the block has ended before it, by "End" at safety_blocks_test.go:LINE-1 [QS0001]
	}), nil},
	{"a state behind a Try whose arms both end", define(func(b *block, v in) {
		dsl.Try(b, "T", func(b *block) who {
			look(b, "Body", v)
			return dsl.FailAs[person](b, "Failed", "E", "c")
		}, func(b *block, e failed) who {
			return dsl.Throw[person](b, e)
		})
		dsl.Wait(b, "After", time.Second) // want: the state "After" cannot be reached: the block has ended before it, by both arms of "T" at safety_blocks_test.go:LINE-6 [QS0001]
	}), nil},
	{"a Shared that nothing jumps to", define(func(b *block, v in) {
		dsl.Shared(b, "S", func(b *block, v in) { // want: the shared block "S" cannot be reached: nothing jumps to it [QS0001]
			dsl.Succeed(b, "Right", v)
		})
	}), define(func(b *block, v in) {
		rest := dsl.Shared(b, "S", func(b *block, v in) { dsl.Succeed(b, "Right", v) })
		rest(b, v)
	})},
	{"the handler of a Try in which nothing can fail", define(func(b *block, v in) {
		dsl.Try(b, "T", func(b *block) number { // want: the handler of the Try "T" cannot be reached: nothing in the body can fail in a way that it handles [QS0001]
			return dsl.Let(b, "Body", dsl.Length(dsl.At(v, &queries.ID)))
		}, func(*block, failed) number { return dsl.Lit(0) })
	}), define(func(b *block, v in) {
		dsl.Try(b, "T", func(b *block) number {
			dsl.If(b, "Empty?", dsl.Eq(dsl.At(v, &queries.ID), ""), func(b *block) {
				dsl.Throw[number](b, dsl.Lit(dsl.ErrorOutput{Error: "Empty", Cause: "c"}))
			})
			return dsl.Let(b, "Body", dsl.Length(dsl.At(v, &queries.ID)))
		}, func(*block, failed) number { return dsl.Lit(0) })
	})},
	{"the handler of a Try whose task catches all by itself", define(func(b *block, v in) {
		dsl.Try(b, "T", func(b *block) who { // want: the handler of the Try "T" cannot be reached: nothing in the body can fail in a way that it handles [QS0001]
			return dsl.Task(b, "Body", find.Invoke(), v, dsl.Policy{Catch: []dsl.Catch{{On: dsl.AllErrors(), Do: func(b *block, e failed) { dsl.FailWith(b, "Failed", e) }}}})
		}, func(*block, failed) who { return nobody() })
	}), nil},
}
