// Package attributevalue tells package awsclient the members of DynamoDB's
// AttributeValue, which a client of DynamoDB needs for items, keys and
// expression values.
//
// It is a room of its own so that who tests with other clients does not link
// DynamoDB's types. Non-goals: DynamoDB Streams, whose AttributeValue is another
// type; give its members to [awsclient.Unions].
package attributevalue

import (
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/quickstep-go/quickstep/runner/awsclient"
)

// Union is the option that lets awsclient.Serve write {"S": "x"} and the like
// (Amazon DynamoDB API Reference, "AttributeValue").
func Union() awsclient.Option {
	return awsclient.Unions(
		&types.AttributeValueMemberB{}, &types.AttributeValueMemberBOOL{}, &types.AttributeValueMemberBS{},
		&types.AttributeValueMemberL{}, &types.AttributeValueMemberM{}, &types.AttributeValueMemberN{},
		&types.AttributeValueMemberNS{}, &types.AttributeValueMemberNULL{}, &types.AttributeValueMemberS{},
		&types.AttributeValueMemberSS{},
	)
}
