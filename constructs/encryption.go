package constructs

import (
	"github.com/aws/aws-cdk-go/awscdk/v2/awskms"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctions"

	"github.com/quickstep-go/quickstep/diag"
)

// encryption gives the machine's key to CDK. The statements that go with it are
// derived with the others: their condition names the machine, which CDK's own
// leaves empty where the machine has no name.
func (w *Workflow) encryption(props *WorkflowProps, at diag.Position) awsstepfunctions.EncryptionConfiguration {
	if props.EncryptionKey == nil {
		if props.DataKeyReuse != nil {
			w.refuse(at, "DataKeyReuse says nothing without EncryptionKey", "set EncryptionKey, or leave it out")
		}
		return nil
	}
	if reuse := seconds(props.DataKeyReuse); !w.within("NewWorkflow", "DataKeyReuse in seconds", reuse, 60, 900, at) {
		return nil
	}
	return awsstepfunctions.NewCustomerManagedEncryptionConfiguration(props.EncryptionKey, props.DataKeyReuse)
}

// activityKey gives the customer's key that encrypts an activity, or nil.
func activityKey(activity interface {
	EncryptionConfiguration() awsstepfunctions.EncryptionConfiguration
}) awskms.IKey {
	custom, ok := activity.EncryptionConfiguration().(awsstepfunctions.CustomerManagedEncryptionConfiguration)
	if !ok {
		return nil
	}
	return custom.KmsKey()
}
