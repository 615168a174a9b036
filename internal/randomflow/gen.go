package randomflow

import (
	"fmt"
	"slices"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"pgregory.net/rapid"
)

// A Program is a random workflow over a record.
type Program struct {
	out   kind
	body  *block
	files *fileset
}

// Programs draws programs of a few dozen states at most.
func Programs() *rapid.Generator[*Program] {
	return rapid.Custom(func(t *rapid.T) *Program { return draw(t, false) })
}

// PlainPrograms draws programs of which JSONPath can say nearly all.
func PlainPrograms() *rapid.Generator[*Program] {
	return rapid.Custom(func(t *rapid.T) *Program { return draw(t, true) })
}

// Inputs draws inputs for programs, as JSON.
func Inputs() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string { return string(encode(aRecord.value(drawn(t), false))) })
}

// GoString keeps reports of rapid short: the text of a program tells more.
func (p *Program) GoString() string { return "a program that gives a " + p.out.String() }

func draw(t *rapid.T, plain bool) *Program {
	n := drawn(t)
	out := kind(n(int(kinds)))
	made := &fileset{content: map[string]string{}}
	g := &gen{n: n, common: &common{budget: 1 + n(40), names: map[string]int{}, plain: plain, files: made}, out: out}
	g.add(aRecord) // the input, whose number is 0
	return &Program{out, g.block(out, 3), made}
}

// gen is the drawing of a program, at one place in it.
type gen struct {
	*common
	n     dice
	vars  []variable
	loops []target // that can be gone round again, in this scope
	ends  []target // shared blocks that can be jumped to, in this scope
	out   kind     // what this scope gives
	tries bool     // a Try is around, in this scope
	inner bool     // beside other branches or iterations
	calm  bool     // no error of a state may leave this place
	sure  bool     // no Fail may end this scope

	child   bool   // in a child execution, which starts when nobody foretells
	express bool   // in an Express one, which waits for nothing outside
	input   int    // the variable of the workflow's input
	prefix  string // of the names of states, with the blank after it
	risky   bool   // what is drawn may read items that are not there, which fails the task it is for
}

// common is what all places of a program share.
type common struct {
	budget int // how many statements may come
	last   int // the number of the latest variable
	names  map[string]int
	plain  bool // nothing comes that JSONPath cannot say

	files    *fileset
	children int // workflows that the program starts
}

type variable struct {
	id   int
	kind kind
}

// target is what a block can jump to, with a value.
type target struct {
	id      int
	kind    kind
	counter *expr // a loop: the number that bounds its rounds
}

// add makes a variable that can be read from here on.
func (g *gen) add(k kind) int {
	id := g.next()
	g.vars = append(slices.Clip(g.vars), variable{id, k})
	return id
}

// next makes a number that nothing else has; that of the input is 0.
func (g *gen) next() int {
	g.last++
	return g.last - 1
}

// with is the drawing in a place where one more value is known.
func (g *gen) with(k kind) (*gen, int) {
	inner := *g
	return &inner, inner.add(k)
}

// scope is the drawing in a branch or an iteration.
func (g *gen) scope(out kind) *gen {
	inner := *g
	inner.loops, inner.ends, inner.tries, inner.out, inner.inner = nil, nil, false, out, true
	inner.sure = g.calm
	return &inner
}

func (g *gen) visible(k kind) (ids []int) {
	for _, v := range g.vars {
		if v.kind == k {
			ids = append(ids, v.id)
		}
	}
	return ids
}

func (g *gen) kind() kind { return kind(g.n(int(kinds))) }

// hints are names whose variables could be taken for something else.
var hints = []string{"Count", "Sum", "States", "Item", "Value", "Input", "Count 2", "9 Lives", "Ünïcode", "A-B", "a/b~c", "--"}

// name gives a state a name that no other has.
func (g *gen) name() string {
	name := hints[g.n(len(hints))]
	g.names[name]++
	if n := g.names[name]; n > 1 {
		name = fmt.Sprintf("%s #%d", name, n)
	}
	return name
}

// A stmt is one construct of dsl at work.
type stmt interface {
	build(*maker, *dsl.Block)
	run(*run) signal
}

// statements are the generic functions of dsl that append states.
type statements interface {
	define(p *Program, name string, older bool, before func(*maker, *dsl.Block)) dsl.Definition
	let(b *dsl.Block, name string, v any) any
	name(b *dsl.Block, name string, v any) any
	task(b *dsl.Block, s *task, m *maker) any
	token(b *dsl.Block, s *token, m *maker) any
	raw(b *dsl.Block, s *raw, m *maker) any
	choose(b *dsl.Block, s *choose, m *maker) any
	parallel(b *dsl.Block, s *parallel, m *maker)
	mapping(b *dsl.Block, s *mapping, m *maker) any
	distributed(b *dsl.Block, s *distributed, m *maker) any
	reading(b *dsl.Block, s *reading, m *maker) any
	child(b *dsl.Block, s *child, m *maker) any
	loop(b *dsl.Block, s *loop, m *maker) any
	repeat(b *dsl.Block, s *repeat, m *maker) any
	try(b *dsl.Block, s *try, m *maker) any
	shared(b *dsl.Block, s *shared, m *maker) any
	jump(b *dsl.Block, to, v any)
	again(b *dsl.Block, to, v any)
	succeed(b *dsl.Block, name string, v any)
	throw(b *dsl.Block, v any)
	failAs(b *dsl.Block, name string, err dsl.ErrorName, cause string)
}

