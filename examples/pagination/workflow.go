// Package pagination counts the executions of a state machine by how they ended: an
// AWS API that answers page by page, and a loop that asks for the next one.
package pagination

import (
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/awssdk"
	"github.com/quickstep-go/quickstep/dsl/patterns"
)

// Input names the state machine.
type Input struct {
	Machine string `json:"machine"` // its ARN
}

// Counts are how its executions ended, of those that succeeded or failed.
type Counts struct {
	Succeeded int `json:"succeeded"`
	Failed    int `json:"failed"`
}

var (
	input     = dsl.Fields[Input]()
	counts    = dsl.Fields[Counts]()
	request   = dsl.Fields[sfn.ListExecutionsInput]()
	page      = dsl.Fields[sfn.ListExecutionsOutput]()
	execution = dsl.Fields[types.ExecutionListItem]()
)

// ListExecutions gives a page of executions. Which state machine it is about comes
// with the input, so the permission is for all of the account.
var ListExecutions = awssdk.Call[sfn.ListExecutionsInput, sfn.ListExecutionsOutput]().
	AllowedOn("arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:*")

// Workflow goes through the pages and counts: it fetches a page, adds it to the counts
// so far, and fetches the next one as long as the page says that there is one.
var Workflow = dsl.Define("Pagination", func(b *dsl.Block, in dsl.Val[Input]) dsl.Val[Counts] {
	fetch := func(b *dsl.Block, next dsl.Val[string]) dsl.Val[sfn.ListExecutionsOutput] {
		return dsl.Task(b, "List Executions", ListExecutions, dsl.Build(sfn.ListExecutionsInput{MaxResults: 100},
			dsl.To(&request.StateMachineArn, dsl.At(in, &input.Machine)),
			dsl.ToOpt(&request.NextToken, next))) // left out for the first page, where next is absent
	}
	next := func(p dsl.Val[sfn.ListExecutionsOutput]) dsl.Val[string] { return dsl.AtOpt(p, &page.NextToken) }
	count := func(_ *dsl.Block, so dsl.Val[Counts], p dsl.Val[sfn.ListExecutionsOutput]) dsl.Val[Counts] {
		all := dsl.At(p, &page.Executions)
		ended := func(how types.ExecutionStatus) dsl.Val[int] {
			return dsl.Count(dsl.Filter(all, func(e dsl.Val[types.ExecutionListItem]) dsl.Cond {
				return dsl.Eq(dsl.At(e, &execution.Status), how)
			}))
		}
		return dsl.Build(Counts{},
			dsl.To(&counts.Succeeded, dsl.AddVal(dsl.At(so, &counts.Succeeded), ended(types.ExecutionStatusSucceeded))),
			dsl.To(&counts.Failed, dsl.AddVal(dsl.At(so, &counts.Failed), ended(types.ExecutionStatusFailed))))
	}
	return patterns.Pages(b, dsl.Lit(Counts{}), fetch, next, count)
})
