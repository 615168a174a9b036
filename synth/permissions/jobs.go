package permissions

import (
	"strings"

	"github.com/quickstep-go/quickstep/diag"
)

// The resources of the services that run jobs.
var (
	glueJob        = named("the Glue job", "@:glue:~:job/{}")
	brewJob        = named("the DataBrew job", "@:databrew:~:job/{}")
	project        = arned("the project", "@:codebuild:~:project/{}")
	virtualCluster = named("the virtual cluster", "@:emr-containers:~:/virtualclusters/{}")
	application    = named("the application", "@:emr-serverless:~:/applications/{}")
	trainingJob    = named("the training job", "@:sagemaker:~:training-job/{}")
	transformJob   = named("the transform job", "@:sagemaker:~:transform-job/{}")
	processingJob  = named("the processing job", "@:sagemaker:~:processing-job/{}")
	tuningJob      = named("the tuning job", "@:sagemaker:~:hyper-parameter-tuning-job/{}")
	labelingJob    = named("the labelling job", "@:sagemaker:~:labeling-job/{}")
	model          = named("the model", "@:sagemaker:~:model/{}")
	endpoint       = named("the endpoint", "@:sagemaker:~:endpoint/{}")
	endpointConfig = named("the endpoint's configuration", "@:sagemaker:~:endpoint-config/{}")
	emr            = named("the cluster", "@:elasticmapreduce:~:cluster/{}")
	guardrail      = arned("the guardrail", "@:bedrock:~:guardrail/{}")
	foundation     = shape{"", "the model", "@:bedrock:${AWS::Region}::foundation-model/{}", true, FormName}
)

// projectReports are the report groups that a project's builds make: they are
// called PROJECT-NAME.
func projectReports(c *call) found {
	t := c.arguments.at("ProjectName")
	if !t.exact {
		return found{arns: c.choose(named("", "@:codebuild:~:report-group/{}"))}
	}
	_, name, ok := strings.Cut(t.known, ":project/")
	if !ok {
		name = t.known
	}
	return found{arns: []string{expand("@:codebuild:~:report-group/" + name)}}
}

// buildOf is the project of a build, whose id is PROJECT:UUID.
func buildOf(name string) target {
	return func(c *call) found {
		t := c.arguments.at(name)
		if t.exact && !strings.HasPrefix(t.known, "[") && strings.Contains(t.known, ":") && !strings.HasPrefix(t.known, "${") {
			id, _, _ := strings.Cut(t.known, ":")
			return found{arns: []string{project.filled(id)}}
		}
		t.exact = false
		return c.named(project, t)
	}
}

// reportOf is the group of a report.
func reportOf(name string) target {
	return func(c *call) found {
		t := c.arguments.at(name)
		return c.named(named("the report group", "@:codebuild:~:report-group/{}"), text{given: true, from: t.from})
	}
}

// emrClusters are all clusters: the id of a new one is not known before it runs.
func emrClusters(*call) found { return found{arns: []string{emr.filled("*")}} }

func emrCluster(c *call) found { return argument(emr, "ClusterId")(c) }

// emrInstanceRole is the role in the instance profile JobFlowRole names. By
// custom both have one name; where they have not, the author states the role.
func emrInstanceRole(c *call) found {
	t := c.arguments.at("JobFlowRole")
	if t.exact {
		if before, name, ok := strings.Cut(t.known, ":instance-profile/"); ok {
			return found{arns: []string{before + ":role/" + name}}
		}
	}
	return argument(role, "JobFlowRole")(c)
}

// serverlessJob is the job of an EMR Serverless application.
func serverlessJob(c *call) found {
	return within(argument(application, "ApplicationId"), "/jobruns/"+orElse(c.arguments.at("JobRunId"), "*"))(c)
}

// tuningRoles are the roles of the training jobs that a tuning job starts.
func tuningRoles(c *call) found {
	f := optional(role, "", "TrainingJobDefinition", "RoleArn")(c)
	definitions, _ := c.arguments.items("TrainingJobDefinitions")
	for _, d := range definitions {
		if t := d.at("RoleArn"); t.given {
			f.arns = append(f.arns, c.named(role, t).arns...)
		}
	}
	return f
}

// mediaResources are the queue, the template and the presets that a job names.
// A job that names no queue goes to the account's default one.
func mediaResources(c *call) found {
	queue := arned("the queue", "@:mediaconvert:~:queues/{}")
	f := optional(queue, "Default", "Queue")(c)
	f.arns = append(f.arns, optional(arned("the template", "@:mediaconvert:~:jobTemplates/{}"), "", "JobTemplate")(c).arns...)
	groups, _ := c.arguments.in("Settings").items("OutputGroups")
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

// bedrockModel is a foundation model by its id, or whatever an ARN says.
func bedrockModel(name string) target {
	return func(c *call) found {
		t := c.arguments.at(name)
		if t.given && !t.exact {
			if arns := c.chooseService("bedrock"); len(arns) > 0 {
				return found{arns: arns}
			}
		}
		return argument(foundation, name)(c)
	}
}

// chooseService gives the stated ARNs of a service, whatever their kind.
func (c *call) chooseService(name string) []string {
	var chosen []string
	for _, arn := range c.stated {
		if service, _, ok := arnParts(arn); !ok || service == name {
			chosen = append(chosen, arn)
			c.use(arn)
		}
	}
	return chosen
}

// customized are the job and the model that a customisation makes.
func customized(*call) found {
	return found{arns: []string{expand("@:bedrock:~:custom-model/*"), expand("@:bedrock:~:model-customization-job/*")}}
}

func customization(c *call) found {
	f := bedrockModel("BaseModelIdentifier")(c)
	f.arns = append(f.arns, customized(c).arns...)
	return f
}

// s3Object is the object that an S3 URI names; none where the call has no such
// argument.
func s3Object(path ...string) target {
	return func(c *call) found {
		t := c.arguments.at(path...)
		if c.arguments.whole != "" || !t.given {
			return found{}
		}
		if bucket, key, ok := s3URI(t.known); ok && (t.exact || strings.Contains(t.known[len("s3://"):], "/")) {
			if !t.exact {
				key += "*"
			}
			return found{arns: []string{c.object(bucket, key)}}
		}
		if arns := c.choose(shape{"", "the object", "@:s3:::{}", false, FormName}); len(arns) > 0 {
			return found{arns: arns}
		}
		c.report(diag.Error, CodeDynamic, "only the run knows the S3 object in "+strings.Join(path, ".")+", from "+t.from,
			`state what it may be, as in On("arn:${AWS::Partition}:s3:::BUCKET/PREFIX/*")`)
		return found{}
	}
}

func s3URI(uri string) (bucket, key string, ok bool) {
	rest, ok := strings.CutPrefix(uri, "s3://")
	bucket, key, _ = strings.Cut(rest, "/")
	return bucket, key, ok && bucket != ""
}

// object is the ARN of an object, or of several for a key with an asterisk.
func (d *deriver) object(name, key string) string { return d.arn(bucket, name) + "/" + key }

// keyOf is the customer-managed key of the resource that an argument names.
func keyOf(path ...string) target {
	return func(c *call) found {
		t := c.arguments.at(path...)
		if !t.given || !t.exact {
			return found{}
		}
		if key := c.key(t.known); key != "" {
			return found{arns: []string{key}}
		}
		return found{}
	}
}
