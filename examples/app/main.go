// Command app is the AWS CDK app of this repository: a stack for each example
// workflow. The cdk command runs it, as cdk.json says:
//
//	npx --yes aws-cdk@2.1148.1 synth
package main

import (
	"fmt"
	"os"

	"github.com/aws/aws-cdk-go/awscdk/v2"

	"github.com/quickstep-go/quickstep/constructs"
)

func main() {
	if err := constructs.Synth(nil, build); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// build puts all stacks into the app.
func build(app awscdk.App) {
	recordMessage(app)
	amiBackup(app)
	regionsTwice(app)
	orderSaga(app)
	recordExists(app)
}
