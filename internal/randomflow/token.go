package randomflow

import (
	"context"
	"encoding/json"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/runner"
)

// token is a dsl.WaitForToken: a function is asked, and answers at once, or
// fails, or never answers.
type token struct {
	name  string
	fn    function
	input *expr
	rules *rules
	id    int

	computed bool // the timeouts
}

type question struct {
	Token dsl.Token `json:"token"`
	About record    `json:"about"`
}

var questionFields = dsl.Fields[question]()

// token draws a question.
func (g *gen) token(depth int) (stmt, bool) {
	s := &token{name: g.name(), fn: function{in: aRecord, out: g.kind()}, computed: g.n(2) == 0}
	if !g.calm {
		s.fn.mood = touchy
	}
	s.input = g.expr(aRecord, 2)
	s.rules = g.rules(depth)
	s.id = g.add(s.fn.out)
	return s, true
}

func (s *token) build(m *maker, b *dsl.Block) { m.values[s.id] = s.fn.out.typed().token(b, s, m) }

func (of[T]) token(b *dsl.Block, s *token, m *maker) any {
	ask := lambda.Declare[question, struct{}]("Ask" + s.fn.String()).Invoke()
	policy := s.rules.policy(m)
	if policy.Timeout = time.Minute; s.computed {
		policy.Timeout, policy.TimeoutVal = 0, dsl.Add(dsl.Lit(50), 10)
	}
	if s.fn.mood == steady {
		policy.Heartbeat = 30 * time.Second
		if s.computed {
			policy.Heartbeat, policy.HeartbeatVal = 0, dsl.Add(dsl.Lit(20), 10)
		}
	}
	return dsl.WaitForToken(b, &dsl.Callback[T]{Name: s.name}, ask, func(t dsl.Val[dsl.Token]) dsl.Val[question] {
		return dsl.Build(question{}, dsl.To(&questionFields.Token, t), dsl.To(&questionFields.About, get[record](m, s.input)))
	}, policy)
}

func (s *token) run(r *run) signal {
	return s.rules.attempts(r, func(attempt int) *dsl.ErrorOutput {
		in := s.input.eval(r)
		out, err := s.fn.answer(in, attempt)
		if err != nil && err.Error == silence {
			return &dsl.ErrorOutput{Error: string(dsl.ErrorTimeout), Cause: unforetold}
		}
		r.env[s.id] = out
		return err
	})
}

// silence is the error of who never answers.
const silence = "Other"

// ask serves a question.
func (f function) ask(_ context.Context, t *runner.Task) ([]byte, error) {
	var q struct {
		Token string          `json:"token"`
		About json.RawMessage `json:"about"`
	}
	if err := t.Decode(&q); err != nil {
		return nil, &runner.Failure{Name: "Garbled", Cause: err.Error()}
	}
	in, err := f.in.typed().decode(q.About)
	if err != nil {
		return nil, &runner.Failure{Name: "Garbled", Cause: err.Error()}
	}
	out, failure := f.answer(in, t.Attempt)
	reply := runner.Reply{Output: encode(out)}
	if failure != nil {
		reply = runner.Reply{Failure: &runner.Failure{Name: failure.Error, Cause: failure.Cause}}
		if failure.Error == silence {
			reply = runner.Reply{Never: true}
		}
	}
	return []byte("{}"), t.Run().Reply(q.Token, reply)
}
