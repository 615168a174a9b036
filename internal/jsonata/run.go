package jsonata

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// evalFunc is a compiled expression: its value in an environment, for a context.
type evalFunc func(r *run, env *frame, in value) (value, error)

// The default limits. The reference makes ranges of up to ten million, so the
// standard profile must, too; a workflow's values are at most 256 KiB.
var (
	standardLimits = Limits{Steps: 20_000_000, Depth: 10_000, Size: 64 << 20}
	awsLimits      = Limits{Steps: 5_000_000, Depth: 10_000, Size: 16 << 20}
)

// run is one evaluation.
type run struct {
	expr  *Expr
	ctx   context.Context
	env   Env
	names *names // of the expression, and of what $eval compiled on top

	steps    int // left until the next look at the clock
	reserve  int // left after that
	depth    int
	maxDepth int
	maxSize  int

	globals []global
	frames  []*frame // free ones
	now     time.Time
	input   value
	tail    tailCall
	stack   []value // arguments of calls under way
}

// global is a name from outside: a variable or a function of the library.
type global struct {
	known bool
	value value
}

// frame holds the variables of a block or of a call.
type frame struct {
	outer *frame
	vars  []bound
}

// bound is one variable and its value; names are numbered.
type bound struct {
	id    int
	value value
}

// set binds a name in this frame.
func (f *frame) set(id int, v value) {
	for i := range f.vars {
		if f.vars[i].id == id {
			f.vars[i].value = v
			return
		}
	}
	f.vars = append(f.vars, bound{id, v})
}

// get looks a name up in this frame and those around it.
func (f *frame) get(id int) (value, bool) {
	for ; f != nil; f = f.outer {
		for i := range f.vars {
			if f.vars[i].id == id {
				return f.vars[i].value, true
			}
		}
	}
	return undefined, false
}

var runs = sync.Pool{New: func() any { return new(run) }}

// stretch is how many steps pass between two looks at the context.
const stretch = 4096

func newRun(ctx context.Context, e *Expr, env Env) *run {
	r := runs.Get().(*run)
	limits := env.Limits
	defaults := &standardLimits
	if e.Profile() == AWS {
		defaults = &awsLimits
	}
	r.expr, r.ctx, r.env, r.names = e, ctx, env, &e.names
	r.steps, r.reserve = 0, orDefault(limits.Steps, defaults.Steps)
	r.depth, r.maxDepth, r.maxSize = 0, orDefault(limits.Depth, defaults.Depth), orDefault(limits.Size, defaults.Size)
	r.now = time.Time{}
	if n := e.names.count(); cap(r.globals) < n {
		r.globals = make([]global, n)
	} else {
		r.globals = r.globals[:n]
	}
	return r
}

func orDefault(n, standard int) int {
	if n > 0 {
		return n
	}
	return standard
}

// release gives the run back for another evaluation, without its values.
func (r *run) release() {
	clear(r.globals)
	clear(r.stack[:cap(r.stack)])
	if r.stack = r.stack[:0]; cap(r.stack) > 4096 {
		r.stack = nil
	}
	r.globals = r.globals[:0]
	r.expr, r.ctx, r.env, r.names, r.input, r.tail = nil, nil, Env{}, nil, undefined, tailCall{}
	runs.Put(r)
}

// main evaluates the whole expression.
func (r *run) main() (value, error) {
	in := r.env.Input
	if r.expr.Profile() == Standard {
		in = in.Canonical()
	}
	r.input = in
	if isArray(in) {
		in = sequenceOf([]value{in}).Marked(sequence | outer)
	}
	return r.expr.eval(r, &frame{}, in)
}

// result turns what an expression gave into plain JSON.
func (r *run) result(v value) (jsonvalue.Value, error) {
	if v.Mark()&outer != 0 {
		v = v.At(0)
	}
	if v.Kind() == jsonvalue.Opaque {
		return undefined, ErrFunctionResult
	}
	plain, ok := v.Plain()
	if !ok {
		return undefined, tooLarge("The result nests too deeply")
	}
	if plain.Kind() >= jsonvalue.Array && plain.Size() > r.maxSize {
		return undefined, tooLarge("The result is too large")
	}
	return plain, nil
}

// enter counts one evaluation inside the current one; the caller takes one from
// depth when it is done.
func (r *run) enter() error {
	r.depth++
	r.steps--
	if r.steps < 0 || r.depth > r.maxDepth {
		return r.check()
	}
	return nil
}

// leaf counts an evaluation that has nothing inside.
func (r *run) leaf() error {
	r.steps--
	if r.steps < 0 || r.depth >= r.maxDepth {
		r.depth++
		err := r.check()
		r.depth--
		return err
	}
	return nil
}

// spend counts n more steps: items made, bytes written.
func (r *run) spend(n int) error {
	r.steps -= n
	if r.steps < 0 {
		return r.check()
	}
	return nil
}

// check is called where a limit may have been passed.
func (r *run) check() error {
	if r.depth > r.maxDepth {
		return tooLarge("Stack overflow error: Check for non-terminating recursive function.  Consider rewriting as tail-recursive.")
	}
	for r.steps < 0 {
		if r.reserve <= 0 {
			return timeout(nil)
		}
		more := min(r.reserve, max(stretch, -r.steps))
		r.steps += more
		r.reserve -= more
	}
	if err := r.ctx.Err(); err != nil {
		return timeout(err)
	}
	return nil
}

func timeout(cause error) *fault {
	return &fault{Code: "U1001", Text: "Expression evaluation timeout: Check for infinite loop", Cause: cause}
}

// room checks the size of an array or a string about to be made, and counts it.
func (r *run) room(size int) error {
	if size > r.maxSize {
		return tooLarge("The expression makes a value that is too large")
	}
	return nil
}

// makeItems checks and counts an array of n items.
func (r *run) makeItems(n int) error {
	if err := r.room(n); err != nil {
		return err
	}
	return r.spend(n)
}

// makeText checks and counts a string of n bytes.
func (r *run) makeText(n int) error {
	if n < 256 {
		return nil
	}
	if err := r.room(n); err != nil {
		return err
	}
	return r.spend(n / 1024)
}

// clock is the time of this evaluation.
func (r *run) clock() time.Time {
	if r.now.IsZero() {
		r.now = r.env.Now
		if r.now.IsZero() {
			r.now = time.Now()
		}
	}
	return r.now
}

// random gives a number from 0 up to 1.
func (r *run) random() float64 {
	if r.env.Random != nil {
		return r.env.Random.Float64()
	}
	return rand.Float64()
}

// frame gives a frame for some variables, a used one where there is one.
func (r *run) frame(outer *frame) *frame {
	if n := len(r.frames); n > 0 {
		f := r.frames[n-1]
		r.frames = r.frames[:n-1]
		f.outer = outer
		return f
	}
	return &frame{outer: outer, vars: make([]bound, 0, 4)}
}

// drop takes back a frame that nothing holds any more.
func (r *run) drop(f *frame) {
	clear(f.vars)
	f.vars, f.outer = f.vars[:0], nil
	if len(r.frames) < 64 {
		r.frames = append(r.frames, f)
	}
}
