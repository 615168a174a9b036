package permissions

// The resources of EKS.
var (
	eksCluster = named("the cluster", "@:eks:~:cluster/{}")
)

// nodegroup is a node group of the cluster; its ARN ends in an id of AWS's own.
func nodegroup(c *call) found { return c.inEKS("nodegroup", "NodegroupName") }

// fargateProfile is a Fargate profile of the cluster.
func fargateProfile(c *call) found { return c.inEKS("fargateprofile", "FargateProfileName") }

func (c *call) inEKS(kind, argumentName string) found {
	t := c.at("ClusterName")
	if !t.given || !t.exact {
		return found{arns: c.choose(named("", "@:eks:~:"+kind+"/{}"))}
	}
	return found{arns: []string{expand("@:eks:~:" + kind + "/" + t.known + "/" + orElse(c.at(argumentName), "") + "/*")}}
}
