package constructs_test

import (
	"fmt"
	"testing"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/constructs/cdktest"
	"github.com/quickstep-go/quickstep/synth/permissions"
)

// A role takes 10,240 characters of inline policies; what goes beyond is in
// managed policies.
func TestManyStatementsBecomeManagedPolicies(t *testing.T) {
	var statements []permissions.Statement
	for i := range 200 {
		statements = append(statements, permissions.Statement{Actions: []string{"sqs:SendMessage"},
			Resources: []string{fmt.Sprintf("arn:aws:sqs:eu-west-1:123456789012:queue-%03d", i)}, Reasons: []permissions.Reason{{Why: "sends"}}})
	}
	stack := cdktest.Stack(t)
	w := constructs.FromText(stack, new("Workflow"), `{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}`, nil, statements, &constructs.WorkflowProps{})
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	doc := cdktest.Template(t, stack)
	_, role := doc.One(t, "AWS::IAM::Role")
	managed := doc.All("AWS::IAM::ManagedPolicy")
	attached, _ := role.Properties["ManagedPolicyArns"].([]any)
	if len(managed) < 2 || len(attached) != len(managed) {
		t.Errorf("%d managed policies, %d of them attached", len(managed), len(attached))
	}
	if _, ok := role.Properties["Policies"]; !ok {
		t.Error("the role has no policy of its own")
	}
}
