package runner

import (
	"context"
	"slices"
	"time"

	"github.com/quickstep-go/quickstep/asl"
)

// longestTest is how long a test may take (AWS Step Functions API Reference,
// "TestState").
const longestTest = 5 * time.Minute

// run tests the state: as a machine of that state alone, whose ways out lead to
// where the test ends.
func (q *stateRequest) run(ctx context.Context, options Options) (*StateResult, error) {
	m, err := q.compile()
	if err != nil {
		return nil, err
	}
	m.timeout = longestTest
	q.mock(m, &options)
	e, err := m.engine(ctx, q.input, &options)
	if err != nil {
		return nil, err
	}
	r := e.root
	r.probe = &probe{context: q.context, started: q.started, retries: q.test.Config.RetrierRetryCount}
	if q.variables.Exists() {
		r.first.scope, r.first.owned = &scope{variables: slices.Clone(q.variables.Members())}, true
	}
	e.launch(r)
	e.pump(horizon{mode: settle})
	if _, err := e.self.Result(ctx); err != nil {
		return nil, err
	}
	return r.probe.result(r, q.test.Level), nil
}

// compile makes the machine of the one state.
func (q *stateRequest) compile() (*Machine, error) {
	c := &compiler{machine: newMachine(), source: q.source, states: map[string]*state{}}
	for _, way := range asl.Transitions(q.state) {
		c.states[way.Target] = &state{name: way.Target, node: stopNode{}, entered: PassStateEntered}
		c.enlist(c.states[way.Target])
	}
	of := events[q.state.Kind()]
	of.name = q.name
	of.jsonata = q.source.LanguageOf(q.state) == asl.JSONata
	c.at, c.base, c.machine.start = &of, q.state.Base(), &of
	c.enlist(&of)
	c.state(q.state)
	if err := c.found.Err(); err != nil {
		return nil, err
	}
	return c.machine, nil
}

// mock has the mock in place of the state's work.
func (q *stateRequest) mock(m *Machine, o *Options) {
	if q.test.Mock == nil {
		return
	}
	of := inPlace{result: q.result, failure: q.test.Mock.Error}
	switch n := m.start.node.(type) {
	case *parallelNode:
		m.start.node = &mockedParallel{n, of}
	case *mapNode:
		s := q.state.(*asl.Map)
		m.start.node = &mockedMap{mapNode: n, inPlace: of, failures: q.test.Config.MapIterationFailureCount, data: q.test.Config.MapItemReaderData,
			countSet: s.ToleratedFailureCount.Exists() || s.ToleratedFailureCountPath != "",
			shareSet: s.ToleratedFailurePercentage.Exists() || s.ToleratedFailurePercentagePath != ""}
	default:
		o.States = map[string]Service{q.name: Mock(Answer{Return: q.test.Mock.Result, Throw: q.test.Mock.Error})}
	}
}
