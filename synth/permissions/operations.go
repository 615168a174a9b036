package permissions

import (
	"strings"

	"github.com/quickstep-go/quickstep/diag"
)

// operations is the table of SDK operations whose IAM action is not called like
// them, or whose resources the arguments do not show by their names alone. A row
// without a target takes the resources from the action's own types. A new
// exception is one more row here.
var operations = []row{
	{"s3:listObjectsV2", nil, "s3:ListBucket", nil, s3Prefix, ""},
	{"s3:listObjects", nil, "s3:ListBucket", nil, s3Prefix, ""},
	{"s3:headBucket", nil, "s3:ListBucket", nil, nil, ""},
	{"s3:headObject", nil, "s3:GetObject", nil, nil, ""},
	{"s3:getObject", nil, "s3:GetObject", nil, nil, ""},
	{"s3:getObject", has("VersionId"), "s3:GetObjectVersion", nil, nil, ""},
	{"s3:getObject", nil, "kms:Decrypt", keyOf("Bucket"), nil, "decrypts the object"},
	{"s3:putObject", nil, "s3:PutObject", nil, nil, ""},
	{"s3:putObject", has("Tagging"), "s3:PutObjectTagging", nil, nil, "tags the object"},
	{"s3:putObject", has("ACL"), "s3:PutObjectAcl", nil, nil, "sets the object's access list"},
	{"s3:putObject", nil, "kms:GenerateDataKey", keyOf("Bucket"), nil, "encrypts the object"},
	{"s3:copyObject", nil, "s3:GetObject", copySource, nil, "reads the object it copies"},
	{"s3:copyObject", nil, "s3:PutObject", nil, nil, "writes the copy"},
	{"s3:createMultipartUpload", nil, "s3:PutObject", nil, nil, ""},
	{"s3:uploadPart", nil, "s3:PutObject", nil, nil, ""},
	{"s3:uploadPartCopy", nil, "s3:GetObject", copySource, nil, "reads the object it copies"},
	{"s3:uploadPartCopy", nil, "s3:PutObject", nil, nil, "writes the copy"},
	{"s3:completeMultipartUpload", nil, "s3:PutObject", nil, nil, ""},
	{"s3:deleteObjects", nil, "s3:DeleteObject", deletedObjects, nil, ""},
	{"s3:listBuckets", nil, "s3:ListAllMyBuckets", nil, nil, ""},
	{"s3:listObjectVersions", nil, "s3:ListBucketVersions", nil, s3Prefix, ""},
	{"s3:listMultipartUploads", nil, "s3:ListBucketMultipartUploads", nil, nil, ""},
	{"s3:listParts", nil, "s3:ListMultipartUploadParts", nil, nil, ""},
	{"s3:getBucketEncryption", nil, "s3:GetEncryptionConfiguration", nil, nil, ""},
	{"s3:putBucketEncryption", nil, "s3:PutEncryptionConfiguration", nil, nil, ""},
	{"s3:deleteBucketEncryption", nil, "s3:PutEncryptionConfiguration", nil, nil, ""},
	{"s3:getBucketLifecycleConfiguration", nil, "s3:GetLifecycleConfiguration", nil, nil, ""},
	{"s3:putBucketLifecycleConfiguration", nil, "s3:PutLifecycleConfiguration", nil, nil, ""},
	{"s3:deleteBucketLifecycle", nil, "s3:PutLifecycleConfiguration", nil, nil, ""},
	{"s3:getBucketReplication", nil, "s3:GetReplicationConfiguration", nil, nil, ""},
	{"s3:putBucketReplication", nil, "s3:PutReplicationConfiguration", nil, nil, ""},
	{"s3:deleteBucketReplication", nil, "s3:PutReplicationConfiguration", nil, nil, ""},
	{"s3:deleteBucketCors", nil, "s3:PutBucketCORS", nil, nil, ""},
	{"s3:getBucketNotificationConfiguration", nil, "s3:GetBucketNotification", nil, nil, ""},
	{"s3:putBucketNotificationConfiguration", nil, "s3:PutBucketNotification", nil, nil, ""},
	{"s3:getPublicAccessBlock", nil, "s3:GetBucketPublicAccessBlock", nil, nil, ""},
	{"s3:putPublicAccessBlock", nil, "s3:PutBucketPublicAccessBlock", nil, nil, ""},
	{"s3:deletePublicAccessBlock", nil, "s3:PutBucketPublicAccessBlock", nil, nil, ""},
	{"s3:deleteBucketTagging", nil, "s3:PutBucketTagging", nil, nil, ""},
	{"s3:getBucketAccelerateConfiguration", nil, "s3:GetAccelerateConfiguration", nil, nil, ""},
	{"s3:putBucketAccelerateConfiguration", nil, "s3:PutAccelerateConfiguration", nil, nil, ""},
	{"s3:getObjectLockConfiguration", nil, "s3:GetBucketObjectLockConfiguration", nil, nil, ""},
	{"s3:putObjectLockConfiguration", nil, "s3:PutBucketObjectLockConfiguration", nil, nil, ""},
	{"s3:getBucketAnalyticsConfiguration", nil, "s3:GetAnalyticsConfiguration", nil, nil, ""},
	{"s3:getBucketInventoryConfiguration", nil, "s3:GetInventoryConfiguration", nil, nil, ""},
	{"s3:getBucketMetricsConfiguration", nil, "s3:GetMetricsConfiguration", nil, nil, ""},
	{"s3:getBucketIntelligentTieringConfiguration", nil, "s3:GetIntelligentTieringConfiguration", nil, nil, ""},
	{"s3:deleteBucketOwnershipControls", nil, "s3:PutBucketOwnershipControls", nil, nil, ""},

	{"lambda:invoke", nil, "lambda:InvokeFunction", invokedFunction, nil, "invokes the function"},
	{"lambda:invokeWithResponseStream", nil, "lambda:InvokeFunction", invokedFunction, nil, "invokes the function"},
	{"lambda:getLayerVersionByArn", nil, "lambda:GetLayerVersion", nil, nil, ""},

	{"dynamodb:query", nil, "dynamodb:Query", queried, nil, ""},
	{"dynamodb:scan", nil, "dynamodb:Scan", queried, nil, ""},
	{"dynamodb:batchGetItem", nil, "dynamodb:BatchGetItem", batchTables, nil, ""},
	{"dynamodb:batchWriteItem", nil, "dynamodb:BatchWriteItem", batchTables, nil, ""},
	{"dynamodb:transactGetItems", nil, "dynamodb:GetItem", transactTables("Get"), nil, ""},
	{"dynamodb:transactWriteItems", nil, "dynamodb:PutItem", transactTables("Put"), nil, ""},
	{"dynamodb:transactWriteItems", nil, "dynamodb:UpdateItem", transactTables("Update"), nil, ""},
	{"dynamodb:transactWriteItems", nil, "dynamodb:DeleteItem", transactTables("Delete"), nil, ""},
	{"dynamodb:transactWriteItems", nil, "dynamodb:ConditionCheckItem", transactTables("ConditionCheck"), nil, ""},
	{"dynamodb:executeStatement", nil, "dynamodb:PartiQLSelect", partiQL("SELECT", "EXISTS"), nil, ""},
	{"dynamodb:executeStatement", nil, "dynamodb:PartiQLInsert", partiQL("INSERT"), nil, ""},
	{"dynamodb:executeStatement", nil, "dynamodb:PartiQLUpdate", partiQL("UPDATE"), nil, ""},
	{"dynamodb:executeStatement", nil, "dynamodb:PartiQLDelete", partiQL("DELETE"), nil, ""},
	{"dynamodb:batchExecuteStatement", nil, "dynamodb:PartiQLSelect", partiQL("SELECT", "EXISTS"), nil, ""},
	{"dynamodb:batchExecuteStatement", nil, "dynamodb:PartiQLInsert", partiQL("INSERT"), nil, ""},
	{"dynamodb:batchExecuteStatement", nil, "dynamodb:PartiQLUpdate", partiQL("UPDATE"), nil, ""},
	{"dynamodb:batchExecuteStatement", nil, "dynamodb:PartiQLDelete", partiQL("DELETE"), nil, ""},
	{"dynamodb:executeTransaction", nil, "dynamodb:PartiQLSelect", partiQL("SELECT", "EXISTS"), nil, ""},
	{"dynamodb:executeTransaction", nil, "dynamodb:PartiQLInsert", partiQL("INSERT"), nil, ""},
	{"dynamodb:executeTransaction", nil, "dynamodb:PartiQLUpdate", partiQL("UPDATE"), nil, ""},
	{"dynamodb:executeTransaction", nil, "dynamodb:PartiQLDelete", partiQL("DELETE"), nil, ""},
	{"dynamodb:describeEndpoints", nil, "", nil, nil, ""},

	{"bedrockruntime:invokeModel", nil, "bedrock:InvokeModel", bedrockModel("ModelId"), nil, "invokes the model"},
	{"bedrockruntime:invokeModel", has("GuardrailIdentifier"), "bedrock:ApplyGuardrail", optional(guardrail, "", "GuardrailIdentifier"), nil, "applies the guardrail"},
	{"bedrockruntime:converse", nil, "bedrock:InvokeModel", bedrockModel("ModelId"), nil, "invokes the model"},
	{"bedrockruntime:converse", has("GuardrailConfig"), "bedrock:ApplyGuardrail", optional(guardrail, "", "GuardrailConfig", "GuardrailIdentifier"), nil, "applies the guardrail"},
	{"bedrockruntime:startAsyncInvoke", nil, "bedrock:InvokeModel", bedrockModel("ModelId"), nil, "invokes the model"},

	{"sqs:sendMessage", nil, "sqs:SendMessage", argument(queue, "QueueUrl"), nil, "sends a message to the queue"},
	{"sqs:sendMessage", nil, "kms:Decrypt kms:GenerateDataKey", keyOf("QueueUrl"), nil, "encrypts what it sends with the queue's key"},
	{"sqs:sendMessageBatch", nil, "sqs:SendMessage", argument(queue, "QueueUrl"), nil, "sends messages to the queue"},
	{"sqs:sendMessageBatch", nil, "kms:Decrypt kms:GenerateDataKey", keyOf("QueueUrl"), nil, "encrypts what it sends with the queue's key"},
	{"sqs:deleteMessageBatch", nil, "sqs:DeleteMessage", argument(queue, "QueueUrl"), nil, ""},
	{"sqs:changeMessageVisibilityBatch", nil, "sqs:ChangeMessageVisibility", argument(queue, "QueueUrl"), nil, ""},
	{"sns:publish", toTopic, "sns:Publish", argument(topic, "TopicArn"), nil, "publishes to the topic"},
	{"sns:publish", written("TargetArn"), "sns:Publish", argument(topic, "TargetArn"), nil, "publishes to the topic"},
	{"sns:publish", written("PhoneNumber"), "sns:Publish", anything("a telephone number has no ARN"), nil, "sends a text message to a telephone"},
	{"sns:publishBatch", nil, "sns:Publish", argument(topic, "TopicArn"), nil, "publishes to the topic"},
	{"sns:publishBatch", nil, "kms:Decrypt kms:GenerateDataKey", keyOf("TopicArn"), nil, "encrypts what it publishes with the topic's key"},
	{"eventbridge:putEvents", nil, "events:PutEvents", eventBuses, nil, "puts events on the bus"},
	{"sfn:startExecution", nil, "states:StartExecution", startedMachine, nil, "starts the state machine"},
	{"sfn:startSyncExecution", nil, "states:StartSyncExecution", startedMachine, nil, "runs the state machine"},

	{"cloudwatchlogs:createLogStream", nil, "logs:CreateLogStream", logGroup, nil, ""},
	{"cloudwatchlogs:putLogEvents", nil, "logs:PutLogEvents", logGroup, nil, ""},
	{"kms:reEncrypt", nil, "kms:ReEncryptFrom", optional(kmsKey, "", "SourceKeyId"), nil, "decrypts with the key"},
	{"kms:reEncrypt", nil, "kms:ReEncryptTo", optional(kmsKey, "", "DestinationKeyId"), nil, "encrypts with the key"},
	{"cloudfront:createDistributionWithTags", nil, "cloudfront:CreateDistribution cloudfront:TagResource", nil, nil, ""},
	{"apigatewaymanagementapi:postToConnection", nil, "execute-api:ManageConnections", nil, nil, ""},
	{"apigatewaymanagementapi:getConnection", nil, "execute-api:ManageConnections", nil, nil, ""},
	{"apigatewaymanagementapi:deleteConnection", nil, "execute-api:ManageConnections", nil, nil, ""},
	{"sts:getCallerIdentity", nil, "", nil, nil, ""},
	{"ec2:createImage", nil, "ec2:CreateImage", newImage, nil, ""},
	{"ec2:createImage", has("TagSpecifications"), "ec2:CreateTags", newImageParts, equals("ec2:CreateAction", "CreateImage"), "tags the image"},
}

