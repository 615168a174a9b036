package workflows

import (
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/awssdk"
	"github.com/quickstep-go/quickstep/dsl/patterns"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type wish struct {
	Name    string   `json:"name"`
	Email   string   `json:"email"`
	Regions []string `json:"regions"`
}

type (
	accountRequest struct {
		AccountName string `json:"AccountName"`
		Email       string `json:"Email"`
	}
	accountQuery struct {
		CreateAccountRequestID string `json:"CreateAccountRequestId"`
	}
	accountAnswer struct {
		CreateAccountStatus accountStatus `json:"CreateAccountStatus"`
	}
	accountStatus struct {
		ID            string  `json:"Id"`
		State         string  `json:"State"`
		AccountID     *string `json:"AccountId,omitempty"`
		FailureReason *string `json:"FailureReason,omitempty"`
	}
	instancesRequest struct {
		StackSetName string   `json:"StackSetName"`
		Accounts     []string `json:"Accounts"`
		Regions      []string `json:"Regions"`
	}
)

var (
	wishes          = dsl.Fields[wish]()
	accountRequests = dsl.Fields[accountRequest]()
	accountQueries  = dsl.Fields[accountQuery]()
	accountAnswers  = dsl.Fields[accountAnswer]()
	instanceSets    = dsl.Fields[instancesRequest]()

	createAccount  = awssdk.Of[accountRequest, accountAnswer]("organizations", "createAccount")
	lookAtAccount  = awssdk.Of[accountQuery, accountAnswer]("organizations", "describeCreateAccountStatus")
	addStackToThem = awssdk.Of[instancesRequest, map[string]any]("cloudformation", "createStackInstances").
			AllowedOn("arn:${AWS::Partition}:cloudformation:*:${AWS::AccountId}:stackset/baseline:*")
)

// vending makes an AWS account and sets it up in each region.
var vending = dsl.Define("Vending", func(b *dsl.Block, in dsl.Val[wish]) dsl.Val[string] {
	asked := dsl.Task(b, "Create Account", createAccount, dsl.Build(accountRequest{},
		dsl.To(&accountRequests.AccountName, dsl.At(in, &wishes.Name)), dsl.To(&accountRequests.Email, dsl.At(in, &wishes.Email))))
	request := dsl.Name(b, "request", dsl.At(asked, &accountAnswers.CreateAccountStatus.ID))
	made := patterns.PollUntil(b.Prefix("Account"), patterns.Poll{Every: 30 * time.Second, Max: 60}, func(b *dsl.Block) dsl.Val[accountAnswer] {
		found := dsl.Task(b, "Look", lookAtAccount, dsl.Build(accountQuery{}, dsl.To(&accountQueries.CreateAccountRequestID, request)))
		dsl.If(b, "Failed?", dsl.Eq(dsl.At(found, &accountAnswers.CreateAccountStatus.State), "FAILED"), func(b *dsl.Block) {
			reason := dsl.Or(dsl.AtOpt(found, &accountAnswers.CreateAccountStatus.FailureReason), "no reason given")
			dsl.FailWith(b, "Failed", dsl.Build(dsl.ErrorOutput{Error: "NoAccount"}, dsl.To(&errorOf.Cause, reason)))
		})
		return found
	}, func(a dsl.Val[accountAnswer]) dsl.Cond {
		return dsl.Eq(dsl.At(a, &accountAnswers.CreateAccountStatus.State), "SUCCEEDED")
	})
	account := dsl.Name(b, "account", dsl.AtOpt(made, &accountAnswers.CreateAccountStatus.AccountID))
	dsl.Map(b, "Each Region", dsl.At(in, &wishes.Regions), func(b *dsl.Block, region dsl.Val[string]) dsl.Val[map[string]any] {
		return dsl.Task(b, "Add Baseline", addStackToThem, dsl.Build(instancesRequest{StackSetName: "baseline"},
			dsl.To(&instanceSets.Accounts, dsl.List(account)), dsl.To(&instanceSets.Regions, dsl.List(region))),
			dsl.Policy{Retry: []dsl.Retry{{On: []dsl.ErrorName{"CloudFormation.OperationInProgressException"}, Every: time.Minute, Max: 10}}})
	}, dsl.MapOptions{MaxConcurrency: 1}) // a stack set does one thing at a time
	return account
})

func TestVending(t *testing.T) {
	inBoth(t, vending, func(t *testing.T, o ...dsl.Option) {
		answer := func(state string, account *string) accountAnswer {
			return accountAnswer{accountStatus{ID: "car-1", State: state, AccountID: account}}
		}
		r := sfntest.New(t, vending.Redefine(o...))
		answers(r, createAccount, answer("IN_PROGRESS", nil))
		answers(r, lookAtAccount, answer("IN_PROGRESS", nil), answer("SUCCEEDED", new("111122223333")))
		added := answers(r, addStackToThem, map[string]any{"OperationId": "op"})
		e := r.Start(wish{"data", "data@example.com", []string{"eu-west-1", "us-east-1"}})
		if out, err := e.Result(); err != nil || out != "111122223333" || len(*added) != 2 || (*added)[1].Regions[0] != "us-east-1" {
			t.Errorf("got %q, %v, added %v", out, err, *added)
		}
		answers(r, lookAtAccount, answer("FAILED", nil))
		ends(t, r.Start(wish{Regions: []string{}}), "NoAccount")
	})
}
