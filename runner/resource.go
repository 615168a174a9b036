package runner

import (
	"slices"
	"strings"
)

// A resource is a Task's Resource, taken apart (Developer Guide, "Integrating
// services").
type resource struct {
	text    string // as the state has it
	kind    resKind
	service string // such as lambda or aws-sdk:ec2
	action  string // with the pattern, such as invoke.waitForTaskToken
	api     string // without the pattern
	pattern pattern
}

type resKind uint8

const (
	serviceResource  resKind = iota
	functionResource         // a Lambda function's own ARN
	activityResource
)

// pattern is how a Task waits for what it calls (Developer Guide, "Discover
// service integration patterns").
type pattern uint8

const (
	requestResponse pattern = iota
	runJob                  // .sync
	runJobJSON              // .sync:2
	waitForToken            // .waitForTaskToken
)

var patterns = map[string]pattern{"sync": runJob, "sync:2": runJobJSON, "waitForTaskToken": waitForToken}

func newResource(text string) resource {
	r := resource{text: text}
	if bare(text) != text {
		r.kind = functionResource // a substitution for a whole ARN is most likely a function's
		return r
	}
	parts := strings.SplitN(text, ":", 6) // arn, partition, service, region, account, rest
	if len(parts) < 6 || parts[0] != "arn" {
		return r
	}
	switch rest := parts[5]; {
	case parts[2] == "lambda":
		r.kind = functionResource
	case strings.HasPrefix(rest, "activity:"):
		r.kind = activityResource
	default:
		r.split(rest)
	}
	return r
}

// resource takes a Task's Resource apart, knowing which substitutions are
// activities.
func (c *compiler) resource(text string) resource {
	r := newResource(text)
	if name := bare(text); name != text && slices.Contains(c.activities, name) {
		r.kind = activityResource
	}
	return r
}

// split takes service:action apart; the service may have a part before it, such
// as aws-sdk, and the pattern may be sync:2.
func (r *resource) split(rest string) {
	name, suffix, _ := strings.Cut(rest, ".")
	i := strings.LastIndexByte(name, ':')
	if i < 0 {
		r.service = name
		return
	}
	r.service, r.api = name[:i], name[i+1:]
	r.action = rest[i+1:]
	r.pattern = patterns[suffix]
}

// optimized tells whether the resource is the service's own integration of that
// action, in whatever pattern.
func (r *resource) optimized(service, api string) bool {
	return r.kind == serviceResource && r.service == service && r.api == api
}

// function gives the name of the function that a Lambda ARN, a name, either with
// a version, or a substitution stands for.
func functionName(s string) string {
	if inner := bare(s); inner != s {
		return strings.TrimSuffix(inner, ".Arn")
	}
	if strings.HasPrefix(s, "arn:") {
		if parts := strings.Split(s, ":"); len(parts) > 6 {
			return functionName(parts[6])
		}
		return s
	}
	name, _, _ := strings.Cut(s, ":")
	return name
}

// lastPart gives what comes after the last colon.
func lastPart(arn string) string { return arn[strings.LastIndexByte(arn, ':')+1:] }
