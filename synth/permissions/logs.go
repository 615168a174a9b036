package permissions

import "strings"

// logGroup is everything in a log group.
func logGroup(c *call) found {
	t := c.at("LogGroupName")
	if name, _, ok := leadingToken(t.known); ok && strings.HasPrefix(name, "Ref:") {
		return found{arns: []string{attribute(name, "Arn")}}
	}
	return argument(shape{"", "the log group", "@:logs:~:log-group:{}:*", false, FormName}, "LogGroupName")(c)
}
