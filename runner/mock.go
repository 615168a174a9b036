package runner

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"
)

// An Answer is what one call of a mocked Task comes to. The zero Answer gives
// null.
type Answer struct {
	Return json.RawMessage // the task's raw result
	Throw  *Failure        // a failure instead
	Never  bool            // no answer: the task times out, if it has a timeout
	After  time.Duration   // on the execution's clock
}

// Mock makes a [Service] that gives answers one after another, for
// [Options.States]. They are the task's results whatever its pattern: a
// .waitForTaskToken task needs no token then, an activity no worker. A call
// beyond the last answer is a [Fault]. A mock counts its calls and thus serves
// one execution.
func Mock(answers ...Answer) Service { return &mock{answers: answers} }

type mock struct {
	mu      sync.Mutex
	calls   int
	answers []Answer
}

// wholeService is a service whose result is the task's, even where the task waits for a
// token.
type wholeService interface{ whole() }

func (m *mock) whole() {}

// Call gives the next answer.
func (m *mock) Call(ctx context.Context, task *Task) ([]byte, error) {
	m.mu.Lock()
	n := m.calls
	m.calls++
	m.mu.Unlock()
	if n >= len(m.answers) {
		return nil, &Fault{Kind: ErrUnserved, State: task.State, Resource: task.Resource,
			Message: m.usedUp(n + 1)}
	}
	a := m.answers[n]
	if a.After > 0 {
		if err := task.Sleep(ctx, a.After); err != nil {
			return nil, err
		}
	}
	switch {
	case a.Never:
		return nil, ErrNoAnswer
	case a.Throw != nil:
		return nil, a.Throw
	}
	return a.Return, nil
}

// usedUp says that no answer is left for the call of a number.
func (m *mock) usedUp(call int) string {
	switch len(m.answers) {
	case 0:
		return "its mock has no answer; give it one"
	case 1:
		return fmt.Sprintf("its 1 answer is used up at call %d; add another", call)
	}
	return fmt.Sprintf("its %d answers are used up at call %d; add another", len(m.answers), call)
}
