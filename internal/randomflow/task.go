package randomflow

import (
	"slices"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/activity"
	"github.com/quickstep-go/quickstep/dsl/lambda"
)

// task is a dsl.Task.
type task struct {
	name  string
	fn    function
	by    by
	input *expr
	rules *rules
	id    int
}

// by is what a task calls a function through.
type by int

const (
	byFunction by = iota
	byVersion
	byIntegration
	byActivity
	bys
)

// doing begins the names of activities.
const doing = "Do"

// task draws a call of a function.
func (g *gen) task(depth int) (stmt, bool) {
	s := &task{name: g.name(), fn: g.function(), by: by(g.n(int(bys)))}
	if g.express && s.by == byActivity {
		s.by = byFunction
	}
	inner := *g
	inner.risky = !g.calm && !g.plain && g.n(3) == 0
	s.input = inner.expr(s.fn.in, 2)
	if list, ok := lists[s.fn.in]; ok && !g.calm && !g.plain && g.n(3) == 0 { // what may be absent fails the task
		s.input = g.item(list, 2)
		if s.fn.in == aRecord && g.n(2) == 0 {
			s.input = g.record(2, true)
		}
	}
	s.rules = g.rules(depth)
	s.id = g.add(s.fn.out)
	return s, true
}

func (g *gen) function() function {
	f := function{in: inputs[g.n(len(inputs))], out: g.kind()}
	if !g.calm {
		f.mood = moods[g.n(len(moods))]
	}
	return f
}

func (s *task) build(m *maker, b *dsl.Block) { m.values[s.id] = s.fn.out.typed().task(b, s, m) }

func (of[T]) task(b *dsl.Block, s *task, m *maker) any {
	switch s.fn.in {
	case aNumber:
		return called[int, T](b, s, m)
	case texts:
		return called[[]string, T](b, s, m)
	case records:
		return called[[]record, T](b, s, m)
	case grid:
		return called[[][]int, T](b, s, m)
	case aMap:
		return called[map[string]int, T](b, s, m)
	}
	return called[record, T](b, s, m)
}

func called[In, T any](b *dsl.Block, s *task, m *maker) any {
	return dsl.Task(b, s.name, callOf[In, T](s), get[In](m, s.input), s.rules.policy(m))
}

// callOf is the call of a function by package lambda or as an integration that is
// written out, or work for an activity that does the same.
func callOf[In, T any](s *task) dsl.Call[In, T] {
	switch name := s.fn.String(); s.by {
	case byIntegration:
		return dsl.NewCall[In, T](dsl.Integration{
			Resource:  "arn:aws:states:::lambda:invoke",
			Arguments: []dsl.Argument{{Name: "FunctionName", Value: "${" + name + "}"}},
			Payload:   "Payload",
			Result:    "Payload",
			Resources: []dsl.Resource{{Name: name, Kind: "function"}},
		})
	case byVersion:
		return lambda.Declare[In, T](name).Qualified("7").Invoke()
	case byActivity:
		return activity.Declare[In, T](doing + name).Perform()
	default:
		return lambda.Declare[In, T](name).Invoke()
	}
}

func (s *task) run(r *run) signal {
	return s.rules.attempts(r, func(attempt int) *dsl.ErrorOutput {
		r.absent = false
		in := s.input.eval(r)
		if r.absent || in == nil {
			r.absent = false
			return &dsl.ErrorOutput{Error: string(dsl.ErrorQueryEvaluation), Cause: unforetold}
		}
		out, err := s.fn.answer(in, attempt)
		r.env[s.id] = out
		return err
	})
}

// rules say how a state may fail.
type rules struct {
	retries []dsl.Retry
	catches []*catching
}

type catching struct {
	on    []dsl.ErrorName
	do    *block
	error int
}

// rules draws what a state has for retriers and catchers.
func (g *gen) rules(depth int) *rules {
	p := &rules{}
	if g.n(4) == 0 {
		p.retries = append(p.retries, dsl.Retry{On: g.errors(), Max: g.n(4) - 1, Jitter: g.n(2) == 0, Every: time.Duration(g.n(3)) * time.Second})
	}
	if depth <= 0 || g.n(4) != 0 {
		return p
	}
	inner, id := g.with(anError)
	b := inner.block(aNumber, depth)
	if b.live() {
		end := inner.ending()
		if end == nil {
			end = inner.succeed()
		}
		b = &block{stmts: append(b.stmts, end)}
	}
	p.catches = append(p.catches, &catching{g.errors(), b, id})
	return p
}

// errors draws names that a handler is for.
func (g *gen) errors() []dsl.ErrorName {
	switch g.n(9) {
	case 0:
		return []dsl.ErrorName{dsl.ErrorTaskFailed}
	case 1:
		return []dsl.ErrorName{dsl.ErrorQueryEvaluation, "Other"}
	case 2, 3, 4:
		return []dsl.ErrorName{dsl.ErrorName(errorNames[g.n(len(errorNames))])}
	case 5:
		return []dsl.ErrorName{dsl.ErrorTimeout, "Mine"}
	case 6:
		return append(lambda.TransientErrors(), "Mine")
	}
	return dsl.AllErrors()
}

func (p *rules) policy(m *maker) dsl.Policy {
	made := dsl.Policy{Retry: p.retries}
	for _, c := range p.catches {
		made.Catch = append(made.Catch, dsl.Catch{On: c.on, Do: func(b *dsl.Block, e dsl.Val[dsl.ErrorOutput]) {
			m.values[c.error] = e
			quiet(m, c.do)(b)
		}})
	}
	return made
}

// attempts runs a state until it succeeds or nothing retries it, and then what
// handles its error.
func (p *rules) attempts(r *run, try func(attempt int) *dsl.ErrorOutput) signal {
	used := make([]int, len(p.retries))
	for attempt := 0; ; attempt++ {
		err := try(attempt)
		if err == nil {
			return signal{}
		}
		i := slices.IndexFunc(p.retries, func(retry dsl.Retry) bool { return handles(retry.On, err.Error) })
		if i < 0 || used[i] >= most(p.retries[i]) {
			return p.caught(r, *err)
		}
		used[i]++
	}
}

func most(retry dsl.Retry) int {
	switch retry.Max {
	case 0:
		return 3
	case dsl.NoRetry:
		return 0
	}
	return retry.Max
}

func (p *rules) caught(r *run, err dsl.ErrorOutput) signal {
	for _, c := range p.catches {
		if handles(c.on, err.Error) {
			r.env[c.error] = err
			_, s := r.block(c.do)
			return s
		}
	}
	return signal{how: raised, err: err}
}

func handles(on []dsl.ErrorName, name string) bool {
	return slices.ContainsFunc(on, func(on dsl.ErrorName) bool {
		switch on {
		case "States.ALL":
			return true
		case dsl.ErrorTaskFailed:
			return name != string(dsl.ErrorTimeout)
		}
		return string(on) == name
	})
}
