// Command quickstep checks, explains and runs AWS Step Functions workflows on this
// machine. Run "quickstep help" for its commands.
package main

import (
	"os"

	"github.com/quickstep-go/quickstep/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