// s3Prefix binds a listing to the prefix that it asks for.
func s3Prefix(c *call) (Condition, bool) {
	t := c.arguments.at("Prefix")
	switch {
	case !t.given || t.known == "" || c.arguments.whole != "":
		return nil, true
	case t.exact:
		return Condition{"StringEquals": {"s3:prefix": {t.known}}}, true
	}
	return Condition{"StringLike": {"s3:prefix": {t.known + "*"}}}, true
}

// copySource is the object that a copy reads: CopySource holds BUCKET/KEY.
func copySource(c *call) found {
	t := c.arguments.at("CopySource")
	source := strings.TrimPrefix(t.known, "/")
	name, key, ok := strings.Cut(source, "/")
	if !ok {
		return c.named(inBuckets, text{given: true, from: t.from})
	}
	key, _, _ = strings.Cut(key, "?versionId=")
	if !t.exact {
		key += "*"
	}
	return found{arns: []string{c.object(name, key)}}
}

// deletedObjects are the objects that a deletion lists.
func deletedObjects(c *call) found {
	b := c.arguments.at("Bucket")
	if !b.given || !b.exact {
		return c.objects("", "")
	}
	objects, ok := c.arguments.in("Delete").items("Objects")
	if !ok || len(objects) == 0 {
		return found{arns: []string{c.object(b.known, "*")}}
	}
	var f found
	for _, o := range objects {
		f.arns = append(f.arns, c.object(b.known, orElse(o.at("Key"), "*")))
	}
	return f
}

