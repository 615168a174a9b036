package synth_test

import (
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/dynamodb"
	"github.com/quickstep-go/quickstep/dsl/events"
	"github.com/quickstep-go/quickstep/dsl/http"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/dsl/optimized"
	"github.com/quickstep-go/quickstep/dsl/sfn"
	"github.com/quickstep-go/quickstep/dsl/sns"
	"github.com/quickstep-go/quickstep/dsl/sqs"
)

var (
	table      = dynamodb.Declare("People")
	bus        = events.Declare("Bus")
	queue      = sqs.Declare("Queue")
	connection = http.Declare("Api")

	getItem   = dsl.Fields[dynamodb.GetItem]()
	got       = dsl.Fields[dynamodb.Got]()
	putItem   = dsl.Fields[dynamodb.PutItem]()
	put       = dsl.Fields[events.Entries[person]]()
	putOne    = dsl.Fields[events.Entry[person]]()
	published = dsl.Fields[sns.Message]()
	texted    = dsl.Fields[sns.Text]()
	pushed    = dsl.Fields[sns.Push]()
	notify    = lambda.Declare[person, struct{}]("Notify")
	sent      = dsl.Fields[sqs.Message[person]]()
	request   = dsl.Fields[http.Request[person]]()
	response  = dsl.Fields[http.Response[query]]()
	job       = dsl.Fields[batchJob]()

	child = sfn.Of(dsl.Define("Greet", func(b *dsl.Block, in dsl.Val[person]) dsl.Val[string] {
		return dsl.Let(b, "Greeting", dsl.Format("hello {}", dsl.At(in, &people.Name)))
	}))
)

type batchJob struct{ JobName, JobQueue, JobDefinition string }

// integrations: one task of each integration.
var integrations = dsl.Define("Integrations", func(b *dsl.Block, in dsl.Val[query]) dsl.Val[string] {
	id := dsl.At(in, &queries.ID)
	item := dsl.Task(b, "Get", table.GetItem(), dsl.Build(dynamodb.GetItem{ConsistentRead: true},
		dsl.To(&getItem.Key, dynamodb.ItemOf(dynamodb.Is("id", dynamodb.S(id))))))
	name := dsl.Name(b, "name", dsl.Or(dynamodb.Text(dsl.AtOpt(item, &got.Item), "name"), "nobody"))
	dsl.Task(b, "Put", table.PutItem(), dsl.Build(dynamodb.PutItem{ConditionExpression: "attribute_not_exists(id)"},
		dsl.To(&putItem.Item, dynamodb.ItemOf(dynamodb.Is("id", dynamodb.S(id)), dynamodb.Is("length", dynamodb.N(dsl.Length(name)))))))

	who := dsl.Build(person{}, dsl.To(&people.Name, name))
	dsl.Task(b, "Tell", events.PutEvents[person](), dsl.Build(events.Entries[person]{}, dsl.To(&put.Entries, dsl.List(
		dsl.Build(events.Entry[person]{DetailType: "Found", Source: "people", Resources: []string{"arn:aws:s3:::people"}}, dsl.To(&putOne.Time, dsl.StateEntered()), dsl.To(&putOne.Detail, who), dsl.To(&putOne.EventBusName, bus.ARN()))))))
	dsl.Task(b, "Send", sqs.SendMessage[person](queue), dsl.Build(sqs.Message[person]{
		MessageAttributes:       map[string]sqs.Attribute{"kind": {DataType: "String", StringValue: "person"}, "raw": {DataType: "Binary", BinaryValue: []byte("hi")}},
		MessageSystemAttributes: map[string]sqs.Attribute{"AWSTraceHeader": {DataType: "String", StringValue: "Root=1"}}},
		dsl.To(&sent.MessageBody, who), dsl.To(&sent.MessageGroupID, id), dsl.To(&sent.MessageDeduplicationID, dsl.ExecutionName())))
	dsl.Task(b, "Publish", topic.Publish(), dsl.Build(sns.Message{Message: "found", Subject: "People", MessageAttributes: map[string]sns.Attribute{"kind": {DataType: "String", StringValue: "person"}}},
		dsl.To(&published.MessageGroupID, id), dsl.To(&published.MessageDeduplicationID, dsl.ExecutionName())))
	dsl.Task(b, "Text", sns.SendText(), dsl.Build(sns.Text{PhoneNumber: "+15555550100"}, dsl.To(&texted.Message, name)))
	dsl.Task(b, "Push", sns.SendPush().AllowedOn("arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:endpoint/*"), dsl.Build(sns.Push{Message: "found"}, dsl.To(&pushed.TargetArn, id)))
	dsl.Task(b, "Note", notify.Qualified("live").InvokeAsync(), who)
	answer := dsl.Task(b, "Ask", http.Invoke[person, query](), dsl.Build(http.Request[person]{ApiEndpoint: "https://api.example.com/people", Method: "POST"},
		dsl.To(&request.InvocationConfig.ConnectionArn, connection.ARN()), dsl.To(&request.RequestBody, who)))
	dsl.Task(b, "Run", optimized.Call[batchJob, struct{}]("batch", "submitJob").Sync(), dsl.Build(batchJob{JobQueue: "arn:aws:batch:us-east-1:123456789012:job-queue/q", JobDefinition: "arn:aws:batch:us-east-1:123456789012:job-definition/d:1"},
		dsl.To(&job.JobName, dsl.At(answer, &response.ResponseBody.ID))))
	dsl.Task(b, "Start", child.Start(), who)
	dsl.Task(b, "Send Form", http.Invoke[person, query](), dsl.Build(http.Request[person]{ApiEndpoint: "https://api.example.com/form", Method: "POST",
		Headers:   map[string]string{"Content-Type": "application/x-www-form-urlencoded"},
		Transform: &http.Transform{RequestBodyEncoding: http.URLEncoded, RequestEncodingOptions: &http.RequestEncodingOptions{ArrayFormat: http.Brackets}}},
		dsl.To(&request.Authentication.ConnectionArn, connection.ARN()), dsl.To(&request.RequestBody, who),
		dsl.To(&request.QueryParameters, dsl.Dict[map[string]string](dsl.Entry[string]{Key: "name", Value: name}))))
	return dsl.Task(b, "Greet", child.Sync(), who)
})

var (
	linkedChild = sfn.Of(dsl.Define("Remember", func(_ *dsl.Block, in dsl.Val[query]) dsl.Val[string] { return dsl.At(in, &queries.ID) })).Linked()
	named       = dsl.Fields[sfn.Named[query]]()
)

// linked: executions that carry the link to the one that starts them, in an input that
// is made, in one that is there, and in one beside a name.
var linked = dsl.Define("Linked", func(b *dsl.Block, in dsl.Val[query]) dsl.Val[string] {
	dsl.Task(b, "Made", linkedChild.Start(), dsl.Build(query{}, dsl.To(&queries.ID, dsl.At(in, &queries.ID))))
	dsl.Task(b, "Constant", linkedChild.Start(), dsl.Lit(query{ID: "x"}))
	dsl.Task(b, "Named", linkedChild.StartNamed(), dsl.Build(sfn.Named[query]{}, dsl.To(&named.Name, dsl.At(in, &queries.ID)), dsl.To(&named.Input, in)))
	return dsl.Task(b, "There", linkedChild.Sync(), in)
})
