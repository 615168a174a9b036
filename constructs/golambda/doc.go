// Package golambda builds Go Lambda functions with the local go tool while an
// AWS CDK app is synthesised: no Docker, no build script, no zip in the
// repository.
//
//	recorder := golambda.NewFunction(stack, new("Recorder"), &golambda.FunctionProps{
//		Entry: "./examples/recordmessage/lambda",
//	})
//
// One program may serve several functions: its main hands them to
// dsl/lambda/lambdahost, and Function in the props says which one a Lambda function
// is.
//
// A build is reproducible: the same source, modules and Go version give the same
// binary, whatever the machine and folder. So a function is deployed anew only
// when its code changed.
//
// Goals: one line from a main package to a function with a role that may write
// its own log and nothing else. Non-goals: languages other than Go, C code
// (CGO_ENABLED is 0), and container images.
//
// It is apart from package constructs because awslambda takes the compiler far
// longer than everything constructs needs.
package golambda
