package runner

import (
	"slices"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// A journal holds the records of an execution. Far more of them are written than are
// ever read, so they are kept small and without pointers, which the garbage collector
// would have to follow: values stand apart, and those of a record that has the value of
// the one before it only once; what few records have stands in the margin.
type journal struct {
	entries list[entry]
	values  list[jsonvalue.Value]
	few     [1]jsonvalue.Value // the values of an execution that changes nothing
	now     int64              // the time of the last record
	margin  *margin            // nil while it is empty
}

// An entry is what a journal keeps of every record.
type entry struct {
	prev int32
	of   int32 // the state's number, from 1; 0 is none
	data int32 // the place of its value, from 1; 0 is none
	kind EventType
}

// A margin is what a journal keeps of some records, in their order.
type margin struct {
	times   []remark[int64] // where time has passed since the record before
	details []remark[*details]
}

// A remark is a part of the record at a place.
type remark[T any] struct {
	at int32
	is T
}

// begin makes room for as many records and values as are expected.
func (j *journal) begin(now int64, records, values int) {
	j.now = now
	j.entries.last = make([]entry, 0, min(max(records, 8), chunk))
	j.values.last = j.few[:0]
	if values > len(j.few) {
		j.values.last = make([]jsonvalue.Value, 0, min(values, chunk))
	}
}

// add notes a record and gives its id.
func (j *journal) add(now int64, kind EventType, prev int32, of *state, data jsonvalue.Value, more *details) int32 {
	e := entry{kind: kind, prev: prev}
	if of != nil {
		e.of = of.number
	}
	if data.Exists() {
		e.data = j.keep(data)
	}
	if now != j.now || more != nil {
		j.remark(now, more)
	}
	j.entries.add(e)
	return int32(j.len())
}

// len counts the records.
func (j *journal) len() int { return j.entries.len() }

// keep gives the place of a value.
func (j *journal) keep(v jsonvalue.Value) int32 {
	if n := len(j.values.last); n == 0 || j.values.last[n-1] != v {
		j.values.add(v)
	}
	return int32(j.values.len())
}

// remark notes in the margin what is special of the next record.
func (j *journal) remark(now int64, more *details) {
	if j.margin == nil {
		j.margin = new(margin)
	}
	place := int32(j.len())
	if now != j.now {
		j.now = now
		j.margin.times = append(j.margin.times, remark[int64]{place, now})
	}
	if more != nil {
		j.margin.details = append(j.margin.details, remark[*details]{place, more})
	}
}

// at gives a record by its place, from 0. The first were noted at one time.
func (j *journal) at(i int, first int64, states []*state) record {
	e := j.entries.at(i)
	rec := record{kind: e.kind, prev: e.prev, at: first}
	if e.of > 0 {
		rec.of = states[e.of-1]
	}
	if e.data > 0 {
		rec.data = *j.values.at(int(e.data - 1))
	}
	if m := j.margin; m != nil {
		if last := upTo(m.times, i); last != nil {
			rec.at = last.is
		}
		if last := upTo(m.details, i); last != nil && int(last.at) == i {
			rec.more = last.is
		}
	}
	return rec
}

// upTo gives the last remark that is not after a place, or nil.
func upTo[T any](remarks []remark[T], place int) *remark[T] {
	n, _ := slices.BinarySearchFunc(remarks, int32(place)+1, func(r remark[T], place int32) int { return int(r.at) - int(place) })
	if n == 0 {
		return nil
	}
	return &remarks[n-1]
}

// A list is never copied while it grows, once it is long.
type list[T any] struct {
	full [][]T
	last []T
}

// chunk is how long the parts of a list are that are full.
const chunk = 4096

func (l *list[T]) len() int { return len(l.full)*chunk + len(l.last) }

func (l *list[T]) add(v T) {
	if len(l.last) == chunk {
		l.full = append(l.full, l.last)
		l.last = make([]T, 0, chunk)
	}
	l.last = append(l.last, v)
}

func (l *list[T]) at(i int) *T {
	if part := i / chunk; part < len(l.full) {
		return &l.full[part][i%chunk]
	}
	return &l.last[i%chunk]
}
