package runner

import "testing"

func TestResources(t *testing.T) {
	for text, want := range map[string]resource{
		"arn:aws:states:::lambda:invoke.waitForTaskToken":            {service: "lambda", action: "invoke.waitForTaskToken", api: "invoke", pattern: waitForToken},
		"arn:aws:states:::states:startExecution.sync:2":              {service: "states", action: "startExecution.sync:2", api: "startExecution", pattern: runJobJSON},
		"arn:aws:states:::aws-sdk:ec2:describeImages":                {service: "aws-sdk:ec2", action: "describeImages", api: "describeImages"},
		"arn:aws-cn:states:::codebuild:startBuild.sync":              {service: "codebuild", action: "startBuild.sync", api: "startBuild", pattern: runJob},
		"arn:aws:states:us-east-1:123456789012:activity:dig":         {kind: activityResource},
		"arn:aws:lambda:us-east-1:123456789012:function:charge:live": {kind: functionResource},
		"${Charge.Arn}": {kind: functionResource},
		"nonsense":      {},
	} {
		want.text = text
		if got := newResource(text); got != want {
			t.Errorf("%s: %+v, want %+v", text, got, want)
		}
	}
}

func TestFunctionNames(t *testing.T) {
	for text, want := range map[string]string{
		"charge": "charge", "charge:live": "charge", "${Charge}": "Charge", "${Charge.Arn}": "Charge",
		"arn:aws:lambda:us-east-1:123456789012:function:charge":   "charge",
		"arn:aws:lambda:us-east-1:123456789012:function:charge:7": "charge",
		"": "",
	} {
		if got := functionName(text); got != want {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
	}
}
