package asl

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// Pass is a state that does no work: it shapes data and sets variables (ASL
// spec, "Pass State").
type Pass struct {
	Common
	InputPath  Path            // JSONPath; absent is "$", null is {}
	Parameters jsonvalue.Value // JSONPath payload template
	Result     jsonvalue.Value // JSONPath; a constant in place of the input
	ResultPath Path            // JSONPath; absent is "$", null drops the result
	Assign     jsonvalue.Value // an object: variable names and values
	Output     jsonvalue.Value // JSONata
	OutputPath Path            // JSONPath; absent is "$", null is {}
	Next       string
	End        bool
}

// Kind is [KindPass].
func (p *Pass) Kind() Kind { return KindPass }

func (p *Pass) fields(c *codec) {
	p.head(c, KindPass)
	path(c, "InputPath", &p.InputPath)
	value(c, "Parameters", &p.Parameters)
	value(c, "Result", &p.Result)
	path(c, "ResultPath", &p.ResultPath)
	value(c, "Assign", &p.Assign)
	value(c, "Output", &p.Output)
	path(c, "OutputPath", &p.OutputPath)
	text(c, "Next", &p.Next)
	flag(c, "End", &p.End)
}
