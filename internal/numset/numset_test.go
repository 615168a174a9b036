package numset_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/quickstep-go/quickstep/internal/numset"
)

func Example() {
	var none numset.Set
	one := none.With(7).With(5000)
	other := none.With(7).With(300)
	fmt.Println(one.And(other).Has(7), one.And(other).Has(5000), one.Or(other).Has(300), none.Has(7))
	// Output: true false true false
}

// most is below some numbers that have a word of their own at several depths.
const most = 3000

// both is a set and what it should hold.
type both struct {
	set  numset.Set
	want map[int]bool
}

func (b both) check(t *rapid.T) {
	for i := range most {
		if b.set.Has(i) != b.want[i] {
			t.Fatalf("%d: %v, want %v", i, b.set.Has(i), b.want[i])
		}
	}
}

func (b both) same(other both) bool {
	for i := range most {
		if b.want[i] != other.want[i] {
			return false
		}
	}
	return true
}

func (b both) each(other both, set numset.Set, in func(a, b bool) bool) both {
	made := both{set, map[int]bool{}}
	for i := range most {
		if in(b.want[i], other.want[i]) {
			made.want[i] = true
		}
	}
	return made
}

// TestLikeMaps makes sets of one another; each holds what a map does, also after
// others were made of it.
func TestLikeMaps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := []both{{want: map[int]bool{}}}
		some := func(name string) both { return all[rapid.IntRange(0, len(all)-1).Draw(t, name)] }
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			a, b := some("a"), some("b")
			switch rapid.SampledFrom([]string{"with", "and", "or"}).Draw(t, "how") {
			case "with":
				i := rapid.IntRange(0, most-1).Draw(t, "number")
				all = append(all, a.each(a, a.set.With(i), func(a, _ bool) bool { return a }))
				all[len(all)-1].want[i] = true
			case "and":
				all = append(all, a.each(b, a.set.And(b.set), func(a, b bool) bool { return a && b }))
			case "or":
				all = append(all, a.each(b, a.set.Or(b.set), func(a, b bool) bool { return a || b }))
			}
		}
		for _, a := range all {
			a.check(t)
		}
		a, b := some("one"), some("other")
		if a.set.Equal(b.set) != a.same(b) {
			t.Fatalf("equal: %v, want %v", a.set.Equal(b.set), a.same(b))
		}
	})
}

// TestShared holds the memory of a set with one more number, and of what it has in
// common with the one before, to a few hundred bytes.
func TestShared(t *testing.T) {
	var large numset.Set
	for i := range 100_000 {
		large = large.With(i)
	}
	if n := testing.AllocsPerRun(10, func() { large.With(100_001).And(large) }); n > 15 {
		t.Errorf("%.0f allocations", n)
	}
	if n := testing.AllocsPerRun(10, func() { large.With(5) }); n > 0 {
		t.Errorf("%.0f allocations for nothing new", n)
	}
}
