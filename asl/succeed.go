package asl

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// Succeed is a state that ends its machine or branch well (ASL spec, "Succeed
// State").
type Succeed struct {
	Common
	InputPath  Path            // JSONPath; absent is "$", null is {}
	Output     jsonvalue.Value // JSONata
	OutputPath Path            // JSONPath; absent is "$", null is {}
}

// Kind is [KindSucceed].
func (s *Succeed) Kind() Kind { return KindSucceed }

func (s *Succeed) fields(c *codec) {
	s.head(c, KindSucceed)
	path(c, "InputPath", &s.InputPath)
	value(c, "Output", &s.Output)
	path(c, "OutputPath", &s.OutputPath)
}
