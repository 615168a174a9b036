package check

import "testing"

func TestParseResource(t *testing.T) {
	for text, want := range map[string]resourceARN{
		"arn:aws:states:::lambda:invoke":                                                      {serviceResource, "lambda", "invoke", ""},
		"arn:aws-cn:states:::sqs:sendMessage.waitForTaskToken":                                {serviceResource, "sqs", "sendMessage", ".waitForTaskToken"},
		"arn:aws:states:::states:startExecution.sync:2":                                       {serviceResource, "states", "startExecution", ".sync:2"},
		"arn:${AWS::Partition}:states:::lambda:invoke":                                        {serviceResource, "lambda", "invoke", ""},
		"arn:aws:states:::aws-sdk:s3:getObject":                                               {sdkResource, "s3", "getObject", ""},
		"arn:aws:states:${AWS::Region}:${AWS::AccountId}:activity:${Ask}":                     {form: activityResource},
		"arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${Name}:live": {form: functionResource},
		"arn:aws:states:::${Service}:invoke":                                                  {form: unknownResource},
		"${Charge}":                                                                           {form: unknownResource},
		"${aws_lambda_function.charge.arn}":                                                   {form: unknownResource},
		"arn:aws:swf:us-east-1:111122223333:task:x":                                           {form: otherResource},
		"arn:aws:states:::lambda":                                                             {form: otherResource},
		"charge":                                                                              {form: notARN},
		"":                                                                                    {form: notARN},
	} {
		if got := parseResource(text); got != want {
			t.Errorf("%s is %+v, want %+v", text, got, want)
		}
	}
}
