package permissions

// What Bedrock names.
var (
	guardrail  = arned("the guardrail", "@:bedrock:~:guardrail/{}")
	foundation = shape{"", "the model", "@:bedrock:${AWS::Region}::foundation-model/{}", true, FormName}
)

// bedrockModel is a foundation model by its id, or whatever an ARN says.
func bedrockModel(name string) target {
	return func(c *call) found {
		t := c.at(name)
		if t.given && !t.exact {
			if arns := c.chooseService("bedrock"); len(arns) > 0 {
				return found{arns: arns}
			}
		}
		return argument(foundation, name)(c)
	}
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
