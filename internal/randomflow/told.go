package randomflow

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/runner"
)

// told is a task that is sent what is known of its own state: the name, or how often
// it was retried; or which is done as another role, and tells it; or whose function is
// called without waiting for it.
type told struct {
	name, full string
	form       toldForm
	as         *expr
	id         int
}

type toldForm int

const (
	ofName toldForm = iota
	ofRetries
	ofRole
	ofNamedRole
	ofAsync
	toldForms
)

var accepted = dsl.Fields[lambda.Accepted]()

// told draws such a task.
func (g *gen) told(int) (stmt, bool) {
	s := &told{name: g.name(), form: toldForm(g.n(int(toldForms))), as: g.expr(aNumber, 1)}
	s.full = g.prefix + s.name
	gives := aText
	if s.form == ofRetries || s.form == ofAsync {
		gives = aNumber
	}
	s.id = g.add(gives)
	return s, true
}

func (s *told) build(m *maker, b *dsl.Block) {
	switch s.form {
	case ofName:
		m.values[s.id] = dsl.Task(b, s.name, lambda.Declare[string, string]("Echo").Invoke(), dsl.StateName())
	case ofRetries:
		m.values[s.id] = dsl.Task(b, s.name, lambda.Declare[int, int]("Third").Invoke(), dsl.RetryCount(),
			dsl.Policy{Retry: []dsl.Retry{{On: dsl.AllErrors(), Every: 2 * time.Second, Backoff: 1.5, MaxDelay: 3 * time.Second}}})
	case ofRole:
		role := dsl.Format("arn:aws:iam::123456789012:role/{}", get[int](m, s.as))
		call := lambda.Declare[string, string]("Who").Invoke().As(role).AllowedOn("arn:${AWS::Partition}:iam::123456789012:role/*")
		m.values[s.id] = dsl.Task(b, s.name, call, dsl.Lit("?"))
	case ofNamedRole:
		m.values[s.id] = dsl.Task(b, s.name, lambda.Declare[string, string]("Who").Invoke().As(dsl.Role("Worker")), dsl.Lit("?"))
	case ofAsync:
		m.values[s.id] = dsl.At(dsl.Task(b, s.name, lambda.Declare[int, int]("Broken").InvokeAsync(), get[int](m, s.as)), &accepted.StatusCode)
	}
}

func (s *told) run(r *run) signal {
	switch s.form {
	case ofName:
		r.env[s.id] = s.full
	case ofRetries:
		r.env[s.id] = 2
	case ofRole:
		r.env[s.id] = fmt.Sprintf("arn:aws:iam::123456789012:role/%d", s.as.eval(r))
	case ofNamedRole:
		r.env[s.id] = "${Worker}" // as the local runner leaves it
	case ofAsync:
		r.env[s.id] = 202 // whatever becomes of the call
	}
	return signal{}
}

// third serves the function that gives its input back in the third attempt.
func third(_ context.Context, t *runner.Task) ([]byte, error) {
	if t.Attempt < 2 {
		return nil, &runner.Failure{Name: "Not.Yet"}
	}
	return t.Input(), nil
}

func echo(_ context.Context, t *runner.Task) ([]byte, error) { return t.Input(), nil }

// broken serves the function whose error nobody hears.
func broken(context.Context, *runner.Task) ([]byte, error) { return nil, errors.New("broken") }

func who(_ context.Context, t *runner.Task) ([]byte, error) { return encode(t.Role), nil }

// prefixed is a construct whose states have a prefix and, where it begins with one, a
// comment.
type prefixed struct {
	stmt
	prefix, comment string
}

func (s *prefixed) build(m *maker, b *dsl.Block) {
	if s.prefix != "" {
		b = m.prefixed(b, s.prefix)
	}
	if s.comment != "" {
		b.Comment(s.comment)
	}
	s.stmt.build(m, b)
}

// prefixed draws a construct of the others.
func (g *gen) prefixed(depth int) (stmt, bool) {
	outer, s := g.prefix, &prefixed{}
	if g.n(2) == 0 {
		s.prefix = "Prefix"
		g.prefix += s.prefix + " "
	}
	var live bool
	s.stmt, live = g.statement(depth + 1)
	g.prefix = outer
	switch s.stmt.(type) {
	case *task, *told, *token, *raw, *wait, *when, *parallel, *mapping, *distributed, *reading, *child, *union:
		s.comment = words[g.n(len(words))]
	}
	return s, live
}
