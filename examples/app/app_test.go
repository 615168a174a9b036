package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/constructs/cdktest"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/examples/amibackup"
	"github.com/quickstep-go/quickstep/examples/ordersaga"
	"github.com/quickstep-go/quickstep/examples/recordexists"
	"github.com/quickstep-go/quickstep/examples/recordmessage"
	"github.com/quickstep-go/quickstep/examples/regions"
	"github.com/quickstep-go/quickstep/synth"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestMain(m *testing.M) { cdktest.Main(m) }

// templates synthesises the app without building the functions.
func templates(t *testing.T) map[string]cdktest.Document {
	t.Helper()
	cdktest.App(t) // skips without Node.js
	out := t.TempDir()
	err := constructs.Synth(&awscdk.AppProps{
		Outdir:  &out,
		Context: &map[string]any{"aws:cdk:bundling-stacks": []string{}},
	}, build)
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(out, "*.template.json"))
	if err != nil {
		t.Fatal(err)
	}
	made := make(map[string]cdktest.Document)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var doc cdktest.Document
		if err := json.Unmarshal(text, &doc); err != nil {
			t.Fatal(err)
		}
		made[strings.TrimSuffix(filepath.Base(file), ".template.json")] = doc
	}
	return made
}

func TestApp(t *testing.T) {
	made := templates(t)
	t.Run("definitions", func(t *testing.T) { definitions(t, made) })
	t.Run("permissions", func(t *testing.T) { permissions(t, made) })
	t.Run("record message", func(t *testing.T) { recordMessageAsOrdered(t, made["RecordMessage"]) })
	t.Run("ami backup", func(t *testing.T) { nightly(t, made["AmiBackup"]) })
}

// definitions compares each machine with what synth makes of its workflow.
func definitions(t *testing.T, made map[string]cdktest.Document) {
	machines := 0
	for name, workflows := range map[string][]dsl.Definition{
		"RecordMessage": {recordmessage.Workflow},
		"AmiBackup":     {amibackup.Workflow},
		"Regions":       {regions.Branches, regions.Each},
		"OrderSaga":     {ordersaga.Workflow},
		"RecordExists":  {recordexists.Workflow},
	} {
		var got, wanted []string
		for _, r := range made[name].All("AWS::StepFunctions::StateMachine") {
			got = append(got, r.Properties["DefinitionString"].(string))
		}
		for _, w := range workflows {
			out, err := synth.Workflow(w)
			if err != nil {
				t.Fatal(err)
			}
			wanted = append(wanted, out.Definition)
		}
		slices.Sort(got)
		slices.Sort(wanted)
		if !slices.Equal(got, wanted) {
			t.Errorf("%s has the definitions\n%s\nwant\n%s", name, got, wanted)
		}
		machines += len(got)
	}
	if machines != 6 || len(made) != 5 {
		t.Errorf("%d machines in %d stacks, want 6 in 5", machines, len(made))
	}
}

// permissions compares who may do what with a list that people read.
func permissions(t *testing.T, made map[string]cdktest.Document) {
	var b bytes.Buffer
	for _, name := range slices.Sorted(func(yield func(string) bool) {
		for name := range made {
			if !yield(name) {
				return
			}
		}
	}) {
		fmt.Fprintf(&b, "# %s\n%s\n", name, who(made[name]))
	}
	const golden = "testdata/permissions.txt"
	if *update {
		if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), want) {
		t.Errorf("the permissions are not those of %s; look at the difference and run go test -update:\n%s", golden, b.Bytes())
	}
}

func recordMessageAsOrdered(t *testing.T, doc cdktest.Document) {
	_, machine := doc.One(t, "AWS::StepFunctions::StateMachine")
	logging := machine.Properties["LoggingConfiguration"].(map[string]any)
	if logging["Level"] != "ALL" || logging["IncludeExecutionData"] != true {
		t.Errorf("the logging is %v", logging)
	}
	group := doc.Resources["WorkflowLogGroupC1B3E9D3"]
	if group.Properties["RetentionInDays"] != 7.0 || group.DeletionPolicy != "Delete" {
		t.Errorf("the log group is %+v", group)
	}
	_, rule := doc.One(t, "AWS::Events::Rule")
	target := rule.Properties["Targets"].([]any)[0].(map[string]any)
	if rule.Properties["Name"] != "sfnCommonEventProcessorRule" || rule.Properties["EventBusName"] == nil ||
		target["DeadLetterConfig"] == nil || target["RetryPolicy"].(map[string]any)["MaximumRetryAttempts"] != 3.0 {
		t.Errorf("the rule is %v", rule.Properties)
	}
	doc.One(t, "AWS::DynamoDB::Table")
}

func nightly(t *testing.T, doc cdktest.Document) {
	_, schedule := doc.One(t, "AWS::Scheduler::Schedule")
	target := schedule.Properties["Target"].(map[string]any)
	if got := render(target["Input"]); got != `{"instanceId":"${InstanceId}","env":"production"}` {
		t.Errorf("the input is %s", got)
	}
	if len(doc.All("AWS::Lambda::Function")) != 0 {
		t.Error("there is a Lambda function")
	}
}
