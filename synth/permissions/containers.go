package permissions

import "strings"

// batchDefinition is the job definition. One named without a revision runs its
// newest, whatever that will be.
func batchDefinition(c *call) found {
	return anyRevision(c, argument(jobDefinition, "JobDefinition"))
}

// ecsDefinition is the task definition. A family stands for its newest revision.
func ecsDefinition(c *call) found {
	return anyRevision(c, argument(taskDefinition, "TaskDefinition"))
}

// anyRevision adds :* to ARNs without a revision. The ARN a substitution stands
// for has one.
func anyRevision(c *call, of target) found {
	f := of(c)
	for i, arn := range f.arns {
		_, resource, ok := arnParts(arn)
		if ok && !strings.Contains(resource, "}") && !strings.Contains(resource, ":") {
			f.arns[i] = inside(arn, ":*")
		}
	}
	return f
}

// inCluster binds the call to the cluster it names.
func inCluster(c *call) (Condition, bool) {
	f := optional(cluster, "default", "Cluster")(c)
	operator := "ArnEquals"
	if strings.Contains(strings.Join(f.arns, ""), "*") {
		operator = "ArnLike"
	}
	return Condition{operator: {"ecs:cluster": sorted(f.arns)}}, len(f.arns) > 0
}

// ecsTasks are the tasks of the cluster: a task's id is not known before it runs.
func ecsTasks(c *call) found {
	f := optional(cluster, "default", "Cluster")(c)
	var tasks found
	for _, arn := range f.arns {
		tasks.arns = append(tasks.arns, c.tasksIn(arn))
	}
	return tasks
}

func (c *call) tasksIn(cluster string) string {
	if before, name, ok := strings.Cut(cluster, ":cluster/"); ok {
		return before + ":task/" + name + "/*"
	}
	name, _, _ := leadingToken(cluster)
	return expand("@:ecs:~:task/" + clusterName(name) + "/*")
}

// clusterName writes the name of the cluster whose ARN a substitution holds.
func clusterName(token string) string {
	if id, ok := strings.CutPrefix(token, "GetAtt:"); ok {
		id, _, _ = strings.Cut(id, ".")
		return "${Ref:" + id + "}"
	}
	return attribute(token, "Name")
}

// ecsRoles are the roles of the task: those it overrides, those known of its
// definition, or those the author states.
func ecsRoles(c *call) found {
	f := everything(optional(role, "", "Overrides", "TaskRoleArn"), optional(role, "", "Overrides", "ExecutionRoleArn"))(c)
	t := c.arguments.at("TaskDefinition")
	if !t.exact {
		f.arns = append(f.arns, c.choose(role)...)
		return f
	}
	for _, r := range c.resources {
		if r.Kind == TaskDefinition && r.defines(t.known) {
			f.arns = append(f.arns, r.Roles...)
		}
	}
	f.arns = append(f.arns, c.choose(role)...)
	return f
}

// defines tells whether a task definition is the one that an argument names: by
// its substitution, its ARN or its family, with a revision or without.
func (r Resource) defines(named string) bool {
	family, _, _ := strings.Cut(named, ":")
	return r.ARN != "" && r.ARN == named || r.Name == family || strings.HasPrefix(named, "${"+r.Name+"}")
}

// The resources of EKS.
var (
	eksCluster = named("the cluster", "@:eks:~:cluster/{}")
)

// nodegroup is a node group of the cluster; its ARN ends in an id of AWS's own.
func nodegroup(c *call) found { return c.inEKS("nodegroup", "NodegroupName") }

// fargateProfile is a Fargate profile of the cluster.
func fargateProfile(c *call) found { return c.inEKS("fargateprofile", "FargateProfileName") }

func (c *call) inEKS(kind, argumentName string) found {
	t := c.arguments.at("ClusterName")
	if !t.given || !t.exact {
		return found{arns: c.choose(named("", "@:eks:~:"+kind+"/{}"))}
	}
	return found{arns: []string{expand("@:eks:~:" + kind + "/" + t.known + "/" + orElse(c.arguments.at(argumentName), "") + "/*")}}
}
