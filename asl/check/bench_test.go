package check_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/asl/check"
)

// chain writes a machine of n states of several kinds.
func chain(n int) []byte {
	var b strings.Builder
	b.WriteString(`{"QueryLanguage": "JSONata", "StartAt": "S0", "States": {`)
	for i := range n - 1 {
		switch i % 4 {
		case 0:
			fmt.Fprintf(&b, `"S%d": {"Type": "Pass", "Assign": {"v%d": "{%% $states.input.n + 1 %%}"}, "Next": "S%d"},`, i, i%7, i+1)
		case 1:
			fmt.Fprintf(&b, `"S%d": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "f", "Payload": "{%% $states.input %%}"},
				"Retry": [{"ErrorEquals": ["States.ALL"], "MaxAttempts": 2}], "Next": "S%d"},`, i, i+1)
		case 2:
			fmt.Fprintf(&b, `"S%d": {"Type": "Choice", "Choices": [{"Condition": "{%% $states.input.n > 1 %%}", "Next": "S%d"}], "Default": "S%d"},`, i, i+1, n-1)
		default:
			fmt.Fprintf(&b, `"S%d": {"Type": "Wait", "Seconds": 1, "Next": "S%d"},`, i, i+1)
		}
	}
	fmt.Fprintf(&b, `"S%d": {"Type": "Succeed"}}}`, n-1)
	return []byte(b.String())
}

// BenchmarkDefinition parses and checks machines of 10 to 10,000 states; the time
// per state should stay about the same.
func BenchmarkDefinition(b *testing.B) {
	for _, n := range []int{10, 100, 1000, 10000} {
		text := chain(n)
		if found := check.Definition(text); found.HasErrors() && len(text) < check.MaxDefinition {
			b.Fatal(found)
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				check.Definition(text)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/state")
		})
	}
}

func BenchmarkParse(b *testing.B) {
	text := chain(1000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		asl.Parse(text)
	}
}

// BenchmarkFile checks the file that the variable ASL_FILE names, to compare with
// other checkers.
func BenchmarkFile(b *testing.B) {
	text, err := os.ReadFile(os.Getenv("ASL_FILE"))
	if err != nil {
		b.Skip("set ASL_FILE to a definition")
	}
	for b.Loop() {
		check.Definition(text)
	}
}
