// Package awsdata names the operations of the AWS SDK and says what IAM calls them:
// the prefix of each service, the actions of each prefix, the kinds of resource an
// action is checked against, and the arguments in which an operation takes a role.
//
// Its tables are generated. Goals: small, no work at start-up, searched by name.
// Non-goals: judgement; what the names alone cannot tell is in package
// permissions.
package awsdata

//go:generate go run ./gen
