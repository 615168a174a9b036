package synth

import (
	"fmt"

	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// jsonpathFields writes the fields of states in JSONPath.
type jsonpathFields struct{ plan *plan }

func (l jsonpathFields) writer() *pathWriter { return &pathWriter{plan: l.plan} }

func (l jsonpathFields) payload(o *object, name string, x graph.Expr, at place) {
	l.writer().member(o, name, x, at)
}

// scalar writes a field as it is where it is a constant, and else with a path, as
// SecondsPath. Those of a Fail state may hold an intrinsic function as well.
func (l jsonpathFields) scalar(o *object, name string, x graph.Expr, at place) {
	w := l.writer()
	switch known := known(w.resolve(x, at)).(type) {
	case *graph.Const:
		if _, isComputed := plainly(known.Value); !isComputed {
			o.add(name, known.Value)
			return
		}
	case *graph.Named:
		o.text(name, "${"+known.Resource.Name+"}")
		return
	}
	if text, ok := w.one(x, at); ok {
		o.text(name+"Path", text)
		return
	}
	if at.state.Kind == graph.Fail {
		v, _ := w.template(x, at)
		o.add(name+"Path", v)
		return
	}
	w.liftBase(x, at)
}

func known(x graph.Expr, _ place) graph.Expr { return x }

func (l jsonpathFields) items(o *object, s *state) {
	w := l.writer()
	switch text, ok := w.one(s.Input, place{state: s}); {
	case !ok:
		w.liftBase(s.Input, place{state: s})
	case text != "$":
		o.text("ItemsPath", text)
	}
}

func (jsonpathFields) sent() string { return "Parameters" }

func (l jsonpathFields) arguments(o *object, s *state) {
	w, at := l.writer(), place{state: s}
	args := constants(s.Call)
	if s.Call.Payload != "" {
		w.member(&args, s.Call.Payload, s.Input, at)
		o.add("Parameters", args.value())
		return
	}
	if v, isComputed := w.template(s.Input, at); !isComputed && v.Kind() == jsonvalue.Object {
		o.add("Parameters", append(args, object(v.Members())...).value())
		return
	}
	if len(args) > 0 {
		w.refuse(s.Input, at, fmt.Sprintf("that the %s of %q stands beside an input that is a value as a whole", args[0].Name, s.Name), "make the input with dsl.Build")
		return
	}
	switch text, ok := w.one(s.Input, at); {
	case !ok:
		w.liftBase(s.Input, at)
	case text != "$":
		o.text("InputPath", text)
	}
}

func (l jsonpathFields) condition(o *object, x graph.Expr, s *state) {
	w := l.writer()
	w.sometimes = x != s.rules[0].when
	*o = append(*o, w.test(x, place{state: s})...)
}

// output writes what a state puts out. What is no path and no object is wrapped
// into one and taken out again.
func (l jsonpathFields) output(o *object, x graph.Expr, at place) {
	w := l.writer()
	if text, _, ok := w.path(x, at); ok {
		if text != "$" {
			o.text("OutputPath", text)
		}
		return
	}
	field := "ResultSelector"
	switch at.state.Kind {
	case graph.Pass:
		field = "Parameters"
		if c, ok := known(w.resolve(x, at)).(*graph.Const); ok && !hasSubstitution(c.Value) {
			o.add("Result", c.Value)
			return
		}
	case graph.Succeed, graph.Wait:
		w.needPass(x, at)
		return
	}
	v, isComputed := w.template(x, at)
	switch {
	case isComputed:
		v = jsonvalue.ObjectOf(jsonvalue.Member{Name: "out.$", Value: v})
	case v.Kind() == jsonvalue.Object:
		o.add(field, v)
		return
	default:
		v = jsonvalue.ObjectOf(jsonvalue.Member{Name: "out", Value: v})
	}
	o.add(field, v)
	o.text("OutputPath", "$.out")
}
