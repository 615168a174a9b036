package runner

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestTimersFireInOrder holds that timers fire by their moment, those of one
// moment in the order they were set, and that removed ones do not fire.
func TestTimersFireInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := &engine{}
		type entry struct {
			at  int64
			seq int
		}
		var want, got []entry
		var set []*timer
		for i, at := range rapid.SliceOfN(rapid.Int64Range(0, 5), 0, 40).Draw(t, "moments") {
			set = append(set, e.timerAt(at, func() { got = append(got, entry{at, i}) }))
		}
		for i, timer := range set {
			if rapid.Bool().Draw(t, "removed") {
				e.timers.remove(timer)
				e.timers.remove(timer)
			} else {
				want = append(want, entry{timer.at, i})
			}
		}
		slices.SortFunc(want, func(a, b entry) int { return int(a.at-b.at)*1000 + a.seq - b.seq })
		for e.timers.len() > 0 {
			next := e.timers.first()
			e.timers.remove(next)
			next.fire()
		}
		if !slices.Equal(got, want) {
			t.Fatalf("fired %v, want %v", got, want)
		}
	})
}

func TestISO(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC).UnixNano()
	for add, want := range map[int64]string{
		0: "2026-01-02T03:04:05Z", 6e6: "2026-01-02T03:04:05.006Z", 7e3: "2026-01-02T03:04:05.000007Z", 8: "2026-01-02T03:04:05.000000008Z",
	} {
		if got := iso(at + add); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestDelays(t *testing.T) {
	plain := retrier{interval: 1, rate: 2}
	capped := retrier{interval: 3, rate: 2, most: 5}
	endless := retrier{interval: 99999998, rate: 99}
	for _, test := range []struct {
		r    retrier
		done int32
		want time.Duration
	}{
		{plain, 0, time.Second}, {plain, 3, 8 * time.Second}, {capped, 0, 3 * time.Second}, {capped, 4, 5 * time.Second},
	} {
		if got := test.r.delay(test.done); got != test.want {
			t.Errorf("%+v after %d retries waits %s, want %s", test.r, test.done, got, test.want)
		}
	}
	if d := endless.delay(1000); d <= 0 {
		t.Errorf("a huge delay became %s", d)
	}
}

// TestAdvanceForEver holds that the clock never goes back, however long is waited.
func TestAdvanceForEver(t *testing.T) {
	x := start(t, `{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":5,"End":true}}}`, `{}`, Options{})
	for range 2 {
		before := x.Now()
		if err := x.Advance(1<<63 - 1); err != nil {
			t.Fatal(err)
		}
		if x.Status() != Succeeded || x.Now().Before(before) {
			t.Errorf("%s at %s, after %s", x.Status(), x.Now(), before)
		}
	}
}
