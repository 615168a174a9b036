package permissions

import (
	"strings"

	"github.com/quickstep-go/quickstep/diag"
)

// signed is true for an API Gateway call that IAM authorises.
func signed(c *call) bool {
	t := c.at("AuthType")
	return t.given && (!t.exact || t.known == "IAM_ROLE")
}

// apiMethod is the method and path of the API that a state calls: the endpoint
// is API.execute-api.REGION.amazonaws.com, and the ARN ends in STAGE/METHOD/PATH
// (API Gateway Developer Guide, "Control access for invoking an API"). A call
// without a stage reaches the stage $default.
func apiMethod(c *call) found {
	endpoint := c.at("ApiEndpoint")
	host := strings.TrimPrefix(endpoint.known, "https://")
	api, domain, ok := strings.Cut(host, ".execute-api.")
	if !ok {
		return c.named(shape{"", "the API", "@:execute-api:~:{}", false, FormName}, text{given: true, from: endpoint.from})
	}
	region, _, _ := strings.Cut(domain, ".")
	path := orElse(c.at("Path"), "")
	return found{arns: []string{"arn:${AWS::Partition}:execute-api:" + region + ":${AWS::AccountId}:" + api + "/" +
		orElse(c.at("Stage"), "$default") + "/" + orElse(c.at("Method"), "GET") + "/" + strings.TrimPrefix(path, "/")}}
}

// verbs are the IAM actions of API Gateway's control plane: the HTTP methods of
// its REST API, by the verb an operation begins with.
var verbs = []struct{ verb, action string }{
	{"get", "GET"}, {"create", "POST"}, {"update", "PATCH"}, {"delete", "DELETE"}, {"put", "PUT"},
	{"import", "POST"}, {"tag", "PUT"}, {"untag", "DELETE"}, {"test", "POST"}, {"generate", "POST"}, {"flush", "DELETE"}, {"export", "GET"}, {"reset", "DELETE"}, {"reimport", "PUT"},
}

// controlPlane adds what a call of API Gateway's control plane needs: the method
// on the path of its REST API, which the author states.
func (c *call) controlPlane(operation string) bool {
	for _, v := range verbs {
		if !strings.HasPrefix(operation, v.verb) {
			continue
		}
		arns := c.chooseService("apigateway")
		if len(arns) == 0 {
			c.report(diag.Error, CodeDynamic, "the arguments do not tell which path of API Gateway's own API "+operation+" reaches",
				`state it, as in AllowedOn("arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/*")`)
		}
		c.need("apigateway:"+v.action, found{arns: arns}, nil, "calls "+strings.TrimPrefix(c.name, "aws-sdk:"))
		return true
	}
	return false
}