// batchTables are the tables that a batch names: the keys of RequestItems.
func batchTables(c *call) found {
	items := c.arguments.in("RequestItems")
	if items.whole != "" || items.value.Len() == 0 {
		return c.named(table, text{given: true, from: items.whole})
	}
	var f found
	for _, m := range items.value.Members() {
		f.arns = append(f.arns, c.arn(table, strings.TrimSuffix(m.Name, ".$")))
	}
	return f
}

// queried is the index that a query names, or else the table.
func queried(c *call) found {
	t := c.arguments.at("IndexName")
	if c.arguments.whole != "" || !t.given {
		return argument(table, "TableName")(c)
	}
	return within(argument(table, "TableName"), "/index/"+orElse(t, ""))(c)
}

// transactTables are the tables of a transaction's members of one kind.
func transactTables(kind string) target {
	return func(c *call) found {
		items, ok := c.arguments.items("TransactItems")
		if !ok {
			return c.named(table, text{given: true, from: c.arguments.in("TransactItems").whole})
		}
		var f found
		for _, item := range items {
			if t := item.at(kind, "TableName"); t.given && (item.whole != "" || item.has(kind)) {
				f.arns = append(f.arns, c.named(table, t).arns...)
			}
		}
		return f
	}
}

// partiQL is the tables of those statements that begin with one of the verbs;
// a statement that only the run knows may begin with any.
func partiQL(verbs ...string) target {
	return func(c *call) found {
		var f found
		for _, t := range c.statements() {
			words := strings.Fields(t.known)
			if !t.exact {
				f.arns = append(f.arns, c.named(table, t).arns...)
				continue
			}
			for _, verb := range verbs {
				if len(words) > 0 && strings.EqualFold(words[0], verb) {
					f.arns = append(f.arns, c.partiQLTable(words))
				}
			}
		}
		return f
	}
}

