// Package library is a construct library as a platform team would publish it: one
// construct, [OrderPipeline], with the team's decisions made, built on the
// constructs of Quickstep.
//
//	pipeline := library.NewOrderPipeline(stack, new("Orders"), &library.OrderPipelineProps{
//		Ship:  carrier,
//		Pager: pager,
//	})
//	pipeline.GrantPlaceOrders(shop)
//
// Goals: a team that sells things gets a queue, a workflow, alarms and a safe
// deployment in one line, and cannot get them wrong. Non-goals: other languages
// than Go, since Go constructs cannot be exported through jsii.
//
// See README.md for versions, and docs/construct-modules.md of Quickstep for how
// such a module is released.
package library

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	construct "github.com/aws/constructs-go/constructs/v10"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/constructs/golambda"

	"github.com/quickstep-go/quickstep/examples/library/orders"

	// What the host below links must be in the go.sum of every app that uses this
	// module, since golambda builds the host there.
	_ "github.com/quickstep-go/quickstep/dsl/lambda/lambdahost"
)

// host is the main package of the library's own functions. It is an import path,
// so that it is found from the app's module.
const host = "github.com/quickstep-go/quickstep/examples/library/orders/host"

// OrderPipelineProps says what an [OrderPipeline] needs of its shop.
type OrderPipelineProps struct {
	// Ship is the function that hands an order to a carrier: it takes an
	// orders.Priced and gives an orders.Shipment. Required.
	Ship awslambda.IFunction

	// Pager is told when orders fail in numbers. Required.
	Pager constructs.Topic

	// BatchSize is how many orders one execution takes, from 1 to 10. Optional: 10.
	BatchSize *float64
}

// OrderPipeline ships the orders that are put into its queue. Orders that cannot
// be shipped are in Rejected, with the reason; batches that could not even be
// started are in Lost.
type OrderPipeline struct {
	construct.Construct

	// Orders takes the orders: orders.Order as JSON.
	Orders awssqs.Queue
	// Rejected holds orders.Rejection as JSON.
	Rejected awssqs.Queue
	// Lost holds messages that started no execution three times.
	Lost awssqs.Queue
	// Workflow is the state machine and what belongs to it. Its Err says what is
	// wrong with the props.
	Workflow *constructs.Workflow
	// Live is the alias that executions start by. A new version gets a tenth of
	// them for ten minutes, and all afterwards unless an alarm goes off.
	Live *constructs.Alias
}

// NewOrderPipeline puts a pipeline under a scope.
func NewOrderPipeline(scope construct.Construct, id *string, props *OrderPipelineProps) *OrderPipeline {
	if props == nil {
		props = &OrderPipelineProps{}
	}
	p := &OrderPipeline{}
	construct.NewConstruct_Override(p, scope, id)
	p.Lost = p.queue("Lost", awscdk.Duration_Days(new(14.0)), nil)
	p.Rejected = p.queue("Rejected", awscdk.Duration_Days(new(14.0)), nil)
	excuse(p.Rejected, "AwsSolutions-SQS3", "People read this queue: what is in it was given up already.")
	p.Orders = p.queue("Orders", awscdk.Duration_Days(new(4.0)), &awssqs.DeadLetterQueue{Queue: p.Lost, MaxReceiveCount: new(3.0)})
	p.Workflow = constructs.NewWorkflow(p, new("Workflow"), &constructs.WorkflowProps{
		Definition: orders.Workflow,
		Bind:       p.bind(props),
		Alarms:     p.alarms(props),
	})
	p.Live = p.Workflow.AddAlias(new("live"), &constructs.AliasProps{Deployment: &constructs.DeploymentProps{
		Type: constructs.Canary, Percentage: new(10.0), Interval: awscdk.Duration_Minutes(new(10.0))}})
	p.Workflow.FromQueue(new("Incoming"), &constructs.FromQueueProps{Queue: p.Orders, Alias: p.Live, BatchSize: props.BatchSize})
	return p
}

// excuse says why a rule of cdk-nag does not hold for a resource. It is what
// cdk-nag's own NagSuppressions writes, without making every app load it.
func excuse(of construct.IConstruct, rule, reason string) {
	of.Node().DefaultChild().(awscdk.CfnResource).AddMetadata(new("cdk_nag"), map[string]any{
		"rules_to_suppress": []any{map[string]any{"id": rule, "reason": reason}},
	})
}

// GrantPlaceOrders lets a grantee put orders into the queue.
func (p *OrderPipeline) GrantPlaceOrders(grantee awsiam.IGrantable) {
	p.Orders.GrantSendMessages(grantee)
}

// bind gives the resources that the workflow names. What the props lack is left
// out, which the workflow reports with its name and the line.
func (p *OrderPipeline) bind(props *OrderPipelineProps) map[string]any {
	bind := map[string]any{
		orders.Price.Name(): golambda.NewFunction(p, new("Price"), &golambda.FunctionProps{
			Entry: host, Function: orders.Price.Name(),
			FunctionOptions: awslambda.FunctionOptions{Timeout: awscdk.Duration_Seconds(new(10.0)), MemorySize: new(256.0)},
		}),
		orders.Rejected.Name(): p.Rejected,
	}
	if props.Ship != nil {
		bind[orders.Ship.Name()] = props.Ship
	}
	return bind
}

// alarms reports a missing pager: a pipeline that fails in silence is not one.
func (p *OrderPipeline) alarms(props *OrderPipelineProps) *constructs.AlarmsProps {
	if props.Pager == nil {
		awscdk.Annotations_Of(p).AddError(new("OrderPipeline: Pager is missing; set it to the topic that is told when orders fail"))
	}
	return &constructs.AlarmsProps{Topic: props.Pager}
}

func (p *OrderPipeline) queue(id string, keep awscdk.Duration, dead *awssqs.DeadLetterQueue) awssqs.Queue {
	return awssqs.NewQueue(p, &id, &awssqs.QueueProps{
		Encryption:      awssqs.QueueEncryption_SQS_MANAGED,
		EnforceSSL:      new(true),
		RetentionPeriod: keep,
		DeadLetterQueue: dead,
	})
}
