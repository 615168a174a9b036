package permissions

import (
	"strings"

	"github.com/quickstep-go/quickstep/internal/awsdata"
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
	{"ecs", "ClusterName", "Cluster", &cluster},
	{"ecs", "ServiceName", "Service", nil},
	{"ecs", "TaskId", "Task", nil},
	{"ecs", "TaskDefinitionFamilyName", "Family", nil},
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
			return c.arnOf(argument, v, t)
		}
	}
	return text{}, nil
}

func (c *call) spelledAt(argument string) text { return c.at(c.spelled(argument)) }

// likely gives the arguments that may hold a variable: one of its own name, the
// ARN of the thing, or Name and Id in an operation on the thing.
func (c *call) likely(variable string, t awsdata.ResourceType) []string {
	stem := strings.TrimSuffix(strings.TrimSuffix(variable, "Name"), "Id")
	noun := strings.ReplaceAll(typeNoun(t.ARN), "-", "")
	names := []string{variable, noun + "Arn", stem + "Arn", stem + "Identifier", stem}
	if noun != "" && strings.Contains(strings.ToLower(c.name), noun) {
		names = append(names, "Arn", "Name", "Id")
	}
	return append(names, "ResourceArn")
}

// itself is the shape of an argument whose substitution is the resource's ARN.
var itself = &shape{takesARN: true, ref: FormARN}

// arnOf reads an argument that may hold an ARN: of the resource itself, or else of
// another, whose name a written one tells and a substitution does not. The resource
// itself is of the type, or the type is not what the argument is about.
func (c *call) arnOf(argument string, v text, t awsdata.ResourceType) (text, *shape) {
	stem, isARN := strings.CutSuffix(strings.ToLower(argument), "arn")
	_, _, substituted := leadingToken(v.known)
	written := strings.HasPrefix(v.known, "arn:")
	if !isARN || !substituted && !written {
		return v, nil
	}
	own := stem == "" || stem == "resource" || stem == strings.ReplaceAll(typeNoun(t.ARN), "-", "")
	switch {
	case substituted && own:
		return v, itself
	case substituted, own && !ofType(t.ARN, v.known):
		return text{}, nil
	}
	return v, nil
}

// withoutSlash takes the slash off a parameter's name, which its ARN lacks.
func withoutSlash(s *shape, v text) text {
	if s == &parameter {
		v.known = strings.TrimPrefix(v.known, "/")
	}
	return v
}
