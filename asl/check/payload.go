package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var payload = &Rule{Code: "QS6003", Name: "payload", Severity: diag.Error, Title: "A call gets what it needs", state: checkPayloads}

// neededFields are the fields that AWS is known to refuse a call without, separated by
// blanks.
var neededFields = map[string]string{
	"lambda:invoke":         "FunctionName",
	"sqs:sendMessage":       "QueueUrl MessageBody",
	"sns:publish":           "Message",
	"dynamodb:putItem":      "TableName Item",
	"dynamodb:getItem":      "TableName Key",
	"states:startExecution": "StateMachineArn",
	"events:putEvents":      "Entries",
	"ecs:runTask":           "TaskDefinition",
	"glue:startJobRun":      "JobName",
}

// wantedFields are needed by the API, as far as its documentation says.
var wantedFields = map[string]string{
	"apigateway:invoke":                   "ApiEndpoint Method",
	"athena:getQueryExecution":            "QueryExecutionId",
	"athena:getQueryResults":              "QueryExecutionId",
	"athena:startQueryExecution":          "QueryString",
	"athena:stopQueryExecution":           "QueryExecutionId",
	"batch:submitJob":                     "JobName JobQueue JobDefinition",
	"bedrock:createModelCustomizationJob": "JobName CustomModelName RoleArn BaseModelIdentifier TrainingDataConfig OutputDataConfig",
	"bedrock:invokeModel":                 "ModelId",
	"codebuild:startBuild":                "ProjectName",
	"codebuild:startBuildBatch":           "ProjectName",
	"codebuild:stopBuild":                 "Id",
	"codebuild:stopBuildBatch":            "Id",
	"codebuild:batchDeleteBuilds":         "Ids",
	"codebuild:deleteBuildBatch":          "Id",
	"databrew:startJobRun":                "Name",
	"dynamodb:deleteItem":                 "TableName Key",
	"dynamodb:updateItem":                 "TableName Key",
	"eks:call":                            "ClusterName CertificateAuthority Endpoint Method Path",
	"eks:createCluster":                   "Name RoleArn ResourcesVpcConfig",
	"eks:deleteCluster":                   "Name",
	"eks:createNodegroup":                 "ClusterName NodegroupName NodeRole Subnets",
	"eks:deleteNodegroup":                 "ClusterName NodegroupName",
	"eks:runJob":                          "ClusterName CertificateAuthority Endpoint Job",
	"elasticmapreduce:addStep":            "ClusterId Step",
	"elasticmapreduce:cancelStep":         "ClusterId StepId",
	"elasticmapreduce:createCluster":      "Name Instances",
	"elasticmapreduce:terminateCluster":   "ClusterId",
	"emr-containers:createVirtualCluster": "Name ContainerProvider",
	"emr-containers:deleteVirtualCluster": "Id",
	"emr-containers:startJobRun":          "VirtualClusterId",
	"emr-serverless:cancelJobRun":         "ApplicationId JobRunId",
	"emr-serverless:createApplication":    "ReleaseLabel Type",
	"emr-serverless:deleteApplication":    "ApplicationId",
	"emr-serverless:startApplication":     "ApplicationId",
	"emr-serverless:startJobRun":          "ApplicationId ExecutionRoleArn",
	"emr-serverless:stopApplication":      "ApplicationId",
	"http:invoke":                         "ApiEndpoint Method",
	"mediaconvert:createJob":              "Role Settings",
	"sagemaker:createEndpoint":            "EndpointName EndpointConfigName",
	"sagemaker:createEndpointConfig":      "EndpointConfigName ProductionVariants",
	"sagemaker:createModel":               "ModelName",
	"sagemaker:createProcessingJob":       "ProcessingJobName ProcessingResources AppSpecification RoleArn",
	"sagemaker:createTrainingJob":         "TrainingJobName AlgorithmSpecification RoleArn OutputDataConfig ResourceConfig StoppingCondition",
	"sagemaker:createTransformJob":        "TransformJobName ModelName TransformInput TransformOutput TransformResources",
	"sagemaker:updateEndpoint":            "EndpointName EndpointConfigName",
}

