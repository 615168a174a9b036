package constructs_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2/awskms"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssns"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/constructs/cdktest"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/sns"
)

var (
	orders = sns.Declare("Orders")
	tell   = dsl.Define("Tell", func(b *dsl.Block, _ dsl.Val[struct{}]) dsl.Val[sns.Receipt] {
		return dsl.Task(b, "Publish", orders.Publish(), dsl.Lit(sns.Message{Message: "hello"}))
	})
)

// Whoever publishes to a topic with a key of the customer's uses the key too.
func TestKeyOfATopicIsInTheRole(t *testing.T) {
	for _, encrypted := range []bool{false, true} {
		stack := cdktest.Stack(t)
		props := &awssns.TopicProps{}
		if encrypted {
			props.MasterKey = awskms.NewKey(stack, new("Key"), nil)
		}
		w := constructs.NewWorkflow(stack, new("Workflow"), &constructs.WorkflowProps{
			Definition: tell, Bind: map[string]any{orders.Name(): awssns.NewTopic(stack, new("Orders"), props)}})
		if err := w.Err(); err != nil {
			t.Fatal(err)
		}
		_, role := cdktest.Template(t, stack).One(t, "AWS::IAM::Role")
		text, err := json.Marshal(role.Properties["Policies"])
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(string(text), `"kms:Decrypt","kms:GenerateDataKey"`); got != encrypted {
			t.Errorf("encrypted %v: the role's policies are %s", encrypted, text)
		}
	}
}
