package constructs

//lint:file-ignore SA1019 The messages of an assembly have moved in JavaScript; in Go there is no other type for them.

import (
	"fmt"
	"runtime"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/cxapi"
	"github.com/aws/jsii-runtime-go"

	"github.com/quickstep-go/quickstep/constructs/internal/refusal"
	"github.com/quickstep-go/quickstep/diag"
)

// Synth runs a CDK app: it makes the app, lets build fill it, and writes the
// cloud assembly that the cdk command reads. props may be nil.
//
// The error holds everything that keeps the app from being deployed, all at
// once: what constructs of this package found, what other constructs wrote as
// error annotations, or what CDK threw. [diag.FromError] gives it as a list.
// Without Node.js the error is [ErrNoNode].
//
// It ends the Node.js process it started, so no construct can be used after it.
func Synth(props *awscdk.AppProps, build func(app awscdk.App)) (err error) {
	if err := CheckNode(); err != nil {
		return err
	}
	defer jsii.Close()
	defer func() {
		switch cause := recover().(type) {
		case nil:
		case runtime.Error:
			panic(cause) // a bug, in build or here: keep its stack
		case error:
			if _, ok := diag.FromError(cause); ok {
				err = cause
				return
			}
			err = diag.List{refusal.Of(cause, "the app", diag.Position{})}.Err()
		default:
			err = diag.List{refusal.Of(cause, "the app", diag.Position{})}.Err()
		}
	}()
	app := awscdk.NewApp(props)
	build(app)
	return annotated(app.Synth(nil)).Err()
}

// annotated gives the error annotations of all stacks.
func annotated(assembly cxapi.CloudAssembly) diag.List {
	var found diag.List
	for _, stack := range *assembly.StacksRecursively() {
		for _, m := range *stack.Messages() {
			if m.Level != cxapi.SynthesisMessageLevel_ERROR {
				continue
			}
			found.Add(diag.Diagnostic{
				Severity: diag.Error,
				Message:  strings.TrimPrefix(*m.Id, "/") + ": " + fmt.Sprint(m.Entry.Data),
			})
		}
	}
	return found
}