// A block is a sequence that gives a value, unless it has ended before.
type block struct {
	stmts []stmt
	give  *expr // nil where it has ended
}

func (b *block) live() bool { return b.give != nil }

// block draws a sequence.
func (g *gen) block(k kind, depth int) *block {
	inner := *g
	b := &block{}
	for range g.n(4 + 2*max(depth, 0)) {
		if inner.budget <= 0 {
			break
		}
		inner.budget--
		s, live := inner.statement(depth)
		b.stmts = append(b.stmts, s)
		if !live {
			return b
		}
	}
	if g.n(6) == 0 {
		if s := inner.ending(); s != nil {
			b.stmts = append(b.stmts, s)
			return b
		}
	}
	b.give = inner.expr(k, 2)
	return b
}

// statement draws one construct, and tells whether the block goes on after it.
func (g *gen) statement(depth int) (stmt, bool) {
	forms := []func(int) (stmt, bool){g.task, g.task, g.raw, g.let, g.named, g.wait, g.random, g.told, g.union, g.prefixed}
	if !g.express {
		forms = append(forms, g.token)
	}
	if depth > 0 {
		forms = append(forms, g.when, g.choice, g.choose, g.parallel, g.mapping, g.loop, g.try, g.try, g.shared)
		if !g.inner {
			forms = append(forms, g.repeat)
		}
		if !g.express {
			forms = append(forms, g.distributed, g.reading, g.childWorkflow)
		}
		if g.tries {
			forms = append(forms, g.task, g.task, g.try, g.try)
		}
		if len(g.loops) > 0 {
			forms = append(forms, g.round, g.round)
		}
	}
	return forms[g.n(len(forms))](depth - 1)
}

// maker builds a program through dsl.
type maker struct {
	values map[int]any // dsl.Vals, by variable
	jumps  map[int]any // the functions that jump, by target
	older  bool        // for JSONPath

	child  bool                      // the workflow is one that another starts
	before func(*maker, *dsl.Block)  // is called before each statement; nil for nothing
	whole  map[*dsl.Block]*dsl.Block // the blocks that those with a prefix are
}

// prefixed is a block with a prefix.
func (m *maker) prefixed(b *dsl.Block, prefix string) *dsl.Block {
	view := b.Prefix(prefix)
	m.whole[view] = m.unprefixed(b)
	return view
}

// unprefixed is the block that one is, as it was before it had prefixes.
func (m *maker) unprefixed(b *dsl.Block) *dsl.Block {
	if whole := m.whole[b]; whole != nil {
		return whole
	}
	return b
}

// statements builds what a block is made of, apart from its value.
func (m *maker) statements(s *block, b *dsl.Block) {
	for _, s := range s.stmts {
		if m.before != nil {
			m.before(m, b)
		}
		s.build(m, b)
	}
}

// body builds a block that gives a T.
func body[T any](m *maker, s *block) func(*dsl.Block) dsl.Val[T] {
	return func(b *dsl.Block) dsl.Val[T] {
		m.statements(s, b)
		if !s.live() {
			return dsl.Val[T]{}
		}
		return get[T](m, s.give)
	}
}

// quiet builds a block whose value nobody wants.
func quiet(m *maker, s *block) func(*dsl.Block) {
	return func(b *dsl.Block) { m.statements(s, b) }
}

// Define builds the program, for JSONata.
func (p *Program) Define() dsl.Definition { return p.out.typed().define(p, "Program", false, nil) }

// DefineOlder builds the program for JSONPath.
func (p *Program) DefineOlder() dsl.Definition { return p.out.typed().define(p, "Program", true, nil) }

func (of[T]) define(p *Program, name string, older bool, before func(*maker, *dsl.Block)) dsl.Definition {
	options := []dsl.Option{dsl.Comment("a random program"), dsl.Timeout(1000 * time.Hour)}
	if older {
		options = append(options, dsl.JSONPath())
	}
	return dsl.Define(name, func(b *dsl.Block, in dsl.Val[record]) dsl.Val[T] {
		m := &maker{values: map[int]any{0: in}, jumps: map[int]any{}, older: older, before: before, whole: map[*dsl.Block]*dsl.Block{}}
		return body[T](m, p.body)(b)
	}, options...)
}
