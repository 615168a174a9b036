package randomflow

import (
	"strings"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
)

// An expr is an expression: how it is built, and what it evaluates to.
type expr struct {
	build func(*maker) any // a dsl.Val of its kind's type, or a dsl.Cond
	eval  func(*run) any   // nil where it is absent
}

// expressions are the generic functions of dsl that give a Val.
type expressions interface {
	lit(v any) any
	or(v, d any) any
	index(list any, i int) any
	list(items []any) any
	filter(list any, keep func(any) dsl.Cond) any
	present(v any) dsl.Cond
	pack(all []any) any
	unpack(list any) []any
}

func (of[T]) lit(v any) any             { return dsl.Lit(v.(T)) }
func (of[T]) or(v, d any) any           { return dsl.Or(v.(dsl.Val[T]), d.(T)) }
func (of[T]) index(list any, i int) any { return dsl.Index(list.(dsl.Val[[]T]), i) }
func (of[T]) present(v any) dsl.Cond    { return dsl.Present(v.(dsl.Val[T])) }

func (of[T]) list(items []any) any {
	vals := make([]dsl.Val[T], len(items))
	for i := range items {
		vals[i] = items[i].(dsl.Val[T])
	}
	return dsl.List(vals...)
}

func (of[T]) filter(list any, keep func(any) dsl.Cond) any {
	return dsl.Filter(list.(dsl.Val[[]T]), func(v dsl.Val[T]) dsl.Cond { return keep(v) })
}

// items gives a list's kind the kind of its items.
var items = map[kind]kind{numbers: aNumber, texts: aText, records: aRecord, grid: numbers}

// lists gives a kind that of a list of it.
var lists = map[kind]kind{aNumber: numbers, aText: texts, aRecord: records, numbers: grid}

func (of[T]) pack(all []any) any {
	list := make([]T, len(all))
	for i := range all {
		list[i] = all[i].(T)
	}
	return list
}

func (of[T]) unpack(list any) []any {
	var all []any
	for _, item := range list.([]T) {
		all = append(all, item)
	}
	return all
}

// expr draws an expression of a kind.
func (g *gen) expr(k kind, depth int) *expr {
	forms := []func() *expr{func() *expr { return g.constant(k) }}
	if vars := g.visible(k); len(vars) > 0 {
		read := func() *expr { return ref(vars[g.n(len(vars))]) }
		latest := func() *expr { return ref(vars[len(vars)-1]) }
		forms = append(forms, read, read, latest, latest)
	}
	if depth > 0 {
		forms = append(forms, g.selections(k, depth-1)...)
		forms = append(forms, g.operations(k, depth-1)...)
		if g.n(2) == 0 {
			forms = g.functions(k, depth-1)
		}
	}
	return forms[g.n(len(forms))]()
}

func (g *gen) constant(k kind) *expr {
	v := k.value(g.n, false)
	return &expr{
		build: func(*maker) any { return k.typed().lit(v) },
		eval:  func(*run) any { return v },
	}
}

func ref(id int) *expr {
	return &expr{
		build: func(m *maker) any { return m.values[id] },
		eval:  func(r *run) any { return r.env[id] },
	}
}

func (g *gen) or(k kind, of *expr) *expr {
	d := k.value(g.n, false)
	return &expr{
		build: func(m *maker) any { return k.typed().or(of.build(m), d) },
		eval: func(r *run) any {
			if v := of.eval(r); v != nil {
				return v
			}
			return d
		},
	}
}

// must is an optional field that is there where it is read.
func (g *gen) must(depth int) *expr {
	of, d := g.optional(depth), words[g.n(len(words))]
	return &expr{
		build: func(m *maker) any {
			v := of.build(m).(dsl.Val[string])
			return dsl.IfElse(dsl.Present(v), dsl.Must(v), dsl.Lit(d))
		},
		eval: func(r *run) any {
			if v := of.eval(r); v != nil {
				return v
			}
			return d
		},
	}
}

