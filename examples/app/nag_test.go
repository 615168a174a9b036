package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	"github.com/cdklabs/cdk-nag-go/cdknag/v2"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/constructs/cdktest"
)

// nagged is what the AwsSolutions pack of cdk-nag says of one rule and resource.
type nagged struct{ RuleID, ResourceID, Compliance, ExceptionReason string }

// nag runs cdk-nag over an app, and gives what it found, whether that is excused
// or not.
func nag(t *testing.T, build func(awscdk.App)) []nagged {
	t.Helper()
	cdktest.App(t) // skips without Node.js
	out := t.TempDir()
	err := constructs.Synth(&awscdk.AppProps{
		Outdir:  &out,
		Context: &map[string]any{"aws:cdk:bundling-stacks": []string{}},
	}, func(app awscdk.App) {
		build(app)
		awscdk.Aspects_Of(app).Add(cdknag.NewAwsSolutionsChecks(&cdknag.NagPackProps{
			ReportFormats: &[]cdknag.NagReportFormat{cdknag.NagReportFormat_JSON},
		}), nil)
	})
	if err != nil {
		t.Log(err) // cdk-nag's own annotations among them
	}
	files, err := filepath.Glob(filepath.Join(out, "AwsSolutions-*-NagReport.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("cdk-nag wrote no report (%v)", err)
	}
	var found []nagged
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var report struct{ Lines []nagged }
		if err := json.Unmarshal(text, &report); err != nil {
			t.Fatal(err)
		}
		for _, line := range report.Lines {
			if line.Compliance != "Compliant" {
				found = append(found, line)
			}
		}
	}
	return found
}

// Nothing of the examples is left for cdk-nag to find, and what is excused is a
// list that people read, each with its reason.
func TestNag(t *testing.T) {
	var lines []string
	for _, n := range nag(t, build) {
		if n.Compliance != "Suppressed" {
			t.Errorf("%s: %s is %s", n.ResourceID, n.RuleID, n.Compliance)
			continue
		}
		lines = append(lines, fmt.Sprintf("%s %s: %s", n.ResourceID, n.RuleID, n.ExceptionReason))
	}
	slices.Sort(lines)
	got := strings.Join(slices.Compact(lines), "\n") + "\n"
	const golden = "testdata/nag.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the excuses are not those of %s; look at the difference and run go test -update:\n%s", golden, got)
	}
}

// Every kind of resource that the constructs make passes, with all props in use.
func TestNagFindsNothingOfTheConstructs(t *testing.T) {
	found := nag(t, func(app awscdk.App) {
		in := stack(app, "All", "Everything that the constructs make")
		dead := awssqs.NewQueue(in, new("Dead"), &awssqs.QueueProps{EnforceSSL: new(true)})
		queue := awssqs.NewQueue(in, new("Orders"), &awssqs.QueueProps{EnforceSSL: new(true),
			DeadLetterQueue: &awssqs.DeadLetterQueue{Queue: dead, MaxReceiveCount: new(3.0)}})
		w := everything(in, queue)
		if err := w.Err(); err != nil {
			t.Error(err)
		}
	})
	excused := 0
	for _, n := range found {
		if n.Compliance == "Suppressed" {
			excused++
			continue
		}
		t.Errorf("%s: %s is %s", n.ResourceID, n.RuleID, n.Compliance)
	}
	if excused == 0 {
		t.Error("nothing was excused, so cdk-nag did not look")
	}
}

// What a team switches off, cdk-nag finds: the excuses cover no more than they
// say.
func TestNagStillFinds(t *testing.T) {
	found := nag(t, func(app awscdk.App) {
		in := stack(app, "Lax", "A machine that logs errors only, and does not trace")
		w := constructs.NewWorkflow(in, new("Workflow"), lax(in))
		w.Role().AddToPrincipalPolicy(anything())
	})
	var rules []string
	for _, n := range found {
		if n.Compliance == "Non-Compliant" {
			rules = append(rules, strings.TrimPrefix(n.RuleID, "AwsSolutions-"))
		}
	}
	slices.Sort(rules)
	if got := strings.Join(slices.Compact(rules), " "); got != "IAM5 SF1 SF2" {
		t.Errorf("cdk-nag found %s, want IAM5 SF1 SF2", got)
	}
}
