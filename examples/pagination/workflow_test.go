package pagination_test

import (
	"context"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"github.com/quickstep-go/quickstep/examples/pagination"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

func TestCountsOverAllPages(t *testing.T) {
	page := func(next *string, of ...types.ExecutionStatus) (p sfn.ListExecutionsOutput) {
		p.NextToken = next
		p.Executions = []types.ExecutionListItem{}
		for _, s := range of {
			p.Executions = append(p.Executions, types.ExecutionListItem{Status: s})
		}
		return p
	}
	good, bad := types.ExecutionStatusSucceeded, types.ExecutionStatusFailed
	for name, c := range map[string]struct {
		pages map[string]sfn.ListExecutionsOutput // by the token that asks for them
		want  pagination.Counts
	}{
		"none":  {map[string]sfn.ListExecutionsOutput{"": page(nil)}, pagination.Counts{}},
		"one":   {map[string]sfn.ListExecutionsOutput{"": page(nil, good, bad, good)}, pagination.Counts{Succeeded: 2, Failed: 1}},
		"three": {map[string]sfn.ListExecutionsOutput{"": page(new("a"), good), "a": page(new("b"), bad), "b": page(nil, good)}, pagination.Counts{Succeeded: 2, Failed: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			run := sfntest.New(t, pagination.Workflow)
			calls := 0
			sfntest.Call(run, pagination.ListExecutions, func(_ context.Context, in sfn.ListExecutionsInput) (sfn.ListExecutionsOutput, error) {
				calls++
				token := ""
				if in.NextToken != nil {
					token = *in.NextToken
				}
				return c.pages[token], nil
			})
			out, err := run.Start(pagination.Input{Machine: "arn:aws:states:eu-west-1:123456789012:stateMachine:shop"}).Result()
			if err != nil || out != c.want || calls != len(c.pages) {
				t.Errorf("got %+v, %v after %d pages", out, err, calls)
			}
		})
	}
}