// statements gives the texts of a call's PartiQL statements.
func (c *call) statements() []text {
	if t := c.arguments.at("Statement"); t.given {
		return []text{t}
	}
	var all []text
	for _, list := range []string{"Statements", "TransactStatements"} {
		items, ok := c.arguments.items(list)
		if !ok {
			return []text{{given: true, from: c.arguments.in(list).whole}}
		}
		for _, item := range items {
			all = append(all, item.at("Statement"))
		}
	}
	return all
}

// partiQLTable reads the table of a statement: the word behind FROM, INTO or
// UPDATE, in double quotes or without, perhaps with an index behind a dot.
func (c *call) partiQLTable(words []string) string {
	for i, w := range words[:len(words)-1] {
		if strings.EqualFold(w, "FROM") || strings.EqualFold(w, "INTO") || strings.EqualFold(w, "UPDATE") {
			name, index, indexed := strings.Cut(strings.ReplaceAll(words[i+1], `"`, ""), ".")
			if arn := c.arn(table, name); !indexed {
				return arn
			} else {
				return arn + "/index/" + index
			}
		}
	}
	return table.filled("*")
}

// logGroup is everything in a log group.
func logGroup(c *call) found {
	t := c.arguments.at("LogGroupName")
	if name, _, ok := leadingToken(t.known); ok && strings.HasPrefix(name, "Ref:") {
		return found{arns: []string{attribute(name, "Arn")}}
	}
	return argument(shape{"", "the log group", "@:logs:~:log-group:{}:*", false, FormName}, "LogGroupName")(c)
}

