package bench

import (
	"runtime"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/runner"
)

// BenchmarkCases runs the cases from text to text, the history recorded.
func BenchmarkCases(b *testing.B) {
	for _, c := range own(b) {
		b.Run(c.Name, func(b *testing.B) { measure(b, c) })
	}
	b.Run("shared", func(b *testing.B) {
		for _, c := range sharedCases(b) {
			if !strings.Contains(c.Name, "probe") {
				b.Run(c.Name, func(b *testing.B) { measure(b, c) })
			}
		}
	})
}

func measure(b *testing.B, c *Case) {
	m, o := compile(b, c), c.Options()
	per(b, c.Transitions, func() {
		if _, err := Execute(m, c.Input, o); err != nil {
			b.Fatal(err)
		}
	})
}

// BenchmarkHistory runs the cases and asks for the history, as events.
func BenchmarkHistory(b *testing.B) {
	for _, c := range own(b) {
		b.Run(c.Name, func(b *testing.B) {
			m, o := compile(b, c), c.Options()
			per(b, c.Transitions, func() {
				x, err := m.Start(b.Context(), c.Input, o)
				if err != nil {
					b.Fatal(err)
				}
				if r, err := x.Result(b.Context()); err != nil || r.Status != runner.Succeeded {
					b.Fatal(r.Status, r.Error, r.Cause, err)
				}
			})
		})
	}
}

// BenchmarkChain runs machines of so many states, BenchmarkItems a Map over so
// many items: the time per transition must hardly grow.
func BenchmarkChain(b *testing.B) { growth(b, chain, 10, 100, 1_000, 10_000) }

func BenchmarkItems(b *testing.B) { growth(b, items, 10, 100, 1_000, 10_000, 100_000) }

func growth(b *testing.B, make func(n int) *Case, sizes ...int) {
	for _, n := range sizes {
		c := make(n)
		b.Run(c.Name, func(b *testing.B) { measure(b, c) })
	}
}

// per times an execution and gives the figures by execution and by transition.
func per(b *testing.B, transitions int, execute func()) {
	b.ReportAllocs()
	before := allocated()
	for b.Loop() {
		execute()
	}
	bytes := float64(allocated()-before) / float64(b.N)
	executions := float64(b.N) / b.Elapsed().Seconds()
	b.ReportMetric(executions, "executions/s")
	b.ReportMetric(executions*float64(transitions), "transitions/s")
	b.ReportMetric(1e9/executions/float64(transitions), "ns/transition")
	b.ReportMetric(bytes/float64(transitions), "B/transition")
}

// allocated counts the bytes that the process has allocated in all.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}
