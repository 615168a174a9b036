package check

import (
	"fmt"
	"slices"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var enum = &Rule{Code: "QS2012", Name: "enum", Severity: diag.Error, Title: "A field that takes one of a few words holds one of them", check: checkEnums}

var languages = []string{"JSONPath", "JSONata"}

// wordsOf gives the words that fields of a part may hold, in AWS's order.
func wordsOf(x asl.Part) map[string][]string {
	switch x.(type) {
	case *asl.StateMachine:
		return map[string][]string{"QueryLanguage": languages, "Version": {"1.0"}}
	case *asl.Retrier:
		return map[string][]string{"JitterStrategy": {"NONE", "FULL"}}
	case *asl.ProcessorConfig:
		return map[string][]string{"Mode": {"INLINE", "DISTRIBUTED"}, "ExecutionType": {"STANDARD", "EXPRESS"}}
	case *asl.ReaderConfig:
		return map[string][]string{
			"InputType":         {"CSV", "JSON", "JSONL", "PARQUET", "MANIFEST"},
			"Transformation":    {"NONE", "LOAD_AND_FLATTEN"},
			"ManifestType":      {"ATHENA_DATA", "S3_INVENTORY"},
			"CSVHeaderLocation": {"FIRST_ROW", "GIVEN"},
			"CSVDelimiter":      {"COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"},
		}
	case *asl.WriterConfig:
		return map[string][]string{"Transformation": {"NONE", "COMPACT", "FLATTEN"}, "OutputType": {"JSON", "JSONL"}}
	case asl.State:
		return map[string][]string{"QueryLanguage": languages}
	}
	return nil
}

func checkEnums(r *run) {
	for x := range r.parts() {
		for field, words := range wordsOf(x.lists) {
			v := x.object.Raw(field)
			if v.Kind() != jsonvalue.String || slices.Contains(words, v.Text()) || substituted(v.Text()) {
				continue
			}
			help := diag.DidYouMean(v.Text(), words)
			if help == "" {
				help = "write " + or(words...)
			}
			r.report(problem{
				state:   x.state,
				at:      x.object.At(field),
				message: fmt.Sprintf("%s cannot be %q", field, v.Text()),
				help:    help,
				aws:     schema("Value should be one of the following: "+list(words...), x.object.Location(field)),
			})
		}
	}
}
