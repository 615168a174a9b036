package permissions

import "strings"

// arn writes the ARN of a resource that an argument of the given shape names.
func (d *deriver) arn(s shape, value string) string {
	if strings.HasPrefix(value, "arn:") {
		return value
	}
	if s.kind == Queue && strings.HasPrefix(value, "https://") {
		return queueFromURL(s, value)
	}
	name, rest, ok := leadingToken(value)
	if !ok || rest != "" && rest[0] != ':' && rest[0] != '/' {
		return s.filled(s.partial(value)) // a name, perhaps with substitutions in it
	}
	r := d.resources[name]
	if r.ARN != "" {
		return r.ARN + rest
	}
	switch d.form(s, name, r) {
	case FormARN:
		return value
	case FormURL:
		return attribute(name, "Arn") + rest
	}
	if s.kind == Role && strings.HasPrefix(name, "Ref:") {
		return attribute(name, "Arn") // a role's ARN may have a path that its name lacks
	}
	return s.filled(value)
}

// partial takes a Lambda's partial ARN, 123456789012:function:name, for its name.
func (s shape) partial(value string) string {
	if s.kind == Function {
		if _, name, ok := strings.Cut(value, ":function:"); ok {
			return name
		}
	}
	return value
}

// form tells what the definition's text holds where ${name} stands.
func (d *deriver) form(s shape, name string, r Resource) Form {
	if r.Form != FormDefault {
		return r.Form
	}
	if attr, ok := strings.CutPrefix(name, "GetAtt:"); ok {
		if strings.HasSuffix(attr, "Arn") {
			return FormARN
		}
		return FormName
	}
	switch {
	case strings.HasPrefix(name, "Ref:"):
		return s.ref
	case strings.Contains(name, "::"):
		return FormName // a pseudo parameter or an intrinsic function
	case s.takesARN:
		return FormARN
	case s.kind == Queue:
		return FormURL
	}
	return FormName
}

// attribute names an attribute of the resource behind a substitution.
func attribute(name, attr string) string {
	if id, ok := strings.CutPrefix(name, "Ref:"); ok {
		return "${GetAtt:" + id + "." + attr + "}"
	}
	if id, ok := strings.CutPrefix(name, "GetAtt:"); ok {
		id, _, _ = strings.Cut(id, ".")
		return "${GetAtt:" + id + "." + attr + "}"
	}
	return "${" + strings.TrimSuffix(name, ".Arn") + "." + attr + "}"
}

// nameOf writes the name of a resource whose ARN, or name, is given: out of a
// written ARN, or as an attribute of the resource behind a substitution.
func (d *deriver) nameOf(s shape, value string) string {
	token, rest, ok := leadingToken(value)
	if !ok {
		before, _, _ := strings.Cut(s.arn, "{}")
		kind := before[strings.LastIndexAny(before, ":~")+1:]
		if _, name, found := strings.Cut(value, ":"+kind); found && strings.HasPrefix(value, "arn:") {
			return name
		}
		return value
	}
	form := d.form(s, token, d.resources[token])
	if plain, ok := strings.CutSuffix(token, ".Arn"); ok && !strings.Contains(plain, ":") {
		form = FormARN
	}
	switch {
	case form != FormARN:
		return value
	case strings.HasPrefix(token, "Ref:"): // the ARN: its seventh part is the name
		return "${Fn::Select(6,Fn::Split(:," + token + "))}" + rest
	case strings.HasPrefix(token, "GetAtt:") && s.ref == FormName:
		id, _, _ := strings.Cut(strings.TrimPrefix(token, "GetAtt:"), ".")
		return "${Ref:" + id + "}" + rest
	}
	return attribute(token, "Name") + rest
}

// leadingToken splits "${Name}rest" at the closing brace.
func leadingToken(value string) (name, rest string, ok bool) {
	inner, ok := strings.CutPrefix(value, "${")
	if !ok {
		return "", "", false
	}
	depth := 1
	for i := 0; i < len(inner); i++ {
		switch {
		case strings.HasPrefix(inner[i:], "${"):
			depth++
		case inner[i] == '}':
			if depth--; depth == 0 {
				return inner[:i], inner[i+1:], true
			}
		}
	}
	return "", "", false
}

// queueFromURL reads https://sqs.REGION.amazonaws.com/ACCOUNT/NAME, and the URLs of
// other endpoints of SQS (AWS General Reference, "Amazon SQS endpoints and quotas").
func queueFromURL(s shape, url string) string {
	parts := strings.Split(strings.TrimPrefix(url, "https://"), "/")
	region := queueRegion(strings.Split(parts[0], "."))
	if len(parts) != 3 || region == "" {
		return s.filled(parts[len(parts)-1])
	}
	return "arn:${AWS::Partition}:sqs:" + region + ":" + parts[1] + ":" + parts[2]
}

// queueRegion gives the region of an endpoint: sqs.REGION…, sqs-fips.REGION…, that of
// a VPC, VPCE.sqs.REGION…, or the older REGION.queue… and queue….
func queueRegion(host []string) string {
	for i, label := range host[:len(host)-1] {
		switch {
		case label == "sqs" || label == "sqs-fips":
			return host[i+1]
		case label == "queue" && i == 0:
			return "us-east-1"
		case label == "queue":
			return host[i-1]
		}
	}
	return ""
}

// key gives the customer-managed key of the resource that a value names.
func (d *deriver) key(value string) string {
	name, _, ok := leadingToken(value)
	if !ok {
		return ""
	}
	return d.resources[name].KeyARN
}
