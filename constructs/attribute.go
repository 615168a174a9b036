package constructs

import (
	"regexp"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
)

// attribute is a placeholder of a statement for more than a resource's ARN: the
// name of one that the text names by its ARN, or a connection's secret.
var attribute = regexp.MustCompile(`\$\{(\w+)\.(Name|SecretArn)\}`)

// fillAttributes fills in the attributes of what is bound.
func (w *Workflow) fillAttributes(text string, to map[string]bound) string {
	return attribute.ReplaceAllStringFunc(text, func(found string) string {
		parts := attribute.FindStringSubmatch(found)
		b, ok := to[parts[1]]
		switch {
		case !ok:
			return found
		case parts[2] == "Name":
			return b.name()
		}
		return w.secretOf(b)
	})
}

// name gives the resource's name: from its construct, or else out of its ARN.
func (b bound) name() string {
	switch x := b.value.(type) {
	case interface{ StateMachineName() *string }:
		return *x.StateMachineName()
	case interface{ ClusterName() *string }:
		return *x.ClusterName()
	case interface{ ProjectName() *string }:
		return *x.ProjectName()
	case interface{ StateMachineArn() *string }:
		return part(b.arn, ":", 6)
	}
	if strings.Contains(b.arn, ":stateMachine:") {
		return part(b.arn, ":", 6)
	}
	return part(b.arn, "/", 1)
}

// secretOf gives the secret of a connection: from its construct, or else by the
// name that EventBridge gives to the secrets of its connections.
func (w *Workflow) secretOf(b bound) string {
	if x, ok := b.value.(interface{ ConnectionSecretArn() *string }); ok {
		return *x.ConnectionSecretArn()
	}
	return w.env.arn("secretsmanager", "secret:events!connection/"+part(b.arn, "/", 1)+"/*")
}

// part gives a part of an ARN, which may be a CDK token.
func part(arn, separator string, i int) string {
	if !strings.Contains(arn, "${Token[") {
		if parts := strings.Split(arn, separator); i < len(parts) {
			return parts[i]
		}
		return "*"
	}
	return *awscdk.Fn_Select(new(float64(i)), awscdk.Fn_Split(new(separator), &arn, nil))
}
