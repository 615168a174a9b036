package permissions

import "strings"

// What EMR, EMR on EKS and EMR Serverless name.
var (
	virtualCluster = named("the virtual cluster", "@:emr-containers:~:/virtualclusters/{}")
	application    = named("the application", "@:emr-serverless:~:/applications/{}")
	emr            = named("the cluster", "@:elasticmapreduce:~:cluster/{}")
)

// emrClusters are all clusters: the id of a new one is not known before it runs.
func emrClusters(*call) found { return found{arns: []string{emr.filled("*")}} }

func emrCluster(c *call) found { return argument(emr, "ClusterId")(c) }

// emrInstanceRole is the role in the instance profile JobFlowRole names. By
// custom both have one name; where they have not, the author states the role.
func emrInstanceRole(c *call) found {
	t := c.at("JobFlowRole")
	if t.exact {
		if before, name, ok := strings.Cut(t.known, ":instance-profile/"); ok {
			return found{arns: []string{before + ":role/" + name}}
		}
	}
	return argument(role, "JobFlowRole")(c)
}

// serverlessJob is the job of an EMR Serverless application.
func serverlessJob(c *call) found {
	return within(argument(application, "ApplicationId"), "/jobruns/"+orElse(c.at("JobRunId"), "*"))(c)
}
