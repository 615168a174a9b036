package asl

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// Choice is a state that picks where to go by the first of its rules that holds
// (ASL spec, "Choice State").
type Choice struct {
	Common
	InputPath  Path // JSONPath; absent is "$", null is {}
	Choices    []Rule
	Default    string          // the state to go to where no rule holds
	Assign     jsonvalue.Value // an object: variables set where no rule holds
	Output     jsonvalue.Value // JSONata; where no rule holds
	OutputPath Path            // JSONPath; absent is "$", null is {}
}

// Kind is [KindChoice].
func (s *Choice) Kind() Kind { return KindChoice }

func (s *Choice) fields(c *codec) {
	s.head(c, KindChoice)
	path(c, "InputPath", &s.InputPath)
	many(c, "Choices", &s.Choices)
	text(c, "Default", &s.Default)
	value(c, "Assign", &s.Assign)
	value(c, "Output", &s.Output)
	path(c, "OutputPath", &s.OutputPath)
}

// Rule is one rule of a [Choice]: what must hold, and where to go then. A
// JSONPath rule has a Test, a JSONata rule a Condition.
type Rule struct {
	Test
	Condition jsonvalue.Value // JSONata; a boolean or an expression
	Assign    jsonvalue.Value // an object: variable names and values
	Output    jsonvalue.Value // JSONata
	Next      string
}

func (r *Rule) fields(c *codec) {
	r.Test.fields(c)
	value(c, "Condition", &r.Condition)
	value(c, "Assign", &r.Assign)
	value(c, "Output", &r.Output)
	text(c, "Next", &r.Next)
}
