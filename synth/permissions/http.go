package permissions

import (
	"strings"

	"github.com/quickstep-go/quickstep/diag"
)

// httpEndpoint binds an HTTP task to its method and endpoint, as the service
// compares them (Developer Guide, "Call HTTPS APIs").
func httpEndpoint(c *call) (Condition, bool) {
	where := Condition{}
	endpoint := c.at("ApiEndpoint")
	switch {
	case endpoint.exact && endpoint.given:
		where["StringEquals"] = map[string][]string{"states:HTTPEndpoint": {endpoint.known}}
	case hasHost(endpoint.known):
		where["StringLike"] = map[string][]string{"states:HTTPEndpoint": {endpoint.known + "*"}}
	default:
		urls := c.statedURLs()
		if len(urls) == 0 {
			c.report(diag.Error, CodeDynamic, "only the run knows the endpoint that http:invoke calls, from "+endpoint.from,
				`state what it may be, as in AllowedOn("https://api.example.com/*"), or begin the expression with the host`)
			return nil, false
		}
		where["StringLike"] = map[string][]string{"states:HTTPEndpoint": urls}
	}
	if method := c.at("Method"); method.given && method.exact {
		where.with("StringEquals", "states:HTTPMethod", method.known)
	}
	return where, true
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

// connectionPath leads to the connection: InvocationConfig, or Authentication in
// definitions from before there was one.
func connectionPath(c *call) []string {
	const name = "ConnectionArn"
	if c.has("Authentication", name) && !c.has("InvocationConfig", name) {
		return []string{"Authentication", name}
	}
	return []string{"InvocationConfig", name}
}

// httpConnection is the connection that a call names.
func httpConnection(c *call) found { return argument(connection, connectionPath(c)...)(c) }

// connectionSecret is the secret in which EventBridge keeps what a connection
// signs in with; a connection's secret is called events!connection/NAME/….
func connectionSecret(c *call) found {
	t := c.at(connectionPath(c)...)
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
