package synth_test

import (
	"time"

	"github.com/quickstep-go/quickstep/dsl"
)

// assignmentSafety: a value is read where some way has not set it. The value x is
// always that of the task "A".
var assignmentSafety = []safety{
	{"an arm of a Choice, read behind it", define(func(b *block, v in) {
		var x who
		dsl.Choice(b, "C", dsl.When(isOne(v), func(b *block) {
			x = look(b, "A", v)
		}))
		dsl.Let(b, "Later", x) // want: the result of "A" (safety_test.go) is read in "Later", and may not have been set by then [QS0010]
	}), define(func(b *block, v in) {
		x := dsl.Choose(b, "C", dsl.Cases[person]{{isOne(v), func(b *block) who { return look(b, "A", v) }}}, func(*block) who { return nobody() })
		dsl.Let(b, "Later", x)
	})},
	{"an arm of a Choice, read in another", define(func(b *block, v in) {
		var x who
		dsl.Choice(b, "C", dsl.When(isOne(v), func(b *block) {
			x = look(b, "A", v)
		}), dsl.Otherwise(func(b *block) {
			dsl.Let(b, "Other", x) // want: the result of "A" (safety_test.go) is read in "Other", and may not have been set by then [QS0010]
		}))
	}), nil},
	{"all arms of a Choice but as two values", define(func(b *block, v in) {
		var x who
		dsl.Choice(b, "C", dsl.When(isOne(v), func(b *block) {
			x = look(b, "B", v)
		}), dsl.Otherwise(func(b *block) {
			x = look(b, "A", v)
		}))
		dsl.Let(b, "Later", x) // want: the result of "A" (safety_test.go) is read in "Later", and may not have been set by then [QS0010]
	}), define(func(b *block, v in) {
		var x who
		dsl.Choice(b, "C", dsl.When(isOne(v), func(b *block) {
			x = look(b, "A", v)
		}), dsl.Otherwise(func(b *block) {
			dsl.Fail(b, "None", "E", "c")
		}))
		dsl.Let(b, "Later", x)
	})},
	{"an If, read in a condition", define(func(b *block, v in) {
		var x who
		dsl.If(b, "C", isOne(v), func(b *block) {
			x = look(b, "A", v)
		})
		dsl.If(b, "Later?", dsl.Eq(dsl.At(x, &people.Name), ""), func(*block) {}) // want: the result of "A" (safety_test.go) is read in "Later?", and may not have been set by then [QS0010]
	}), define(func(b *block, v in) {
		var x who
		dsl.If(b, "C", dsl.Not(isOne(v)), func(b *block) {
			dsl.Succeed(b, "Else", v)
		})
		x = look(b, "A", v)
		dsl.If(b, "Later?", dsl.Eq(dsl.At(x, &people.Name), ""), func(*block) {})
	})},
	{"an If, read by a Name, behind a state", define(func(b *block, v in) {
		var x who
		dsl.If(b, "C", isOne(v), func(b *block) {
			x = look(b, "A", v)
		})
		dsl.Wait(b, "Breathe", time.Second)
		dsl.Name(b, "n", x) // want: the result of "A" (safety_test.go) is read in "n", and may not have been set by then [QS0010]
	}), nil},
	{"an If, read by what the workflow returns", func() dsl.Definition {
		return dsl.Define("Mistake", func(b *block, v in) who { // want: the result of "A" (safety_test.go) is read in the value that the workflow returns, and may not have been set by then [QS0010]
			var x who
			dsl.If(b, "C", isOne(v), func(b *block) {
				x = look(b, "A", v)
			})
			dsl.Wait(b, "Breathe", time.Second)
			return x
		})
	}, nil},
	{"an If, read by a Succeed and twice more", define(func(b *block, v in) {
		var x who
		dsl.If(b, "C", isOne(v), func(b *block) {
			x = look(b, "A", v)
		})
		dsl.Let(b, "First", x) // want: the result of "A" (safety_test.go) is read in "First", and may not have been set by then [QS0010]
		dsl.Let(b, "Second", dsl.List(x, x))
		dsl.Succeed(b, "Last", x)
	}), nil},
	{"an arm of a Choose, read by another", define(func(b *block, v in) {
		var x who
		y := dsl.Choose(b, "C", dsl.Cases[person]{{isOne(v), func(b *block) who { // want: the result of "A" (safety_test.go) is read in the value of an arm of "C", and may not have been set by then [QS0010]
			x = look(b, "A", v)
			return x
		}}}, func(*block) who { return x })
		dsl.Let(b, "Later", y)
	}), nil},
	{"a handler of a Catch, read behind the task", define(func(b *block, v in) {
		var e failed
		dsl.Task(b, "A", find.Invoke(), v, dsl.Policy{Catch: []dsl.Catch{{On: dsl.AllErrors(), Do: func(b *block, err failed) {
			e = err
			dsl.FailWith(b, "Failed", err)
		}}}})
		dsl.Let(b, "Later", e) // want: the error of "A" (safety_assignment_test.go:LINE-4) is read in "Later", and may not have been set by then [QS0010]
	}), define(func(b *block, v in) {
		dsl.Task(b, "A", find.Invoke(), v, dsl.Policy{Catch: []dsl.Catch{{On: dsl.AllErrors(), Do: func(b *block, err failed) {
			dsl.Wait(b, "Breathe", time.Second)
			dsl.FailWith(b, "Failed", err)
		}}}})
	})},
	{"a handler of a Catch, read in the next", define(func(b *block, v in) {
		var x who
		dsl.Task(b, "T", find.Invoke(), v, dsl.Policy{Catch: []dsl.Catch{
			{On: []dsl.ErrorName{"E"}, Do: func(b *block, _ failed) {
				x = look(b, "A", v)
				dsl.Fail(b, "First", "E", "c")
			}},
			{On: dsl.AllErrors(), Do: func(b *block, _ failed) {
				dsl.Let(b, "Second", x) // want: the result of "A" (safety_test.go) is read in "Second", and may not have been set by then [QS0010]
				dsl.Fail(b, "Third", "E", "c")
			}},
		}})
	}), nil},
	{"the body of a Try, read by its handler", define(func(b *block, v in) {
		var x who
		dsl.Try(b, "T", func(b *block) who {
			x = look(b, "A", v)
			return look(b, "B", v)
		}, func(b *block, _ failed) who {
			return dsl.Let(b, "Handled", x) // want: the result of "A" (safety_test.go) is read in "Handled", and may not have been set by then [QS0010]
		})
	}), define(func(b *block, v in) {
		x := look(b, "A", v)
		dsl.Try(b, "T", func(b *block) who { return look(b, "B", v) }, func(b *block, _ failed) who {
			return dsl.Let(b, "Handled", x)
		})
	})},
	{"the body of a Try, returned by its handler", define(func(b *block, v in) {
		var x who
		y := dsl.Try(b, "T", func(b *block) who { // want: the result of "A" (safety_test.go) is read in the value of the handler of the Try "T", and may not have been set by then [QS0010]
			x = look(b, "A", v)
			return look(b, "B", v)
		}, func(*block, failed) who { return x })
		dsl.Let(b, "Later", y)
	}), nil},
	{"the body of a Try, read behind it", define(func(b *block, v in) {
		var x who
		dsl.Try(b, "T", func(b *block) who {
			x = look(b, "A", v)
			return x
		}, func(*block, failed) who { return nobody() })
		dsl.Let(b, "Later", x) // want: the result of "A" (safety_test.go) is read in "Later", and may not have been set by then [QS0010]
	}), define(func(b *block, v in) {
		var x who
		dsl.Try(b, "T", func(b *block) who {
			x = look(b, "A", v)
			return x
		}, func(b *block, e failed) who { return dsl.Throw[person](b, e) })
		dsl.Let(b, "Later", x)
	})},
	{"the handler of a Try, read behind it", define(func(b *block, v in) {
		var e failed
		dsl.Try(b, "T", func(b *block) who { return look(b, "A", v) }, func(_ *block, err failed) who {
			e = err
			return nobody()
		})
		dsl.Let(b, "Later", e) // want: the value "T error" (safety_assignment_test.go:LINE-4) is read in "Later", and may not have been set by then [QS0010]
	}), nil},
	{"the thrown error of a Try", define(func(b *block, v in) {
		var e failed
		dsl.If(b, "C", isOne(v), func(b *block) {
			e = dsl.Let(b, "Made", dsl.Lit(dsl.ErrorOutput{Error: "E", Cause: "c"}))
		})
		dsl.Try(b, "T", func(b *block) who {
			dsl.Wait(b, "Breathe", time.Second)
			return dsl.Throw[person](b, e) // want: the value "Made" (safety_assignment_test.go:LINE-4) is read in the error that is thrown, and may not have been set by then [QS0010]
		}, func(*block, failed) who { return nobody() })
	}), define(func(b *block, v in) {
		e := dsl.Let(b, "Made", dsl.Lit(dsl.ErrorOutput{Error: "E", Cause: "c"}))
		dsl.Try(b, "T", func(b *block) who {
			dsl.Wait(b, "Breathe", time.Second)
			return dsl.Throw[person](b, e)
		}, func(*block, failed) who { return nobody() })
	})},
	{"a round of a Loop, read behind it", define(func(b *block, v in) {
		var x who
		dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n number, again func(*block, number)) number {
			dsl.If(b, "Again?", dsl.Lt(n, 3), func(b *block) {
				x = look(b, "A", v)
				again(b, dsl.Add(n, 1))
			})
			return n
		})
		dsl.Let(b, "Later", x) // want: the result of "A" (safety_test.go) is read in "Later", and may not have been set by then [QS0010]
	}), define(func(b *block, v in) {
		var x who
		dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n number, again func(*block, number)) number {
			x = look(b, "A", v)
			dsl.If(b, "Again?", dsl.Lt(n, 3), func(b *block) { again(b, dsl.Add(n, 1)) })
			return n
		})
		dsl.Let(b, "Later", x)
	})},
	{"a Loop, its first value", define(func(b *block, v in) {
		var x number
		dsl.If(b, "C", isOne(v), func(b *block) {
			x = dsl.Let(b, "A", dsl.Lit(1))
		})
		dsl.Wait(b, "Breathe", time.Second)
		dsl.Loop(b, "n", x, func(b *block, n number, again func(*block, number)) number { // want: the value "A" (safety_assignment_test.go:LINE-3) is read in the first value of the loop "n", and may not have been set by then [QS0010]
			dsl.If(b, "Again?", dsl.Lt(n, 3), func(b *block) { again(b, dsl.Add(n, 1)) })
			return n
		})
	}), nil},
	{"a Loop, its next value", define(func(b *block, v in) {
		var x number
		dsl.If(b, "C", isOne(v), func(b *block) {
			x = dsl.Let(b, "A", dsl.Lit(1))
		})
		dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n number, again func(*block, number)) number {
			dsl.If(b, "Again?", dsl.Lt(n, 3), func(b *block) {
				dsl.Wait(b, "Breathe", time.Second)
				again(b, dsl.AddVal(n, x)) // want: the value "A" (safety_assignment_test.go:LINE-5) is read in the next value of the loop "n", and may not have been set by then [QS0010]
			})
			return n
		})
	}), define(func(b *block, v in) {
		x := dsl.Let(b, "A", dsl.Lit(1))
		dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n number, again func(*block, number)) number {
			dsl.If(b, "Again?", dsl.Lt(n, 3), func(b *block) {
				dsl.Wait(b, "Breathe", time.Second)
				again(b, dsl.AddVal(n, x))
			})
			return n
		})
	})},
	{"a Repeat, from round to round", define(func(b *block, v in) {
		var x who
		rounds := dsl.Shared(b, "Rounds", func(b *block, _ in) {
			dsl.Repeat(b, func(b *block, again func(*block)) who {
				dsl.Choice(b, "Again?", dsl.When(isOne(v), func(b *block) {
					x = look(b, "A", v)
					again(b)
				}))
				dsl.Let(b, "Later", x) // want: the result of "A" (safety_test.go) is read in "Later", and may not have been set by then [QS0010]
				return nobody()
			})
			dsl.Succeed(b, "Done", v)
		})
		rounds(b, v)
	}), nil},
	{"a Shared, read in its block", define(func(b *block, v in) {
		var x who
		dsl.If(b, "C", isOne(v), func(b *block) {
			x = look(b, "A", v)
		})
		rest := dsl.Shared(b, "Rest", func(b *block, _ in) {
			dsl.Let(b, "Later", x) // want: the result of "A" (safety_test.go) is read in "Later", and may not have been set by then [QS0010]
			dsl.Succeed(b, "Done", v)
		})
		dsl.If(b, "D", isOne(v), func(b *block) { rest(b, v) })
		rest(b, v)
	}), define(func(b *block, v in) {
		rest := dsl.Shared(b, "Rest", func(b *block, x who) {
			dsl.Let(b, "Later", x)
			dsl.Succeed(b, "Done", v)
		})
		dsl.If(b, "C", isOne(v), func(b *block) { rest(b, look(b, "A", v)) })
		rest(b, nobody())
	})},
	{"a Shared, in what it is given", define(func(b *block, v in) {
		var x who
		rest := dsl.Shared(b, "Rest", func(b *block, x who) {
			dsl.Let(b, "Later", x)
			dsl.Succeed(b, "Done", v)
		})
		dsl.If(b, "C", isOne(v), func(b *block) {
			x = look(b, "A", v)
			rest(b, x)
		})
		rest(b, x) // want: the result of "A" (safety_test.go) is read in the value given to the shared block "Rest", and may not have been set by then [QS0010]
	}), nil},
	{"a branch of a Parallel, read in another", define(func(b *block, v in) {
		var x who
		dsl.Parallel2(b, "P", func(b *block) who {
			x = look(b, "A", v)
			return x
		}, func(b *block) who {
			return dsl.Let(b, "Other", x) // want: the result of "A" (safety_test.go) is read in "Other", and may not have been set by then [QS0010]
		})
	}), nil},
	{"a branch of a Parallel, read behind it", define(func(b *block, v in) {
		var x who
		dsl.Parallel2(b, "P", func(b *block) who {
			x = look(b, "A", v)
			return x
		}, func(*block) who { return nobody() })
		dsl.Let(b, "Later", x) // want: the result of "A" (safety_test.go) is read in "Later", and may not have been set by then [QS0010]
	}), define(func(b *block, v in) {
		x, _ := dsl.Parallel2(b, "P", func(b *block) who { return look(b, "A", v) }, func(*block) who { return nobody() })
		dsl.Let(b, "Later", x)
	})},
	{"a branch of a Parallel, what it returns", define(func(b *block, v in) {
		var x who
		dsl.If(b, "C", isOne(v), func(b *block) {
			x = look(b, "A", v)
		})
		dsl.Wait(b, "Breathe", time.Second)
		dsl.Parallel2(b, "P", func(*block) who { return x }, func(*block) who { return nobody() }) // want: the result of "A" (safety_test.go) is read in the value that a branch of "P" returns, and may not have been set by then [QS0010]
	}), define(func(b *block, v in) {
		x := look(b, "A", v)
		dsl.Wait(b, "Breathe", time.Second)
		dsl.Parallel2(b, "P", func(*block) who { return x }, func(*block) who { return nobody() })
	})},
	{"the body of a Map, read behind it", define(func(b *block, v in) {
		var x who
		dsl.Map(b, "M", dsl.List(v), func(b *block, item in) who {
			x = look(b, "A", item)
			return x
		})
		dsl.Let(b, "Later", x) // want: the result of "A" (safety_test.go) is read in "Later", and may not have been set by then [QS0010]
	}), define(func(b *block, v in) {
		x := dsl.Map(b, "M", dsl.List(v), func(b *block, item in) who { return look(b, "A", item) })
		dsl.Let(b, "Later", dsl.Index(x, 0))
	})},
	{"the item of a Map, read behind it", define(func(b *block, v in) {
		var x in
		dsl.Map(b, "M", dsl.List(v), func(b *block, item in) who {
			x = item
			return look(b, "A", item)
		})
		dsl.Let(b, "Later", x) // want: the item of "M" (safety_assignment_test.go:LINE-4) is read in "Later", and may not have been set by then [QS0010]
	}), nil},
	{"the items of a Map", define(func(b *block, v in) {
		var x dsl.Val[[]query]
		dsl.If(b, "C", isOne(v), func(b *block) {
			x = dsl.Let(b, "A", dsl.List(v))
		})
		dsl.Map(b, "M", x, func(_ *block, item in) in { return item }) // want: the value "A" (safety_assignment_test.go:LINE-2) is read in "M", and may not have been set by then [QS0010]
	}), nil},
	{"the body of a Map, what it returns", define(func(b *block, v in) {
		var x who
		dsl.If(b, "C", isOne(v), func(b *block) {
			x = look(b, "A", v)
		})
		dsl.Map(b, "M", dsl.List(v), func(*block, in) who { return x }) // want: the result of "A" (safety_test.go) is read in the value that the body of "M" returns, and may not have been set by then [QS0010]
	}), nil},
	{"the start of the body of a Map", define(func(b *block, v in) {
		var x who
		dsl.If(b, "C", isOne(v), func(b *block) {
			x = look(b, "A", v)
		})
		dsl.Map(b, "M", dsl.List(v), func(b *block, item in) who {
			dsl.Name(b, "unread", x) // want: the result of "A" (safety_test.go) is read in "unread", and may not have been set by then [QS0010]
			return look(b, "B", item)
		})
	}), nil},
	{"the child of a DistributedMap, read behind it", define(func(b *block, v in) {
		var x who
		dsl.DistributedMap(b, "M", dsl.ItemsOf(dsl.List(v)), func(b *block, item in) who {
			x = look(b, "A", item)
			return x
		})
		dsl.Let(b, "Later", x) // want: the result of "A" (safety_test.go) is read in "Later", and may not have been set by then [QS0010]
	}), define(func(b *block, v in) {
		x := dsl.DistributedMap(b, "M", dsl.ItemsOf(dsl.List(v)), func(b *block, item in) who { return look(b, "A", item) })
		dsl.Let(b, "Later", dsl.Index(x, 0))
	})},
	{"outside of a DistributedMap, read in a child", define(func(b *block, v in) {
		var x who
		dsl.If(b, "C", isOne(v), func(b *block) {
			x = look(b, "A", v)
		})
		dsl.DistributedMap(b, "M", dsl.ItemsOf(dsl.List(v)), func(b *block, _ in) who {
			return dsl.Let(b, "Later", x) // want: the result of "A" (safety_test.go) is read in "Later", and may not have been set by then [QS0010]
		})
	}), define(func(b *block, v in) {
		x := look(b, "A", v)
		dsl.DistributedMap(b, "M", dsl.ItemsOf(dsl.List(v)), func(b *block, _ in) who { return dsl.Let(b, "Later", x) })
	})},
	{"a DistributedMap, what a child returns", define(func(b *block, v in) {
		var x who
		dsl.If(b, "C", isOne(v), func(b *block) {
			x = look(b, "A", v)
		})
		dsl.DistributedMap(b, "M", dsl.ItemsOf(dsl.List(v)), func(*block, in) who { return x }) // want: the result of "A" (safety_test.go) is read in the value that the body of "M" returns, and may not have been set by then [QS0010]
	}), nil},
	{"an element of a DistributedMap, read in another", define(func(b *block, v in) {
		var x in
		dsl.DistributedMap(b, "M", dsl.ItemsOf(dsl.List(v)), func(_ *block, item in) in {
			x = item
			return item
		})
		dsl.DistributedMap(b, "N", dsl.ItemsOf(dsl.List(v)), func(b *block, _ in) who {
			return dsl.Task(b, "Later", find.Invoke(), x) // want: the item of "M" (safety_assignment_test.go:LINE-5) is read in "Later", and may not have been set by then [QS0010]
		})
	}), nil},
}
