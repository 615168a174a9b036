package permissions

import "strings"

// shape is a kind of resource as arguments name it: how its ARN is made of what
// the argument holds.
type shape struct {
	kind Kind
	noun string // for people, such as "the table"
	// arn has {} where the argument's text goes; @ stands for arn:${AWS::Partition}
	// and ~ for region and account.
	arn string
	// takesARN tells that the argument may be the ARN itself.
	takesARN bool
	// ref is what CloudFormation's Ref gives for the resource.
	ref Form
}

// The shapes of the resources that integrations name.
var (
	function       = shape{Function, "the function", "@:lambda:~:function:{}", true, FormARN} // Ref of a version or an alias
	topic          = shape{Topic, "the topic", "@:sns:~:{}", true, FormARN}
	queue          = shape{Queue, "the queue", "@:sqs:~:{}", false, FormURL}
	table          = shape{Table, "the table", "@:dynamodb:~:table/{}", true, FormName}
	bus            = shape{Bus, "the event bus", "@:events:~:event-bus/{}", true, FormName}
	machine        = shape{StateMachine, "the state machine", "@:states:~:stateMachine:{}", true, FormARN}
	bucket         = shape{Bucket, "the bucket", "@:s3:::{}", false, FormName}
	role           = shape{Role, "the role", "@:iam::${AWS::AccountId}:role/{}", true, FormName}
	connection     = shape{Connection, "the connection", "@:events:~:connection/{}", true, FormName}
	cluster        = shape{Cluster, "the cluster", "@:ecs:~:cluster/{}", true, FormName}
	taskDefinition = shape{TaskDefinition, "the task definition", "@:ecs:~:task-definition/{}", true, FormARN}
	jobQueue       = shape{JobQueue, "the job queue", "@:batch:~:job-queue/{}", true, FormARN}
	jobDefinition  = shape{JobDefinition, "the job definition", "@:batch:~:job-definition/{}", true, FormARN}
)

// named is a resource that only its name stands for.
func named(noun, arn string) shape { return shape{"", noun, arn, false, FormName} }

// arned is a resource that its name or its ARN stands for.
func arned(noun, arn string) shape { return shape{"", noun, arn, true, FormName} }

// expand writes @ and ~ out.
func expand(arn string) string {
	if rest, ok := strings.CutPrefix(arn, "@"); ok {
		arn = "arn:${AWS::Partition}" + rest
	}
	return strings.Replace(arn, ":~:", ":${AWS::Region}:${AWS::AccountId}:", 1)
}

// filled is the shape's ARN for a name.
func (s shape) filled(name string) string {
	return strings.ReplaceAll(expand(s.arn), "{}", name)
}

// fits tells whether an ARN that an author states may be of the shape: the
// service is the same and so is what stands before the name.
func (s shape) fits(arn string) bool {
	own := expand(s.arn)
	_, resource, _ := arnParts(own)
	before, _, _ := strings.Cut(resource, "{}")
	return mayBe(arn, own, before)
}

// arnParts gives the service and the resource of an ARN, whose other fields may
// hold substitutions with colons of their own.
func arnParts(arn string) (service, resource string, ok bool) {
	var fields []string
	depth, start := 0, 0
	for i := 0; i < len(arn) && len(fields) < 5; i++ {
		switch {
		case strings.HasPrefix(arn[i:], "${"):
			depth++
		case arn[i] == '}' && depth > 0:
			depth--
		case arn[i] == ':' && depth == 0:
			fields = append(fields, arn[start:i])
			start = i + 1
		}
	}
	if len(fields) < 5 || fields[0] != "arn" {
		return "", "", false
	}
	return fields[2], arn[start:], true
}
