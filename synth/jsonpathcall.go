package synth

import (
	"math"
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/jsonpath"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// intrinsics are the operations that are an intrinsic function of the same
// arguments.
var intrinsics = map[graph.Op]string{
	graph.Count:          "States.ArrayLength",
	graph.ParseJSON:      "States.StringToJson",
	graph.JSONText:       "States.JsonToString",
	graph.JSONTextOfText: "States.JsonToString",
	graph.JSONTextOfAny:  "States.JsonToString",
	graph.Base64:         "States.Base64Encode",
	graph.FromBase64:     "States.Base64Decode",
	graph.Hash:           "States.Hash",
	graph.Partition:      "States.ArrayPartition",
	graph.UUID:           "States.UUID",
	graph.SplitAny:       "States.StringSplit",
}

// call writes what an intrinsic function gives.
func (w *pathWriter) call(x graph.Expr, at place) string {
	known, inner := w.resolve(x, at)
	switch known := known.(type) {
	case *graph.Bad:
		return "$"
	case *graph.Object:
		return w.lift(x, at)
	case *graph.Const, *graph.Named:
		return w.literal(known)
	case *graph.Format:
		return w.format(known, inner)
	case *graph.List:
		return w.function("States.Array", all(inner, known.Items...))
	case *graph.Index:
		return w.function("States.ArrayGetItem", all(inner, known.Of, &graph.Const{Value: jsonvalue.IntOf(int64(known.At))}))
	case *graph.Field:
		return w.liftBase(known.Of, inner)
	case *graph.Filter:
		if _, ok := kept(known.Keep, known.Item); ok {
			return w.lift(known.Of, inner)
		}
		if failsIn(known.Keep) {
			return w.refuse(x, at, passedOver, instead)
		}
		return w.refuse(x, at, "this dsl.Filter: it compares fields of the elements with constants only", elsewhere)
	case *graph.Each:
		if _, ok := selected(known.To, known.Item); ok {
			return w.lift(known.Of, inner)
		}
		if failsIn(known.To) {
			return w.refuse(x, at, passedOver, instead)
		}
		return w.refuse(x, at, "this dsl.Each: it selects fields of the elements only", "go through the list with a dsl.Map")
	case *graph.Code:
		if known.Language == graph.JSONPath {
			return w.code(known, inner)
		}
		return w.refuse(x, at, "what dsl.JSONata says", elsewhere)
	case *graph.Apply:
		return w.apply(known, inner, x, at)
	}
	return w.refuse(x, at, "this expression", "")
}

const (
	asValue    = "a condition as a value"
	elsewhere  = "compute it in a Lambda function"
	passedOver = "what fails where an element lacks it, in a dsl.Filter or a dsl.Each: it passes over such elements"
	instead    = "say what stands for it in a dsl.Filter, with dsl.KeyOpt and dsl.Or, or go through the list with a dsl.Map"
)

// failsIn tells whether an expression reads what fails the state where it is missing.
func failsIn(x graph.Expr) bool {
	found := false
	graph.Walk(x, func(x graph.Expr) {
		f, ok := x.(*graph.Field)
		found = found || ok && f.Must
	})
	return found
}

func all(at place, args ...graph.Expr) []located {
	made := make([]located, len(args))
	for i, x := range args {
		made[i] = located{x, at}
	}
	return made
}

// apply writes an operation; x is the expression that has led to it.
func (w *pathWriter) apply(op *graph.Apply, inner place, x graph.Expr, at place) string {
	if op.Op == graph.JSONText {
		switch known(w.resolve(op.Args[0], inner)).(type) {
		case *graph.Object, *graph.List:
			return w.jsonText(op.Args[0], inner)
		}
	}
	if name, ok := intrinsics[op.Op]; ok {
		return w.function(name, all(inner, op.Args...))
	}
	switch op.Op {
	case graph.Default:
		if _, ok := w.one(op.Args[0], inner); !ok {
			return w.liftBase(op.Args[0], inner)
		}
		return w.lift(x, at)
	case graph.Choose:
		return w.lift(x, at)
	case graph.Has:
		return w.function("States.ArrayContains", all(inner, op.Args[1], op.Args[0]))
	case graph.Merge:
		return w.function("States.JsonMerge", all(inner, op.Args[0], op.Args[1], &graph.Const{Value: jsonvalue.BoolOf(false)}))
	case graph.ToText:
		return w.format(&graph.Format{Texts: []string{"", ""}, Args: op.Args}, inner)
	case graph.Add:
		switch {
		case op.Type != graph.Whole:
			return w.refuse(x, at, "a sum of numbers that may have a fraction", elsewhere)
		case slices.ContainsFunc(op.Args, tooLong):
			return w.refuse(x, at, "a sum with a number of more than 32 bits", elsewhere)
		}
		return w.function("States.MathAdd", all(inner, op.Args...))
	case graph.FormatTime:
		return w.formatTime(op, x, at)
	case graph.Range:
		if jsonvalue.Equal(op.Args[1].(*graph.Const).Value, op.Args[2].(*graph.Const).Value) {
			return w.function("States.Array", nil)
		}
		return w.lift(op.Args[0], inner)
	case graph.Flatten:
		return w.lift(op.Args[0], inner)
	case graph.Concat:
		both := &graph.List{Items: op.Args, Lists: graph.Always}
		return w.note(&unfit{expr: x, at: at, set: both, hint: "both", with: func(v graph.Expr) graph.Expr {
			return &graph.Apply{Op: graph.Flatten, Args: []graph.Expr{v}, Position: op.Position}
		}})
	case graph.Split:
		return w.refuse(x, at, "dsl.Split: States.StringSplit cuts at single characters and leaves out what is empty", "use dsl.SplitAny")
	case graph.ToNumber:
		return w.refuse(x, at, "dsl.ToNumber", "use dsl.ParseJSON, which reads other JSON than numbers as well")
	case graph.Distinct:
		return w.refuse(x, at, "dsl.Distinct: States.ArrayUnique gives the elements in an order of its own", elsewhere)
	case graph.Matches:
		return w.refuse(x, at, "dsl.Matches: it has no regular expressions", "use dsl.HasText")
	}
	if why := sayings[op.Op]; why != asValue {
		return w.refuse(x, at, why, elsewhere)
	}
	return w.refuse(x, at, asValue, "")
}

// tooLong tells whether States.MathAdd refuses a constant.
func tooLong(x graph.Expr) bool {
	c, ok := x.(*graph.Const)
	return ok && (c.Value.Float() > math.MaxInt32 || c.Value.Float() < math.MinInt32)
}

// sayings are how operations are called that JSONPath has nothing for.
var sayings = map[graph.Op]string{
	graph.Eq: asValue, graph.Ne: asValue, graph.Lt: asValue, graph.Le: asValue,
	graph.Gt: asValue, graph.Ge: asValue, graph.And: asValue, graph.Or: asValue,
	graph.Not: asValue, graph.Present: asValue, graph.Before: asValue, graph.HasText: asValue,
	graph.Sub: "dsl.SubVal", graph.Mul: "dsl.Mul", graph.Div: "dsl.Div", graph.Mod: "dsl.Mod",
	graph.Round: "dsl.Round", graph.Floor: "dsl.Floor", graph.Ceil: "dsl.Ceil", graph.Abs: "dsl.Abs",
	graph.Sum: "dsl.Sum", graph.Max: "dsl.Max", graph.Min: "dsl.Min", graph.Average: "dsl.Average", graph.Random: "dsl.Random",
	graph.JoinText: "dsl.Join", graph.Upper: "dsl.Upper", graph.Lower: "dsl.Lower", graph.Trim: "dsl.Trim", graph.Length: "dsl.Length",
	graph.Substring: "dsl.Substring", graph.Replace: "dsl.Replace", graph.Reverse: "dsl.Reverse", graph.Keys: "dsl.Keys",
	graph.ParseTime: "dsl.ParseTime", graph.AddTime: "dsl.AddTime",
	graph.Entries: "dsl.Entries", graph.Enumerate: "dsl.Enumerate",
}

// function writes a call. A field may hold ten (Developer Guide, "Intrinsic
// functions"), so that beyond, the largest argument is computed before.
func (w *pathWriter) function(name string, args []located) string {
	before := w.calls
	w.calls++
	parts := make([]string, len(args))
	most, largest := 0, located{}
	for i, a := range args {
		n := w.calls
		parts[i] = w.argument(a.expr, a.at)
		if size := w.calls - n; size > most {
			most, largest = size, a
		}
	}
	if w.calls-before > jsonpath.MaxCalls {
		w.lift(largest.expr, largest.at)
	}
	return name + "(" + strings.Join(parts, ", ") + ")"
}

// argument writes an argument of an intrinsic function.
func (w *pathWriter) argument(x graph.Expr, at place) string {
	switch known, _ := w.resolve(x, at); known.(type) {
	case *graph.Const, *graph.Named:
		return w.literal(known)
	}
	return w.value(x, at)
}

// literal writes a constant inside an intrinsic function.
func (w *pathWriter) literal(x graph.Expr) string {
	if n, ok := x.(*graph.Named); ok {
		return "'${" + n.Resource.Name + "}'"
	}
	v := x.(*graph.Const).Value
	switch v.Kind() {
	case jsonvalue.String:
		return inQuotes(v.Text())
	case jsonvalue.Array, jsonvalue.Object:
		w.calls++
		return fromText(v).Text()
	}
	return v.JSON()
}

// format writes texts and values as one States.Format.
func (w *pathWriter) format(x *graph.Format, at place) string {
	var template strings.Builder
	var args []located
	w.spread(x, at, &template, &args)
	const opened = "States.Format("
	rest := strings.TrimPrefix(w.function("States.Format", args), opened)
	if len(args) > 0 {
		rest = ", " + rest
	}
	return opened + "'" + template.String() + "'" + rest
}

// spread collects the template and the arguments of a format, with those of the
// formats in it.
func (w *pathWriter) spread(x *graph.Format, at place, template *strings.Builder, args *[]located) {
	for i, text := range x.Texts {
		template.WriteString(quotes.Replace(text))
		if i == len(x.Args) {
			return
		}
		switch known, inner := w.resolve(x.Args[i], at); known := known.(type) {
		case *graph.Format:
			w.spread(known, inner, template, args)
		case *graph.Const:
			text := known.Value.JSON()
			if known.Value.Kind() == jsonvalue.String {
				text = known.Value.Text()
			}
			template.WriteString(quotes.Replace(text))
		default:
			template.WriteString("{}")
			*args = append(*args, located{x.Args[i], at})
		}
	}
}
