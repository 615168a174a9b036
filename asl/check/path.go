package check

import (
	"fmt"
	"iter"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonpath"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var path = &Rule{Code: "QS3001", Name: "path", Severity: diag.Error, Title: "A path field holds a path that can be read", check: checkPaths}

// pathField is a field of a JSONPath state that holds a path.
type pathField struct {
	place  *place
	object *asl.Object
	name   string
	text   string
	use    pathUse
}

// pathUse is what a path field is for, and so what it may hold.
type pathUse int

const (
	picks      pathUse = iota // picks data; any path will do
	picksOne                  // picks one value: a reference path, of the context too
	writes                    // says where to write: a reference path of the input
	intrinsics                // picks, or calls an intrinsic function
)

// pathFields gives the path fields of all JSONPath states that are text.
func (r *run) pathFields() iter.Seq[pathField] {
	return func(yield func(pathField) bool) {
		for x := range r.parts() {
			if x.place == nil || x.place.language != asl.JSONPath || r.mixed(x.place) {
				continue
			}
			for name, use := range usesOf(x.lists) {
				v := x.object.Raw(name)
				if v.Kind() != jsonvalue.String || substituted(v.Text()) {
					continue
				}
				if !yield(pathField{x.place, x.object, name, v.Text(), use}) {
					return
				}
			}
		}
	}
}

// usesOf gives the path fields of a part.
func usesOf(x asl.Part) map[string]pathUse {
	switch x := x.(type) {
	case *asl.Task:
		return map[string]pathUse{"InputPath": picks, "OutputPath": picks, "ResultPath": writes, "TimeoutSecondsPath": picksOne, "HeartbeatSecondsPath": picksOne}
	case *asl.Pass, *asl.Parallel:
		return map[string]pathUse{"InputPath": picks, "OutputPath": picks, "ResultPath": writes}
	case *asl.Map:
		return map[string]pathUse{"InputPath": picks, "OutputPath": picks, "ResultPath": writes, "ItemsPath": picksOne,
			"MaxConcurrencyPath": picksOne, "ToleratedFailureCountPath": picksOne, "ToleratedFailurePercentagePath": picksOne}
	case *asl.Wait:
		return map[string]pathUse{"InputPath": picks, "OutputPath": picks, "SecondsPath": picksOne, "TimestampPath": picksOne}
	case *asl.Choice, *asl.Succeed:
		return map[string]pathUse{"InputPath": picks, "OutputPath": picks}
	case *asl.Fail:
		return map[string]pathUse{"ErrorPath": intrinsics, "CausePath": intrinsics}
	case *asl.Catcher:
		return map[string]pathUse{"ResultPath": writes}
	case *asl.ReaderConfig:
		return map[string]pathUse{"MaxItemsPath": picksOne}
	case *asl.ItemBatcher:
		return map[string]pathUse{"MaxItemsPerBatchPath": picksOne, "MaxInputBytesPerBatchPath": picksOne}
	case *asl.Rule:
		return usesOfTest(&x.Test)
	case *asl.Test:
		return usesOfTest(x)
	}
	return nil
}

func usesOfTest(t *asl.Test) map[string]pathUse {
	uses := map[string]pathUse{"Variable": picks}
	if t.Operator.TakesPath() {
		uses[string(t.Operator)] = picks
	}
	return uses
}

func checkPaths(r *run) {
	for f := range r.pathFields() {
		if f.use == intrinsics && jsonpath.IsIntrinsic(f.text) {
			continue // QS3004
		}
		_, err := jsonpath.Parse(f.text)
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
		r.report(problem{
			state:   f.place.Name,
			at:      f.object.At(f.name),
			message: fmt.Sprintf("%s holds no path: %s", f.name, err),
			help:    help,
			aws:     schema("Value must be a valid JSONPath.", f.object.Location(f.name)),
		})
	}
}
