package awsclient_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	dynamotypes "github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	snstypes "github.com/aws/aws-sdk-go-v2/service/sns/types"
	"github.com/aws/smithy-go"
	"github.com/google/go-cmp/cmp"

	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/runner/awsclient"
	"github.com/quickstep-go/quickstep/runner/awsclient/attributevalue"
)

// run has one Task call a resource with arguments, a JSON text.
func run(t *testing.T, options runner.Options, resource, arguments string) (*runner.Result, error) {
	t.Helper()
	definition := fmt.Sprintf(`{"QueryLanguage": "JSONata", "StartAt": "Call", "States": {"Call": {"Type": "Task", "Resource": "arn:aws:states:::%s", "Arguments": %s, "End": true}}}`, resource, arguments)
	machine, err := runner.Compile([]byte(definition))
	if err != nil {
		t.Fatal(err)
	}
	execution, err := machine.Start(t.Context(), nil, options)
	if err != nil {
		t.Fatal(err)
	}
	return execution.Result(t.Context())
}

func serving(t *testing.T, client any, with ...awsclient.Option) (options runner.Options) {
	t.Helper()
	if err := awsclient.Serve(&options, client, with...); err != nil {
		t.Fatal(err)
	}
	return options
}

// table is a fake client that gives back the item it is asked to put.
type table struct{ err error }

func (c table) PutItem(_ context.Context, in *dynamodb.PutItemInput, _ ...func(*dynamodb.Options)) (*dynamodb.PutItemOutput, error) {
	if c.err != nil {
		return nil, c.err
	}
	return &dynamodb.PutItemOutput{Attributes: in.Item, ItemCollectionMetrics: &dynamotypes.ItemCollectionMetrics{SizeEstimateRangeGB: []float64{0.5, 1}}}, nil
}

func TestUnions(t *testing.T) {
	options := serving(t, table{}, attributevalue.Union())
	const item = `{"a":{"S":"x"},"b":{"N":"1.50"},"c":{"L":[{"BOOL":true},{"NULL":true}]},"d":{"M":{"e":{"B":"aGk="}}},"f":{"SS":["p","q"]},"g":{"BS":["aGk="]}}`
	for resource, want := range map[string]string{
		"dynamodb:putItem":         `{"Attributes":` + item + `,"ItemCollectionMetrics":{"SizeEstimateRangeGB":[0.5,1]}}`,
		"aws-sdk:dynamodb:putItem": `{"Attributes":` + strings.NewReplacer("BOOL", "Bool", "NULL", "Nul", "SS", "Ss", "BS", "Bs").Replace(item) + `,"ItemCollectionMetrics":{"SizeEstimateRangeGb":[0.5,1]}}`,
	} {
		result, err := run(t, options, resource, `{"TableName": "t", "Item": `+item+`}`)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, string(result.Output)); diff != "" {
			t.Errorf("%s: %s", resource, diff)
		}
	}
	result, err := run(t, options, "aws-sdk:dynamodb:putItem", `{"TableName": "t", "Item": {"a":{"Nul":true}}}`)
	if err != nil || !strings.Contains(string(result.Output), `{"a":{"Nul":true}}`) {
		t.Errorf("as the service spells it: %s, %v", result.Output, err)
	}
}

// machines is a fake client with times, a token and a plain payload.
type machines struct{}

func (machines) StartExecution(_ context.Context, in *sfn.StartExecutionInput, _ ...func(*sfn.Options)) (*sfn.StartExecutionOutput, error) {
	when := time.Date(2026, 3, 4, 5, 6, 7, 89e6, time.UTC)
	return &sfn.StartExecutionOutput{ExecutionArn: aws.String(*in.StateMachineArn + " " + aws.ToString(in.Input)), StartDate: &when}, nil
}

// images is a fake client with names of many capitals, numbers, enums and times.
type images struct{}

func (images) RequestSpotInstances(_ context.Context, in *ec2.RequestSpotInstancesInput, _ ...func(*ec2.Options)) (*ec2.RequestSpotInstancesOutput, error) {
	if *in.DryRun && *in.InstanceCount == 3 && in.Type == "persistent" && in.ValidUntil.Equal(time.Unix(1790000000, 5e8)) && in.LaunchSpecification.BlockDeviceMappings[0].Ebs != nil {
		return &ec2.RequestSpotInstancesOutput{}, nil
	}
	return nil, errors.New("wrong input")
}

