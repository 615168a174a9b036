package runner

import "math"

// A responseField is what is known of a field of an API's response.
type responseField struct {
	kind   fieldKind
	needed bool
	least  float64        // of a number, or of a text's length
	most   float64        // of a number; 0 is no limit
	oneOf  []string       // all that a text may be; nil is any
	of     response       // of a structure
	items  *responseField // of a list, or of a map's values
}

// A response is the fields of a structure.
type response map[string]responseField

type fieldKind uint8

const (
	anyField fieldKind = iota
	textField
	numberField
	boolField
	listField
	structField
	mapField
)

var (
	aText     = responseField{kind: textField}
	aNumber   = responseField{kind: numberField}
	aBool     = responseField{kind: boolField}
	aNeed     = responseField{kind: textField, needed: true}
	someTexts = responseField{kind: listField, items: &aText}
)

func structure(of response) responseField  { return responseField{kind: structField, of: of} }
func listOf(f responseField) responseField { return responseField{kind: listField, items: &f} }
func mapOf(f responseField) responseField  { return responseField{kind: mapField, items: &f} }
func within(least, most float64) responseField {
	return responseField{kind: numberField, least: least, most: most}
}
func oneOf(values ...string) responseField { return responseField{kind: textField, oneOf: values} }

// bytesField is base64 text, of at least so many bytes. A timestamp is a text too.
func bytesField(least float64) responseField { return responseField{kind: textField, least: least} }

// fromZero is a count from zero.
var fromZero = within(0, math.MaxInt64)

// attribute is a value of DynamoDB (Amazon DynamoDB API Reference,
// "AttributeValue"). Step Functions writes the names of its kinds as they are.
var attribute = mapOf(structure(response{
	"S": aText, "N": aText, "B": aText, "SS": someTexts, "NS": someTexts, "BS": someTexts,
	"M": mapOf(responseField{}), "L": listOf(responseField{}), "NULL": aBool, "BOOL": aBool,
}))

// consumed is DynamoDB's account of what a call took.
var consumed = structure(response{
	"TableName": aText, "CapacityUnits": aNumber, "ReadCapacityUnits": aNumber, "WriteCapacityUnits": aNumber,
	"Table": units, "LocalSecondaryIndexes": mapOf(units), "GlobalSecondaryIndexes": mapOf(units),
})

var units = structure(response{"CapacityUnits": aNumber, "ReadCapacityUnits": aNumber, "WriteCapacityUnits": aNumber})

var written = response{"Attributes": attribute, "ConsumedCapacity": consumed, "ItemCollectionMetrics": structure(response{
	"ItemCollectionKey": attribute, "SizeEstimateRangeGB": listOf(aNumber)})}

// execution is the response of DescribeExecution, which a .sync call of
// startExecution polls.
var execution = response{
	"ExecutionArn": aNeed, "StateMachineArn": aNeed, "Name": aText, "StartDate": aNeed, "StopDate": aText,
	"Status": responseField{kind: textField, needed: true, oneOf: []string{"RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"}},
	"Error":  aText, "Cause": aText, "TraceHeader": aText, "RedriveCount": aNumber,
}

var storageClasses = oneOf("STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER",
	"DEEP_ARCHIVE", "OUTPOSTS", "GLACIER_IR", "SNOW", "EXPRESS_ONEZONE", "FSX_OPENZFS")

var configuration = structure(response{
	"FunctionName": aText, "FunctionArn": aText, "Role": aText, "Handler": aText, "CodeSize": aNumber, "Description": aText,
	"Timeout": within(1, math.MaxInt64), "MemorySize": within(128, 10240), "LastModified": aText, "CodeSha256": aText, "Version": aText,
	"KMSKeyArn": aText, "MasterArn": aText, "RevisionId": aText, "StateReason": aText,
	"State":       oneOf("Pending", "Active", "Inactive", "Failed"),
	"PackageType": oneOf("Zip", "Image"),
})

// responses are the responses of the APIs that a mock is held against, by the
// resource's service and action (the services' own API references). A Step
// Functions name begins with a capital letter.
var responses = map[string]response{
	"lambda:invoke":                {"StatusCode": aNumber, "FunctionError": aText, "LogResult": aText, "ExecutedVersion": aText},
	"aws-sdk:lambda:invoke":        {"StatusCode": aNumber, "FunctionError": aText, "LogResult": aText, "ExecutedVersion": aText},
	"aws-sdk:lambda:getFunction":   {"Configuration": configuration, "Code": structure(response{"RepositoryType": aText, "Location": aText, "ImageUri": aText, "ResolvedImageUri": aText}), "Tags": mapOf(aText), "Concurrency": structure(response{"ReservedConcurrentExecutions": fromZero})},
	"states:startExecution":        {"ExecutionArn": aNeed, "StartDate": aNeed},
	"aws-sdk:sfn:startExecution":   {"ExecutionArn": aNeed, "StartDate": aNeed},
	"states:startExecution.sync":   execution,
	"states:startExecution.sync:2": execution,
	"dynamodb:getItem":             {"Item": attribute, "ConsumedCapacity": consumed},
	"dynamodb:putItem":             written,
	"dynamodb:updateItem":          written,
	"dynamodb:deleteItem":          written,
	"aws-sdk:dynamodb:getItem":     {"Item": attribute, "ConsumedCapacity": consumed},
	"aws-sdk:dynamodb:putItem":     written,
	"aws-sdk:dynamodb:updateItem":  written,
	"aws-sdk:dynamodb:deleteItem":  written,
	"aws-sdk:dynamodb:query":       {"Items": listOf(attribute), "Count": aNumber, "ScannedCount": aNumber, "LastEvaluatedKey": attribute, "ConsumedCapacity": consumed},
	"aws-sdk:dynamodb:scan":        {"Items": listOf(attribute), "Count": aNumber, "ScannedCount": aNumber, "LastEvaluatedKey": attribute, "ConsumedCapacity": consumed},
	"events:putEvents":             {"FailedEntryCount": aNumber, "Entries": listOf(structure(response{"EventId": aText, "ErrorCode": aText, "ErrorMessage": aText}))},
	"sns:publish":                  {"MessageId": aText, "SequenceNumber": aText},
	"sqs:sendMessage":              {"MessageId": aText, "SequenceNumber": aText, "MD5OfMessageBody": aText, "MD5OfMessageAttributes": aText, "MD5OfMessageSystemAttributes": aText},
	"aws-sdk:kms:encrypt":          {"CiphertextBlob": bytesField(1), "KeyId": bytesField(1), "EncryptionAlgorithm": oneOf("SYMMETRIC_DEFAULT", "RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "SM2PKE")},
	"aws-sdk:kms:decrypt":          {"Plaintext": bytesField(1), "KeyId": bytesField(1), "EncryptionAlgorithm": oneOf("SYMMETRIC_DEFAULT", "RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "SM2PKE")},
	"aws-sdk:s3:getObject": {"Body": aText, "ContentLength": aNumber, "ContentType": aText, "ContentEncoding": aText, "ETag": aText, "LastModified": aText,
		"DeleteMarker": aBool, "VersionId": aText, "Metadata": mapOf(aText), "MissingMeta": aNumber, "PartsCount": aNumber, "TagCount": aNumber, "StorageClass": storageClasses},
	"aws-sdk:s3:putObject": {"ETag": aText, "Expiration": aText, "VersionId": aText, "SSEKMSKeyId": aText, "Size": aNumber, "BucketKeyEnabled": aBool},
}
