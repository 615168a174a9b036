package synth

import (
	"strings"

	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// kept writes the condition of a filter: comparisons of an element's fields with
// constants. A field that is absent compares as unequal and as not less.
func kept(x graph.Expr, item *graph.Value) (string, bool) {
	op, ok := x.(*graph.Apply)
	if !ok {
		of, ok := ofElement(x, item)
		return of + " == true", ok
	}
	switch op.Op {
	case graph.And, graph.Or:
		parts := make([]string, len(op.Args))
		for i, part := range op.Args {
			if parts[i], ok = kept(part, item); !ok {
				return "", false
			}
		}
		if len(parts) == 1 {
			return parts[0], true
		}
		return "(" + strings.Join(parts, map[graph.Op]string{graph.And: " && ", graph.Or: " || "}[op.Op]) + ")", true
	case graph.Not:
		of, ok := kept(op.Args[0], item)
		return "!(" + of + ")", ok
	case graph.Eq, graph.Lt, graph.Le, graph.Gt, graph.Ge:
		return keptBy(op.Op, op, item)
	case graph.Ne:
		of, ok := keptBy(graph.Eq, op, item)
		return "!(" + of + ")", ok
	}
	return "", false
}

func keptBy(by graph.Op, op *graph.Apply, item *graph.Value) (string, bool) {
	left := op.Args[0]
	with, ok := op.Args[1].(*graph.Const)
	if !ok {
		return "", false
	}
	if d, ok := left.(*graph.Apply); ok && d.Op == graph.Default {
		instead, isConst := d.Args[1].(*graph.Const)
		if !isConst || holds(by, instead.Value, with.Value) {
			return "", false
		}
		left = d.Args[0]
	}
	of, ok := ofElement(left, item)
	literal, can := inFilter(with.Value, by)
	operator := comparisons[by]
	if by == graph.Eq {
		operator = "=="
	}
	return of + " " + operator + " " + literal, ok && can
}

// ofElement writes an element, or a field of it that may be missing without failing.
func ofElement(x graph.Expr, item *graph.Value) (string, bool) {
	switch x := x.(type) {
	case *graph.Ref:
		return "@", x.Value == item
	case *graph.Field:
		of, ok := ofElement(x.Of, item)
		return of + step(x.Name), ok && !x.Must
	}
	return "", false
}

// inFilter writes a constant. Which texts other than plain ones filters take, and
// how texts compare other than as equal, is not on record.
func inFilter(v jsonvalue.Value, by graph.Op) (string, bool) {
	switch v.Kind() {
	case jsonvalue.Number, jsonvalue.Bool:
		return v.JSON(), true
	case jsonvalue.String:
		odd := strings.ContainsAny(v.Text(), `'"\${}`) || strings.ContainsFunc(v.Text(), func(r rune) bool { return r < ' ' })
		return "'" + v.Text() + "'", !odd && by == graph.Eq
	}
	return "", false
}
