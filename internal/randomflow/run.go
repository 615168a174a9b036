package randomflow

import (
	"bytes"
	"encoding/json"
	"maps"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
)

// An Outcome is what a program comes to.
type Outcome struct {
	Output []byte // JSON, where it ends well
	Error  string // the error's name, where it does not
	// Vague says that the program read what Step Functions words as it likes, so
	// that its outcome is not foretold.
	Vague bool
}

// run is an evaluation of a scope.
type run struct {
	*world
	env map[int]any
}

// world is what all scopes of a run share.
type world struct {
	start  time.Time
	vague  bool
	absent bool // a task's input could not be made
	ticks  map[string]int
}

// unforetold is the cause of an error that Step Functions words.
const unforetold = "\x00unforetold"

// A signal is how a block or a statement ended.
type signal struct {
	how   how
	err   dsl.ErrorOutput // failed, raised, thrown
	value any             // ended, round, jumped
	to    int             // round, jumped
}

type how int

const (
	onward how = iota
	ended      // the scope is over, with a value
	failed     // the scope is over, with an error
	raised     // an error that a Try around may handle
	thrown     // an error that the nearest Try handles
	round      // a loop goes round again
	jumped     // to a shared block
)

// Run evaluates the program for an input, starting at a time.
func (p *Program) Run(input []byte, start time.Time) Outcome {
	var in record
	if err := json.Unmarshal(input, &in); err != nil {
		panic(err)
	}
	w := &world{start: start, ticks: map[string]int{}}
	v, failure := (&run{w, map[int]any{0: in}}).scope(p.body)
	o := Outcome{Vague: w.vague}
	if failure != nil {
		o.Error = failure.Error
	} else {
		o.Output = encode(v)
		o.Vague = o.Vague || bytes.Contains(o.Output, encode(unforetold))
	}
	return o
}

// scope runs a block as a scope of its own.
func (r *run) scope(b *block) (any, *dsl.ErrorOutput) {
	inner := &run{r.world, maps.Clone(r.env)}
	v, s := inner.block(b)
	switch s.how {
	case onward:
		return v, nil
	case ended:
		return s.value, nil
	}
	return nil, &s.err
}

// block runs a sequence and gives its value.
func (r *run) block(b *block) (any, signal) {
	for i, s := range b.stmts {
		sig := s.run(r)
		for sig.how == jumped { // perhaps to a block that stands before, in this sequence
			to := sharedBlock(b.stmts[:i+1], sig.to)
			if to == nil {
				break
			}
			r.env[to.param] = sig.value
			_, sig = r.block(to.body)
		}
		if sig.how != onward {
			return nil, sig
		}
	}
	if b.give == nil {
		panic("a block came to its end that ends before")
	}
	return b.give.eval(r), signal{}
}

func sharedBlock(before []stmt, id int) *shared {
	for _, s := range before {
		for {
			of, ok := s.(*prefixed)
			if !ok {
				break
			}
			s = of.stmt
		}
		if s, ok := s.(*shared); ok && s.id == id {
			return s
		}
	}
	return nil
}
