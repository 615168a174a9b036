package check

import (
	"regexp"
	"slices"
	"strings"
)

// resourceARN is what a Task's Resource says (Developer Guide, "Integrating
// services").
type resourceARN struct {
	form    resourceForm
	service string // "lambda", or the SDK's service
	call    string // "invoke"
	pattern string // "", ".sync", ".sync:2" or ".waitForTaskToken"
}

type resourceForm int

const (
	notARN           resourceForm = iota
	serviceResource               // arn:aws:states:::lambda:invoke
	sdkResource                   // arn:aws:states:::aws-sdk:s3:getObject
	activityResource              // arn:aws:states:…:activity:name
	functionResource              // arn:aws:lambda:…:function:name
	otherResource
	unknownResource // with ${…} in it, so that it is not known yet
)

// hole stands for a ${Substitution}, whose name may hold colons.
const hole = "\x00"

var substitution = regexp.MustCompile(`\$\{[^}]*\}`)

func parseResource(text string) resourceARN {
	if substituted(text) {
		text = substitution.ReplaceAllString(text, hole)
	}
	parts := strings.SplitN(text, ":", 6)
	if len(parts) < 6 || parts[0] != "arn" || parts[5] == "" {
		if strings.Contains(text, hole) {
			return resourceARN{form: unknownResource}
		}
		return resourceARN{form: notARN}
	}
	rest := parts[5]
	switch {
	case strings.Contains(parts[2], hole):
		return resourceARN{form: unknownResource}
	case parts[2] == "lambda":
		return resourceARN{form: functionResource}
	case parts[2] != "states":
		return resourceARN{form: otherResource}
	case strings.HasPrefix(rest, "activity:"):
		return resourceARN{form: activityResource}
	case strings.Contains(rest, hole):
		return resourceARN{form: unknownResource}
	}
	if sdk, ok := strings.CutPrefix(rest, "aws-sdk:"); ok {
		return callOf(sdkResource, sdk)
	}
	return callOf(serviceResource, rest)
}

// callOf reads "lambda:invoke.waitForTaskToken".
func callOf(form resourceForm, rest string) resourceARN {
	service, call, ok := strings.Cut(rest, ":")
	if !ok || service == "" || call == "" {
		return resourceARN{form: otherResource}
	}
	arn := resourceARN{form: form, service: service, call: call}
	if dot := strings.IndexByte(call, '.'); dot >= 0 {
		arn.call, arn.pattern = call[:dot], call[dot:]
	}
	return arn
}

// waits tells whether the work ends when a token comes back.
func (a resourceARN) waits() bool { return a.pattern == ".waitForTaskToken" }

// service is an optimised integration (Developer Guide, "Integrating optimized
// services").
type service struct {
	calls       []string // where all are known
	sync, token bool     // the patterns beside request and response
	jobs        []string // the calls that can be waited for by .sync; none means all
}

var services = map[string]service{
	"apigateway":        {calls: []string{"invoke"}, token: true},
	"athena":            {calls: []string{"startQueryExecution", "stopQueryExecution", "getQueryExecution", "getQueryResults"}, sync: true, jobs: []string{"startQueryExecution"}},
	"batch":             {calls: []string{"submitJob"}, sync: true},
	"bedrock":           {calls: []string{"invokeModel", "createModelCustomizationJob"}, sync: true, token: true},
	"bedrock-agentcore": {},
	"bedrockagentcore":  {},
	"codebuild": {calls: []string{"startBuild", "stopBuild", "batchDeleteBuilds", "batchGetReports", "startBuildBatch", "stopBuildBatch", "retryBuildBatch", "deleteBuildBatch"},
		sync: true, jobs: []string{"startBuild", "startBuildBatch", "retryBuildBatch"}},
	"databrew": {calls: []string{"startJobRun"}, sync: true},
	"dynamodb": {calls: []string{"getItem", "putItem", "updateItem", "deleteItem"}},
	"ecs":      {calls: []string{"runTask"}, sync: true, token: true},
	"eks": {calls: []string{"call", "runJob", "createCluster", "deleteCluster", "createFargateProfile", "deleteFargateProfile", "createNodegroup", "deleteNodegroup"},
		sync: true, token: true, jobs: []string{"runJob", "createCluster", "deleteCluster", "createFargateProfile", "deleteFargateProfile", "createNodegroup", "deleteNodegroup"}},
	"elasticmapreduce": {calls: []string{"createCluster", "terminateCluster", "addStep", "cancelStep", "setClusterTerminationProtection", "modifyInstanceFleetByName", "modifyInstanceGroupByName"},
		sync: true, jobs: []string{"createCluster", "terminateCluster", "addStep"}},
	"emr-containers": {calls: []string{"createVirtualCluster", "deleteVirtualCluster", "startJobRun"}, sync: true, jobs: []string{"deleteVirtualCluster", "startJobRun"}},
	"emr-serverless": {calls: []string{"createApplication", "startApplication", "stopApplication", "deleteApplication", "startJobRun", "cancelJobRun"}, sync: true},
	"events":         {calls: []string{"putEvents"}, token: true},
	"glue":           {calls: []string{"startJobRun"}, sync: true},
	"http":           {calls: []string{"invoke"}},
	"lambda":         {calls: []string{"invoke"}, token: true},
	"mediaconvert":   {calls: []string{"createJob"}, sync: true},
	"sagemaker": {calls: []string{"createEndpoint", "createEndpointConfig", "createHyperParameterTuningJob", "createLabelingJob", "createModel", "createProcessingJob", "createTrainingJob", "createTransformJob", "updateEndpoint"},
		sync: true, jobs: []string{"createHyperParameterTuningJob", "createLabelingJob", "createProcessingJob", "createTrainingJob", "createTransformJob"}},
	"sns":    {calls: []string{"publish"}, token: true},
	"sqs":    {calls: []string{"sendMessage"}, token: true},
	"states": {calls: []string{"startExecution"}, sync: true, token: true},
}

func serviceNames() []string {
	var names []string
	for name := range services {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
