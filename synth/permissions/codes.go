package permissions

// The codes of what [Derive] reports. [Explain] tells more about each.
const (
	// CodeDynamic: only the run knows which resource a call reaches, and the
	// author has not stated what it may be.
	CodeDynamic = "QS8101"
	// CodeNotNamed: a call lacks the argument that names its resource.
	CodeNotNamed = "QS8102"
	// CodeUnknownCall: there is no such integration.
	CodeUnknownCall = "QS8103"
	// CodeUnknownAction: the IAM action of an SDK operation is not known.
	CodeUnknownAction = "QS8104"
	// CodeUnusedOn: a stated ARN is of a kind that the call cannot reach.
	CodeUnusedOn = "QS8105"
	// CodeUnknownState: an author states resources of a state that is not there.
	CodeUnknownState = "QS8106"
	// CodeWrongKind: a substitution stands where a resource of another kind goes.
	CodeWrongKind = "QS8107"
)

var explanations = map[string]string{
	CodeDynamic: `A call takes its resource from the input, a variable or an expression, so the
text does not tell which resource it reaches. A policy for it would have to say
"*". State what it may be, with On where the call is written or under "on" in
the options: ARNs with asterisks are fine, and so are https:// patterns for an
HTTP task's endpoint and s3:// locations for an Athena query's results.
`,
	CodeNotNamed: `A call lacks the argument that names its resource. AWS would refuse the call, or
take a default that the text does not show.
`,
	CodeUnknownCall: `The Resource of a task names no optimised integration and no service of the AWS
SDK, or an operation that Step Functions does not call.
`,
	CodeUnknownAction: `The IAM action of an AWS SDK operation is usually the service's prefix and the
operation's name. This one follows no such rule, and none is on record. Name the
action under "actions" in the options; the AWS Service Authorization Reference
lists them.
`,
	CodeUnusedOn: `An author states that a state may reach a resource of a kind that nothing in the
state takes. The statement would grant what is not needed, so it is left out.
`,
	CodeUnknownState: `Resources are stated for a state, and no state that a run can reach has the name
or the JSON pointer.
`,
	CodeWrongKind: `A substitution is known to stand for a resource of one kind and is used where
one of another kind goes, such as a queue for a function.
`,
}

// Explain gives a few lines about a code, and whether there is such a code.
func Explain(code string) (string, bool) {
	text, ok := explanations[code]
	return text, ok
}