// operations draw everything else that gives a kind.
func (g *gen) operations(k kind, depth int) (forms []func() *expr) {
	add := func(f func() *expr) { forms = append(forms, f) }
	if list, ok := lists[k]; ok {
		add(func() *expr { return g.or(k, g.item(list, depth)) })
		add(func() *expr { return g.itemOfList(k, depth) })
		if g.risky {
			add(func() *expr { return g.risk(list, depth) })
			add(func() *expr { return g.risk(list, depth) })
		}
	}
	if _, ok := items[k]; ok {
		add(func() *expr { return g.list(k, depth) })
		switch {
		case g.plain && (k == numbers || k == records):
			add(func() *expr { return g.plainFilter(k, depth) })
		case !g.plain:
			add(func() *expr { return g.filter(k, depth) })
		}
	}
	switch k {
	case aNumber:
		add(func() *expr { return g.sum(depth) })
		add(func() *expr { return g.parsed(depth) })
		add(func() *expr { return g.code(depth) })
		add(func() *expr {
			return &expr{build: func(*maker) any { return dsl.RedriveCount() }, eval: func(*run) any { return 0 }}
		})
		add(func() *expr { // no program is redriven
			return &expr{
				build: func(*maker) any {
					return dsl.IfElse(dsl.Present(dsl.RedriveTime()), dsl.Lit(1), dsl.Lit(0))
				},
				eval: func(*run) any { return 0 },
			}
		})
	case aText:
		add(func() *expr { return g.format(depth) })
		add(func() *expr { return g.must(depth) })
		add(named)
		if !g.child {
			add(func() *expr { return started(g.plain) })
			add(g.ofExecution)
		}
	case aRecord:
		add(func() *expr { return g.record(depth, false) })
	case aPart:
		add(func() *expr { return g.part(depth) })
	case texts:
		if !g.plain {
			add(func() *expr { return g.split(depth) })
		}
		add(func() *expr { return g.splitAny(depth) })
	case anError:
		add(func() *expr { return g.errorOutput(depth) })
	}
	return forms
}

func (g *gen) sum(depth int) *expr {
	of, n := g.expr(aNumber, depth), g.n(7)-3
	return &expr{
		build: func(m *maker) any { return dsl.Add(get[int](m, of), n) },
		eval:  func(r *run) any { return of.eval(r).(int) + n },
	}
}

func (g *gen) parsed(depth int) *expr {
	of := g.expr(aNumber, depth)
	return &expr{
		build: func(m *maker) any { return dsl.ParseJSON[int](dsl.Format("{}", get[int](m, of))) },
		eval:  of.eval,
	}
}

func (g *gen) split(depth int) *expr {
	of := g.expr(aText, depth)
	sep := []string{",", " ", "ab"}[g.n(3)]
	return &expr{
		build: func(m *maker) any { return dsl.Split(get[string](m, of), sep) },
		eval:  func(r *run) any { return strings.Split(of.eval(r).(string), sep) },
	}
}

func (g *gen) splitAny(depth int) *expr {
	of := g.expr(aText, depth)
	separators := []string{",", " ", "a,", `$\]^-/`}[g.n(4)]
	return &expr{
		build: func(m *maker) any { return dsl.SplitAny(get[string](m, of), separators) },
		eval: func(r *run) any {
			parts := strings.FieldsFunc(of.eval(r).(string), func(r rune) bool { return strings.ContainsRune(separators, r) })
			return append([]string{}, parts...)
		},
	}
}

// started writes when the execution began.
func started(plain bool) *expr {
	layout := "Mon, 02 Jan 2006 [15:04:05.000]"
	if plain {
		layout = "20060102 {15}:04'05 MST"
	}
	return &expr{
		build: func(*maker) any { return dsl.FormatTime(dsl.ExecutionStart(), layout) },
		eval:  func(r *run) any { return r.start.In(time.UTC).Format(layout) },
	}
}

func get[T any](m *maker, e *expr) dsl.Val[T] { return e.build(m).(dsl.Val[T]) }
