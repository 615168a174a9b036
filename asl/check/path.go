package check

import (
	"fmt"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonpath"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var path = &Rule{Code: "QS3001", Name: "path", Severity: diag.Error, Title: "A path field holds a path that can be read", state: checkPaths}

// pathField is a field of a JSONPath state that holds a path.
type pathField struct {
	place  *visit
	object *asl.Object
	name   string
	text   string
	use    pathUse
	parsed parsed
}

// parsed is what a path field, or a template's computed field, was found to be.
type parsed struct {
	path *jsonpath.Path
	call *jsonpath.Call
	err  error // why it is neither; nil also where it is no text
}

func parse(text string, calls bool) (p parsed) {
	if calls && jsonpath.IsIntrinsic(text) {
		p.call, p.err = jsonpath.ParseIntrinsic(text)
	} else {
		p.path, p.err = jsonpath.Parse(text)
	}
	return p
}

// paths gives all paths that are read.
func (p *parsed) paths() []*jsonpath.Path {
	switch {
	case p.err != nil:
	case p.call != nil:
		return p.call.Paths()
	case p.path != nil:
		return []*jsonpath.Path{p.path}
	}
	return nil
}

// variables gives the variables that are read.
func (p *parsed) variables() []string {
	if p.path != nil && p.path.Root() != jsonpath.Variable {
		return nil
	}
	var names []string
	for _, path := range p.paths() {
		if path.Root() == jsonpath.Variable {
			names = append(names, path.Variable())
		}
	}
	return names
}

// pathUse is what a path field is for, and so what it may hold.
type pathUse int

const (
	picks      pathUse = iota // picks data; any path will do
	picksOne                  // picks one value: a reference path, of the context too
	writes                    // says where to write: a reference path of the input
	intrinsics                // picks, or calls an intrinsic function
)

// listPaths gathers the path fields of a JSONPath state that are text.
func (v *visit) listPaths(r *run) {
	v.paths = v.paths[:0]
	if v.language != asl.JSONPath || r.mixed(v) {
		return
	}
	for _, x := range v.parts {
		for _, u := range usesOf(x.lists) {
			text := x.object.Raw(u.field)
			if text.Kind() != jsonvalue.String || substituted(text.Text()) {
				continue
			}
			v.paths = append(v.paths, pathField{v, x.object, u.field, text.Text(), u.purpose, parse(text.Text(), u.purpose == intrinsics)})
		}
	}
}

// use is a path field and what it is for.
type use struct {
	field   string
	purpose pathUse
}

var (
	inOutUses   = []use{{"InputPath", picks}, {"OutputPath", picks}}
	resultUses  = []use{{"InputPath", picks}, {"OutputPath", picks}, {"ResultPath", writes}}
	taskUses    = append(resultUses[:3:3], use{"TimeoutSecondsPath", picksOne}, use{"HeartbeatSecondsPath", picksOne})
	mapUses     = append(resultUses[:3:3], use{"ItemsPath", picksOne}, use{"MaxConcurrencyPath", picksOne}, use{"ToleratedFailureCountPath", picksOne}, use{"ToleratedFailurePercentagePath", picksOne})
	waitUses    = append(inOutUses[:2:2], use{"SecondsPath", picksOne}, use{"TimestampPath", picksOne})
	failUses    = []use{{"ErrorPath", intrinsics}, {"CausePath", intrinsics}}
	catcherUses = []use{{"ResultPath", writes}}
	readerUses  = []use{{"MaxItemsPath", picksOne}}
	batcherUses = []use{{"MaxItemsPerBatchPath", picksOne}, {"MaxInputBytesPerBatchPath", picksOne}}
	testUses    = []use{{"Variable", picks}}
)

// usesOf gives the path fields of a part.
func usesOf(x asl.Part) []use {
	switch x := x.(type) {
	case *asl.Task:
		return taskUses
	case *asl.Pass, *asl.Parallel:
		return resultUses
	case *asl.Map:
		return mapUses
	case *asl.Wait:
		return waitUses
	case *asl.Choice, *asl.Succeed:
		return inOutUses
	case *asl.Fail:
		return failUses
	case *asl.Catcher:
		return catcherUses
	case *asl.ReaderConfig:
		return readerUses
	case *asl.ItemBatcher:
		return batcherUses
	case *asl.Rule:
		return usesOfTest(&x.Test)
	case *asl.Test:
		return usesOfTest(x)
	}
	return nil
}

func usesOfTest(t *asl.Test) []use {
	if t.Operator.TakesPath() {
		return []use{testUses[0], {string(t.Operator), picks}}
	}
	return testUses
}

func checkPaths(r *run, p *visit) {
	for _, f := range p.paths {
		if f.use == intrinsics && jsonpath.IsIntrinsic(f.text) {
			continue // QS3004
		}
		err := f.parsed.err
		if err == nil {
			continue
		}
		help := ""
		if !strings.HasPrefix(f.text, "$") {
			help = fmt.Sprintf("a path begins with $, as in %q", "$."+strings.TrimLeft(f.text, "."))
			if jsonpath.IsIntrinsic(f.text) {
				help = "call the function in a Pass state before, and give the path to its result"
			}
		}
		x := problem{state: f.place.Name, at: f.object.At(f.name), message: fmt.Sprintf("%s holds no path: %s", f.name, err), help: help}
		if isDoubtfulPath(f.text) {
			x.severity = diag.Warning
		} else {
			x.aws = schema(pathWords(f), f.object.Location(f.name))
		}
		r.report(x)
	}
}

// isDoubtfulPath tells whether AWS may take a path or a call that cannot be read:
// what it makes of filters, functions and scripts in paths, and of many calls in
// one field, is not on record. They fail when they are evaluated.
func isDoubtfulPath(text string) bool {
	if jsonpath.IsIntrinsic(text) {
		return strings.Count(text, "States.") > jsonpath.MaxCalls
	}
	return strings.HasPrefix(text, "$") && strings.ContainsAny(text, "(?")
}

// pathWords gives AWS's words for a path that cannot be read.
func pathWords(f pathField) string {
	if (f.name == "Variable" || asl.Operator(f.name).Valid()) && !strings.HasPrefix(f.text, "$") {
		return "Value is not a Reference Path: Reference path didn't start with '$'"
	}
	return "Value must be a valid JSONPath."
}
