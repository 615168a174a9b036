package check

import (
	"regexp"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var resultWriter = &Rule{Code: "QS7004", Name: "resultwriter", Severity: diag.Error, Title: "A ResultWriter says where it writes, or how", state: checkResultWriters}

var writesS3 = regexp.MustCompile(`^arn:[^:]*:states:::s3:putObject$`)

func checkResultWriters(r *run, p *visit) {
	m, ok := p.State.(*asl.Map)
	if !ok {
		return
	}
	w := m.ResultWriter
	if w == nil || w.Malformed() {
		return
	}
	payload, v := "Parameters", w.Parameters
	if p.language == asl.JSONata {
		payload, v = "Arguments", w.Arguments
	}
	x := problem{state: p.Name, at: w.At()}
	switch {
	case len(w.Names()) == 0:
		x.message = "the ResultWriter is empty"
		x.help = "give it a Resource and " + payload + ", or a WriterConfig, or all three"
		x.aws = schema("Value cannot be empty", w.Location())
	case w.Has("Resource") && !w.Has("Parameters") && !w.Has("Arguments"):
		x.message = "the ResultWriter has a Resource, and no " + payload
		if x.at, x.help = misspelt(&w.Object, []string{payload}); x.help == "" {
			x.help = "say the Bucket, and perhaps a Prefix"
		}
		x.aws = schema("These fields are required: ["+payload+"]", w.Location())
	case !w.Has("Resource") && (w.Has("Parameters") || w.Has("Arguments")):
		x.message = "the ResultWriter has " + payload + ", and no Resource"
		if x.at, x.help = misspelt(&w.Object, []string{"Resource"}); x.help == "" {
			x.help = `write "Resource": "arn:aws:states:::s3:putObject"`
		}
		x.aws = schema("These fields are required: [Resource]", w.Location())
	case w.Has("Resource") && !writesS3.MatchString(w.Resource) && !substituted(w.Resource):
		x.at = w.At("Resource")
		x.message = "a ResultWriter cannot write by " + w.Resource
		x.help = "write arn:aws:states:::s3:putObject"
		x.aws = schema("The field 'Resource' does not match any of the allowed values", w.Location("Resource"))
	default:
		if v.Exists() {
			r.checkTransfer(p, &w.Object, v, "putObject", []string{"Bucket"}, []string{"Prefix", "ExpectedBucketOwner"})
		}
		return
	}
	r.report(x)
}
