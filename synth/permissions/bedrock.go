package permissions

import (
	"slices"
	"strings"
)

// What Bedrock names.
var (
	guardrail  = arned("the guardrail", "@:bedrock:~:guardrail/{}")
	foundation = shape{"", "the model", "@:bedrock:${AWS::Region}::foundation-model/{}", true, FormName}
)

// geographies begin the ids of the inference profiles that AWS defines: behind
// the dot comes the id of the model (Bedrock User Guide, "Supported Regions and
// models for inference profiles").
var geographies = []string{"us", "us-gov", "eu", "apac", "jp", "au", "ca", "global"}

// bedrockModel is the model that an argument names: a foundation model by its id,
// an inference profile with the models behind it, or whatever an ARN says.
//
//go:noinline
func bedrockModel(name string) target {
	return func(c *call) found {
		t := c.at(name)
		if t.given && !t.exact {
			if arns := c.chooseService("bedrock"); len(arns) > 0 {
				return found{arns: arns}
			}
		}
		f := argument(foundation, name)(c)
		if !t.exact {
			return f
		}
		_, id, isProfile := strings.Cut(t.known, ":inference-profile/")
		if !isProfile {
			id = t.known
		}
		geography, model, _ := strings.Cut(id, ".")
		switch {
		case strings.Contains(t.known, ":application-inference-profile/"):
			f.arns = append(f.arns, c.chooseService("bedrock")...) // the author knows the models behind it
		case slices.Contains(geographies, geography) && strings.Contains(model, "."):
			if !isProfile {
				f.arns = []string{expand("@:bedrock:~:inference-profile/" + id)}
			}
			f.arns = append(f.arns, "arn:${AWS::Partition}:bedrock:*::foundation-model/"+model) // in whichever region has room
		}
		return f
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
