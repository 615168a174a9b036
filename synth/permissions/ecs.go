package permissions

import "strings"

// ecsDefinition is the task definition. A family stands for its newest revision.
func ecsDefinition(c *call) found {
	return anyRevision(c, argument(taskDefinition, "TaskDefinition"))
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

func (c *call) tasksIn(arn string) string {
	if before, name, ok := strings.Cut(arn, ":cluster/"); ok {
		return before + ":task/" + name + "/*"
	}
	return expand("@:ecs:~:task/" + c.nameOf(cluster, arn) + "/*")
}

// ecsRoles are the roles of the task: those it overrides, those known of its
// definition, or those the author states.
func ecsRoles(c *call) found {
	f := everything(optional(role, "", "Overrides", "TaskRoleArn"), optional(role, "", "Overrides", "ExecutionRoleArn"))(c)
	t := c.at("TaskDefinition")
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
