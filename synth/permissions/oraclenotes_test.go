package permissions

// oracleNote says what a recorded case needs beside its definition, and how the
// derived policy is to differ.
type oracleNote struct {
	on      map[string][]string // what the author states
	drops   string              // recorded actions that nothing needs
	adds    string              // actions that were missing or righted
	bad     []string            // actions and patterns of the resources they match nothing or the wrong thing on
	worded  string              // why an exact policy writes the same resources in other words
	leftOut string              // why the case is not compared
}

const (
	region   = "${AWS::Region}:${AWS::AccountId}:"
	arnOf    = "arn:${AWS::Partition}:"
	children = "states:DescribeExecution states:StopExecution"
	redrive  = " states:RedriveExecution"

	// glueWrites are what no query of the cases writes.
	glueWrites = " glue:BatchCreatePartition glue:BatchDeletePartition glue:BatchDeleteTable glue:CreateDatabase glue:CreatePartition glue:CreateTable" +
		" glue:DeleteDatabase glue:DeletePartition glue:DeleteTable glue:UpdateDatabase glue:UpdatePartition glue:UpdateTable s3:CreateBucket "
)

// machineARNs are what no execution's ARN looks like: a machine's, with :* behind.
var machineARNs = []string{"states:DescribeExecution ${Ref:*}:*", "states:StopExecution ${Ref:*}:*"}

