package asl

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// ResultWriter says where a distributed map writes its results (Developer Guide,
// "ResultWriter (Map)").
type ResultWriter struct {
	Object
	Resource     string          // the ARN of an S3 call
	Parameters   jsonvalue.Value // JSONPath payload template
	Arguments    jsonvalue.Value // JSONata
	WriterConfig *WriterConfig
}

func (w *ResultWriter) fields(c *codec) {
	text(c, "Resource", &w.Resource)
	value(c, "Parameters", &w.Parameters)
	value(c, "Arguments", &w.Arguments)
	one(c, "WriterConfig", &w.WriterConfig)
}

// WriterConfig says how a [ResultWriter] shapes what it writes.
type WriterConfig struct {
	Object
	Transformation string // NONE, COMPACT or FLATTEN
	OutputType     string // JSON or JSONL
}

func (w *WriterConfig) fields(c *codec) {
	text(c, "Transformation", &w.Transformation)
	text(c, "OutputType", &w.OutputType)
}
