package randomflow

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/quickstep-go/quickstep/dsl"
)

// format draws a dsl.Format of texts, numbers and flags.
func (g *gen) format(depth int) *expr {
	var layout strings.Builder
	var args []*expr
	var marks []string // what stands before each argument, and at the end
	for range g.n(4) {
		mark := words[g.n(len(words))]
		if g.n(2) == 0 {
			mark = ""
		}
		marks = append(marks, mark)
		args = append(args, g.expr([]kind{aNumber, aText, aFlag}[g.n(3)], depth))
	}
	marks = append(marks, words[g.n(len(words))])
	for i, mark := range marks {
		layout.WriteString(strings.NewReplacer("{", "{{", "}", "}}").Replace(mark))
		if i < len(args) {
			layout.WriteString("{}")
		}
	}
	return &expr{
		build: func(m *maker) any {
			all := make([]dsl.Any, len(args))
			for i := range args {
				all[i] = args[i].build(m).(dsl.Any)
			}
			return dsl.Format(layout.String(), all...)
		},
		eval: func(r *run) any {
			var b strings.Builder
			for i, mark := range marks {
				b.WriteString(mark)
				if i < len(args) {
					b.WriteString(written(args[i].eval(r)))
				}
			}
			return b.String()
		},
	}
}

func written(v any) string {
	switch v := v.(type) {
	case int:
		return strconv.Itoa(v)
	case bool:
		return strconv.FormatBool(v)
	case string:
		return v
	}
	panic(fmt.Sprintf("a %T in a format", v))
}

// A filled is one part of a dsl.Build.
type filled[S any] struct {
	part func(*maker) dsl.Part
	zero func(*S)       // takes the constant away
	set  func(*S, *run) // gives the field its value
}

func to[S, F any](of *expr, address *F, in func(*S) *F) filled[S] {
	return filled[S]{
		part: func(m *maker) dsl.Part { return dsl.To(address, of.build(m).(dsl.Val[F])) },
		zero: func(s *S) { var none F; *in(s) = none },
		set:  func(s *S, r *run) { *in(s) = of.eval(r).(F) },
	}
}

// build draws a dsl.Build of constants, with some fields filled by parts.
func build[S any](constants S, parts []filled[S]) *expr {
	for _, p := range parts {
		p.zero(&constants)
	}
	return &expr{
		build: func(m *maker) any {
			all := make([]dsl.Part, len(parts))
			for i, p := range parts {
				all[i] = p.part(m)
			}
			return dsl.Build(constants, all...)
		},
		eval: func(r *run) any {
			made := constants
			for _, p := range parts {
				p.set(&made, r)
			}
			return made
		},
	}
}

// record draws a Build of a record; a risky one may hold what is absent.
func (g *gen) record(depth int, risky bool) *expr {
	constants := aRecord.value(g.n, true).(record)
	var parts []filled[record]
	some := func() bool { return g.n(3) == 0 }
	if some() {
		parts = append(parts, to(g.expr(aNumber, depth), &fields.N, func(r *record) *int { return &r.N }))
	}
	if some() {
		parts = append(parts, to(g.expr(aText, depth), &fields.S, func(r *record) *string { return &r.S }))
	}
	if some() {
		parts = append(parts, to(g.expr(aFlag, depth), &fields.OK, func(r *record) *bool { return &r.OK }))
	}
	if some() {
		parts = append(parts, to(g.expr(numbers, depth), &fields.List, func(r *record) *[]int { return &r.List }))
	}
	switch g.n(4) {
	case 0:
		parts = append(parts, to(g.expr(aPart, depth), &fields.In, func(r *record) *part { return &r.In }))
	case 1:
		parts = append(parts, to(g.expr(aNumber, depth), &fields.In.X, func(r *record) *int { return &r.In.X }))
	}
	if some() {
		parts = append(parts, g.filledOption(depth, risky))
	}
	return build(constants, parts)
}

// filledOption fills the field behind a pointer.
func (g *gen) filledOption(depth int, risky bool) filled[record] {
	of := g.expr(aText, depth)
	switch {
	case risky:
		of = g.optional(depth)
	case g.n(2) == 0:
		return g.leftOut(depth)
	}
	return filled[record]{
		part: func(m *maker) dsl.Part { return dsl.To(&fields.Opt, get[string](m, of)) },
		zero: func(r *record) { r.Opt = nil },
		set: func(made *record, r *run) {
			v, ok := of.eval(r).(string)
			if !ok {
				r.absent = true
			}
			made.Opt = &v
		},
	}
}

// leftOut fills the field behind a pointer, or leaves it out.
func (g *gen) leftOut(depth int) filled[record] {
	of := g.optional(depth)
	return filled[record]{
		part: func(m *maker) dsl.Part { return dsl.ToOpt(&fields.Opt, get[string](m, of)) },
		zero: func(r *record) { r.Opt = nil },
		set: func(made *record, r *run) {
			if v, ok := of.eval(r).(string); ok {
				made.Opt = &v
			}
		},
	}
}

func (g *gen) part(depth int) *expr {
	var parts []filled[part]
	if g.n(2) == 0 {
		parts = append(parts, to(g.expr(aNumber, depth), &partFields.X, func(p *part) *int { return &p.X }))
	}
	if g.n(2) == 0 {
		parts = append(parts, to(g.expr(texts, depth), &partFields.T, func(p *part) *[]string { return &p.T }))
	}
	return build(aPart.value(g.n, true).(part), parts)
}

func (g *gen) errorOutput(depth int) *expr {
	type of = dsl.ErrorOutput
	parts := []filled[of]{to(g.expr(aText, depth), &errorFields.Cause, func(e *of) *string { return &e.Cause })}
	return build(anError.value(g.n, true).(of), parts)
}
