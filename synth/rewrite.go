package synth

import (
	"slices"

	"github.com/quickstep-go/quickstep/internal/graph"
)

// rewrite changes the expressions in a state's own fields. What is behind a
// pointer is copied first, as it is the graph's.
func (s *state) rewrite(with func(graph.Expr) graph.Expr) {
	change := func(x *graph.Expr) {
		if *x != nil {
			*x = with(*x)
		}
	}
	for _, x := range []*graph.Expr{&s.Input, &s.TimeoutVal, &s.HeartbeatVal, &s.Seconds, &s.Timestamp, &s.Error, &s.Cause, &s.gift, &s.MaxConcurrency} {
		change(x)
	}
	for _, r := range s.rules {
		change(&r.when)
	}
	if s.Call != nil && s.Call.Role != nil {
		own := *s.Call
		s.Call = &own
		change(&own.Role)
	}
	if s.Distributed != nil {
		d := *s.Distributed
		s.Distributed = &d
		rewriteDistributed(&d, change)
	}
}

func rewriteDistributed(d *graph.Distributed, change func(*graph.Expr)) {
	for _, x := range []*graph.Expr{&d.Item, &d.Failures.Count, &d.Failures.Percentage} {
		change(x)
	}
	if d.Batch != nil {
		own := *d.Batch
		d.Batch = &own
		change(&own.MaxItems)
		change(&own.MaxBytes)
	}
	transfer := func(t **graph.Transfer) {
		if *t == nil {
			return
		}
		own := **t
		own.Arguments, own.Config = slices.Clone(own.Arguments), slices.Clone(own.Config)
		for _, list := range [][]graph.Member{own.Arguments, own.Config} {
			for i := range list {
				change(&list[i].Expr)
			}
		}
		*t = &own
	}
	transfer(&d.Reader)
	transfer(&d.Writer)
}
