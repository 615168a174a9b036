package runner

import (
	"math/rand/v2"
	"testing"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// TestJournal: what is read is what was noted, in however short a form it is kept.
func TestJournal(t *testing.T) {
	states := []*state{{name: "A", number: 1}, {name: "B", number: 2}}
	values := []jsonvalue.Value{{}, emptyObject, jsonvalue.StringOf("a"), jsonvalue.StringOf("b"), jsonvalue.IntOf(1), jsonvalue.NullValue()}
	random := rand.New(rand.NewPCG(1, 2))
	const first = 100
	for _, expected := range []int{0, 7, 3 * chunk} {
		var j journal
		j.begin(first, expected, expected/2)
		now, noted := int64(first), []record(nil)
		for i := range 3*chunk + 5 {
			rec := record{kind: EventType(random.IntN(60)), prev: int32(random.IntN(i + 1)), data: values[random.IntN(len(values))]}
			if n := random.IntN(3); n > 0 {
				rec.of = states[n-1]
			}
			if random.IntN(10) == 0 {
				rec.more = &details{worker: "w"}
			}
			if random.IntN(10) == 0 {
				now += int64(random.IntN(50))
			}
			rec.at = now
			if id := j.add(rec.at, rec.kind, rec.prev, rec.of, rec.data, rec.more); int(id) != i+1 {
				t.Fatalf("record %d has the id %d", i, id)
			}
			noted = append(noted, rec)
		}
		if j.len() != len(noted) {
			t.Fatalf("it has %d records", j.len())
		}
		for i, want := range noted {
			if got := j.at(i, first, states); got != want {
				t.Fatalf("record %d is %+v instead of %+v", i, got, want)
			}
		}
	}
}

// TestJournalSharesValues: a value that goes through many states is kept once.
func TestJournalSharesValues(t *testing.T) {
	var j journal
	j.begin(0, 0, 0)
	v := jsonvalue.ArrayOf(jsonvalue.IntOf(1))
	for range 100 {
		j.add(0, PassStateEntered, 0, nil, v, nil)
		j.add(0, WaitStateAborted, 0, nil, jsonvalue.Value{}, nil)
	}
	j.add(0, PassStateEntered, 0, nil, jsonvalue.ArrayOf(jsonvalue.IntOf(1)), nil)
	if n := j.values.len(); n != 2 {
		t.Errorf("it keeps %d values", n)
	}
}
