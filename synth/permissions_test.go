package synth_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/awssdk"
	"github.com/quickstep-go/quickstep/synth"
)

// TestPermissions holds the statements of the examples.
func TestPermissions(t *testing.T) {
	for name, w := range with(examples, map[string]dsl.Definition{"merged": merged, "integrations": integrations, "csvtobucket": csvToBucket, "listed": listed, "tasks": tasks}) {
		t.Run(name, func(t *testing.T) {
			out, err := synth.Workflow(w)
			if err != nil {
				t.Fatal(err)
			}
			text, err := json.MarshalIndent(out.Permissions, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			golden(t, name+".permissions.json", string(text)+"\n")
		})
	}
}

// TestStatedActions: a call that is younger than what is known here works once its
// author has stated the actions, also of a service that is not known.
func TestStatedActions(t *testing.T) {
	out, err := synth.Workflow(define(func(b *block, v in) {
		dsl.Task(b, "New Call", awssdk.Of[query, query]("ec2", "frobInstances").AllowedTo("ec2:FrobInstances", "ec2:DescribeFrobs").AllowedOn("*"), v)
		dsl.Task(b, "New Service", awssdk.Of[query, query]("frobs", "listFrobs").AllowedTo("frobs:ListFrobs").AllowedOn("*"), v)
	})())
	if err != nil {
		t.Fatal(err)
	}
	var actions []string
	for _, s := range out.Permissions {
		actions = append(actions, s.Actions...)
	}
	if want := []string{"ec2:DescribeFrobs", "ec2:FrobInstances", "frobs:ListFrobs"}; !slices.Equal(actions, want) || len(out.Warnings) > 0 {
		t.Errorf("allowed are %q with %v, wants %q", actions, out.Warnings, want)
	}
}
