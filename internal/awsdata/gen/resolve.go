package main

import "strings"

// signed are services whose model names no prefix that IAM knows, or the wrong
// one.
var signed = map[string]string{
	"cloudcontrol":             "cloudformation",
	"iotdataplane":             "iot",
	"iotjobsdataplane":         "iotjobsdata",
	"iotsecuretunneling":       "iot",
	"mturk":                    "mechanicalturk",
	"resourcegroupstaggingapi": "tag",
}

// newer are services that came after the models: the prefix IAM has for them.
var newer = map[string]string{
	"agentregistry":                    "agent-registry",
	"agentregistrycontrol":             "agent-registry",
	"arcregionswitch":                  "arc-region-switch",
	"backupsearch":                     "backup-search",
	"bcmdashboards":                    "bcm-dashboards",
	"bcmpricingcalculator":             "bcm-pricing-calculator",
	"bcmrecommendedactions":            "bcm-recommended-actions",
	"bedrockagentcore":                 "bedrock-agentcore",
	"bedrockagentcorecontrol":          "bedrock-agentcore",
	"bedrockdataautomation":            "bedrock",
	"bedrockdataautomationruntime":     "bedrock",
	"cloudfrontkeyvaluestore":          "cloudfront-keyvaluestore",
	"computeoptimizerautomation":       "aco-automation",
	"connectcampaignsv2":               "connect-campaigns",
	"connecthealth":                    "health-agent",
	"devopsagent":                      "aidevops",
	"directoryservicedata":             "ds-data",
	"dsql":                             "dsql",
	"elementalinference":               "elemental-inference",
	"geomaps":                          "geo-maps",
	"geoplaces":                        "geo-places",
	"georoutes":                        "geo-routes",
	"keyspacesstreams":                 "cassandra",
	"lambdacore":                       "lambda",
	"lambdamicrovms":                   "lambda",
	"marketplacediscovery":             "aws-marketplace",
	"marketplacereporting":             "aws-marketplace",
	"mwaaserverless":                   "airflow-serverless",
	"neptunegraph":                     "neptune-graph",
	"notificationscontacts":            "notifications-contacts",
	"novaact":                          "nova-act",
	"partnercentralrevenuemeasurement": "partnercentral",
	"partnercentralselling":            "partnercentral",
	"resiliencehubv2":                  "resiliencehub",
	"s3tables":                         "s3tables",
	"s3vectors":                        "s3vectors",
	"sagemakerjobruntime":              "sagemaker",
	"securityir":                       "security-ir",
	"signerdata":                       "signer",
	"simpledbv2":                       "sdb",
	"socialmessaging":                  "social-messaging",
	"ssmguiconnect":                    "ssm-guiconnect",
	"ssmquicksetup":                    "ssm-quicksetup",
	"workspacesinstances":              "workspaces-instances",
}

// resolve finds each service's prefix: the candidate under which IAM knows most
// of its operations. Services that IAM does not know keep an empty prefix.
func resolve(services []service, iam map[string]*prefixData) []service {
	known := map[string]bool{}
	for i := range services {
		s := &services[i]
		known[s.name] = true
		if p, ok := signed[s.name]; ok {
			s.candidates = []string{p}
		}
		best := -1
		for _, c := range s.candidates {
			data := iam[c]
			if data == nil {
				continue
			}
			orphans := without(s.operations, data)
			if n := len(s.operations) - len(orphans); n > best {
				best, s.prefix, s.orphans = n, c, orphans
			}
		}
	}
	for name, prefix := range newer {
		if !known[name] && iam[prefix] != nil {
			services = append(services, service{name: name, prefix: prefix, newer: true})
		}
	}
	return services
}

func without(operations []string, data *prefixData) []string {
	var orphans []string
	for _, op := range operations {
		if _, ok := data.actions[strings.ToLower(op)]; !ok {
			orphans = append(orphans, op)
		}
	}
	return orphans
}
