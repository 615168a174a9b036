package synth_test

import (
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/awssdk"
	"github.com/quickstep-go/quickstep/dsl/dynamodb"
	"github.com/quickstep-go/quickstep/dsl/events"
	"github.com/quickstep-go/quickstep/dsl/http"
	"github.com/quickstep-go/quickstep/dsl/optimized"
	"github.com/quickstep-go/quickstep/dsl/sfn"
	"github.com/quickstep-go/quickstep/dsl/sqs"
)

// callMistakes are calls of services that cannot be made.
var callMistakes = []func() dsl.Definition{
	define(func(b *block, v in) {
		dsl.Task(b, "Typo", awssdk.Of[query, query]("ec2", "describeInstancez"), v)        // want: the IAM action for aws-sdk:ec2:describeInstancez is not known [QS8104] did you mean describeInstances? otherwise name it with AllowedTo("ec2:…") of its call
		dsl.Task(b, "No Service", awssdk.Of[query, query]("ecc2", "describeInstances"), v) // want: there is no AWS SDK service ecc2 [QS8103] did you mean "ec2"?
	}),
	define(func(b *block, v in) {
		dsl.Task(b, "Known", find.Invoke().AllowedTo("lambda:InvokeFunction"), v) // want: dsl.Call.AllowedTo is for calls of the AWS SDK, and the actions of this call are known [QS0026] leave it out
	}),
	define(func(b *block, v in) {
		dsl.Task(b, "A", optimized.Call[query, person]("batc", "submitJob").Sync(), v)                                         // want: Step Functions has no optimised integration for "batc" [QS0026]
		dsl.Task(b, "B", optimized.Call[query, person]("batch", "submitJobs").Sync(), v)                                       // want: the optimised integration for "batch" has no operation "submitJobs" [QS0026]
		dsl.Task(b, "C0", awssdk.Of[query, person]("", "x"), v)                                                                // want: an AWS SDK call has no service or no operation [QS0026]
		dsl.Task(b, "C", optimized.Call[query, person]("sns", "publish").Sync(), v)                                            // want: sns:publish starts no job that Step Functions could wait for [QS0026]
		dsl.Let(b, "H", http.Declare("").ARN())                                                                                // want: the value of "H" is the zero Val, which is no value of the workflow [QS0003]
		dsl.Let(b, "I", (*events.Bus)(nil).ARN())                                                                              // want: the value of "I" is the zero Val, which is no value of the workflow [QS0003]
		dsl.Task(b, "D", sqs.SendMessage[query](nil), dsl.Lit(sqs.Message[query]{}))                                           // want: a queue has no name [QS0026]
		dsl.Let(b, "E", dynamodb.ItemOf(dynamodb.Is("a", dynamodb.S(dsl.Lit(""))), dynamodb.Is("a", dynamodb.S(dsl.Lit(""))))) // want: the key "a" comes twice [QS0007]
	}),
	define(func(b *block, v in) {
		dsl.Let(b, "A", dsl.Lit(s3.PutObjectInput{Body: strings.NewReader("x")}))                  // want: a constant of type s3.PutObjectInput does not encode to JSON: Body: a strings.Reader in a io.Reader has no JSON of its own [QS0008]
		dsl.Let(b, "B", dsl.Variant[types.AttributeValue](v))                                      // want: a synth_test.query is none of what a types.AttributeValue may be [QS0008]
		dsl.Let(b, "C", dsl.VariantOf[types.AttributeValueMemberS](dsl.Lit("text")))               // want: a types.AttributeValueMemberS is none of what a string may be [QS0008]
		dsl.Let(b, "D", dsl.Variant[types.AttributeValue](dsl.Val[types.AttributeValueMemberS]{})) // want: the value of "D" is the zero Val, which is no value of the workflow [QS0003]
	}),
	define(func(b *block, v in) {
		dsl.Task(b, "A", sfn.Declare[string, person]("Child").Linked().Sync(), dsl.Lit(""))      // want: the input of "Child" is a string, in which a link to the parent has no room [QS0026]
		dsl.Task(b, "B", sfn.Declare[inner, person]("Child").Linked().Start(), dsl.Lit(inner{})) // want: the input of "Child" is a synth_test.inner, in which a link to the parent has no room [QS0026]
		dsl.Task(b, "N", sfn.Of[query, person](nil).Linked().Start(), v)                         // want: a state machine has no name [QS0026]
		dsl.Task(b, "C", sfn.Declare[query, person]("Child").Linked().Start(), in{})             // want: the input of "C" is the zero Val, which is no value of the workflow [QS0003]
	}),
}
