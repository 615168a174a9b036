package asl

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// Catcher says where a failed state goes on (ASL spec, "Errors").
type Catcher struct {
	Object
	Comment     string
	ErrorEquals []string        // error names
	ResultPath  Path            // JSONPath; where the error goes; absent is "$", null drops it
	Assign      jsonvalue.Value // an object: variable names and values
	Output      jsonvalue.Value // JSONata
	Next        string
}

func (r *Catcher) fields(c *codec) {
	text(c, "Comment", &r.Comment)
	texts(c, "ErrorEquals", &r.ErrorEquals)
	path(c, "ResultPath", &r.ResultPath)
	value(c, "Assign", &r.Assign)
	value(c, "Output", &r.Output)
	text(c, "Next", &r.Next)
}
