// Package awsclient lets AWS SDK for Go v2 clients serve the Task states of an
// execution, so that one test can run against mocks, an emulator or AWS itself:
// it is the client's endpoint that decides.
//
// [Serve] finds the client's operations by reflection. A *dynamodb.Client then
// serves arn:aws:states:::aws-sdk:dynamodb:query and all other operations, and
// the optimised integrations, such as arn:aws:states:::dynamodb:getItem. Any
// type with such methods is a client; a fake with one method serves one
// operation.
//
// Goals: parameters and results spelt as Step Functions spells them, and errors
// by the names and with the texts that workflows catch. Wrong parameters, which
// AWS would not let a Retry or a Catch see either, are a [runner.Fault] that
// lists all of them.
//
// Non-goals: simulating services, choosing credentials or endpoints, waiting for
// jobs (.sync), and Lambda functions and nested executions, for which
// [runner.Options] has Functions and Machines.
//
// # Where the rules are from
//
// Errors follow recordings of the service. One that the API's model names keeps
// its name, DynamoDb.ResourceNotFoundException; any other has the name of the
// service's base exception, DynamoDb.DynamoDbException, and so have all errors of
// EC2, whose model names none. Optimised integrations are made with an older SDK:
// DynamoDB.AmazonDynamoDBException. What never reached the service is an
// SdkClientException. Member names have each run of capitals as one word
// (Developer Guide, "Learning to use AWS service SDK integrations").
//
// # Known gaps
//
//   - Optimised integrations: only those of DynamoDB, SNS and SQS; the error
//     names of the others are not recorded. Their results lack SdkHttpMetadata
//     and SdkResponseMetadata, which the endpoint's own headers would fill.
//   - A cause has no "(SDK Attempt Count: 1)" at its end, as some recordings of
//     aws-sdk errors have and others have not.
//   - Blobs are base64 both ways; an object or a number given for one is sent as
//     its JSON text. No recording shows what AWS does.
//   - Streamed bodies are text both ways, at most 16 MiB of it; an object given
//     for one is sent as its JSON text. They are tested without a client.
//   - The spelling of aws-sdk results follows that rule alone: names that the AWS
//     SDK for Java 2 changes besides, such as Nul for NULL, are not known.
//   - Documents (document.Interface) and event streams are refused: they have no
//     exported form to fill.
//   - The members of a union cannot be found by reflection: see [Unions], and
//     package attributevalue for those of DynamoDB.
//   - The role of a state's Credentials is not assumed; the client's own
//     credentials count.
package awsclient
