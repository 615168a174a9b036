package awsdata

import (
	"slices"
	"strings"
	"testing"
)

func TestTablesAreSorted(t *testing.T) {
	if !slices.IsSortedFunc(services[:], func(a, b service) int { return strings.Compare(a.name, b.name) }) {
		t.Error("services are not sorted")
	}
	if !slices.IsSortedFunc(prefixes[:], func(a, b prefix) int { return strings.Compare(a.name, b.name) }) {
		t.Error("prefixes are not sorted")
	}
	for _, s := range services {
		if s.prefix != "" && find(s.prefix) == nil {
			t.Errorf("service %s has the prefix %s, which has no actions", s.name, s.prefix)
		}
	}
}

func TestPrefix(t *testing.T) {
	for service, want := range map[string]string{
		"ec2": "ec2", "sfn": "states", "cloudwatchlogs": "logs", "applicationdiscovery": "discovery",
		"cognitoidentityprovider": "cognito-idp", "sesv2": "ses", "emrserverless": "emr-serverless",
		"resourcegroupstaggingapi": "tag", "mturk": "mechanicalturk",
	} {
		if got, ok := Prefix(service); !ok || got != want {
			t.Errorf("Prefix(%q) = %q, %v, want %q", service, got, ok, want)
		}
	}
	if _, ok := Prefix("nosuch"); ok {
		t.Error("an unknown service has a prefix")
	}
}

func TestAction(t *testing.T) {
	for _, c := range []struct {
		prefix, name, canonical string
		arns                    []string
	}{
		{"ec2", "describeinstances", "DescribeInstances", nil},
		{"sqs", "sendMessage", "SendMessage", []string{"arn:${Partition}:sqs:${Region}:${Account}:${QueueName}"}},
		{"ec2", "CreateImage", "CreateImage", []string{
			"arn:${Partition}:ec2:${Region}::image/${ImageId}",
			"arn:${Partition}:ec2:${Region}:${Account}:instance/${InstanceId}",
			"arn:${Partition}:ec2:${Region}::snapshot/${SnapshotId}",
		}},
	} {
		name, types, ok := Action(c.prefix, c.name)
		var arns []string
		for _, rt := range types {
			arns = append(arns, rt.ARN)
		}
		slices.Sort(arns)
		slices.Sort(c.arns)
		if !ok || name != c.canonical || !slices.Equal(arns, c.arns) {
			t.Errorf("Action(%q, %q) = %q, %q, %v", c.prefix, c.name, name, arns, ok)
		}
	}
	if _, _, ok := Action("s3", "ListObjectsV2"); ok {
		t.Error("IAM has no s3:ListObjectsV2")
	}
}

func TestRoles(t *testing.T) {
	if got, _ := Roles("scheduler", "createSchedule"); !slices.Equal(got, []string{"Target.RoleArn"}) {
		t.Errorf("roles of a schedule: %q", got)
	}
	if got, ok := Roles("sts", "assumeRole"); got != nil || !ok {
		t.Errorf("assumeRole passes no role, got %q", got)
	}
}

func TestRolesOfWhatHasNoModel(t *testing.T) {
	if _, modelled := Roles("geomaps", "getTile"); modelled {
		t.Error("a service that came after the models has one")
	}
}

func TestActionsOf(t *testing.T) {
	if all := Actions("sqs"); !slices.Contains(all, "SendMessage") || len(all) < 15 {
		t.Errorf("actions of sqs: %q", all)
	}
}

func TestFindOperation(t *testing.T) {
	for _, c := range []struct {
		service, name string
		want          Operation
	}{
		{"s3", "listObjectsV2", Operation{"listObjectsV2", false}},
		{"s3", "ListObjectsv2", Operation{"listObjectsV2", false}},
		{"kinesis", "subscribeToShard", Operation{"subscribeToShard", true}},
		{"dsql", "createCluster", Operation{"createCluster", false}}, // came after the models
	} {
		if got, ok := FindOperation(c.service, c.name); !ok || got != c.want {
			t.Errorf("FindOperation(%q, %q) = %v, %v", c.service, c.name, got, ok)
		}
	}
	for _, c := range [][2]string{{"s3", "listObject"}, {"nosuch", "listObjects"}, {"sfn", ""}} {
		if got, ok := FindOperation(c[0], c[1]); ok {
			t.Errorf("FindOperation(%q, %q) = %v", c[0], c[1], got)
		}
	}
}

func TestOperations(t *testing.T) {
	for service, want := range map[string]string{"sfn": "startSyncExecution", "dsql": "createCluster"} {
		if all := Operations(service); !slices.Contains(all, want) {
			t.Errorf("operations of %s: %q", service, all)
		}
	}
	if all := Operations("nosuch"); all != nil {
		t.Errorf("operations of a service that is not there: %q", all)
	}
	if !slices.IsSortedFunc(operations[:], func(a, b serviceOperations) int { return strings.Compare(a.service, b.service) }) {
		t.Error("operations are not sorted")
	}
	for _, call := range refused {
		service, name, _ := strings.Cut(call, ":")
		if o, ok := FindOperation(service, name); ok && o.Name != name {
			t.Errorf("%s is written %s", call, o.Name)
		}
	}
}
