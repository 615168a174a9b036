package asl

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// Parallel is a state that runs its branches at the same time (ASL spec,
// "Parallel State").
type Parallel struct {
	Common
	InputPath      Path            // JSONPath; absent is "$", null is {}
	Parameters     jsonvalue.Value // JSONPath payload template
	Arguments      jsonvalue.Value // JSONata
	Branches       []Branch
	Retry          []Retrier
	Catch          []Catcher
	ResultSelector jsonvalue.Value // JSONPath payload template
	ResultPath     Path            // JSONPath; absent is "$", null drops the result
	Assign         jsonvalue.Value // an object: variable names and values
	Output         jsonvalue.Value // JSONata
	OutputPath     Path            // JSONPath; absent is "$", null is {}
	Next           string
	End            bool
}

// Kind is [KindParallel].
func (p *Parallel) Kind() Kind { return KindParallel }

func (p *Parallel) fields(c *codec) {
	p.head(c, KindParallel)
	path(c, "InputPath", &p.InputPath)
	value(c, "Parameters", &p.Parameters)
	value(c, "Arguments", &p.Arguments)
	many(c, "Branches", &p.Branches)
	many(c, "Retry", &p.Retry)
	many(c, "Catch", &p.Catch)
	value(c, "ResultSelector", &p.ResultSelector)
	path(c, "ResultPath", &p.ResultPath)
	value(c, "Assign", &p.Assign)
	value(c, "Output", &p.Output)
	path(c, "OutputPath", &p.OutputPath)
	text(c, "Next", &p.Next)
	flag(c, "End", &p.End)
}

// Branch is one branch of a [Parallel]: states of its own.
type Branch struct {
	Object
	Comment string
	StartAt string // the name of the branch's first state
	States  States
}

func (b *Branch) fields(c *codec) {
	text(c, "Comment", &b.Comment)
	text(c, "StartAt", &b.StartAt)
	states(c, "States", &b.States)
}
