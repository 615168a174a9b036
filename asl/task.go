package asl

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// Task is a state that has work done: by a service, an activity or a Lambda
// function (ASL spec, "Task State").
type Task struct {
	Common
	Resource string // the ARN of the work; never an expression

	InputPath      Path            // JSONPath; absent is "$", null is {}
	Parameters     jsonvalue.Value // JSONPath payload template
	Arguments      jsonvalue.Value // JSONata
	Credentials    *Credentials
	TimeoutSeconds Number // seconds; JSONata may compute it
	// TimeoutSecondsPath is a reference path to the seconds; JSONPath.
	TimeoutSecondsPath string
	HeartbeatSeconds   Number // seconds; less than the timeout; JSONata may compute it
	// HeartbeatSecondsPath is a reference path to the seconds; JSONPath.
	HeartbeatSecondsPath string
	Retry                []Retrier
	Catch                []Catcher
	ResultSelector       jsonvalue.Value // JSONPath payload template
	ResultPath           Path            // JSONPath; absent is "$", null drops the result
	Assign               jsonvalue.Value // an object: variable names and values
	Output               jsonvalue.Value // JSONata
	OutputPath           Path            // JSONPath; absent is "$", null is {}
	Next                 string
	End                  bool
}

// Kind is [KindTask].
func (t *Task) Kind() Kind { return KindTask }

func (t *Task) fields(c *codec) {
	t.head(c, KindTask)
	text(c, "Resource", &t.Resource)
	path(c, "InputPath", &t.InputPath)
	value(c, "Parameters", &t.Parameters)
	value(c, "Arguments", &t.Arguments)
	one(c, "Credentials", &t.Credentials)
	number(c, "TimeoutSeconds", &t.TimeoutSeconds)
	text(c, "TimeoutSecondsPath", &t.TimeoutSecondsPath)
	number(c, "HeartbeatSeconds", &t.HeartbeatSeconds)
	text(c, "HeartbeatSecondsPath", &t.HeartbeatSecondsPath)
	many(c, "Retry", &t.Retry)
	many(c, "Catch", &t.Catch)
	value(c, "ResultSelector", &t.ResultSelector)
	path(c, "ResultPath", &t.ResultPath)
	value(c, "Assign", &t.Assign)
	value(c, "Output", &t.Output)
	path(c, "OutputPath", &t.OutputPath)
	text(c, "Next", &t.Next)
	flag(c, "End", &t.End)
}
