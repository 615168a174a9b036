package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestServiceName(t *testing.T) {
	for id, want := range map[string]string{
		"EC2": "ec2", "CloudWatch Logs": "cloudwatchlogs", "Application Discovery Service": "applicationdiscovery",
		"SFN": "sfn", "Cost and Usage Report Service": "costandusagereport", "Directory Service Data": "directoryservicedata",
	} {
		if got := serviceName(id); got != want {
			t.Errorf("serviceName(%q) = %q, want %q", id, got, want)
		}
	}
}

func TestReadModel(t *testing.T) {
	file := filepath.Join(t.TempDir(), "api-2.json")
	err := os.WriteFile(file, []byte(`{
		"metadata": {"serviceId": "Job Service", "signingName": "jobs", "endpointPrefix": "job-runner"},
		"operations": {"StartJob": {"input": {"shape": "In"}}, "GetJob": {"input": {"shape": "In"}}},
		"shapes": {
			"In": {"type": "structure", "members": {"ExecutionRoleArn": {"shape": "S"}, "Steps": {"shape": "L"}, "RoleName": {"shape": "S"}}},
			"L": {"type": "list", "member": {"shape": "Step"}},
			"Step": {"type": "structure", "members": {"role": {"shape": "S"}, "Inner": {"shape": "Step"}}},
			"S": {"type": "string"}
		}}`), 0o644)
	if err != nil {
		t.Fatal(err)
	}
	s, err := readModel("job", file)
	if err != nil {
		t.Fatal(err)
	}
	if s.name != "job" || !slices.Equal(s.candidates[1:], []string{"jobs", "job-runner", "job"}) {
		t.Errorf("%+v", s)
	}
	roles := s.roles["StartJob"]
	if len(roles) < 2 || roles[0] != "ExecutionRoleArn" || !slices.Contains(roles, "Steps[].role") || slices.Contains(roles, "RoleName") {
		t.Errorf("roles %q", roles)
	}
	if s.roles["GetJob"] != nil {
		t.Errorf("a read passes roles: %q", s.roles["GetJob"])
	}
}

func TestResolve(t *testing.T) {
	iam := map[string]*prefixData{
		"jobs": {actions: map[string]action{"startjob": {Name: "StartJob"}, "stopjob": {Name: "StopJob"}}},
		"job":  {actions: map[string]action{"startjob": {Name: "StartJob"}}},
		"iot":  {actions: map[string]action{"publish": {Name: "Publish"}}},
	}
	services := resolve([]service{
		{name: "job", candidates: []string{"job", "jobs"}, operations: []string{"StartJob", "StopJob", "WatchJob"}},
		{name: "iotdataplane", candidates: []string{"iotdata"}, operations: []string{"Publish"}},
		{name: "retired", candidates: []string{"retired"}, operations: []string{"Go"}},
	}, iam)
	if services[0].prefix != "jobs" || !slices.Equal(services[0].orphans, []string{"WatchJob"}) {
		t.Errorf("%+v", services[0])
	}
	if services[1].prefix != "iot" || services[2].prefix != "" {
		t.Errorf("%+v", services[1:])
	}
}

func TestWritePrefix(t *testing.T) {
	dir := t.TempDir()
	iam := map[string]*prefixData{"jobs": {
		types: map[string]typeData{"job": {ARN: "arn:${Partition}:jobs:${Region}:${Account}:job/${JobId}"}, "image": {ARN: "arn:${Partition}:jobs:::image/${Id}"}},
		actions: map[string]action{"list": {Name: "List"}, "start": {Name: "Start", ResourceTypes: []struct {
			Name     string
			Required bool
		}{{"Job", true}, {"image", false}}}},
	}}
	if err := writeActions(dir, "a source", iam, []service{{name: "job", prefix: "jobs"}}); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "actions_gen.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"DO NOT EDIT", "a source", "~job/${JobId}", "arn:${Partition}:jobs:::image/${Id}", ":List", "0,1!:Start"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is missing in:\n%s", want, text)
		}
	}
}
