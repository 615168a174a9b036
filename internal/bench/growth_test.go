package bench

import (
	"bytes"
	"fmt"
	"strconv"
	"testing"

	"github.com/quickstep-go/quickstep/internal/cputime"
	"github.com/quickstep-go/quickstep/runner"
)

// chain is a machine of n Pass states, one after the other.
func chain(n int) *Case {
	var b bytes.Buffer
	b.WriteString(`{"StartAt":"S1","States":{`)
	for i := 1; i < n; i++ {
		fmt.Fprintf(&b, `"S%d":{"Type":"Pass","Next":"S%d"},`, i, i+1)
	}
	fmt.Fprintf(&b, `"S%d":{"Type":"Pass","End":true}}}`, n)
	return &Case{Name: strconv.Itoa(n), Definition: b.Bytes(), Input: []byte(`{"hello":"world","n":1}`), Transitions: n}
}

// items is a Map of one Pass over n numbers.
func items(n int) *Case {
	input := []byte{'['}
	for i := range n {
		input = append(strconv.AppendInt(input, int64(i), 10), ',')
	}
	input[len(input)-1] = ']'
	return &Case{Name: strconv.Itoa(n), Input: input, Transitions: n + 1, Definition: []byte(
		`{"StartAt":"Each","States":{"Each":{"Type":"Map","End":true,"ItemProcessor":{"StartAt":"One","States":{"One":{"Type":"Pass","End":true}}}}}}`)}
}

// TestTimePerTransition holds that a transition of a large machine, or of a Map
// over many items, takes at most 1.5 times as long as one of a small. It compares
// what the process works, and the best of several turns.
func TestTimePerTransition(t *testing.T) {
	if testing.Short() || raceDetector {
		t.Skip("it is about time: not in short runs, not under the race detector")
	}
	t.Run("states", func(t *testing.T) { grows(t, chain(10), chain(10_000)) })
	t.Run("items", func(t *testing.T) { grows(t, items(10), items(100_000)) })
}

// Each of the two gets some turns, and more before the test gives up.
const (
	someTurns = 5
	allTurns  = 40
)

func grows(t *testing.T, small, large *Case) {
	run := func(c *Case, times int) func() float64 {
		m, o := compile(t, c), c.Options()
		return func() float64 { return perTransition(t, m, c, o, times) }
	}
	turn := []func() float64{run(small, 2_000), run(large, 1)}
	best := []float64{turn[0](), turn[1]()}
	for n := 1; n < someTurns || n < allTurns && best[1] > 1.5*best[0]; n++ {
		for i := range turn {
			best[i] = min(best[i], turn[i]())
		}
	}
	ratio := best[1] / best[0]
	t.Logf("%.0f ns per transition, then %.0f: %.2f times", best[0], best[1], ratio)
	if ratio > 1.5 {
		t.Errorf("a transition takes %.2f times as long", ratio)
	}
}

// perTransition gives the nanoseconds that a transition takes.
func perTransition(t *testing.T, m *runner.Machine, c *Case, o runner.Options, times int) float64 {
	took := cputime.Of(func() {
		for range times {
			if _, err := Execute(m, c.Input, o); err != nil {
				t.Fatal(err)
			}
		}
	})
	return float64(took.Nanoseconds()) / float64(times*c.Transitions)
}
