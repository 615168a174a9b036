package cdktest_test

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"

	"github.com/quickstep-go/quickstep/constructs/cdktest"
)

func TestMain(m *testing.M) { cdktest.Main(m) }

func TestTemplate(t *testing.T) {
	stack := cdktest.Stack(t)
	awssqs.NewQueue(stack, new("Letters"), &awssqs.QueueProps{QueueName: new("letters")})
	doc := cdktest.Template(t, stack)
	id, queue := doc.One(t, "AWS::SQS::Queue")
	if queue.Properties["QueueName"] != "letters" || queue.DeletionPolicy != "Delete" || doc.Resources[id].Type != "AWS::SQS::Queue" {
		t.Errorf("the queue is %+v", queue)
	}
	if len(doc.All("AWS::SNS::Topic")) != 0 {
		t.Error("there is a topic")
	}
}

func TestSkipsWithoutNode(t *testing.T) {
	t.Setenv("JSII_NODE", "/no/such/node")
	var skipped bool
	t.Run("needs Node", func(t *testing.T) {
		defer func() { skipped = t.Skipped() }()
		cdktest.App(t)
	})
	if !skipped {
		t.Error("a test that needs Node.js did not skip")
	}
}