func checkPayloads(r *run, p *visit) {
	t, ok := p.State.(*asl.Task)
	if !ok {
		return
	}
	arn := p.arn
	if arn.form != serviceResource && arn.form != sdkResource {
		return
	}
	field := "Parameters"
	if p.language == asl.JSONata {
		field = "Arguments"
	}
	if !t.Has(field) {
		r.noPayload(p, t, arn, field)
		return
	}
	r.checkPayload(p, t, arn, field)
}

func (r *run) noPayload(p *visit, t *asl.Task, arn resourceARN, field string) {
	if other := map[string]string{"Parameters": "Arguments", "Arguments": "Parameters"}[field]; t.Has(other) || near(&t.Object, field) {
		return // reported already
	}
	call := arn.service + ":" + arn.call
	if arn.form != serviceResource || neededFields[call] == "" {
		return
	}
	r.report(problem{
		state:   p.Name,
		at:      t.At(),
		message: fmt.Sprintf("%s needs %s with %s", call, field, strings.ReplaceAll(neededFields[call], " ", " and ")),
		aws:     schema(field+" field is required for resource ARN: "+t.Resource, t.Location()),
	})
}

func (r *run) checkPayload(p *visit, t *asl.Task, arn resourceARN, field string) {
	v := t.Raw(field)
	if v.Kind() != jsonvalue.Object {
		return
	}
	call := arn.service + ":" + arn.call
	if arn.form != serviceResource {
		call = ""
	}
	needed, wanted := strings.Fields(neededFields[call]), strings.Fields(wantedFields[call])
	r.checkCase(p, t, field, v, slices.Concat(needed, wanted))
	for _, f := range slices.Concat(needed, wanted) {
		if v.Get(f).Exists() || v.Get(f+".$").Exists() && p.language == asl.JSONPath {
			continue
		}
		x := problem{state: p.Name, at: t.At(field), message: fmt.Sprintf("%s needs %s", call, f)}
		if near := nearMember(v, f); near != "" {
			x.at, x.help = t.NameAtPath(field, near), fmt.Sprintf("write %s for %q", f, near)
		}
		if slices.Contains(wanted, f) {
			x.severity = diag.Warning
		} else {
			x.aws = schema("The field '"+f+"' is required but was missing", t.Location(field))
		}
		r.report(x)
	}
}

// checkCase looks for members that begin with a small letter: the service takes
// capital ones, whatever the API's own spelling.
func (r *run) checkCase(p *visit, t *asl.Task, field string, v jsonvalue.Value, asked []string) {
	for _, m := range v.Members() {
		if c := m.Name; c != "" && c[0] >= 'a' && c[0] <= 'z' {
			capital := strings.ToUpper(c[:1]) + c[1:]
			if slices.Contains(asked, strings.TrimSuffix(capital, ".$")) {
				continue // it is reported as missing
			}
			r.report(problem{
				state:    p.Name,
				at:       t.NameAtPath(field, c),
				severity: diag.Warning,
				message:  fmt.Sprintf("%q begins with a small letter", c),
				help:     fmt.Sprintf("write %q: the fields of a call are in Pascal case here, whatever the API's own spelling", capital),
			})
		}
	}
}

// near tells whether a field that the language does not know is likely the one
// that is missing.
func near(o *asl.Object, field string) bool {
	_, help := misspelt(o, []string{field})
	return help != ""
}

// nearMember gives a misspelt member, or "".
func nearMember(v jsonvalue.Value, want string) string {
	for _, m := range v.Members() {
		name := strings.TrimSuffix(m.Name, ".$")
		if name != want && diag.Suggest(name, []string{want}) != "" {
			return m.Name
		}
	}
	return ""
}
