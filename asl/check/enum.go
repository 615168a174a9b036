package check

import (
	"fmt"
	"slices"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var enum = &Rule{Code: "QS2012", Name: "enum", Severity: diag.Error, Title: "A field that takes one of a few words holds one of them", part: checkEnums}

// words is a field and the words that it may hold, in AWS's order.
type words struct {
	field string
	words []string
}

var (
	languageWords  = []words{{"QueryLanguage", []string{"JSONPath", "JSONata"}}}
	machineWords   = []words{languageWords[0], {"Version", []string{"1.0"}}}
	retrierWords   = []words{{"JitterStrategy", []string{"NONE", "FULL"}}}
	processorWords = []words{{"Mode", []string{"INLINE", "DISTRIBUTED"}}, {"ExecutionType", []string{"STANDARD", "EXPRESS"}}}
	readerWords    = []words{
		{"InputType", []string{"CSV", "JSON", "JSONL", "PARQUET", "MANIFEST"}},
		{"Transformation", []string{"NONE", "LOAD_AND_FLATTEN"}},
		{"ManifestType", []string{"ATHENA_DATA", "S3_INVENTORY"}},
		{"CSVHeaderLocation", []string{"FIRST_ROW", "GIVEN"}},
		{"CSVDelimiter", []string{"COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"}},
	}
	writerWords = []words{{"Transformation", []string{"NONE", "COMPACT", "FLATTEN"}}, {"OutputType", []string{"JSON", "JSONL"}}}
)

// wordsOf gives the fields of a part that take one of a few words.
func wordsOf(x asl.Part) []words {
	switch x.(type) {
	case *asl.StateMachine:
		return machineWords
	case *asl.Retrier:
		return retrierWords
	case *asl.ProcessorConfig:
		return processorWords
	case *asl.ReaderConfig:
		return readerWords
	case *asl.WriterConfig:
		return writerWords
	case asl.State:
		return languageWords
	}
	return nil
}

func checkEnums(r *run, x part) {
	for _, w := range wordsOf(x.lists) {
		field, words := w.field, w.words
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
