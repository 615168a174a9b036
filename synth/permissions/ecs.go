package permissions

import (
	"strings"

	"github.com/quickstep-go/quickstep/diag"
)

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
// definition, and those the author states.
func ecsRoles(c *call) found {
	f := everything(optional(role, "", "Overrides", "TaskRoleArn"), optional(role, "", "Overrides", "ExecutionRoleArn"))(c)
	known := len(f.arns) > 0
	if t := c.at("TaskDefinition"); t.exact {
		for _, r := range c.options.Resources {
			if r.Kind == TaskDefinition && r.defines(t.known) {
				f.arns = append(f.arns, r.Roles...)
				known = known || r.Roles != nil
			}
		}
	}
	stated := c.choose(role)
	if !known && len(stated) == 0 {
		c.report(diag.Warning, CodeNotNamed, "the text does not tell which roles the task definition gives its tasks",
			`state them, as in AllowedOn("`+role.filled("NAME")+`"), or in what is known of the task definition`)
	}
	f.arns = append(f.arns, stated...)
	return f
}

// defines tells whether a task definition is the one that an argument names: by
// its substitution, its ARN or its family, with a revision or without.
func (r Resource) defines(named string) bool {
	family, _, _ := strings.Cut(named, ":")
	return r.ARN != "" && r.ARN == named || r.Name == family || strings.HasPrefix(named, "${"+r.Name+"}")
}
