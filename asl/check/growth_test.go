package check_test

import (
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/asl/check"
	"github.com/quickstep-go/quickstep/internal/cputime"
)

// TestTimePerState holds that a state of a machine of 10,000 takes at most 1.5 times
// as long to parse and check as one of a machine of 10, whatever its shape. Both get
// turns until that shows, as others use the machine as well.
func TestTimePerState(t *testing.T) {
	if testing.Short() || cputime.Race {
		t.Skip("it is about time: not in short runs, not under the race detector")
	}
	for _, shape := range shapes {
		t.Run(shape.name, func(t *testing.T) {
			small, large := shape.write(10), shape.write(10_000)
			few, many := perState(small, 1000), perState(large, 1)
			for turns := 0; turns < 60 && many > few*3/2; turns++ {
				few, many = min(few, perState(small, 1000)), min(many, perState(large, 1))
			}
			t.Logf("a state of 10 takes %s, one of 10,000 %s: %.2f times", few, many, float64(many)/float64(few))
			if many > few*3/2 {
				t.Error("that is more than 1.5 times")
			}
		})
	}
}

// perState gives the time that a state takes in texts of 10,000 states in all.
func perState(text []byte, times int) time.Duration {
	return cputime.Of(func() {
		for range times {
			check.Definition(text)
		}
	}) / 10_000
}
