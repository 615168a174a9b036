package permissions

import (
	"fmt"
	"testing"

	"github.com/quickstep-go/quickstep/asl"
)

// BenchmarkDerive derives the statements of machines of a kind of call each.
func BenchmarkDerive(b *testing.B) {
	for _, c := range []struct{ name, resource, argument string }{
		{"lambda", "lambda:invoke", `"FunctionName": "${F%d}"`},
		{"ec2", "aws-sdk:ec2:describeInstances", `"MaxResults": %d`},
		{"dynamodb", "aws-sdk:dynamodb:updateTable", `"TableName": "t%d"`},
	} {
		for _, n := range []int{10, 2000} {
			b.Run(fmt.Sprintf("%s/%d", c.name, n), func(b *testing.B) {
				m := chain(b, n, c.resource, c.argument)
				b.ReportAllocs()
				for b.Loop() {
					if _, found := Derive(m, Options{}); found.HasErrors() {
						b.Fatal(found)
					}
				}
			})
		}
	}
}

func chain(b *testing.B, n int, resource, argument string) *asl.StateMachine {
	text := `{"StartAt": "S0", "States": {`
	for i := range n {
		next := fmt.Sprintf(`"Next": "S%d"}, `, i+1)
		if i == n-1 {
			next = `"End": true}`
		}
		text += fmt.Sprintf(`"S%d": {"Type": "Task", "Resource": "arn:aws:states:::%s", "Parameters": {`+argument+`}, `, i, resource, i) + next
	}
	m, found := asl.Parse([]byte(text + "}}"))
	if found.HasErrors() {
		b.Fatal(found)
	}
	return m
}