func TestNamesAndKinds(t *testing.T) {
	for name, c := range map[string]struct {
		client                    any
		resource, arguments, want string
	}{
		"a time, null, and an object for a text": {machines{}, "aws-sdk:sfn:startExecution", `{"StateMachineArn": "m", "Input": {"a": [1]}, "Name": null}`,
			`{"ExecutionArn":"m {\"a\":[1]}","StartDate":"2026-03-04T05:06:07.089Z"}`},
		"numbers, an enum, lists, other capitals": {images{}, "aws-sdk:ec2:requestSpotInstances",
			`{"DRYRun": true, "InstanceCount": 3, "Type": "persistent", "ValidUntil": 1790000000.5, "LaunchSpecification": {"BlockDeviceMappings": [{"Ebs": {}}]}}`, `{}`},
		"a message that is an object": {topics{}, "sns:publish", `{"Message": {"a":1}}`, `{"MessageId":"id-of-{\"a\":1}"}`},
	} {
		t.Run(name, func(t *testing.T) {
			result, err := run(t, serving(t, c.client), c.resource, c.arguments)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, string(result.Output)); diff != "" {
				t.Error(diff, result.Error, result.Cause)
			}
		})
	}
}

func TestWrongParametersAreAFaultThatListsAll(t *testing.T) {
	for name, c := range map[string]struct {
		client              any
		resource, arguments string
		want                []string
	}{
		"kinds": {images{}, "aws-sdk:ec2:requestSpotInstances", `{"InstanceCont": 1, "InstanceCount": 3000000000, "DryRun": "yes", "ValidUntil": "soon", "LaunchSpecification": {"BlockDeviceMappings": {}}}`,
			[]string{`did you mean "InstanceCount"`, "whole number of at most 32 bits", "DryRun must be true or false", "ValidUntil must be a time", "LaunchSpecification.BlockDeviceMappings must be an array"}},
		"unions": {table{}, "dynamodb:putItem", `{"TableName": "t", "Item": {"a": {"S": "x"}, "b": {}}}`,
			[]string{"Item.a is a union, types.AttributeValue", "awsclient.Unions(&types.AttributeValueMember", "Item.b must be an object with exactly one member"}},
		"a job": {table{}, "dynamodb:putItem.sync", `{"TableName": "t", "Item": {}}`, []string{"cannot wait for a job", "Options.States"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := run(t, serving(t, c.client), c.resource, c.arguments)
			if !runner.IsFault(err) {
				t.Fatalf("got %v, want a fault", err)
			}
			for _, part := range c.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q is not in: %v", part, err)
				}
			}
		})
	}
	_, err := run(t, serving(t, table{}, attributevalue.Union()), "dynamodb:putItem", `{"TableName": "t", "Item": {"a": {"B": "?"}, "c": {"X": 1}}}`)
	if err == nil || !strings.Contains(err.Error(), "Item.a.B must be base64") || !strings.Contains(err.Error(), "Item.c.X is not one of") {
		t.Error(err)
	}
}

// mute is a client of SNS that fails.
type mute struct{ err error }

func (c mute) Publish(context.Context, *sns.PublishInput, ...func(*sns.Options)) (*sns.PublishOutput, error) {
	return nil, c.err
}

func TestErrors(t *testing.T) {
	missing := &dynamotypes.ResourceNotFoundException{Message: aws.String("no such table")}
	invalid := &smithy.GenericAPIError{Code: "ValidationException", Message: "bad key"}
	operation := &smithy.OperationError{ServiceID: "Secrets Manager", OperationName: "X", Err: invalid}
	const put = `{"TableName": "t", "Item": {}}`
	for name, c := range map[string]struct {
		client                           any
		resource, arguments, want, cause string
	}{
		"modelled, aws-sdk":         {table{missing}, "aws-sdk:dynamodb:putItem", put, "DynamoDb.ResourceNotFoundException", "no such table"},
		"modelled, optimised":       {table{missing}, "dynamodb:putItem", put, "DynamoDB.ResourceNotFoundException", "no such table"},
		"base, aws-sdk":             {table{invalid}, "aws-sdk:dynamodb:putItem", put, "DynamoDb.DynamoDbException", "bad key"},
		"base, optimised":           {table{invalid}, "dynamodb:putItem", put, "DynamoDB.AmazonDynamoDBException", "bad key"},
		"by the service's id":       {table{operation}, "aws-sdk:dynamodb:putItem", put, "SecretsManager.SecretsManagerException", "bad key"},
		"a suffix that is missing":  {mute{&snstypes.NotFoundException{Message: aws.String("gone")}}, "sns:publish", `{}`, "SNS.NotFoundException", "gone"},
		"capitals, aws-sdk":         {mute{&snstypes.KMSDisabledException{}}, "aws-sdk:sns:publish", `{}`, "Sns.KmsDisabledException", ""},
		"capitals, optimised":       {mute{&snstypes.KMSDisabledException{}}, "sns:publish", `{}`, "SNS.KMSDisabledException", ""},
		"not reached":               {mute{errors.New("no route")}, "sns:publish", `{}`, "SNS.SdkClientException", "no route"},
		"what a fake means exactly": {mute{&runner.Failure{Name: "My.Own", Cause: "c"}}, "sns:publish", `{}`, "My.Own", "c"},
	} {
		t.Run(name, func(t *testing.T) {
			result, err := run(t, serving(t, c.client), c.resource, c.arguments)
			if err != nil {
				t.Fatal(err)
			}
			if result.Error != c.want || result.Cause != c.cause {
				t.Errorf("got %s: %q, want %s: %q", result.Error, result.Cause, c.want, c.cause)
			}
		})
	}
}

