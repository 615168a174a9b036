package check

import (
	"fmt"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonpath"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var looksLikePath = &Rule{Code: "QS3005", Name: "lookslikepath", Severity: diag.Warning, Title: "What looks computed is computed", state: checkLooksLikePath}

func checkLooksLikePath(r *run, p *visit) {
	for s := range p.eachSlot() {
		switch {
		case r.mixed(s.place):
		case s.isTemplate():
			r.constantPaths(s)
		case s.place.language == asl.JSONata:
			r.jsonPathInJSONata(s)
		}
	}
	if pass, ok := p.State.(*asl.Pass); ok && p.language == asl.JSONPath {
		r.constantResult(p, pass, []string{"Result"}, pass.Result)
	}
}

// constantPaths looks for paths, calls and expressions that a template does not
// compute, because their names lack the ".$".
func (r *run) constantPaths(s *slot) {
	for _, l := range s.leaves() {
		text := l.value.Text()
		if l.dynamic() || !isPathLike(text) && !isExpression(text) || len(l.path) == len(s.path) && wantedKind(s) != "" {
			continue // the last is QS3007
		}
		message, help := fmt.Sprintf("%q is passed on as the text %q", l.name, short(text)), fmt.Sprintf("write %q to have it computed", l.name+".$")
		switch {
		case isExpression(text):
			help = "JSONata is computed in states with \"QueryLanguage\": \"JSONata\" only"
		case l.name == "":
			message, help = fmt.Sprintf("%q is passed on as text", short(text)), "only members whose names end in .$ are computed; States.Array makes an array of paths"
		}
		r.report(problem{state: s.place.Name, at: s.object.At(l.path...), message: message, help: help})
	}
}

// constantResult looks for paths and calls in a Result, which is never computed.
func (r *run) constantResult(p *visit, pass *asl.Pass, at []string, v jsonvalue.Value) {
	for i, item := range v.Items() {
		r.constantResult(p, pass, append(at[:len(at):len(at)], index(i)), item)
	}
	for _, m := range v.Members() {
		r.constantResult(p, pass, append(at[:len(at):len(at)], m.Name), m.Value)
	}
	if text := v.Text(); isPathLike(text) {
		r.report(problem{state: p.Name, at: pass.At(at...), message: fmt.Sprintf("Result is a constant, and %q stays text", short(text)),
			help: "Parameters computes: write it there, in a name that ends in .$"})
	}
}

// jsonPathInJSONata looks for names that end in ".$", and for paths, where the
// state is JSONata.
func (r *run) jsonPathInJSONata(s *slot) {
	for _, l := range s.leaves() {
		text := l.value.Text()
		switch {
		case l.dynamic() && !isExpression(text):
			r.report(problem{state: s.place.Name, at: s.object.At(l.path...), message: fmt.Sprintf("%q is JSONPath, and the state is JSONata: the name and the text are passed on as they are", l.name),
				help: fmt.Sprintf("write %q with an expression between {%% and %%}", strings.TrimSuffix(l.name, ".$"))})
		case jsonpath.IsIntrinsic(text) && isPathLike(text):
			r.report(problem{state: s.place.Name, at: s.object.At(l.path...), message: fmt.Sprintf("%q is passed on as text: intrinsic functions are JSONPath", short(text)),
				help: "JSONata has functions of its own, such as $uuid, $parse and $string"})
		case isHalfPath(text):
			r.report(problem{state: s.place.Name, at: s.object.At(l.path...), message: fmt.Sprintf("%q is passed on as text", short(text)),
				help: "an expression stands between {% and %}, as in {% $states.input %}"})
		}
	}
}

// isPathLike tells whether a text reads like a path or a call: it is one, and
// nobody would write it for another reason.
func isPathLike(text string) bool {
	if jsonpath.IsIntrinsic(text) {
		_, err := jsonpath.ParseIntrinsic(text)
		return err == nil
	}
	if text != "$" && text != "$$" && !strings.HasPrefix(text, "$.") && !strings.HasPrefix(text, "$$.") && !strings.HasPrefix(text, "$[") {
		return false
	}
	_, err := jsonpath.Parse(text)
	return err == nil
}

// isHalfPath tells whether a text is a path to something, not a lone dollar.
func isHalfPath(text string) bool {
	return (strings.HasPrefix(text, "$.") || strings.HasPrefix(text, "$$.") || strings.HasPrefix(text, "$states.")) && !strings.ContainsAny(text, " \n")
}

// isExpression tells whether a text is a JSONata expression.
func isExpression(text string) bool {
	return len(text) >= 4 && strings.HasPrefix(text, "{%") && strings.HasSuffix(text, "%}")
}

// expression gives the source between {% and %}.
func expression(v jsonvalue.Value) (string, bool) {
	text := v.Text()
	if !isExpression(text) {
		return "", false
	}
	return strings.TrimSpace(text[2 : len(text)-2]), true
}
