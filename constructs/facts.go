package constructs

import (
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awskms"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctions"

	"github.com/quickstep-go/quickstep/synth/permissions"
)

// facts is what binding tells the derivation of permissions.
func facts(resources []resource, to map[string]bound) []permissions.Resource {
	known := make([]permissions.Resource, len(resources))
	for i, r := range resources {
		b := to[r.name]
		kind := r.kind
		if kind == "" {
			kind = b.kind
		}
		known[i] = permissions.Resource{Name: r.name, Kind: kind, Form: b.form, ARN: "${" + r.name + ".Arn}", KeyARN: b.key(), Roles: b.roles()}
	}
	return known
}

// key gives the ARN of the customer-managed key that encrypts a queue, a topic,
// a bucket, a table or an activity, or "".
func (b bound) key() string {
	var key awskms.IKey
	switch x := b.value.(type) {
	case interface{ EncryptionMasterKey() awskms.IKey }:
		key = x.EncryptionMasterKey()
	case interface{ MasterKey() awskms.IKey }:
		key = x.MasterKey()
	case interface{ EncryptionKey() awskms.IKey }:
		key = x.EncryptionKey()
	case awsstepfunctions.IActivity:
		key = activityKey(x)
	}
	if key == nil {
		return ""
	}
	return *key.KeyArn()
}

// roles gives the roles that a task definition gives its tasks; nil where what is
// bound does not tell.
func (b bound) roles() []string {
	definition, ok := b.value.(interface {
		TaskRole() awsiam.IRole
		ExecutionRole() awsiam.IRole
	})
	if !ok {
		return nil
	}
	roles := []string{}
	for _, r := range []awsiam.IRole{definition.TaskRole(), definition.ExecutionRole()} {
		if r != nil {
			roles = append(roles, *r.RoleArn())
		}
	}
	return roles
}