func TestRealClientAgainstAnEndpoint(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.Header().Set("X-Amzn-Requestid", "R1")
		if !strings.Contains(string(body), `"known"`) {
			w.WriteHeader(http.StatusBadRequest)
			io.WriteString(w, `{"__type": "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException", "message": "Not there"}`)
			return
		}
		io.WriteString(w, `{"Item": {"id": {"S": "1"}, "ok": {"BOOL": true}}}`)
	}))
	defer server.Close()
	client := dynamodb.New(dynamodb.Options{
		Region: "us-east-1", BaseEndpoint: &server.URL, HTTPClient: server.Client(), RetryMaxAttempts: 1,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "a", SecretAccessKey: "b"}, nil
		}),
	})
	options := serving(t, client, attributevalue.Union())
	for _, c := range []struct{ resource, arguments, output, error, cause string }{
		{"dynamodb:getItem", `{"TableName": "known", "Key": {"id": {"S": "1"}}}`, `{"Item":{"id":{"S":"1"},"ok":{"BOOL":true}}}`, "", ""},
		{"dynamodb:getItem", `{"TableName": "other", "Key": {"id": {"S": "1"}}}`, "", "DynamoDB.ResourceNotFoundException",
			"Not there (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ResourceNotFoundException; Request ID: R1; Proxy: null)"},
		{"aws-sdk:dynamodb:getItem", `{"TableName": "other", "Key": {"id": {"S": "1"}}}`, "", "DynamoDb.ResourceNotFoundException",
			"Not there (Service: DynamoDb, Status Code: 400, Request ID: R1)"},
	} {
		result, err := run(t, options, c.resource, c.arguments)
		if err != nil {
			t.Fatal(err)
		}
		if string(result.Output) != c.output || result.Error != c.error || result.Cause != c.cause {
			t.Errorf("%s: got %s %s %q", c.resource, result.Output, result.Error, result.Cause)
		}
	}
	if _, err := run(t, options, "aws-sdk:dynamodb:getItem", `{}`); !runner.IsFault(err) || !strings.Contains(err.Error(), "TableName") {
		t.Errorf("got %v, want a fault that names TableName", err)
	}
}

func TestServeKeepsWhatIsThere(t *testing.T) {
	mock := runner.Handler(func(context.Context, []byte) ([]byte, error) { return []byte(`"mine"`), nil })
	options := runner.Options{Services: map[string]runner.Service{"sns:publish": mock}}
	if err := awsclient.Serve(&options, topics{}); err != nil {
		t.Fatal(err)
	}
	result, err := run(t, options, "sns:publish", `{}`)
	if err != nil || string(result.Output) != `"mine"` {
		t.Errorf("got %s, %v", result.Output, err)
	}
}

func TestServeRefuses(t *testing.T) {
	var options runner.Options
	for want, err := range map[string]error{
		"int has no operation":        awsclient.Serve(&options, 1),
		"<nil> has no operation":      awsclient.Serve(&options, nil),
		"*sns.Client has no":          awsclient.Serve(&options, (*sns.Client)(nil)),
		"needs the runner.Options":    awsclient.Serve(nil, topics{}),
		"string is no member of a":    awsclient.Serve(&options, topics{}, awsclient.Unions("x")),
		"*sns.Options is no member":   awsclient.Serve(&options, topics{}, awsclient.Unions(&sns.Options{})),
		"<nil> is no member of a uni": awsclient.Serve(&options, topics{}, awsclient.Unions(nil)),
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	if len(options.Services) > 0 {
		t.Error("a refused client serves")
	}
}
