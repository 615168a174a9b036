package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssns"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctions"
	construct "github.com/aws/constructs-go/constructs/v10"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/constructs/golambda"
)

// stack is a stack of the app.
func stack(app awscdk.App, name, description string) awscdk.Stack {
	return awscdk.NewStack(app, &name, &awscdk.StackProps{Description: &description})
}

// oneWeek keeps a full log for a week, and not after the stack is gone: these
// are examples, whose executions hold nothing private.
func oneWeek() *constructs.LoggingProps {
	return &constructs.LoggingProps{
		Level:                awsstepfunctions.LogLevel_ALL,
		IncludeExecutionData: new(true),
		Retention:            awscdk.Duration_Days(new(7.0)),
		RemovalPolicy:        awscdk.RemovalPolicy_DESTROY,
	}
}

// function builds one of the examples' functions. Its entry is seen from the
// examples folder, and is an import path, so that it is found from anywhere in
// the module.
func function(in awscdk.Stack, id, entry string, env map[string]*string) awslambda.Function {
	return golambda.NewFunction(in, &id, &golambda.FunctionProps{
		Entry: "github.com/quickstep-go/quickstep/examples/" + entry,
		FunctionOptions: awslambda.FunctionOptions{
			Timeout:     awscdk.Duration_Seconds(new(10.0)),
			MemorySize:  new(256.0),
			Environment: &env,
		},
	})
}

// table is a table of items with a text key, which is paid for by the request
// and goes with its stack.
func table(in awscdk.Stack, id, key string) awsdynamodb.Table {
	made := awsdynamodb.NewTable(in, &id, &awsdynamodb.TableProps{
		PartitionKey:  &awsdynamodb.Attribute{Name: &key, Type: awsdynamodb.AttributeType_STRING},
		BillingMode:   awsdynamodb.BillingMode_PAY_PER_REQUEST,
		RemovalPolicy: awscdk.RemovalPolicy_DESTROY,
	})
	excuse(made, "AwsSolutions-DDB3", "The data are those of an example, and go with its stack: nobody restores them.")
	return made
}

// excuse says why a rule of cdk-nag does not hold for a resource, as cdk-nag's own
// NagSuppressions does, without loading it into the app.
func excuse(of construct.IConstruct, rule, reason string) {
	of.Node().DefaultChild().(awscdk.CfnResource).AddMetadata(new("cdk_nag"), map[string]any{
		"rules_to_suppress": []any{map[string]any{"id": rule, "reason": reason}},
	})
}

// topic is a topic that takes messages over TLS only.
func topic(in awscdk.Stack, id string) awssns.Topic {
	return awssns.NewTopic(in, &id, &awssns.TopicProps{EnforceSSL: new(true)})
}
