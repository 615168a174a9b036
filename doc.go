// Package quickstep is the front page of Quickstep: AWS Step Functions
// workflows as typed Go, tested with go test in microseconds and shipped with
// cdk deploy.
//
// A workflow is written once, with package dsl. Package synth turns it into
// Amazon States Language; package runner executes that very text on a virtual
// clock, and package runner/sfntest is its face in go test; package constructs
// wraps the same text with the AWS CDK and exactly the permissions it needs.
package quickstep
