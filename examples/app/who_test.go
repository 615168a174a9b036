package main

import (
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"

	"github.com/quickstep-go/quickstep/constructs/cdktest"
)

// who writes what each role of a template may do: the service that takes it, and
// a line for each statement.
func who(doc cdktest.Document) string {
	roles := doc.All("AWS::IAM::Role")
	lines := make(map[string][]string)
	for id, r := range roles {
		for _, p := range list(r.Properties["Policies"]) {
			lines[id] = append(lines[id], statements(p.(map[string]any)["PolicyDocument"])...)
		}
		for _, arn := range list(r.Properties["ManagedPolicyArns"]) {
			lines[id] = append(lines[id], "managed policy "+render(arn))
		}
	}
	for _, p := range doc.All("AWS::IAM::Policy") {
		for _, role := range list(p.Properties["Roles"]) {
			id := role.(map[string]any)["Ref"].(string)
			lines[id] = append(lines[id], statements(p.Properties["PolicyDocument"])...)
		}
	}
	var b strings.Builder
	for _, id := range slices.Sorted(maps.Keys(roles)) {
		trust := list(field(roles[id].Properties["AssumeRolePolicyDocument"], "Statement"))[0]
		fmt.Fprintf(&b, "\n%s, for %s\n", plain(id), render(field(field(trust, "Principal"), "Service")))
		sort.Strings(lines[id])
		for _, line := range lines[id] {
			fmt.Fprintf(&b, "  %s\n", line)
		}
	}
	return b.String()
}

func statements(policy any) []string {
	var lines []string
	for _, s := range list(field(policy, "Statement")) {
		line := join(field(s, "Action")) + " on " + join(field(s, "Resource"))
		if sid := field(s, "Sid"); sid != nil {
			line += " (" + sid.(string) + ")"
		}
		lines = append(lines, line)
	}
	return lines
}

func field(v any, name string) any { return v.(map[string]any)[name] }

// list takes one value for a list of one, as IAM and CloudFormation do.
func list(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

func join(v any) string {
	var parts []string
	for _, item := range list(v) {
		parts = append(parts, render(item))
	}
	return strings.Join(parts, ", ")
}

// render writes a value of a template as Fn::Sub would take it.
func render(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		if ref, ok := v["Ref"].(string); ok {
			return "${" + plain(ref) + "}"
		}
		if get, ok := v["Fn::GetAtt"].([]any); ok {
			return "${" + plain(get[0].(string)) + "." + get[1].(string) + "}"
		}
		if parts, ok := v["Fn::Join"].([]any); ok {
			var b strings.Builder
			for _, part := range parts[1].([]any) {
				b.WriteString(render(part))
			}
			return b.String()
		}
	}
	return fmt.Sprint(v)
}

// plain takes CDK's hash off a logical id.
func plain(id string) string {
	const hash = 8
	if len(id) > hash && strings.Trim(id[len(id)-hash:], "0123456789ABCDEF") == "" {
		return id[:len(id)-hash]
	}
	return id
}
