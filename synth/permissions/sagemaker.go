package permissions

// What SageMaker names.
var (
	trainingJob    = named("the training job", "@:sagemaker:~:training-job/{}")
	transformJob   = named("the transform job", "@:sagemaker:~:transform-job/{}")
	processingJob  = named("the processing job", "@:sagemaker:~:processing-job/{}")
	tuningJob      = named("the tuning job", "@:sagemaker:~:hyper-parameter-tuning-job/{}")
	labelingJob    = named("the labelling job", "@:sagemaker:~:labeling-job/{}")
	model          = named("the model", "@:sagemaker:~:model/{}")
	endpoint       = named("the endpoint", "@:sagemaker:~:endpoint/{}")
	endpointConfig = named("the endpoint's configuration", "@:sagemaker:~:endpoint-config/{}")
)

// tuningRoles are the roles of the training jobs that a tuning job starts.
func tuningRoles(c *call) found {
	f := optional(role, "", "TrainingJobDefinition", "RoleArn")(c)
	definitions, _ := c.items("TrainingJobDefinitions")
	for _, d := range definitions {
		if t := d.at("RoleArn"); t.given {
			f.arns = append(f.arns, c.named(role, t).arns...)
		}
	}
	return f
}
