package runner

// A journal holds the records of an execution, in chunks, so that a long history
// is never copied while it grows.
type journal struct {
	chunks [][]record
	count  int
	few    [1][]record // the chunks of a short history
}

// chunk is how many records the first chunk may have at most, and all others do.
const chunk = 4096

// begin makes room for as many records as are expected.
func (j *journal) begin(expected int) {
	j.few[0] = make([]record, 0, min(max(expected, 8), chunk))
	j.chunks = j.few[:]
}

// add appends a record, which is to be filled in.
func (j *journal) add() *record {
	last := &j.chunks[len(j.chunks)-1]
	if len(*last) == chunk {
		j.chunks = append(j.chunks, make([]record, 0, chunk))
		last = &j.chunks[len(j.chunks)-1]
	}
	if n := len(*last); n < cap(*last) {
		*last = (*last)[:n+1]
	} else {
		*last = append(*last, record{})
	}
	j.count++
	return &(*last)[len(*last)-1]
}

// at gives a record by its place, from 0.
func (j *journal) at(i int) *record { return &j.chunks[i/chunk][i%chunk] }
