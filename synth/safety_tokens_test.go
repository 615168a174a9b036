package synth_test

import (
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
)

// awaited is a task that waits for its token; kept, where it is not nil, is where the
// function that makes the payload leaves the token.
func awaited(b *block, kept *dsl.Val[dsl.Token], p ...dsl.Policy) who {
	return dsl.WaitForToken(b, answer, ask.Invoke(), func(t dsl.Val[dsl.Token]) dsl.Val[tokened] {
		if kept != nil {
			*kept = t
		}
		return withToken(t)
	}, p...)
}

func withToken(t dsl.Val[dsl.Token]) dsl.Val[tokened] {
	return dsl.Build(tokened{}, dsl.To(&tokens.Token, t))
}

var counts = lambda.Declare[int, int]("Count")

// scopedSafety: what exists in one place only: a task token in the payload of its
// task, an element of a list in the function that is given it, a count of retries in
// a state that has retries.
var scopedSafety = []safety{
	{"a token in its own output", func() dsl.Definition {
		return dsl.Define("Mistake", func(b *block, v in) dsl.Val[dsl.Token] { // want: the task token of "Ask" is used in the value that the workflow returns, and exists only in the payload of that task [QS0025]
			var kept dsl.Val[dsl.Token]
			awaited(b, &kept)
			return kept
		})
	}, define(func(b *block, v in) { awaited(b, nil) })},
	{"a token in its own output, in JSONPath", func() dsl.Definition {
		return dsl.Define("Mistake", func(b *block, v in) dsl.Val[dsl.Token] { // want: the task token of "Ask" is used in the value that the workflow returns, and exists only in the payload of that task [QS0025]
			var kept dsl.Val[dsl.Token]
			awaited(b, &kept)
			return kept
		}, dsl.JSONPath())
	}, nil},
	{"a token in a Name behind its task", define(func(b *block, v in) {
		var kept dsl.Val[dsl.Token]
		awaited(b, &kept)
		dsl.Name(b, "n", kept) // want: the task token of "Ask" is used in "n", and exists only in the payload of that task [QS0025]
		dsl.Wait(b, "Breathe", time.Second)
	}), nil},
	{"a token in other states, twice", define(func(b *block, v in) {
		var kept dsl.Val[dsl.Token]
		awaited(b, &kept)
		dsl.Let(b, "Later", kept) // want: the task token of "Ask" is used in "Later", and exists only in the payload of that task [QS0025]
		dsl.Task(b, "Again", ask.Invoke(), withToken(kept))
	}), nil},
	{"a token in another's payload", define(func(b *block, v in) {
		var kept dsl.Val[dsl.Token]
		awaited(b, &kept)
		dsl.WaitForToken(b, &dsl.Callback[person]{Name: "Other"}, ask.Invoke(), func(dsl.Val[dsl.Token]) dsl.Val[tokened] { // want: the task token of "Ask" is used in "Other", and exists only in the payload of that task [QS0025]
			return withToken(kept)
		})
	}), nil},
	{"a token in its handler", define(func(b *block, v in) {
		var kept dsl.Val[dsl.Token]
		awaited(b, &kept, dsl.Policy{Catch: []dsl.Catch{{On: dsl.AllErrors(), Do: func(b *block, e failed) {
			dsl.Let(b, "Later", kept) // want: the task token of "Ask" is used in "Later", and exists only in the payload of that task [QS0025]
			dsl.FailWith(b, "Failed", e)
		}}}})
	}), nil},
	{"a token in a branch", define(func(b *block, v in) {
		var kept dsl.Val[dsl.Token]
		awaited(b, &kept)
		dsl.Parallel(b, "P", []func(*block) dsl.Val[dsl.Token]{func(*block) dsl.Val[dsl.Token] { return kept }}) // want: the task token of "Ask" is used in the value that a branch of "P" returns, and exists only in the payload of that task [QS0025]
	}), nil},
	{"a token in a child of a DistributedMap", define(func(b *block, v in) {
		var kept dsl.Val[dsl.Token]
		awaited(b, &kept)
		dsl.DistributedMap(b, "M", dsl.ItemsOf(dsl.List(v)), func(b *block, _ in) dsl.Val[dsl.Token] {
			return dsl.Let(b, "Later", kept) // want: the task token of "Ask" is used in "Later", and exists only in the payload of that task [QS0025]
		})
	}), nil},
	{"a token in a condition", define(func(b *block, v in) {
		var kept dsl.Val[dsl.Token]
		awaited(b, &kept)
		dsl.If(b, "C", dsl.Eq(kept, ""), func(*block) {}) // want: the task token of "Ask" is used in "C", and exists only in the payload of that task [QS0025]
	}), nil},
	{"a token of another workflow", define(func(b *block, v in) {
		var kept dsl.Val[dsl.Token]
		dsl.Define("Other", func(b *block, v in) in {
			awaited(b, &kept)
			return v
		})
		dsl.Let(b, "Later", kept) // want: the task token of "Ask" is used in "Later", and exists only in the payload of that task [QS0025]
	}), nil},
	{"a token in code, in a Let", define(func(b *block, v in) {
		dsl.Let(b, "Later", dsl.JSONata[string]("$states.context.Task.Token")) // want: a task token is used in "Later", and exists only in the payload of a task that waits for it [QS0025]
	}), define(func(b *block, v in) {
		dsl.WaitForToken(b, answer, ask.Invoke(), func(dsl.Val[dsl.Token]) dsl.Val[tokened] {
			return dsl.JSONata[tokened]("{'token': $states.context.Task.Token}")
		})
	})},
	{"a token in code, in JSONPath", older(func(b *block, v in) {
		dsl.Let(b, "Later", dsl.Path[string]("$$.Task.Token")) // want: a task token is used in "Later", and exists only in the payload of a task that waits for it [QS0025]
	}), older(func(b *block, v in) {
		dsl.WaitForToken(b, answer, ask.Invoke(), func(dsl.Val[dsl.Token]) dsl.Val[tokened] {
			return dsl.Build(tokened{}, dsl.To(&tokens.Token, dsl.Path[dsl.Token]("$$.Task.Token")))
		})
	})},
	{"a token in an intrinsic function in code", older(func(b *block, v in) {
		dsl.Let(b, "Later", dsl.Path[string]("States.Format('{}', States.Base64Encode($$.Task.Token))")) // want: a task token is used in "Later", and exists only in the payload of a task that waits for it [QS0025]
	}), older(func(b *block, v in) {
		dsl.WaitForToken(b, answer, ask.Invoke(), func(dsl.Val[dsl.Token]) dsl.Val[tokened] {
			return dsl.Build(tokened{}, dsl.To(&tokens.Token, dsl.Path[dsl.Token]("States.Format('{}', $$['Task']['Token'])")))
		})
	})},
	{"a token in code, computed before in JSONPath", older(func(b *block, v in) {
		dsl.WaitForToken(b, answer, ask.Invoke(), func(dsl.Val[dsl.Token]) dsl.Val[tokened] {
			token := dsl.Or(dsl.Path[dsl.Token]("$$.Task.Token"), "") // want: JSONPath cannot say what only the state itself has inside of this: a state before would compute it [QS0030]
			return dsl.Build(tokened{}, dsl.To(&tokens.Token, token))
		})
	}), nil},
	{"a token in code in the input of another task, twice", define(func(b *block, v in) {
		token := dsl.JSONata[string]("($x := 1; 'a' & $states.context.Task.Token)") // want: a task token is used in "T", and exists only in the payload of a task that waits for it [QS0025]
		dsl.Task(b, "T", find.Invoke(), dsl.Build(query{}, dsl.To(&queries.ID, token)))
		dsl.Task(b, "U", find.Invoke(), dsl.Build(query{}, dsl.To(&queries.ID, token)))
	}), nil},
	{"a token in code in a task that waits, and in another", define(func(b *block, v in) {
		token := dsl.JSONata[dsl.Token]("$states.context.Task.Token") // want: a task token is used in "U", and exists only in the payload of a task that waits for it [QS0025]
		dsl.WaitForToken(b, answer, ask.Invoke(), func(dsl.Val[dsl.Token]) dsl.Val[tokened] { return withToken(token) })
		dsl.Task(b, "U", ask.Invoke(), withToken(token))
	}), nil},
	{"a token in code behind its task", define(func(b *block, v in) {
		awaited(b, nil)
		dsl.Name(b, "n", dsl.JSONata[string]("$states.context.Task.Token")) // want: the task token of "Ask" is used in "n", and exists only in the payload of that task [QS0025]
		dsl.Wait(b, "Breathe", time.Second)
	}), nil},
	{"a token in code in its own output", func() dsl.Definition {
		return dsl.Define("Mistake", func(b *block, v in) dsl.Val[string] {
			awaited(b, nil)
			return dsl.JSONata[string]("$states.context.Task.Token") // want: the task token of "Ask" is used in the value that the workflow returns, and exists only in the payload of that task [QS0025]
		})
	}, nil},
	{"a token in code in a condition", define(func(b *block, v in) {
		dsl.If(b, "C", dsl.Is(dsl.JSONata[bool]("$states.context.Task.Token = ''")), func(*block) {}) // want: a task token is used in "C", and exists only in the payload of a task that waits for it [QS0025]
	}), nil},
	{"a token in code at the start of a body", define(func(b *block, v in) {
		dsl.Map(b, "M", dsl.List(v), func(*block, in) dsl.Val[string] {
			return dsl.JSONata[string]("$states.context.Task.Token") // want: a task token is used in the value that the body of "M" returns, and exists only in the payload of a task that waits for it [QS0025]
		})
	}), nil},
	{"a token in code in a child of a DistributedMap", define(func(b *block, v in) {
		dsl.DistributedMap(b, "M", dsl.ItemsOf(dsl.List(v)), func(b *block, _ in) dsl.Val[string] {
			return dsl.Let(b, "Later", dsl.JSONata[string]("$states.context.Task.Token")) // want: a task token is used in "Later", and exists only in the payload of a task that waits for it [QS0025]
		})
	}), nil},
	{"a token in code in the input of a Raw", define(func(b *block, v in) {
		dsl.Raw[string, person](b, "R", `{"Type":"Pass"}`, dsl.JSONata[string]("$states.context.Task.Token")) // want: a task token is used in "R", and exists only in the payload of a task that waits for it [QS0025]
	}), nil},
	{"the rest of the context object in code", nil, define(func(b *block, v in) {
		dsl.Let(b, "Name", dsl.JSONata[string]("$states.context.State.Name & $states.context.Execution.Id"))
	})},
	{"a payload without its token, in code", define(func(b *block, v in) {
		dsl.WaitForToken(b, answer, ask.Invoke(), func(dsl.Val[dsl.Token]) dsl.Val[tokened] { // want: the payload of "Ask" does not hold the task token, so nobody could answer [QS0018]
			return dsl.JSONata[tokened]("{'token': $states.context.Execution.Id}")
		})
	}), define(func(b *block, v in) {
		dsl.WaitForToken(b, answer, ask.Invoke(), func(dsl.Val[dsl.Token]) dsl.Val[tokened] {
			return dsl.JSONata[tokened]("{'token': $lookup($states.context.Task, 'Token')}")
		})
	})},
	{"a payload without its token", define(func(b *block, v in) {
		dsl.WaitForToken(b, answer, ask.Invoke(), func(dsl.Val[dsl.Token]) dsl.Val[tokened] { // want: the payload of "Ask" does not hold the task token, so nobody could answer [QS0018]
			return dsl.Lit(tokened{Token: "x"})
		})
	}), nil},
	{"an element of a Filter in a state", define(func(b *block, v in) {
		var kept in
		dsl.Let(b, "Kept", dsl.Filter(dsl.List(v), func(x in) dsl.Cond {
			kept = x
			return isOne(x)
		}))
		dsl.Let(b, "Later", kept) // want: the element that a function is given at safety_tokens_test.go:LINE-4 is read in "Later", outside of that function [QS0010]
	}), define(func(b *block, v in) {
		kept := dsl.Let(b, "Kept", dsl.Filter(dsl.List(v), isOne))
		dsl.Let(b, "Later", dsl.Index(kept, 0))
	})},
	{"an element of an Each in another", define(func(b *block, v in) {
		var kept in
		dsl.Let(b, "Kept", dsl.Each(dsl.List(v), func(x in) in {
			kept = x
			return x
		}))
		dsl.Let(b, "Later", dsl.Each(dsl.List(v), func(in) in { return kept })) // want: the element that a function is given at safety_tokens_test.go:LINE-4 is read in "Later", outside of that function [QS0010]
	}), define(func(b *block, v in) {
		dsl.Let(b, "Inside", dsl.Each(dsl.List(v), func(x in) dsl.Val[[]query] {
			return dsl.Filter(dsl.List(v), func(y in) dsl.Cond { return dsl.EqVal(dsl.At(x, &queries.ID), dsl.At(y, &queries.ID)) })
		}))
	})},
	{"a state inside of the function of a Filter", define(func(b *block, v in) {
		dsl.Let(b, "Kept", dsl.Filter(dsl.List(v), func(x in) dsl.Cond {
			return isOne(dsl.Let(b, "Inside", x)) // want: the element that a function is given at safety_tokens_test.go:LINE-1 is read in "Inside", outside of that function [QS0010]
		}))
	}), nil},
	{"RetryCount in a Pass", define(func(b *block, v in) {
		dsl.Let(b, "L", dsl.RetryCount()) // want: dsl.RetryCount is read in "L", which no retry repeats [QS0031]
	}), define(func(b *block, v in) {
		dsl.Task(b, "T", counts.Invoke(), dsl.RetryCount())
	})},
	{"RetryCount in code in a Pass", define(func(b *block, v in) {
		dsl.Let(b, "L", dsl.JSONata[int]("$states.context.State.RetryCount + 1")) // want: the count of retries is read in "L", which no retry repeats [QS0031]
	}), define(func(b *block, v in) {
		dsl.Task(b, "T", counts.Invoke(), dsl.JSONata[int]("$states.context.State.RetryCount + 1"))
	})},
	{"RetryCount in code in JSONPath", older(func(b *block, v in) {
		dsl.Let(b, "L", dsl.Path[int]("$$.State.RetryCount")) // want: the count of retries is read in "L", which no retry repeats [QS0031]
	}), nil},
	{"RetryCount in a condition", define(func(b *block, v in) {
		dsl.If(b, "C", dsl.Lt(dsl.RetryCount(), 2), func(*block) {}) // want: dsl.RetryCount is read in "C", which no retry repeats [QS0031]
	}), nil},
	{"RetryCount in the input of a Raw", define(func(b *block, v in) {
		dsl.Raw[int, person](b, "R", `{"Type":"Pass"}`, dsl.RetryCount()) // want: dsl.RetryCount is read in "R", which no retry repeats [QS0031]
	}), nil},
	{"RetryCount at the start of a body", define(func(b *block, v in) {
		dsl.Map(b, "M", dsl.List(v), func(b *block, _ in) number { // want: dsl.RetryCount is read in the value that the body of "M" returns, which no retry repeats [QS0031]
			return dsl.RetryCount()
		})
	}), nil},
}
