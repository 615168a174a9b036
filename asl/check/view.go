package check

import (
	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// view gives the fields that several kinds of states share, under one name.
type view struct {
	inputPath, outputPath, resultPath     asl.Path
	parameters, arguments, resultSelector jsonvalue.Value
	assign, output                        jsonvalue.Value
	retry                                 []asl.Retrier
	catch                                 []asl.Catcher
	next                                  string
	end                                   bool
	goesOn                                bool // the kind has Next and End
}

func viewOf(s asl.State) view {
	switch s := s.(type) {
	case *asl.Task:
		return view{s.InputPath, s.OutputPath, s.ResultPath, s.Parameters, s.Arguments, s.ResultSelector, s.Assign, s.Output, s.Retry, s.Catch, s.Next, s.End, true}
	case *asl.Parallel:
		return view{s.InputPath, s.OutputPath, s.ResultPath, s.Parameters, s.Arguments, s.ResultSelector, s.Assign, s.Output, s.Retry, s.Catch, s.Next, s.End, true}
	case *asl.Map:
		return view{inputPath: s.InputPath, outputPath: s.OutputPath, resultPath: s.ResultPath, resultSelector: s.ResultSelector, assign: s.Assign, output: s.Output,
			retry: s.Retry, catch: s.Catch, next: s.Next, end: s.End, goesOn: true}
	case *asl.Pass:
		return view{inputPath: s.InputPath, outputPath: s.OutputPath, resultPath: s.ResultPath, parameters: s.Parameters, assign: s.Assign, output: s.Output,
			next: s.Next, end: s.End, goesOn: true}
	case *asl.Wait:
		return view{inputPath: s.InputPath, outputPath: s.OutputPath, assign: s.Assign, output: s.Output, next: s.Next, end: s.End, goesOn: true}
	case *asl.Choice:
		return view{inputPath: s.InputPath, outputPath: s.OutputPath, assign: s.Assign, output: s.Output}
	case *asl.Succeed:
		return view{inputPath: s.InputPath, outputPath: s.OutputPath, output: s.Output}
	}
	return view{}
}
