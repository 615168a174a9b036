package asl

// Credentials names the role that a Task's call is made with (Developer Guide,
// "Accessing resources in other AWS accounts").
type Credentials struct {
	Object
	RoleArn string // an ARN; a JSONata state may give an expression
	// RoleArnPath is the field "RoleArn.$": a path or an intrinsic call; JSONPath.
	RoleArnPath string
}

func (r *Credentials) fields(c *codec) {
	text(c, "RoleArn", &r.RoleArn)
	text(c, "RoleArn.$", &r.RoleArnPath)
}
