package s3

import "github.com/quickstep-go/quickstep/dsl"

// A Transformation says what is written of each child execution that succeeded; of
// those that failed it is always all that is known.
type Transformation string

// The transformations.
const (
	Whole   Transformation = "NONE"    // input, output, name, times and status
	Compact Transformation = "COMPACT" // the output
	Flat    Transformation = "FLATTEN" // the elements of the output, where that is a list
)

// Shape says how results are written; its zero value is the service's default, the
// whole of each execution as JSON.
type Shape struct {
	Transformation Transformation
	Lines          bool // JSON values in lines, and not in an array
}

// WriteTo is a place for the results of a [dsl.DistributedMapInto]: files below a
// prefix (Developer Guide, "ResultWriter (Map)").
func WriteTo(p Prefix, shape ...Shape) dsl.Transfer {
	t := dsl.Transfer{Resource: putObject, Arguments: p.arguments(), On: p.bucket.on}
	for _, s := range shape {
		as := s.Transformation
		if as == "" {
			as = Whole
		}
		output := "JSON"
		if s.Lines {
			output = "JSONL"
		}
		t.Config = []dsl.Setting{{Name: "Transformation", Value: dsl.Lit(as)}, {Name: "OutputType", Value: dsl.Lit(output)}}
	}
	return t
}
