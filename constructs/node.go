package constructs

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
)

// ErrNoNode is what [Synth] and [CheckNode] give, wrapped, where the AWS CDK
// cannot run because there is no Node.js.
var ErrNoNode = errors.New("the AWS CDK needs Node.js to synthesise templates")

// CheckNode tells whether the AWS CDK can run: the program that the environment
// variable JSII_NODE names, or else node, must be there to start. The error
// wraps [ErrNoNode] and says what to do. Nothing is started.
func CheckNode() error {
	if os.Getenv("JSII_RUNTIME") != "" {
		return nil // the caller brings a runtime of their own
	}
	name := os.Getenv("JSII_NODE")
	if name == "" {
		name = "node"
	}
	if _, err := exec.LookPath(name); err != nil {
		return fmt.Errorf("%w, and %q was not found; install a supported version of Node.js, or set JSII_NODE to the path of its program", ErrNoNode, name)
	}
	return nil
}
