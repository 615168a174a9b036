package constructs_test

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsevents"
	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/constructs/cdktest"
	"github.com/quickstep-go/quickstep/synth/permissions"
)

// A statement may need more of a resource than its ARN: a machine's name for the
// ARNs of its executions, a connection's secret.
func TestAttributesOfWhatIsBound(t *testing.T) {
	stack := cdktest.Stack(t)
	connection := awsevents.NewConnection(stack, new("Shop"), &awsevents.ConnectionProps{
		Authorization: awsevents.Authorization_ApiKey(new("x-key"), awscdk.SecretValue_UnsafePlainText(new("key"))),
	})
	w := constructs.FromText(stack, new("Workflow"), `{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}`,
		[]constructs.Resource{
			{Name: "Child", Kind: "stateMachine", States: []string{"A"}},
			{Name: "Shop", Kind: "connection", States: []string{"A"}},
			{Name: "Other", Kind: "connection", States: []string{"A"}},
		},
		[]permissions.Statement{
			{Actions: []string{"states:DescribeExecution"}, Resources: []string{"arn:aws:states:eu-west-1:123456789012:execution:${Child.Name}:*"}},
			{Actions: []string{"secretsmanager:GetSecretValue"}, Resources: []string{"${Shop.SecretArn}", "${Other.SecretArn}"}},
		},
		&constructs.WorkflowProps{Bind: map[string]any{
			"Child": "arn:aws:states:eu-west-1:123456789012:stateMachine:child",
			"Shop":  connection,
			"Other": "arn:aws:events:eu-west-1:123456789012:connection/other/0f1e",
		}})
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	doc := cdktest.Template(t, stack)
	id, _ := doc.One(t, "AWS::Events::Connection")
	_, role := doc.One(t, "AWS::IAM::Role")
	want(t, "the policy", role.Properties["Policies"], `[{"PolicyName":"Workflow","PolicyDocument":{"Version":"2012-10-17","Statement":[
		{"Effect":"Allow","Action":"states:DescribeExecution","Resource":"arn:aws:states:eu-west-1:123456789012:execution:child:*"},
		{"Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":[{"Fn::GetAtt":["`+id+`","SecretArn"]},
			{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":secretsmanager:",{"Ref":"AWS::Region"},":",{"Ref":"AWS::AccountId"},":secret:events!connection/other/*"]]}]}]}}]`)
}
