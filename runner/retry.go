package runner

import (
	"math"
	"slices"
	"time"

	"github.com/quickstep-go/quickstep/asl"
)

// A retrier says when a failed state is tried again (ASL spec, "Retrying after
// error").
type retrier struct {
	errors   []string
	interval float64 // seconds
	attempts int32
	rate     float64
	most     float64 // seconds; 0 is no limit
	jitter   bool
}

func newRetrier(r *asl.Retrier) retrier {
	c := retrier{errors: r.ErrorEquals, interval: 1, attempts: 3, rate: 2, jitter: r.JitterStrategy == "FULL"}
	if s, ok := r.IntervalSeconds.Float(); ok {
		c.interval = s
	}
	if n, ok := r.MaxAttempts.Int(); ok {
		c.attempts = int32(min(n, math.MaxInt32))
	}
	if rate, ok := r.BackoffRate.Float(); ok {
		c.rate = rate
	}
	if s, ok := r.MaxDelaySeconds.Float(); ok {
		c.most = s
	}
	return c
}

// delay is the pause before a retry; done counts those that went before.
func (r *retrier) delay(done int32) time.Duration {
	d := r.interval * math.Pow(r.rate, float64(done))
	if r.most > 0 {
		d = min(d, r.most)
	}
	return time.Duration(min(d*1e9, math.MaxInt64/2))
}

// matches tells whether an error is one of those named (ASL spec, "Error
// names"). States.TaskFailed stands for every error but a timeout; States.ALL
// for every error that may be handled at all.
func matches(names []string, f *failure) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		switch name {
		case errAll:
			return true
		case errTaskFailed:
			return !f.is(errTimeout)
		case errHeartbeat:
			return f.heartbeat || f.is(name)
		}
		return f.is(name)
	})
}

// retry sets the thread up for another attempt, where a retrier says so.
func (t *thread) retry(f *failure) (move, bool) {
	state, ok := t.at.node.(retryable)
	if !ok || f.final() {
		return 0, false
	}
	for i := range t.at.retry {
		r := &t.at.retry[i]
		if !matches(r.errors, f) {
			continue
		}
		if p := t.run.probe; p != nil {
			return p.retry(t, i, f)
		}
		if t.retried == nil || len(t.retried) < len(t.at.retry) {
			t.retried = make([]int32, len(t.at.retry))
		}
		if t.retried[i] >= r.attempts {
			return 0, false
		}
		t.pause(r, t.retried[i], state)
		t.retried[i]++
		return waits, true
	}
	return 0, false
}

// pause waits before the next attempt.
func (t *thread) pause(r *retrier, done int32, state retryable) {
	d := r.delay(done)
	if r.jitter {
		d = time.Duration(float64(d) * t.run.eng.rand().Float64())
	}
	t.timer = t.run.eng.after(d, func() {
		t.timer = nil
		t.retries++
		t.resume(state.again(t))
	})
}
