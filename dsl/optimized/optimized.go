// Package optimized calls the services for which Step Functions has an integration
// of its own and this module has no package: AWS Batch, ECS, Glue, Athena and more.
//
// Payload and result are types of yours, with the names that the service's API
// has. What a service cannot do is a diagnostic.
//
// Goals: every optimised integration in its patterns. Non-goals: typed payloads,
// which dsl/lambda, dsl/dynamodb, dsl/sns, dsl/sqs, dsl/events and dsl/sfn have.
package optimized

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/dsl"
)

// service is what Step Functions offers for one service (Developer Guide,
// "Integrating services with Step Functions").
type service struct {
	operations  []string
	sync, token bool
}

var services = map[string]service{
	"apigateway": {[]string{"invoke"}, false, true},
	"athena":     {[]string{"startQueryExecution", "stopQueryExecution", "getQueryExecution", "getQueryResults"}, true, false},
	"batch":      {[]string{"submitJob"}, true, false},
	"bedrock":    {[]string{"invokeModel", "createModelCustomizationJob"}, true, true},
	"codebuild": {[]string{"startBuild", "stopBuild", "batchDeleteBuilds", "batchGetReports", "startBuildBatch", "stopBuildBatch", "retryBuildBatch",
		"deleteBuildBatch"}, true, false},
	"databrew": {[]string{"startJobRun"}, true, false},
	"dynamodb": {[]string{"getItem", "putItem", "updateItem", "deleteItem"}, false, false},
	"ecs":      {[]string{"runTask"}, true, true},
	"eks": {[]string{"call", "runJob", "createCluster", "deleteCluster", "createFargateProfile", "deleteFargateProfile", "createNodegroup",
		"deleteNodegroup"}, true, true},
	"elasticmapreduce": {[]string{"createCluster", "terminateCluster", "addStep", "cancelStep", "setClusterTerminationProtection",
		"modifyInstanceFleetByName", "modifyInstanceGroupByName"}, true, false},
	"emr-containers": {[]string{"createVirtualCluster", "deleteVirtualCluster", "startJobRun"}, true, false},
	"emr-serverless": {[]string{"createApplication", "startApplication", "stopApplication", "deleteApplication", "startJobRun", "cancelJobRun"}, true, false},
	"events":         {[]string{"putEvents"}, false, true},
	"glue":           {[]string{"startJobRun"}, true, false},
	"http":           {[]string{"invoke"}, false, false},
	"lambda":         {[]string{"invoke"}, false, true},
	"mediaconvert":   {[]string{"createJob"}, true, false},
	"sagemaker": {[]string{"createEndpoint", "createEndpointConfig", "createHyperParameterTuningJob", "createLabelingJob", "createModel",
		"createProcessingJob", "createTrainingJob", "createTransformJob", "updateEndpoint"}, true, false},
	"sns":    {[]string{"publish"}, false, true},
	"sqs":    {[]string{"sendMessage"}, false, true},
	"states": {[]string{"startExecution"}, true, true},
}

// An Operation is one operation of a service, to be called in one of its
// patterns.
type Operation[In, Out any] struct {
	service, operation string
	problem, help      string
}

// Call names an operation, such as Call[Job, Answer]("batch", "submitJob").
func Call[In, Out any](service, operation string) Operation[In, Out] {
	o := Operation[In, Out]{service: service, operation: operation}
	known, ok := services[service]
	switch {
	case !ok:
		o.problem = fmt.Sprintf("Step Functions has no optimised integration for %q", service)
		o.help = or(diag.DidYouMean(service, names()), "call it with dsl/awssdk")
	case !slices.Contains(known.operations, operation):
		o.problem = fmt.Sprintf("the optimised integration for %q has no operation %q", service, operation)
		o.help = or(diag.DidYouMean(operation, known.operations), "it has "+strings.Join(known.operations, ", "))
	}
	return o
}

// Request calls the operation and takes its answer, or hands it a task token in
// a [dsl.WaitForToken].
func (o Operation[In, Out]) Request() dsl.Call[In, Out] {
	return o.call("", services[o.service].token)
}

// Sync calls the operation and waits until the job that it starts is done
// (Developer Guide, "Run a Job").
func (o Operation[In, Out]) Sync() dsl.Call[In, Out] {
	if o.problem == "" && !services[o.service].sync {
		return dsl.NoCall[In, Out](fmt.Sprintf("%s:%s starts no job that Step Functions could wait for", o.service, o.operation), "call it with Request")
	}
	if o.service == "states" {
		return o.call(".sync:2", false)
	}
	return o.call(".sync", false)
}

func (o Operation[In, Out]) call(pattern string, token bool) dsl.Call[In, Out] {
	if o.problem != "" {
		return dsl.NoCall[In, Out](o.problem, o.help)
	}
	return dsl.NewCall[In, Out](dsl.Integration{Resource: "arn:aws:states:::" + o.service + ":" + o.operation + pattern, Token: token})
}

func names() []string {
	var all []string
	for name := range services {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

func or(text, other string) string {
	if text != "" {
		return text
	}
	return other
}
