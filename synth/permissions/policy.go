package permissions

import (
	"encoding/json"
	"slices"
	"strings"
)

// The sizes that IAM allows, in characters of policy text without white space
// (IAM User Guide, "IAM and AWS STS quotas").
const (
	InlineLimit  = 10240 // of all inline policies of a role together
	ManagedLimit = 6144  // of one managed policy
)

// Policy is a set of statements that fits into one policy document.
type Policy struct {
	Statements []Statement
	// Managed tells that the statements do not fit into the role's inline
	// policies any more, and go into a managed policy attached to the role.
	Managed bool
	// Self tells that the statements name the machine itself, so that the policy
	// is made after it (see [Statement.Self]).
	Self bool
}

// Policies shares statements out to policy documents: one inline policy, one
// more for what names the machine itself, and managed policies for what these
// two have no room for. Sizes are estimates, as substitutions are not filled in
// yet, and err on the large side.
func Policies(statements []Statement) []Policy {
	var own, self []Statement
	for _, s := range statements {
		for _, part := range divide(s) {
			if s.Self {
				self = append(self, part)
			} else {
				own = append(own, part)
			}
		}
	}
	var inline, managed []Policy
	room := InlineLimit
	for i, group := range [][]Statement{self, own} {
		fitting, rest := take(group, room)
		room -= sizeOf(fitting)
		if len(fitting) > 0 {
			inline = append(inline, Policy{Statements: fitting, Self: i == 0})
		}
		for len(rest) > 0 {
			fitting, rest = take(rest, ManagedLimit)
			managed = append(managed, Policy{Statements: fitting, Self: i == 0, Managed: true})
		}
	}
	slices.Reverse(inline) // what names the machine comes last
	return append(inline, managed...)
}

// take gives the first statements that fit into a size, and the others.
func take(statements []Statement, size int) (fitting, rest []Statement) {
	n := 0
	for n < len(statements) && sizeOf(statements[:n+1]) <= size {
		n++
	}
	return statements[:n], statements[n:]
}

// divide halves a statement until each part fits into a managed policy.
func divide(s Statement) []Statement {
	if len(s.Resources) < 2 || sizeOf([]Statement{s}) <= ManagedLimit {
		return []Statement{s}
	}
	half := len(s.Resources) / 2
	first, second := s, s
	first.Resources, second.Resources = s.Resources[:half], s.Resources[half:]
	return append(divide(first), divide(second)...)
}

// sizeOf estimates the text of a policy, in characters.
func sizeOf(statements []Statement) int {
	if len(statements) == 0 {
		return 0
	}
	size := len(`{"Version":"2012-10-17","Statement":[]}`)
	for _, s := range statements {
		text, err := json.Marshal(struct {
			Effect           string
			Action, Resource []string
			Condition        Condition `json:",omitempty"`
		}{"Allow", s.Actions, s.Resources, s.Condition})
		if err == nil { // it always is: these are strings
			size += filled(string(text)) + 1
		}
	}
	return size
}

// filled estimates how long a text is once its substitutions are filled in.
func filled(text string) int {
	size := len(text)
	for {
		_, rest, ok := strings.Cut(text, "${")
		if !ok {
			return size
		}
		name, _, _ := leadingToken("${" + rest)
		size += max(0, usualLength(name)-len(name)-len("${}"))
		text = rest
	}
}

// usualLength is how long what stands for a substitution usually is at most.
func usualLength(name string) int {
	switch name {
	case "AWS::Partition", "AWS::Region", "AWS::AccountId", "AWS::URLSuffix":
		return len("ap-southeast-1")
	}
	return len("arn:aws:lambda:ap-southeast-1:123456789012:function:") + 64
}
