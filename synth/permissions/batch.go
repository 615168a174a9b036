package permissions

import "strings"

// batchDefinition is the job definition. One named without a revision runs its
// newest, whatever that will be.
func batchDefinition(c *call) found {
	return anyRevision(c, argument(jobDefinition, "JobDefinition"))
}

// anyRevision adds :* to ARNs without a revision. The ARN a substitution stands
// for has one.
func anyRevision(c *call, of target) found {
	f := of(c)
	for i, arn := range f.arns {
		if !hasRevision(arn) {
			f.arns[i] = inside(arn, ":*")
		}
	}
	return f
}

// hasRevision tells whether an ARN names a revision, or may, as a substitution may.
func hasRevision(arn string) bool {
	_, resource, ok := arnParts(arn)
	return !ok || strings.ContainsAny(resource, ":}")
}
