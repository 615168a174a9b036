package runner

import "time"

// A timer is something that happens at a moment of the execution's clock, which
// counts nanoseconds since 1970.
type timer struct {
	at    int64
	seq   uint64 // among timers of the same moment, the first set fires first
	fire  func()
	index int // in the queue, or -1
}

// timers is a queue, the earliest first.
type timers struct{ heap []*timer }

func (q *timers) len() int { return len(q.heap) }

// first gives the earliest timer; there must be one.
func (q *timers) first() *timer { return q.heap[0] }

func (q *timers) push(t *timer) {
	t.index = len(q.heap)
	q.heap = append(q.heap, t)
	q.up(t.index)
}

// remove takes a timer out, if it is still in.
func (q *timers) remove(t *timer) {
	if t == nil || t.index < 0 {
		return
	}
	i, last := t.index, len(q.heap)-1
	q.swap(i, last)
	q.heap[last] = nil
	q.heap = q.heap[:last]
	t.index = -1
	if i < last {
		q.down(i)
		q.up(i)
	}
}

func (q *timers) less(i, j int) bool {
	a, b := q.heap[i], q.heap[j]
	return a.at < b.at || a.at == b.at && a.seq < b.seq
}

func (q *timers) swap(i, j int) {
	q.heap[i], q.heap[j] = q.heap[j], q.heap[i]
	q.heap[i].index, q.heap[j].index = i, j
}

func (q *timers) up(i int) {
	for i > 0 {
		parent := (i - 1) / 2
		if !q.less(i, parent) {
			return
		}
		q.swap(i, parent)
		i = parent
	}
}

func (q *timers) down(i int) {
	for {
		child := 2*i + 1
		if child >= len(q.heap) {
			return
		}
		if right := child + 1; right < len(q.heap) && q.less(right, child) {
			child = right
		}
		if !q.less(child, i) {
			return
		}
		q.swap(i, child)
		i = child
	}
}

// after sets a timer.
func (e *engine) after(d time.Duration, fire func()) *timer { return e.timerAt(e.in(d), fire) }

// in gives the moment after a delay, cut to what the clock can count.
func (e *engine) in(d time.Duration) int64 {
	at := e.now + int64(max(d, 0))
	if at < e.now {
		return 1<<63 - 1
	}
	return at
}

func (e *engine) timerAt(at int64, fire func()) *timer {
	e.seq++
	t := &timer{at: at, seq: e.seq, fire: fire}
	e.timers.push(t)
	return t
}

// instant gives a moment of the clock as the calendar has it, in UTC.
func instant(at int64) time.Time { return time.Unix(0, at).UTC() }

// iso writes a moment as the context object does: in UTC, with no, three, six or
// nine digits after the second.
func iso(at int64) string {
	layout := "2006-01-02T15:04:05Z"
	switch {
	case at%1e9 == 0:
	case at%1e6 == 0:
		layout = "2006-01-02T15:04:05.000Z"
	case at%1e3 == 0:
		layout = "2006-01-02T15:04:05.000000Z"
	default:
		layout = "2006-01-02T15:04:05.000000000Z"
	}
	return instant(at).Format(layout)
}

// seconds is a duration, cut to what a duration can hold.
func seconds(s int64) time.Duration {
	const most = int64(1<<63-1) / int64(time.Second)
	return time.Duration(min(s, most)) * time.Second
}