// newImage is what CreateImage is checked against: the instance, and the image
// and its snapshots, whose ids AWS chooses.
func newImage(c *call) found {
	instance := shape{"", "the instance", "@:ec2:~:instance/{}", false, FormName}
	f := argument(instance, "InstanceId")(c)
	f.arns = append(f.arns, newImageParts(c).arns...)
	return f
}

func newImageParts(c *call) found {
	image := c.choose(shape{"", "", "@:ec2:${AWS::Region}::image/{}", false, FormName})
	snapshot := c.choose(shape{"", "", "@:ec2:${AWS::Region}::snapshot/{}", false, FormName})
	if len(image) == 0 {
		image = []string{expand("@:ec2:${AWS::Region}::image/*")}
	}
	if len(snapshot) == 0 {
		snapshot = []string{expand("@:ec2:${AWS::Region}::snapshot/*")}
	}
	return found{arns: append(image, snapshot...)}
}

// verbs are the IAM actions of API Gateway's control plane: the HTTP methods of
// its REST API, by the verb an operation begins with.
var verbs = []struct{ verb, action string }{
	{"get", "GET"}, {"create", "POST"}, {"update", "PATCH"}, {"delete", "DELETE"}, {"put", "PUT"},
	{"import", "POST"}, {"tag", "PUT"}, {"untag", "DELETE"}, {"test", "POST"}, {"generate", "POST"}, {"flush", "DELETE"}, {"export", "GET"}, {"reset", "DELETE"}, {"reimport", "PUT"},
}

// controlPlane adds what a call of API Gateway's control plane needs: the method
// on the path of its REST API, which the author states.
func (c *call) controlPlane(operation string) bool {
	for _, v := range verbs {
		if !strings.HasPrefix(operation, v.verb) {
			continue
		}
		arns := c.chooseService("apigateway")
		if len(arns) == 0 {
			c.report(diag.Error, CodeDynamic, "the arguments do not tell which path of API Gateway's own API "+operation+" reaches",
				`state it, as in On("arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/*")`)
		}
		c.need("apigateway:"+v.action, found{arns: arns}, nil, "calls "+strings.TrimPrefix(c.name, "aws-sdk:"))
		return true
	}
	return false
}
