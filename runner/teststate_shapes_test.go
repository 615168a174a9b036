package runner

import (
	"strings"
	"testing"
)

// optimisedCalls are the calls of the optimised integrations whose response is
// known; ! marks those without an answer of their own.
const optimisedCalls = `
athena startQueryExecution stopQueryExecution getQueryExecution getQueryResults startQueryExecution.sync
batch submitJob submitJob.sync
bedrock invokeModel createModelCustomizationJob createModelCustomizationJob.sync
codebuild startBuild stopBuild batchDeleteBuilds batchGetReports startBuildBatch stopBuildBatch retryBuildBatch deleteBuildBatch startBuild.sync startBuildBatch.sync retryBuildBatch.sync
databrew startJobRun !startJobRun.sync
dynamodb getItem putItem updateItem deleteItem
ecs runTask runTask.sync !runTask.waitForTaskToken
elasticmapreduce !createCluster !terminateCluster !addStep !cancelStep !setClusterTerminationProtection !modifyInstanceFleetByName !modifyInstanceGroupByName createCluster.sync terminateCluster.sync addStep.sync
emr-containers createVirtualCluster deleteVirtualCluster startJobRun startJobRun.sync deleteVirtualCluster.sync
emr-serverless createApplication startApplication stopApplication deleteApplication startJobRun cancelJobRun createApplication.sync startJobRun.sync cancelJobRun.sync
events putEvents !putEvents.waitForTaskToken
glue startJobRun startJobRun.sync
lambda invoke !invoke.waitForTaskToken
mediaconvert createJob createJob.sync
sagemaker createEndpoint createEndpointConfig createHyperParameterTuningJob createLabelingJob createModel createProcessingJob createTrainingJob createTransformJob updateEndpoint createTrainingJob.sync createTransformJob.sync createProcessingJob.sync createLabelingJob.sync createHyperParameterTuningJob.sync
sns publish
sqs sendMessage
states startExecution startExecution.sync startExecution.sync:2
apigateway !invoke
eks !createCluster !createCluster.sync
http !invoke
`

// TestResponsesOfIntegrations holds that each call leads to a response, so that no
// name in the tables is misspelt.
func TestResponsesOfIntegrations(t *testing.T) {
	for line := range strings.Lines(strings.TrimSpace(optimisedCalls)) {
		words := strings.Fields(line)
		for _, call := range words[1:] {
			action, none := strings.CutPrefix(call, "!")
			r := newResource("arn:aws:states:::" + words[0] + ":" + action)
			if _, ok := r.response(); ok == none {
				t.Errorf("%s:%s has a response: %t", words[0], action, ok)
			}
		}
	}
	for call := range modelled {
		service, action, _ := strings.Cut(call, ":")
		if r := newResource("arn:aws:states:::" + call); models[service] == "" || r.action != action {
			t.Errorf("%s is no call of a known service", call)
		}
	}
}
