package permissions

// The jobs of Glue and DataBrew.
var (
	glueJob = named("the Glue job", "@:glue:~:job/{}")
	brewJob = named("the DataBrew job", "@:databrew:~:job/{}")
)
