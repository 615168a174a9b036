package check_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/asl/check"
)

// shapes are machines of n states; each kind of state asks other rules.
var shapes = []struct {
	name  string
	write func(n int) []byte
}{{"mixed", mixed}, {"chain", chain}, {"choices", choices}, {"maps", maps}, {"jsonata", expressions}, {"variables", variables}}

// machineOf writes a machine of states that the function gives, each with its name,
// and a last one.
func machineOf(language string, n int, state func(i int) string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `{"QueryLanguage": %q, "StartAt": "S0", "States": {`, language)
	for i := range n - 1 {
		fmt.Fprintf(&b, "%s,\n", state(i))
	}
	fmt.Fprintf(&b, `"S%d": {"Type": "Succeed"}}}`, n-1)
	return []byte(b.String())
}

// mixed has states of several kinds, some of them with the same expressions.
func mixed(n int) []byte {
	return machineOf("JSONata", n, func(i int) string {
		switch i % 4 {
		case 0:
			return fmt.Sprintf(`"S%d": {"Type": "Pass", "Assign": {"v%d": "{%% $states.input.n + 1 %%}"}, "Next": "S%d"}`, i, i%7, i+1)
		case 1:
			return fmt.Sprintf(`"S%d": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "f", "Payload": "{%% $states.input %%}"},
				"Retry": [{"ErrorEquals": ["States.ALL"], "MaxAttempts": 2}], "Next": "S%d"}`, i, i+1)
		case 2:
			return fmt.Sprintf(`"S%d": {"Type": "Choice", "Choices": [{"Condition": "{%% $states.input.n > 1 %%}", "Next": "S%d"}], "Default": "S%d"}`, i, i+1, n-1)
		}
		return fmt.Sprintf(`"S%d": {"Type": "Wait", "Seconds": 1, "Next": "S%d"}`, i, i+1)
	})
}

// chain has one JSONPath task after the other.
func chain(n int) []byte {
	return machineOf("JSONPath", n, func(i int) string {
		return fmt.Sprintf(`"S%d": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:getItem",
			"Parameters": {"TableName": "t", "Key": {"id": {"S.$": "States.Format('{}-%d', $.id)"}}}, "ResultPath": "$.r%d",
			"Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "S%d"}], "Next": "S%d"}`, i, i, i, n-1, i+1)
	})
}

// choices has nothing but rules, with tests inside.
func choices(n int) []byte {
	return machineOf("JSONPath", n, func(i int) string {
		return fmt.Sprintf(`"S%d": {"Type": "Choice", "Choices": [
			{"And": [{"Variable": "$.a%d", "IsPresent": true}, {"Variable": "$.a%d", "NumericGreaterThan": %d}], "Next": "S%d"},
			{"Not": {"Variable": "$.b", "StringEquals": "x"}, "Next": "S%d"}], "Default": "S%d"}`, i, i, i, i, i+1, (i*7)%n, n-1)
	})
}

// maps has Map and Parallel states around single ones: four states in each.
func maps(n int) []byte {
	return machineOf("JSONPath", (n+3)/4, func(i int) string {
		if i%2 == 0 {
			return fmt.Sprintf(`"S%d": {"Type": "Map", "ItemsPath": "$.items", "ItemProcessor": {"ProcessorConfig": {"Mode": "INLINE"}, "StartAt": "A%d", "States": {
				"A%d": {"Type": "Pass", "Parameters": {"x.$": "$.x"}, "Next": "B%d"}, "B%d": {"Type": "Wait", "Seconds": 1, "Next": "C%d"}, "C%d": {"Type": "Succeed"}}}, "Next": "S%d"}`, i, i, i, i, i, i, i, i+1)
		}
		return fmt.Sprintf(`"S%d": {"Type": "Parallel", "ResultPath": null, "Branches": [
			{"StartAt": "A%d", "States": {"A%d": {"Type": "Pass", "Next": "B%d"}, "B%d": {"Type": "Pass", "End": true}}},
			{"StartAt": "C%d", "States": {"C%d": {"Type": "Pass", "Result": {"done": true}, "End": true}}}], "Next": "S%d"}`, i, i, i, i, i, i, i, i+1)
	})
}

// expressions has another expression in every state.
func expressions(n int) []byte {
	return machineOf("JSONata", n, func(i int) string {
		return fmt.Sprintf(`"S%d": {"Type": "Pass", "Output": {"total": "{%% $sum($states.input.orders[price > %d].(price * quantity)) %%}", "name": "{%% $uppercase($states.input.name%d) & '!' %%}"}, "Next": "S%d"}`, i, i, i, i+1)
	})
}

// variables assigns another variable in every state, and reads it in the next.
func variables(n int) []byte {
	return machineOf("JSONPath", n, func(i int) string {
		return fmt.Sprintf(`"S%d": {"Type": "Pass", "Assign": {"v%d.$": "$.a", "w.$": "$v%d"}, "Next": "S%d"}`, i, i+1, i, i+1)
	})
}

// BenchmarkDefinition parses and checks machines of 10 to 10,000 states; the time
// per state should stay about the same.
func BenchmarkDefinition(b *testing.B) {
	for _, shape := range shapes {
		for _, n := range []int{10, 100, 1000, 10000} {
			b.Run(fmt.Sprintf("%s/%d", shape.name, n), func(b *testing.B) {
				text := shape.write(n)
				if found := check.Definition(text, check.Without("QS1007")); found.HasErrors() {
					b.Fatal(found)
				}
				b.ReportAllocs()
				for b.Loop() {
					check.Definition(text)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/state")
			})
		}
	}
}

func BenchmarkParse(b *testing.B) {
	text := mixed(1000)
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
