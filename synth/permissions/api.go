package permissions

import (
	"strings"

	"github.com/quickstep-go/quickstep/diag"
)

// signed is true for an API Gateway call that IAM authorises.
func signed(c *call) bool {
	t := c.arguments.at("AuthType")
	return t.given && (!t.exact || t.known == "IAM_ROLE")
}

// apiMethod is the method and path of the API that a state calls: the endpoint
// is API.execute-api.REGION.amazonaws.com, and the ARN ends in STAGE/METHOD/PATH
// (API Gateway Developer Guide, "Control access for invoking an API"). A call
// without a stage reaches the stage $default.
func apiMethod(c *call) found {
	endpoint := c.arguments.at("ApiEndpoint")
	host := strings.TrimPrefix(endpoint.known, "https://")
	api, domain, ok := strings.Cut(host, ".execute-api.")
	if !ok {
		return c.named(shape{"", "the API", "@:execute-api:~:{}", false, FormName}, text{given: true, from: endpoint.from})
	}
	region, _, _ := strings.Cut(domain, ".")
	path := orElse(c.arguments.at("Path"), "")
	return found{arns: []string{"arn:${AWS::Partition}:execute-api:" + region + ":${AWS::AccountId}:" + api + "/" +
		orElse(c.arguments.at("Stage"), "$default") + "/" + orElse(c.arguments.at("Method"), "GET") + "/" + strings.TrimPrefix(path, "/")}}
}

// orElse gives a text that is written out, what it begins with and an asterisk,
// or what stands in for an absent one.
func orElse(t text, absent string) string {
	switch {
	case !t.given:
		return absent
	case t.exact:
		return t.known
	}
	return t.known + "*"
}

// httpEndpoint binds an HTTP task to its method and endpoint, as the service
// compares them (Developer Guide, "Call HTTPS APIs").
func httpEndpoint(c *call) (Condition, bool) {
	where := Condition{}
	endpoint := c.arguments.at("ApiEndpoint")
	switch {
	case endpoint.exact && endpoint.given:
		where["StringEquals"] = map[string][]string{"states:HTTPEndpoint": {endpoint.known}}
	case hasHost(endpoint.known):
		where["StringLike"] = map[string][]string{"states:HTTPEndpoint": {endpoint.known + "*"}}
	default:
		urls := c.statedURLs()
		if len(urls) == 0 {
			c.report(diag.Error, CodeDynamic, "only the run knows the endpoint that http:invoke calls, from "+endpoint.from,
				`state what it may be, as in On("https://api.example.com/*"), or begin the expression with the host`)
			return nil, false
		}
		where["StringLike"] = map[string][]string{"states:HTTPEndpoint": urls}
	}
	if method := c.arguments.at("Method"); method.given && method.exact {
		where.with("StringEquals", "states:HTTPMethod", method.known)
	}
	return where, true
}

// with adds a key to a condition.
func (c Condition) with(operator, key string, values ...string) {
	if c[operator] == nil {
		c[operator] = map[string][]string{}
	}
	c[operator][key] = sorted(values)
}

// hasHost tells whether the beginning of a URL fixes its host: the slash behind
// the host must be there, or https://host would also match https://host.evil.
func hasHost(url string) bool {
	_, rest, ok := strings.Cut(url, "://")
	host, _, slash := strings.Cut(rest, "/")
	return ok && slash && host != ""
}

func (c *call) statedURLs() []string {
	var urls []string
	for _, s := range c.stated {
		if strings.HasPrefix(s, "https://") {
			urls = append(urls, s)
			c.use(s)
		}
	}
	return sorted(urls)
}

// connectionSecret is the secret in which EventBridge keeps what a connection
// signs in with; a connection's secret is called events!connection/NAME/….
func connectionSecret(c *call) found {
	t := c.arguments.at("Authentication", "ConnectionArn")
	if !t.given || !t.exact {
		return c.secretsOf(c.choose(connection))
	}
	return c.secretsOf([]string{c.arn(connection, t.known)})
}

func (c *call) secretsOf(connections []string) found {
	var f found
	for _, arn := range connections {
		if name, rest, ok := leadingToken(arn); ok && rest == "" {
			f.arns = append(f.arns, attribute(name, "SecretArn"))
			continue
		}
		before, resource, ok := strings.Cut(arn, ":events:")
		place, name, named := strings.Cut(resource, ":connection/")
		if !ok || !named {
			continue
		}
		name, _, _ = strings.Cut(name, "/") // the id behind the name is not part of the secret's
		f.arns = append(f.arns, before+":secretsmanager:"+place+":secret:events!connection/"+name+"/*")
	}
	return f
}

// eventBuses are the buses of all entries; one that names none goes to the
// account's default bus.
func eventBuses(c *call) found {
	entries, ok := c.arguments.items("Entries")
	if !ok {
		return c.named(bus, text{given: true, from: c.arguments.in("Entries").whole})
	}
	var f found
	for _, e := range entries {
		t := e.at("EventBusName")
		if !t.given {
			t = text{given: true, exact: true, known: "default"}
		}
		f.arns = append(f.arns, c.named(bus, t).arns...)
	}
	return f
}
