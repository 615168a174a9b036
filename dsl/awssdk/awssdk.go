// Package awssdk calls any AWS API from a workflow, typed by the AWS SDK for Go
// v2, without a generated line and without a Lambda function.
//
// The service and the action are read off the input and output types:
// ec2.CreateImageInput is arn:aws:states:::aws-sdk:ec2:createImage. Payload,
// result and enum constants are compiler-checked.
//
// Goals: every operation that Step Functions integrates. Non-goals: calling the
// API at build time; only the SDK's types are used.
package awssdk

import (
	"fmt"
	"reflect"
	"strings"
	"unicode"

	"github.com/quickstep-go/quickstep/dsl"
)

// Call is the AWS SDK integration for an operation of the Go SDK v2 (Developer
// Guide, "Learning to use AWS service SDK integrations"). Types that are not the
// input and the output of one operation make a call whose use is a diagnostic.
func Call[In, Out any]() dsl.Call[In, Out] {
	in, out := reflect.TypeFor[In](), reflect.TypeFor[Out]()
	service, operation, problem := operationOf(in, out)
	if problem != "" {
		return dsl.NoCall[In, Out](problem, "give it the XInput and XOutput types of one operation, such as ec2.CreateImageInput and ec2.CreateImageOutput")
	}
	return dsl.NewCall[In, Out](dsl.Integration{
		Resource: "arn:aws:states:::aws-sdk:" + service + ":" + operation,
		Token:    true,
	})
}

// Of is the AWS SDK integration for an operation by name, such as
// Of[Request, Answer]("rekognition", "detectLabels"), with types of your own that have
// as much of the payload as the workflow needs: for a service whose Go package is not
// worth linking. Members are spelt as Step Functions does, DbInstanceIdentifier for
// DBInstanceIdentifier. An operation that is younger than what is known here needs
// dsl.Call.AllowedTo.
func Of[In, Out any](service, operation string) dsl.Call[In, Out] {
	if service == "" || operation == "" {
		return dsl.NoCall[In, Out]("an AWS SDK call has no service or no operation", "name both, such as \"rekognition\", \"detectLabels\"")
	}
	return dsl.NewCall[In, Out](dsl.Integration{Resource: "arn:aws:states:::aws-sdk:" + service + ":" + operation, Token: true})
}

const services = "github.com/aws/aws-sdk-go-v2/service/"

func operationOf(in, out reflect.Type) (service, operation, problem string) {
	pkg, ok := strings.CutPrefix(in.PkgPath(), services)
	if !ok {
		return "", "", fmt.Sprintf("%s is not a type of the AWS SDK for Go v2", in)
	}
	name, isInput := strings.CutSuffix(in.Name(), "Input")
	if !isInput || out.PkgPath() != in.PkgPath() || out.Name() != name+"Output" {
		return "", "", fmt.Sprintf("%s and %s are not the input and the output of one operation", in, out)
	}
	first := []rune(name)
	first[0] = unicode.ToLower(first[0])
	return serviceName(pkg), string(first), ""
}

// serviceName is how Step Functions names a service: as the SDK does, without a
// trailing "service".
func serviceName(pkg string) string {
	if short := strings.TrimSuffix(pkg, "service"); short != "" {
		return short
	}
	return pkg
}
