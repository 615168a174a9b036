package permissions

import "strings"

// invokedFunction is what a task invokes: the function itself, or the version or
// alias in use, and nothing besides. FunctionName takes a name, a partial or a
// whole ARN, each with a qualifier behind it or in Qualifier (Lambda API
// reference, "Invoke").
func invokedFunction(c *call) found {
	f := argument(function, "FunctionName")(c)
	qualifier := c.at("Qualifier")
	if c.whole != "" || !qualifier.given {
		return f
	}
	suffix := ":*"
	if qualifier.exact {
		suffix = ":" + qualifier.known
	}
	return within(func(*call) found { return f }, suffix)(c)
}

// reachDirectly adds what a task needs whose Resource is the function or the
// activity itself.
func (c *call) reachDirectly() {
	if c.isActivity(c.direct) {
		c.activityTask(c.direct)
		return
	}
	c.name = "lambda:invoke"
	if !c.ofKind(function, c.direct) {
		return
	}
	arn := c.direct
	if name, rest, ok := leadingToken(arn); ok && c.resources[name].ARN != "" {
		arn = c.resources[name].ARN + rest
	}
	c.need("lambda:InvokeFunction", found{arns: []string{arn}}, nil, "invokes the function")
}

// isActivity tells an activity from a function. Of a substitution whose kind is
// not stated, one that is CloudFormation's Ref stands for an activity: the Ref
// of a function is not its ARN.
func (c *call) isActivity(arn string) bool {
	name, _, ok := leadingToken(arn)
	if !ok {
		return strings.Contains(arn, ":activity:")
	}
	kind := c.resources[name].Kind
	return kind == Activity || kind == "" && strings.HasPrefix(name, "Ref:")
}

// activityTask adds what an activity task needs: nothing to hand its input to
// the worker, and its key where it has one.
func (c *call) activityTask(arn string) {
	c.name = "activity"
	if key := c.key(arn); key != "" {
		name, _, _ := leadingToken(arn)
		if own := c.resources[name].ARN; own != "" {
			arn = own
		}
		c.need("kms:Decrypt kms:GenerateDataKey", found{arns: []string{key}},
			Condition{"StringEquals": {"kms:EncryptionContext:aws:states:activityArn": {arn}}},
			"encrypts the activity's input with its key")
	}
}
