package permissions

// mediaResources are the queue, the template and the presets that a job names.
// A job that names no queue goes to the account's default one.
func mediaResources(c *call) found {
	queue := arned("the queue", "@:mediaconvert:~:queues/{}")
	f := optional(queue, "Default", "Queue")(c)
	f.arns = append(f.arns, optional(arned("the template", "@:mediaconvert:~:jobTemplates/{}"), "", "JobTemplate")(c).arns...)
	groups, _ := c.in("Settings").items("OutputGroups")
	for _, g := range groups {
		outputs, _ := g.items("Outputs")
		for _, o := range outputs {
			if t := o.at("Preset"); t.given {
				f.arns = append(f.arns, c.named(arned("the preset", "@:mediaconvert:~:presets/{}"), t).arns...)
			}
		}
	}
	return f
}
