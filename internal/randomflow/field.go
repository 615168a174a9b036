package randomflow

import "github.com/quickstep-go/quickstep/dsl"

// selections draw fields of records, parts and errors.
func (g *gen) selections(k kind, depth int) []func() *expr {
	switch k {
	case aNumber:
		return []func() *expr{
			func() *expr { return field(g.expr(aRecord, depth), &fields.N, func(r record) any { return r.N }) },
			func() *expr { return field(g.expr(aRecord, depth), &fields.In.X, func(r record) any { return r.In.X }) },
			func() *expr { return field(g.expr(aPart, depth), &partFields.X, func(p part) any { return p.X }) },
			func() *expr {
				return g.or(k, field(g.expr(aRecord, depth), &fields.Ptr.X, behind(func(p part) any { return p.X })))
			},
		}
	case aText:
		return []func() *expr{
			func() *expr { return field(g.expr(aRecord, depth), &fields.S, func(r record) any { return r.S }) },
			func() *expr { return field(g.expr(aRecord, depth), &fields.Odd, func(r record) any { return r.Odd }) },
			func() *expr { return g.or(k, g.optional(depth)) },
			func() *expr {
				return field(g.expr(anError, depth), &errorFields.Error, func(e dsl.ErrorOutput) any { return e.Error })
			},
			func() *expr { return g.cause(depth) },
		}
	case aFlag:
		return []func() *expr{func() *expr { return field(g.expr(aRecord, depth), &fields.OK, func(r record) any { return r.OK }) }}
	case aPart:
		return []func() *expr{
			func() *expr { return field(g.expr(aRecord, depth), &fields.In, func(r record) any { return r.In }) },
			func() *expr {
				of := g.expr(aRecord, depth)
				return g.or(k, &expr{
					build: func(m *maker) any { return dsl.AtOpt(get[record](m, of), &fields.Ptr) },
					eval:  func(r *run) any { return behind(func(p part) any { return p })(of.eval(r).(record)) },
				})
			},
		}
	case numbers:
		return []func() *expr{func() *expr { return field(g.expr(aRecord, depth), &fields.List, func(r record) any { return r.List }) }}
	case texts:
		return []func() *expr{
			func() *expr { return field(g.expr(aRecord, depth), &fields.In.T, func(r record) any { return r.In.T }) },
			func() *expr { return field(g.expr(aPart, depth), &partFields.T, func(p part) any { return p.T }) },
		}
	}
	return nil
}

func field[S, F any](of *expr, address *F, get func(S) any) *expr {
	return &expr{
		build: func(m *maker) any { return dsl.At(of.build(m).(dsl.Val[S]), address) },
		eval:  func(r *run) any { return get(of.eval(r).(S)) },
	}
}

// behind selects from what a record has behind its pointer.
func behind(get func(part) any) func(record) any {
	return func(r record) any {
		if r.Ptr == nil {
			return nil
		}
		return get(*r.Ptr)
	}
}

// optional is a field that may be absent.
func (g *gen) optional(depth int) *expr {
	of := g.expr(aRecord, depth)
	return &expr{
		build: func(m *maker) any { return dsl.AtOpt(get[record](m, of), &fields.Opt) },
		eval: func(r *run) any {
			if v := of.eval(r).(record).Opt; v != nil {
				return *v
			}
			return nil
		},
	}
}

// cause is an error's; that of an error which Step Functions itself words is not
// foretold.
func (g *gen) cause(depth int) *expr {
	of := g.expr(anError, depth)
	return &expr{
		build: func(m *maker) any { return dsl.At(get[dsl.ErrorOutput](m, of), &errorFields.Cause) },
		eval: func(r *run) any {
			e := of.eval(r).(dsl.ErrorOutput)
			r.vague = r.vague || e.Cause == unforetold
			return e.Cause
		},
	}
}
