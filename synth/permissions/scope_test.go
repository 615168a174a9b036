package permissions

import (
	"slices"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/awsdata"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

func callWith(t *testing.T, name, arguments string, o Options) *call {
	t.Helper()
	v, err := jsonvalue.ParseString(arguments)
	if err != nil {
		t.Fatal(err)
	}
	m := new(asl.StateMachine)
	task := new(asl.Task)
	m.States.Set("S", task)
	d := newDeriver(m, o)
	c, _ := d.newCall(&asl.Place{Name: "S", State: task}, "arn:aws:states:::"+name, task.At(), payload(asl.JSONPath, v, jsonvalue.Value{}))
	return c
}

// TestEveryTypeCanBeFilled holds that arguments called like the variables of a
// type give its ARN, whatever the service.
func TestEveryTypeCanBeFilled(t *testing.T) {
	filled := map[string]bool{}
	for _, service := range awsdata.Services() {
		prefix, _ := awsdata.Prefix(service)
		for _, name := range awsdata.Actions(prefix) {
			_, types, _ := awsdata.Action(prefix, name)
			for _, rt := range types {
				if filled[prefix+" "+rt.ARN] {
					continue
				}
				var members []jsonvalue.Member
				want := ""
				for _, p := range pieces(rt.ARN) {
					if want += p.literal; p.variable != "" {
						members = append(members, jsonvalue.Member{Name: p.variable, Value: jsonvalue.StringOf("x")})
						want += "x"
					}
				}
				c := callWith(t, "aws-sdk:"+service+":"+name, jsonvalue.ObjectOf(members...).JSON(), Options{})
				got, complete := c.fill(prefix, rt)
				if spelled := slices.ContainsFunc(spellings, func(s spelling) bool { return s.prefix == prefix }); spelled {
					continue // other arguments hold its variables
				}
				filled[prefix+" "+rt.ARN] = true
				if len(members) > 0 && (got != want || !complete) {
					t.Errorf("%s:%s: %s gave %q, %v", prefix, name, rt.ARN, got, complete)
				}
				if strings.Contains(strings.ReplaceAll(got, "${AWS::", ""), "${") {
					t.Errorf("%s:%s: a variable is left in %q", prefix, name, got)
				}
			}
		}
	}
	t.Logf("%d types filled", len(filled))
}

func TestScope(t *testing.T) {
	const here = ":${AWS::Region}:${AWS::AccountId}:"
	for _, c := range []struct {
		action, call, arguments string
		want                    []string
		problem                 bool
	}{
		{"ecs:DescribeTasks", "ecs:describeTasks", `{"Cluster": "jobs", "Tasks": ["a"]}`, []string{"arn:${AWS::Partition}:ecs" + here + "task/jobs/*"}, false},
		{"ecs:DescribeTasks", "ecs:describeTasks", `{"Cluster": "arn:aws:ecs:eu-west-1:123456789012:cluster/jobs", "Tasks.$": "$.t"}`, []string{"arn:${AWS::Partition}:ecs" + here + "task/jobs/*"}, false},
		{"ecs:DescribeTasks", "ecs:describeTasks", `{"Cluster": "${Cluster}", "Tasks.$": "$.t"}`, []string{"arn:${AWS::Partition}:ecs" + here + "task/${Cluster.Name}/*"}, false},
		{"states:DescribeExecution", "sfn:describeExecution", `{"ExecutionArn": "arn:aws:states:eu-west-1:123456789012:execution:m:e"}`, []string{"arn:aws:states:eu-west-1:123456789012:execution:m:e"}, false},
		{"states:DescribeExecution", "sfn:describeExecution", `{"ExecutionArn.$": "$.arn"}`, nil, true},
		{"kinesis:PutRecord", "kinesis:putRecord", `{"StreamName": "clicks"}`, []string{"arn:${AWS::Partition}:kinesis" + here + "stream/clicks"}, false},
		{"kinesis:PutRecord", "kinesis:putRecord", `{"StreamARN": "${Clicks}"}`, []string{"${Clicks}"}, false},
		{"sqs:ReceiveMessage", "sqs:receiveMessage", `{"QueueUrl": "${Queue}"}`, []string{"${Queue.Arn}"}, false},
		{"ec2:StopInstances", "ec2:stopInstances", `{"InstanceIds.$": "$.ids"}`, nil, true},
		{"ec2:DescribeVolumes", "ec2:describeVolumes", `{}`, []string{"*"}, false},
		{"dynamodb:CreateTable", "dynamodb:createTable", `{"TableName.$": "$.t"}`, nil, true},
		{"dynamodb:CreateTable", "dynamodb:createTable", `{"TableName": "orders-${Stage}"}`, []string{"arn:${AWS::Partition}:dynamodb" + here + "table/orders-${Stage}"}, false},
		{"dynamodb:CreateTable", "dynamodb:createTable", `{"TableName": "${Stage}-orders"}`, []string{"arn:${AWS::Partition}:dynamodb" + here + "table/${Stage}-orders"}, false},
		{"ec2:CreateVpc", "ec2:createVpc", `{}`, []string{"arn:${AWS::Partition}:ec2" + here + "vpc/*"}, false},
	} {
		call := callWith(t, "aws-sdk:"+c.call, c.arguments, Options{})
		f := call.scope(c.action)
		if got := sorted(f.arns); !slices.Equal(got, c.want) || call.problems.HasErrors() != c.problem {
			t.Errorf("%s %s: %q, %v", c.call, c.arguments, got, call.problems)
		}
	}
}
