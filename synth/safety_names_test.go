package synth_test

import (
	"strings"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/activity"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/dsl/patterns"
	"github.com/quickstep-go/quickstep/dsl/sfn"
)

// kid is a workflow that calls the function Find, as one from a query to an R.
func kid[R any](name string) *dsl.Workflow[query, R] {
	return dsl.Define(name, func(b *block, v in) dsl.Val[R] {
		return dsl.Task(b, "Inside", lambda.Declare[query, R]("Find").Invoke(), v)
	})
}

// fragment is a function of states, as people write them to use them twice.
func fragment(b *block, v in) who {
	dsl.Wait(b, "Breathe", time.Second)
	return dsl.Task(b, "Find", find.Invoke(), v)
}

// nestedFragment has states in bodies of its own.
func nestedFragment(b *block, v in) who {
	dsl.Map(b, "Each", dsl.List(v), func(b *block, item in) who {
		return look(b, "Inside", item)
	})
	dsl.If(b, "Known?", isOne(v), func(b *block) {
		dsl.Wait(b, "Breathe", time.Second)
	})
	return dsl.Try(b, "T", func(b *block) who { return look(b, "Find", v) }, func(b *block, _ failed) who { return nobody() })
}

func outerFragment(b *block, v in) who {
	return fragment(b, v)
}

type till struct{ v in }

func (t *till) look(b *block) who {
	return look(b, "Look", t.v)
}