// oracleNotes are the notes by case. A case without one has an exact policy, or
// an over-grant in its resources alone.
var oracleNotes = map[string]oracleNote{
	"apigateway-call-http-api": {adds: "execute-api:Invoke",
		bad: []string{"execute-api:Invoke *undefined*"}},
	"apigateway-call-rest-api-cross-region": {adds: "execute-api:Invoke",
		bad: []string{"execute-api:Invoke *:us-east-1:*"}},

	"athena-get-query-execution":  {on: map[string][]string{"Start Athena Query": {"s3://results/"}}, drops: glueWrites},
	"athena-get-query-results":    {on: map[string][]string{"Start Athena Query": {"s3://results/"}}, drops: glueWrites + "athena:getQueryExecution"},
	"athena-stop-query-execution": {on: map[string][]string{"Start Athena Query": {"s3://results/"}}, drops: glueWrites + "athena:getQueryExecution"},
	"athena-start-query-execution-bucket-ref": {drops: glueWrites + "athena:getQueryExecution", adds: "s3:ListBucketMultipartUploads",
		bad: []string{"s3:ListBucketMultipartUploads */folder/*"}},
	"athena-start-query-execution": {drops: glueWrites + "athena:getQueryExecution",
		adds: "s3:AbortMultipartUpload s3:ListBucketMultipartUploads s3:ListMultipartUploadParts s3:PutObject",
		bad:  []string{"s3:PutObject */folder", "s3:ListBucketMultipartUploads */folder"}},

	"aws-sdk-dynamodb-additional-statement": {adds: "dynamodb:PutItem"}, // narrower: the machine's own region and account
	"aws-sdk-efs":                           {on: map[string][]string{"TagEfsAccessPoint": {arnOf + "elasticfilesystem:" + region + "access-point/*"}}},
	"aws-sdk-sfn-start-execution-no-iam": {on: map[string][]string{"RecursiveStartExecution": {arnOf + "states:" + region + "stateMachine:Recursive"}},
		adds: "states:StartExecution"},

	"batch-submit-job-sync-jsonpath-queue": {on: map[string][]string{"Submit Job": {arnOf + "batch:" + region + "job-queue/*"}},
		adds: "batch:DescribeJobs batch:TerminateJob"},
	"batch-submit-job-sync": {adds: "batch:DescribeJobs batch:TerminateJob batch:SubmitJob"}, // the definition that is named

	"bedrock-invoke-model-guardrail": {adds: "bedrock:ApplyGuardrail",
		bad: []string{"bedrock:ApplyGuardrail *:guardrail/*GuardrailArn}"}},
	"bedrock-invoke-model": {on: map[string][]string{"Prompt3": {arnOf + "s3:::names/*"}}},

	// A Ref is all that the definition has. The name that it gives is right for a
	// project and for a parameter; only a project has an Arn attribute.
	"codebuild-start-build-batch-rr-and-sync": {worded: "the ARN of a project is made of the name that the definition has"},
	"codebuild-start-build-rr": {drops: "codebuild:BatchGetBuilds codebuild:BatchGetReports codebuild:StopBuild",
		bad: []string{"codebuild:BatchGetReports *"}},

	"credentials-json-path": {on: map[string][]string{"FakeTaskWithJsonPathCredentials": {"arn:aws:iam::*:role/Worker"}}},
	"credentials-jsonata":   {on: map[string][]string{"FakeTaskWithJSONataCredentials": {"arn:aws:iam::*:role/Worker"}}},
	"custom-state-no-iam":   {adds: "dynamodb:PutItem"},

	"ecs-fargate-run-task-capacity-provider": {adds: "ecs:RunTask"},
	"ecs-fargate-run-task-sync-dynamic-taskdef": {on: map[string][]string{
		"FargateTask": {arnOf + "ecs:" + region + "task-definition/test-family:*"}}},

	"emr-create-addstep-terminate-sync": {on: map[string][]string{
		"EmrAddStep":          {arnOf + "elasticmapreduce:" + region + "cluster/*"},
		"EmrTerminateCluster": {arnOf + "elasticmapreduce:" + region + "cluster/*"}}},
	"emrcontainers-create-start-sync-delete": {on: map[string][]string{
		"Start a Job Run":          {arnOf + "emr-containers:" + region + "/virtualclusters/*"},
		"Delete a Virtual Cluster": {arnOf + "emr-containers:" + region + "/virtualclusters/*"}}},

	"glue-start-crawler": {drops: "glue:GetCrawler"},
	"logging-and-cmk":    {adds: "kms:Decrypt kms:GenerateDataKey"},

	// Under "machine" in --resources the machine's own id can be told.
	"map-distributed-express-children": {worded: "the definition does not name its own machine, which ${StateMachine::Arn} stands for"},
	"map-distributed-items-path-old-iam": {adds: children + redrive,
		bad: machineARNs},
	"map-distributed-json-reader-dynamic-bucket": {on: map[string][]string{"S3JsonItemReaderTestDynamicMap": {"${GetAtt:S3JsonItemReaderTestBucket93893AF2.Arn}"}},
		drops: "s3:ListBucket", adds: children + redrive,
		bad: machineARNs},
	"map-distributed-json-reader-static-bucket": {drops: "s3:ListBucket", adds: children + redrive,
		bad: machineARNs},
	"map-distributed-kms-buckets": {drops: "kms:Encrypt kms:ReEncrypt* kms:DescribeKey"},
	"map-distributed-list-objects-static-bucket": {drops: "s3:GetObject", adds: children + redrive,
		bad: machineARNs},
	"map-distributed-mode-on-inline-map-no-iam": {adds: "states:StartExecution " + children + redrive},
	"map-distributed-result-writer-dynamic-bucket": {on: map[string][]string{"DistributedMap": {arnOf + "s3:::results/my-prefix/*"}},
		adds: children + redrive, bad: machineARNs},
	"map-distributed-result-writer-jsonata": {adds: children,
		bad: machineARNs},

	"sagemaker-create-training-job-rr":    {drops: "sagemaker:AddTags sagemaker:DescribeTrainingJob sagemaker:StopTrainingJob sagemaker:ListTags"},
	"sagemaker-create-training-job-sync":  {drops: "sagemaker:AddTags sagemaker:ListTags"},
	"sagemaker-create-transform-job-sync": {drops: "sagemaker:AddTags sagemaker:ListTags iam:PassRole"},
	"sagemaker-train-model-endpoint": {on: map[string][]string{
		"Create Model":          {arnOf + "sagemaker:" + region + "model/*"},
		"Create enpoint config": {arnOf + "sagemaker:" + region + "endpoint-config/*"},
		"Create endpoint":       {arnOf + "sagemaker:" + region + "endpoint/*", arnOf + "sagemaker:" + region + "endpoint-config/*"},
		"Update endpoint":       {arnOf + "sagemaker:" + region + "endpoint/*", arnOf + "sagemaker:" + region + "endpoint-config/*"}},
		drops: "sagemaker:DescribeTrainingJob sagemaker:StopTrainingJob sagemaker:ListTags", adds: "sagemaker:AddTags"},

	"stepfunctions-start-execution-alias": {adds: "states:StartExecution",
		bad: []string{"states:StartExecution *:execution:*"}},
}
