package permissions

// The codes of what [Derive] reports.
const (
	// CodeDynamic: only the run knows which resource a call reaches, and the
	// author has not stated what it may be.
	CodeDynamic = "QS5001"
	// CodeNotNamed: a call lacks the argument that names its resource.
	CodeNotNamed = "QS5002"
	// CodeUnknownCall: there is no such integration.
	CodeUnknownCall = "QS5003"
	// CodeUnknownAction: the IAM action of an SDK operation is not known.
	CodeUnknownAction = "QS5004"
	// CodeUnusedOn: a stated ARN is of a kind that the call cannot reach.
	CodeUnusedOn = "QS5005"
	// CodeUnknownState: an author states resources of a state that is not there.
	CodeUnknownState = "QS5006"
	// CodeWrongKind: a substitution stands where a resource of another kind goes.
	CodeWrongKind = "QS5007"
)
