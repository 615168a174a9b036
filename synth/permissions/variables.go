package permissions

import (
	"strings"

	"github.com/quickstep-go/quickstep/synth/permissions/internal/awsdata"
)

// spelling says which argument holds a variable of an ARN, where its name does
// not, and of which shape that argument is.
type spelling struct {
	prefix, variable string
	argument         string
	shape            *shape // nil: a plain name
}

// spellings is the table of such arguments. A new one is one more row.
var spellings = []spelling{
	{"dynamodb", "TableName", "TableName", &table},
	{"ecs", "ClusterName", "Cluster", nil},
	{"ecs", "ServiceName", "Service", nil},
	{"ecs", "TaskId", "Task", nil},
	{"ecs", "TaskDefinitionFamilyName", "Family", nil},
	{"ecs", "TaskDefinitionFamilyName", "TaskDefinition", &taskDefinition},
	{"events", "EventBusName", "EventBusName", &bus},
	{"glue", "CrawlerName", "Name", nil},
	{"glue", "TableName", "Name", nil},
	{"kms", "KeyId", "KeyId", &kmsKey},
	{"lambda", "FunctionName", "FunctionName", &function},
	{"logs", "LogGroupName", "LogGroupName", nil},
	{"s3", "BucketName", "Bucket", &bucket},
	{"s3", "ObjectName", "Key", nil},
	{"secretsmanager", "SecretId", "SecretId", &secret},
	{"sns", "TopicName", "TopicArn", &topic},
	{"sqs", "QueueName", "QueueUrl", &queue},
	{"ssm", "ParameterNameWithoutLeadingSlash", "Name", &parameter},
	{"states", "StateMachineName", "StateMachineArn", &machine},
}

var (
	kmsKey    = arned("the key", "@:kms:~:key/{}")
	secret    = arned("the secret", "@:secretsmanager:~:secret:{}-??????") // AWS adds six characters to the name
	parameter = named("the parameter", "@:ssm:~:parameter/{}")
)

// variable finds what the arguments say of a variable in a type's ARN, and the
// shape of the argument that says it.
func (c *call) variable(prefix, name string, t awsdata.ResourceType) (text, *shape) {
	if c.whole != "" {
		return text{}, nil
	}
	for i := range spellings {
		s := &spellings[i]
		if s.prefix != prefix || s.variable != name {
			continue
		}
		if v := c.spelledAt(s.argument); v.given {
			return withoutSlash(s.shape, v), s.shape
		}
	}
	for _, argument := range c.likely(name, t) {
		if v := c.spelledAt(argument); v.given {
			return v, arnShape(argument, v, t)
		}
	}
	return text{}, nil
}

func (c *call) spelledAt(argument string) text { return c.at(c.spelled(argument)) }

// likely gives the arguments that may hold a variable: one of its own name, the
// ARN of the thing, or Name and Id in an operation on the thing.
func (c *call) likely(variable string, t awsdata.ResourceType) []string {
	stem := strings.TrimSuffix(strings.TrimSuffix(variable, "Name"), "Id")
	names := []string{variable, stem + "Arn", stem + "Identifier", stem}
	if noun := strings.ReplaceAll(typeNoun(t.ARN), "-", ""); noun != "" && strings.Contains(strings.ToLower(c.name), noun) {
		names = append(names, "Arn", "Name", "Id")
	}
	return append(names, "ResourceArn")
}

// arnShape makes a substitution in an argument that takes ARNs stand for one.
func arnShape(argument string, v text, t awsdata.ResourceType) *shape {
	if !strings.HasSuffix(argument, "Arn") || strings.HasPrefix(v.known, "arn:") {
		return nil
	}
	return &shape{arn: t.ARN, takesARN: true, ref: FormARN}
}

// withoutSlash takes the slash off a parameter's name, which its ARN lacks.
func withoutSlash(s *shape, v text) text {
	if s == &parameter {
		v.known = strings.TrimPrefix(v.known, "/")
	}
	return v
}
