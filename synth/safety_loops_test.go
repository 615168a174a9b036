package synth_test

import (
	"time"

	"github.com/quickstep-go/quickstep/dsl"
)

// loopSafety: loops that never end.
var loopSafety = []safety{
	{"no way out", define(func(b *block, v in) {
		dsl.Repeat(b, func(b *block, again func(*block)) who { // want: the loop "Repeat" goes round for ever: nothing leads out of it [QS0024]
			dsl.Wait(b, "Breathe", time.Second)
			again(b)
			return nobody()
		})
	}), nil},
	{"no state", define(func(b *block, v in) {
		dsl.Repeat(b, func(b *block, again func(*block)) who { // want: the loop "Repeat" goes round without a state, for ever [QS0024]
			again(b)
			return nobody()
		})
	}), nil},
	{"asks the same, without a wait", define(func(b *block, v in) {
		dsl.Repeat(b, func(b *block, again func(*block)) who { // want: the loop "Repeat" waits for nothing and changes nothing, so that each round decides as the one before [QS0024]
			dsl.If(b, "Again?", isOne(v), func(b *block) { again(b) })
			return nobody()
		})
	}), define(func(b *block, v in) {
		dsl.Repeat(b, func(b *block, again func(*block)) who {
			found := look(b, "A", v)
			dsl.If(b, "Again?", dsl.Eq(dsl.At(found, &people.Name), ""), func(b *block) { again(b) })
			return found
		})
	})},
	{"asks the same, with a wait", define(func(b *block, v in) {
		dsl.Repeat(b, func(b *block, again func(*block)) who { // want: the loop "Repeat" goes round for ever: nothing that it asks changes from round to round [QS0024]
			dsl.Wait(b, "Breathe", time.Second)
			dsl.If(b, "Again?", isOne(v), func(b *block) { again(b) })
			return nobody()
		})
	}), define(func(b *block, v in) {
		dsl.Repeat(b, func(b *block, again func(*block)) who {
			dsl.Wait(b, "Breathe", time.Second)
			dsl.If(b, "Again?", dsl.Before(dsl.StateEntered(), dsl.AddTime(dsl.ExecutionStart(), time.Minute)), func(b *block) { again(b) })
			return nobody()
		})
	})},
	{"changes what it does not ask for", define(func(b *block, v in) {
		dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n number, again func(*block, number)) number { // want: the loop "n" goes round for ever: nothing that it asks changes from round to round [QS0024]
			dsl.If(b, "Again?", isOne(v), func(b *block) { again(b, dsl.Add(n, 1)) })
			return n
		})
	}), define(func(b *block, v in) {
		dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n number, again func(*block, number)) number {
			dsl.If(b, "Again?", dsl.And(isOne(v), dsl.Lt(n, 3)), func(b *block) { again(b, dsl.Add(n, 1)) })
			return n
		})
	})},
	{"asks for what it computes of the same", define(func(b *block, v in) {
		dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n number, again func(*block, number)) number { // want: the loop "n" goes round for ever: nothing that it asks changes from round to round [QS0024]
			size := dsl.Let(b, "Size", dsl.Length(dsl.At(v, &queries.ID)))
			dsl.If(b, "Again?", dsl.Gt(size, 0), func(b *block) { again(b, dsl.Add(n, 1)) })
			return n
		})
	}), define(func(b *block, v in) {
		dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n number, again func(*block, number)) number {
			next := dsl.Let(b, "Next", dsl.Add(n, 1))
			dsl.If(b, "Again?", dsl.Lt(next, 3), func(b *block) { again(b, next) })
			return n
		})
	})},
	{"comes back with what it has", define(func(b *block, v in) {
		dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n number, again func(*block, number)) number { // want: the loop "n" goes round for ever: nothing that it asks changes from round to round [QS0024]
			dsl.If(b, "Again?", dsl.Lt(n, 3), func(b *block) { again(b, n) })
			return n
		})
	}), define(func(b *block, v in) {
		dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n number, again func(*block, number)) number { // leaves in the second round
			dsl.If(b, "Again?", dsl.Lt(n, 3), func(b *block) { again(b, dsl.Lit(5)) })
			return n
		})
	})},
	{"counts away from its end", define(func(b *block, v in) {
		dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n number, again func(*block, number)) number { // want: the loop "n" goes round for ever: its condition holds in each round [QS0024]
			dsl.If(b, "Again?", dsl.Lt(n, 3), func(b *block) { again(b, dsl.Add(n, -1)) })
			return n
		})
	}), define(func(b *block, v in) {
		dsl.Loop(b, "n", dsl.Lit(3), func(b *block, n number, again func(*block, number)) number {
			dsl.If(b, "Again?", dsl.Gt(n, 0), func(b *block) { again(b, dsl.Add(n, -1)) })
			return n
		})
	})},
	{"counts past its end", define(func(b *block, v in) {
		dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n number, again func(*block, number)) number { // want: the loop "n" goes round for ever: its condition holds in each round [QS0024]
			dsl.If(b, "Again?", dsl.Ne(n, 3), func(b *block) { again(b, dsl.Add(n, 2)) })
			return n
		})
	}), define(func(b *block, v in) {
		dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n number, again func(*block, number)) number {
			dsl.If(b, "Again?", dsl.Ne(n, 4), func(b *block) { again(b, dsl.Add(n, 2)) })
			return n
		})
	})},
	{"leaves by an arm that it never comes to", define(func(b *block, v in) {
		dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n number, again func(*block, number)) number { // want: the loop "n" goes round for ever: its condition holds in each round [QS0024]
			dsl.If(b, "Over?", dsl.Ge(n, 3), func(b *block) { dsl.Succeed(b, "Over", n) })
			again(b, dsl.Add(n, -1))
			return n
		})
	}), define(func(b *block, v in) {
		dsl.Loop(b, "n", dsl.Lit(5), func(b *block, n number, again func(*block, number)) number { // leaves in the first round
			dsl.If(b, "Over?", dsl.Ge(n, 3), func(b *block) { dsl.Succeed(b, "Over", n) })
			again(b, dsl.Add(n, -1))
			return n
		})
	})},
	{"inside of another that waits", define(func(b *block, v in) {
		dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n number, again func(*block, number)) number {
			dsl.Wait(b, "Breathe", time.Second)
			dsl.Repeat(b, func(b *block, again func(*block)) who { // want: the loop "Repeat" waits for nothing and changes nothing, so that each round decides as the one before [QS0024]
				dsl.If(b, "Inside?", isOne(v), func(b *block) { again(b) })
				return nobody()
			})
			dsl.If(b, "Again?", dsl.Lt(n, 3), func(b *block) { again(b, dsl.Add(n, 1)) })
			return n
		})
	}), define(func(b *block, v in) {
		dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n number, again func(*block, number)) number {
			dsl.Wait(b, "Breathe", time.Second)
			dsl.Loop(b, "m", n, func(b *block, m number, again func(*block, number)) number {
				dsl.If(b, "Inside?", dsl.Lt(m, 5), func(b *block) { again(b, dsl.Add(m, 1)) })
				return m
			})
			dsl.If(b, "Again?", dsl.Lt(n, 3), func(b *block) { again(b, dsl.Add(n, 1)) })
			return n
		})
	})},
	{"inside of another that works", define(func(b *block, v in) {
		dsl.Repeat(b, func(b *block, again func(*block)) who {
			found := look(b, "A", v)
			dsl.Loop(b, "m", dsl.Lit(0), func(b *block, m number, again func(*block, number)) number { // want: the loop "m" goes round for ever: nothing that it asks changes from round to round [QS0024]
				dsl.If(b, "Inside?", dsl.Eq(dsl.At(found, &people.Name), "b"), func(b *block) { again(b, dsl.Add(m, 1)) })
				return m
			})
			dsl.If(b, "Again?", dsl.Eq(dsl.At(found, &people.Name), ""), func(b *block) { again(b) })
			return found
		})
	}), define(func(b *block, v in) {
		dsl.Repeat(b, func(b *block, again func(*block)) who {
			found := look(b, "A", v)
			dsl.Repeat(b, func(b *block, again func(*block)) who {
				found := look(b, "B", v)
				dsl.If(b, "Inside?", dsl.Eq(dsl.At(found, &people.Name), "b"), func(b *block) { again(b) })
				return found
			})
			dsl.If(b, "Again?", dsl.Eq(dsl.At(found, &people.Name), ""), func(b *block) { again(b) })
			return found
		})
	})},
	{"inside of another, counting away from its end", define(func(b *block, v in) {
		dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n number, again func(*block, number)) number {
			dsl.Loop(b, "m", dsl.Lit(0), func(b *block, m number, again func(*block, number)) number { // want: the loop "m" goes round for ever: its condition holds in each round [QS0024]
				dsl.Wait(b, "Breathe", time.Second)
				dsl.If(b, "Inside?", dsl.Lt(m, 5), func(b *block) { again(b, dsl.Add(m, -1)) })
				return m
			})
			dsl.If(b, "Again?", dsl.Lt(n, 3), func(b *block) { again(b, dsl.Add(n, 1)) })
			return n
		})
	}), nil},
	{"in the third of three loops", define(func(b *block, v in) {
		dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n number, again func(*block, number)) number {
			dsl.Loop(b, "m", dsl.Lit(0), func(b *block, m number, again func(*block, number)) number {
				dsl.Loop(b, "k", dsl.Lit(0), func(b *block, k number, again func(*block, number)) number { // want: the loop "k" goes round for ever: nothing that it asks changes from round to round [QS0024]
					dsl.If(b, "Inside?", dsl.Lt(m, 2), func(b *block) { again(b, dsl.Add(k, 1)) })
					return k
				})
				dsl.If(b, "Between?", dsl.Lt(m, 5), func(b *block) { again(b, dsl.Add(m, 1)) })
				return m
			})
			dsl.If(b, "Again?", dsl.Lt(n, 3), func(b *block) { again(b, dsl.Add(n, 1)) })
			return n
		})
	}), nil},
	{"the second of two inside of another", define(func(b *block, v in) {
		dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n number, again func(*block, number)) number {
			dsl.Loop(b, "m", dsl.Lit(0), func(b *block, m number, again func(*block, number)) number {
				dsl.If(b, "Inside?", dsl.Lt(m, 5), func(b *block) { again(b, dsl.Add(m, 1)) })
				return m
			})
			dsl.Loop(b, "k", dsl.Lit(0), func(b *block, k number, again func(*block, number)) number { // want: the loop "k" goes round for ever: nothing that it asks changes from round to round [QS0024]
				dsl.If(b, "Inside Too?", dsl.Lt(n, 5), func(b *block) { again(b, dsl.Add(k, 1)) })
				return k
			})
			dsl.If(b, "Again?", dsl.Lt(n, 3), func(b *block) { again(b, dsl.Add(n, 1)) })
			return n
		})
	}), nil},
	{"a loop in a loop, neither of which ends", define(func(b *block, v in) {
		dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n number, again func(*block, number)) number { // want: the loop "n" goes round for ever: nothing that it asks changes from round to round [QS0024]
			dsl.Repeat(b, func(b *block, again func(*block)) who {
				dsl.If(b, "Inside?", isOne(v), func(b *block) { again(b) })
				return nobody()
			})
			dsl.If(b, "Again?", isOne(v), func(b *block) { again(b, dsl.Add(n, 1)) })
			return n
		})
	}), nil},
	{"a loop that goes round the one outside of it", nil, define(func(b *block, v in) {
		dsl.Loop(b, "n", dsl.Lit(0), func(b *block, n number, outer func(*block, number)) number {
			dsl.Wait(b, "Breathe", time.Second)
			dsl.Loop(b, "m", n, func(b *block, m number, again func(*block, number)) number {
				dsl.If(b, "Outer?", dsl.Lt(m, 3), func(b *block) { outer(b, dsl.Add(m, 1)) })
				dsl.If(b, "Inner?", dsl.Lt(m, 5), func(b *block) { again(b, dsl.Add(m, 1)) })
				return m
			})
			return n
		})
	})},
	{"in a Map", define(func(b *block, v in) {
		dsl.Map(b, "M", dsl.List(v), func(b *block, item in) who {
			return dsl.Repeat(b, func(b *block, again func(*block)) who { // want: the loop "Repeat" goes round for ever: nothing that it asks changes from round to round [QS0024]
				dsl.Wait(b, "Breathe", time.Second)
				dsl.If(b, "Again?", isOne(item), func(b *block) { again(b) })
				return nobody()
			})
		})
	}), nil},
}