// nameSafety: names that stand for two things, or for nothing.
var nameSafety = []safety{
	{"two states", define(func(b *block, v in) {
		dsl.Wait(b, "Same", time.Second)
		dsl.Let(b, "Same", v) // want: the state name "Same" is taken by the state at safety_names_test.go:LINE-1 [QS0011]
	}), nil},
	{"the error of a retry", define(func(b *block, v in) {
		dsl.Task(b, "T", find.Invoke(), v, dsl.Policy{Retry: []dsl.Retry{{On: []dsl.ErrorName{"${E}"}}}}) // want: the error "${E}" in a retry of "T" holds ${, which CloudFormation would replace [QS0012]
	}), nil},
	{"the error of a catch", define(func(b *block, v in) {
		dsl.Task(b, "T", find.Invoke(), v, dsl.Policy{Catch: []dsl.Catch{{ // want: the error "${E}" in a catch of "T" holds ${, which CloudFormation would replace [QS0012]
			On: []dsl.ErrorName{"${E}"}, Do: func(b *block, _ failed) { dsl.Fail(b, "F", "E", "") }}}})
	}), nil},
	{"the error of a Try", define(func(b *block, v in) {
		dsl.Try(b, "R", func(b *block) who { return look(b, "T", v) }, func(*block, failed) who { return nobody() }, "${E}") // want: the error "${E}" in the Try "R" holds ${, which CloudFormation would replace [QS0012]
	}), nil},
	{"states of two branches", define(func(b *block, v in) {
		dsl.Parallel2(b, "P", func(b *block) in {
			return dsl.Let(b, "Same", v)
		}, func(b *block) in {
			return dsl.Let(b, "Same", v) // want: the state name "Same" is taken by the state at safety_names_test.go:LINE-2 [QS0011]
		})
	}), nil},
	{"a state and a Map around it", define(func(b *block, v in) {
		dsl.Map(b, "Same", dsl.List(v), func(b *block, item in) in {
			return dsl.Let(b, "Same", item) // want: the state name "Same" is taken by the state at safety_names_test.go:LINE-1 [QS0011]
		})
	}), nil},
	{"states of a parent and of its child", nil, define(func(b *block, v in) {
		inner := dsl.Define("Child", func(b *block, v in) who { return dsl.Task(b, "Same", find.Invoke(), v) })
		_ = sfn.Of(inner)
		dsl.Task(b, "Same", find.Invoke(), v)
	})},
	{"a fragment that is used twice", define(func(b *block, v in) {
		fragment(b, v)
		fragment(b, v) // want: fragment is called at safety_names_test.go:LINE-1 and at safety_names_test.go:LINE, and gives the state names "Breathe" and "Find" each time [QS0011]
	}), define(func(b *block, v in) {
		fragment(b, v)
		fragment(b.Prefix("Again"), v)
	})},
	{"a fragment that is used twice, and once more with a prefix of a prefix", define(func(b *block, v in) {
		b = b.Prefix("P")
		fragment(b, v)
		fragment(b.Prefix("Q"), v)
		fragment(b.Prefix(""), v) // want: fragment is called at safety_names_test.go:LINE-2 and at safety_names_test.go:LINE, and gives the state names "P Breathe" and "P Find" each time [QS0011]
	}), define(func(b *block, v in) {
		fragment(b.Prefix("P"), v)
		fragment(b.Prefix("P").Prefix("Q"), v)
	})},
	{"a fragment that is used three times", define(func(b *block, v in) {
		fragment(b, v)
		fragment(b, v) // want: fragment is called at safety_names_test.go:LINE-1 and at safety_names_test.go:LINE and at safety_names_test.go:LINE+1, and gives the state names "Breathe" and "Find" each time [QS0011]
		fragment(b, v)
	}), nil},
	{"a fragment with bodies of its own", define(func(b *block, v in) {
		nestedFragment(b, v)
		dsl.If(b, "C", isOne(v), func(b *block) {
			nestedFragment(b, v) // want: nestedFragment is called at safety_names_test.go:LINE-2 and at safety_names_test.go:LINE, and gives the state names "Each", "Inside", "Known?" and 2 more each time [QS0011]
		})
	}), define(func(b *block, v in) {
		nestedFragment(b, v)
		dsl.If(b, "C", isOne(v), func(b *block) { nestedFragment(b.Prefix("P"), v) })
	})},
	{"a fragment in two branches", define(func(b *block, v in) {
		dsl.Parallel2(b, "P",
			func(b *block) who { return fragment(b, v) },
			func(b *block) who { return fragment(b, v) }) // want: fragment is called at safety_names_test.go:LINE-1 and at safety_names_test.go:LINE, and gives the state names "Breathe" and "Find" each time [QS0011]
	}), nil},
	{"a fragment that is two branches", define(func(b *block, v in) {
		own := func(b *block) who {
			return fragment(b, v) // want: this runs more than once, and gives the state names "Breathe" and "Find" each time [QS0011]
		}
		dsl.Parallel2(b, "P", own, own)
	}), nil},
	{"a fragment that is called by itself and by another", define(func(b *block, v in) {
		outerFragment(b, v)
		fragment(b, v) // want: fragment is called at safety_names_test.go:39 and at safety_names_test.go:LINE, and gives the state names "Breathe" and "Find" each time [QS0011]
	}), define(func(b *block, v in) {
		outerFragment(b, v)
	})},
	{"a fragment that uses another, used twice", define(func(b *block, v in) {
		outerFragment(b, v)
		outerFragment(b, v) // want: outerFragment is called at safety_names_test.go:LINE-1 and at safety_names_test.go:LINE, and gives the state names "Breathe" and "Find" each time [QS0011]
	}), nil},
	{"a fragment without a name", define(func(b *block, v in) {
		own := func(b *block) {
			dsl.Wait(b, "Pause", time.Second)
		}
		own(b)
		own(b) // want: the function around safety_names_test.go:LINE-3 is called at safety_names_test.go:LINE-1 and at safety_names_test.go:LINE, and gives the state name "Pause" each time [QS0011]
	}), nil},
	{"a fragment that is a method", define(func(b *block, v in) {
		(&till{v}).look(b)
		(&till{v}).look(b) // want: till.look is called at safety_names_test.go:LINE-1 and at safety_names_test.go:LINE, and gives the state name "Look" each time [QS0011]
	}), nil},
	{"a fragment of another package", define(func(b *block, v in) {
		patterns.PollUntil(b, patterns.Poll{Every: time.Minute}, func(b *block) who { return look(b, "A", v) }, func(who) dsl.Cond { return isOne(v) })
		patterns.PollUntil(b, patterns.Poll{Every: time.Minute}, func(b *block) who { return look(b, "B", v) }, func(who) dsl.Cond { return isOne(v) }) // want: patterns.PollUntil is called at safety_names_test.go:LINE-1 and at safety_names_test.go:LINE, and gives the state names "Ready?" and "Wait" each time [QS0011]
	}), nil},
	{"a fragment that calls itself", define(func(b *block, v in) {
		var countdown func(b *block, n int)
		countdown = func(b *block, n int) {
			dsl.Wait(b, "Tick", time.Second)
			if n > 1 {
				countdown(b, n-1) // want: the function around safety_names_test.go:LINE-2 is called at safety_names_test.go:LINE+3 and at safety_names_test.go:LINE, and gives the state name "Tick" each time [QS0011]
			}
		}
		countdown(b, 3)
	}), define(func(b *block, v in) {
		var countdown func(b *block, n int)
		countdown = func(b *block, n int) {
			dsl.Wait(b, "Tick", time.Second)
			if n > 1 {
				countdown(b.Prefix("Then"), n-1)
			}
		}
		countdown(b, 3)
	})},
	{"a fragment in a loop of Go", define(func(b *block, v in) {
		for range 3 {
			fragment(b, v) // want: this runs more than once, and gives the state names "Breathe" and "Find" each time [QS0011]
		}
	}), define(func(b *block, v in) {
		for _, name := range []string{"First", "Second", "Third"} {
			fragment(b.Prefix(name), v)
		}
	})},
	{"a state in a loop of Go", define(func(b *block, v in) {
		for range 2 {
			dsl.Wait(b, "Same", time.Second) // want: this runs more than once, and gives the state name "Same" each time [QS0011]
		}
	}), nil},
	{"a state with a body in a loop of Go", define(func(b *block, v in) {
		for range 2 {
			dsl.If(b, "C", isOne(v), func(b *block) { // want: this runs more than once, and gives the state names "C" and "Same" each time [QS0011]
				dsl.Wait(b, "Same", time.Second)
			})
		}
	}), nil},
	{"a name in a fragment that is taken outside of it", define(func(b *block, v in) {
		fragment(b, v)
		dsl.Wait(b, "Breathe", time.Second) // want: the state name "Breathe" is taken by the state at safety_names_test.go:23 [QS0011]
	}), nil},
	{"a fragment with a prefix of its own for each use", nil, define(func(b *block, v in) {
		fragment(b, v)
		fragment(b.Prefix("Again"), v)
		dsl.Parallel(b, "P", []func(*block) who{
			func(b *block) who { return fragment(b.Prefix("Left"), v) },
			func(b *block) who { return fragment(b.Prefix("Right"), v) },
		})
	})},
	{"a name that is none", define(func(b *block, v in) {
		dsl.Wait(b, "", time.Second) // want: a state has no name [QS0012]
	}), nil},
	{"a resource's name that is none", define(func(b *block, v in) {
		dsl.Let(b, "L", dsl.Role("")) // want: a resource has no name [QS0012]
	}), nil},
	{"a name that is too long with its prefix", define(func(b *block, v in) {
		dsl.Wait(b.Prefix("Prefix"), strings.Repeat("n", 74), time.Second) // want: the state name "Prefix nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn" has 81 characters; AWS takes 80 [QS0012]
	}), define(func(b *block, v in) {
		dsl.Wait(b.Prefix("Prefix"), strings.Repeat("n", 73), time.Second)
	})},
	{"a function with two contracts", define(func(b *block, v in) {
		dsl.Task(b, "A", find.Invoke(), v)
		dsl.Task(b, "B", lambda.Declare[query, entry]("Find").Invoke(), v) // want: the function "Find" is declared as [synth_test.query, synth_test.person] and as [synth_test.query, synth_test.entry] [QS0019]
	}), define(func(b *block, v in) {
		dsl.Task(b, "A", find.Invoke(), v)
		dsl.Task(b, "B", lambda.Declare[query, person]("Find").Invoke(), v)
	})},
	{"a function and an activity", define(func(b *block, v in) {
		dsl.Task(b, "A", find.Invoke(), v)
		dsl.Task(b, "B", activity.Declare[query, person]("Find").Perform(), v) // want: the name "Find" stands for two resources, of the kinds function and activity [QS0019]
	}), nil},
	{"two workflows", define(func(b *block, v in) {
		dsl.Task(b, "A", sfn.Of(kid[person]("Child")).Sync(), v)
		dsl.Task(b, "B", sfn.Of(kid[person]("Child")).Sync(), v) // want: the name "Child" stands for two workflows, those at safety_names_test.go:16 and at safety_names_test.go:16 [QS0019]
	}), nil},
	{"a function of a parent and of its child", define(func(b *block, v in) {
		dsl.Task(b, "A", find.Invoke(), v) // want: the function "Find" is declared as [synth_test.query, synth_test.person] and as [synth_test.query, synth_test.entry], the second in the workflow "Child" at safety_names_test.go:17 [QS0019]
		dsl.Task(b, "B", sfn.Of(kid[entry]("Child")).Sync(), v)
	}), nil},
	{"functions of two children", define(func(b *block, v in) {
		dsl.Task(b, "A", sfn.Of(twoLevels()).Sync(), v)
		dsl.Task(b, "B", sfn.Of(kid[person]("Other")).Sync(), v)
	}), nil},
}

// twoLevels is a workflow that starts another one.
func twoLevels() *dsl.Workflow[query, entry] {
	inner := dsl.Define("Innermost", func(b *block, v in) dsl.Val[entry] {
		return dsl.Task(b, "Inside", lambda.Declare[query, entry]("Find").Invoke(), v) // want: the function "Find" is declared as [synth_test.query, synth_test.entry] and as [synth_test.query, synth_test.person], the first in the workflow "Innermost", the second in the workflow "Other" at safety_names_test.go:17 [QS0019]
	})
	return dsl.Define("Middle", func(b *block, v in) dsl.Val[entry] { return dsl.Task(b, "Run", sfn.Of(inner).Sync(), v) })
}
