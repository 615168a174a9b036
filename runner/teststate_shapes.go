package runner

import (
	"strings"

	"github.com/quickstep-go/quickstep/internal/awsshapes"
)

// models name the services of the optimised integrations as the SDK does. API
// Gateway, EKS and HTTP have no response that a mock is held against.
var models = map[string]string{
	"athena": "athena", "batch": "batch", "bedrock": "bedrock", "codebuild": "codebuild", "databrew": "databrew", "dynamodb": "dynamodb",
	"ecs": "ecs", "elasticmapreduce": "emr", "emr-containers": "emrcontainers", "emr-serverless": "emrserverless", "events": "eventbridge",
	"glue": "glue", "lambda": "lambda", "mediaconvert": "mediaconvert", "sagemaker": "sagemaker", "sns": "sns", "sqs": "sqs", "states": "sfn",
}

// modelled are the calls of optimised integrations that the services' own APIs name
// otherwise, as service:operation. Nothing after the colon is a call whose result
// is no response of an API.
var modelled = map[string]string{
	"bedrock:invokeModel":                              "bedrockruntime:invokeModel",
	"elasticmapreduce:createCluster":                   "emr:",
	"elasticmapreduce:terminateCluster":                "emr:",
	"elasticmapreduce:addStep":                         "emr:",
	"elasticmapreduce:cancelStep":                      "emr:",
	"elasticmapreduce:setClusterTerminationProtection": "emr:",
	"elasticmapreduce:modifyInstanceFleetByName":       "emr:",
	"elasticmapreduce:modifyInstanceGroupByName":       "emr:",
	"athena:startQueryExecution.sync":                  "athena:getQueryExecution",
	"batch:submitJob.sync":                             "batch:describeJobs",
	"bedrock:createModelCustomizationJob.sync":         "bedrock:getModelCustomizationJob",
	"codebuild:startBuild.sync":                        "codebuild:batchGetBuilds",
	"codebuild:startBuildBatch.sync":                   "codebuild:batchGetBuildBatches",
	"codebuild:retryBuildBatch.sync":                   "codebuild:batchGetBuildBatches",
	"ecs:runTask.sync":                                 "ecs:describeTasks",
	"elasticmapreduce:createCluster.sync":              "emr:describeCluster",
	"elasticmapreduce:terminateCluster.sync":           "emr:describeCluster",
	"elasticmapreduce:addStep.sync":                    "emr:describeStep",
	"emr-containers:deleteVirtualCluster.sync":         "emrcontainers:describeVirtualCluster",
	"emr-containers:startJobRun.sync":                  "emrcontainers:describeJobRun",
	"emr-serverless:createApplication.sync":            "emrserverless:getApplication",
	"emr-serverless:startApplication.sync":             "emrserverless:getApplication",
	"emr-serverless:stopApplication.sync":              "emrserverless:getApplication",
	"emr-serverless:deleteApplication.sync":            "emrserverless:getApplication",
	"emr-serverless:startJobRun.sync":                  "emrserverless:getJobRun",
	"emr-serverless:cancelJobRun.sync":                 "emrserverless:getJobRun",
	"glue:startJobRun.sync":                            "glue:getJobRun",
	"mediaconvert:createJob.sync":                      "mediaconvert:getJob",
	"sagemaker:createHyperParameterTuningJob.sync":     "sagemaker:describeHyperParameterTuningJob",
	"sagemaker:createLabelingJob.sync":                 "sagemaker:describeLabelingJob",
	"sagemaker:createProcessingJob.sync":               "sagemaker:describeProcessingJob",
	"sagemaker:createTrainingJob.sync":                 "sagemaker:describeTrainingJob",
	"sagemaker:createTransformJob.sync":                "sagemaker:describeTransformJob",
	"states:startExecution.sync":                       "sfn:describeExecution",
	"states:startExecution.sync:2":                     "sfn:describeExecution",
}

// anyJSON are fields of which the API's model says that they are bytes or texts,
// and whose content Step Functions gives as the JSON that it is.
var anyJSON = map[string][]string{
	"bedrock:invokeModel":          {"Body"},
	"lambda:invoke":                {"Payload"},
	"aws-sdk:lambda:invoke":        {"Payload"},
	"states:startExecution.sync:2": {"Input", "Output"},
}

// response gives what the call of a task answers, if that is known: of a .sync task,
// what the call answers that polls the job.
func (r *resource) response() (*awsshapes.Shape, bool) {
	if r.kind != serviceResource || r.pattern == waitForToken {
		return nil, false
	}
	if service, ok := strings.CutPrefix(r.service, "aws-sdk:"); ok {
		return awsshapes.Response(service, r.api)
	}
	service, operation := models[r.service], r.api
	if other, ok := modelled[r.service+":"+r.action]; ok {
		service, operation, _ = strings.Cut(other, ":")
	} else if r.pattern != requestResponse {
		return nil, false
	}
	return awsshapes.Response(service, operation)
}
