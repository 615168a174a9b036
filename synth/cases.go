package synth

import (
	"fmt"
	"strings"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// checkCases warns of cases of a Choice that are never taken: after one with the same
// condition, and after one whose condition always holds. After a case that always holds
// they are one mistake.
func (p *plan) checkCases(s *state) {
	if len(s.rules) < 2 {
		return
	}
	seen := map[string]int{}
	for i, r := range s.rules {
		key, isPure := shapeOf(r.when)
		if first, again := seen[key]; again && isPure {
			p.warn(r.at, "QS0001", fmt.Sprintf("case %d of %q cannot be reached: its condition is that of case %d", i+1, s.Name, first+1), "take it out, or ask for something else")
		} else if isPure {
			seen[key] = i
		}
		if holds, known := truth(r.when); known && holds && i+1 < len(s.rules) {
			p.warn(s.rules[i+1].at, "QS0001", fmt.Sprintf("case %d of %q cannot be reached: the condition of case %d always holds", i+2, s.Name, i+1),
				"take it out, or let what always holds be the last resort, with dsl.Otherwise")
			return
		}
	}
}

func (p *plan) warn(at diag.Position, code, message, help string) {
	p.found.Add(diag.Diagnostic{Severity: diag.Warning, Code: code, Message: message, Help: help, Position: at})
}

// truth tells whether a condition holds, and whether that is known, as it compares
// constants only.
func truth(x graph.Expr) (holds, known bool) {
	switch x := x.(type) {
	case *graph.Const:
		return x.Value.Bool(), x.Value.Kind() == jsonvalue.Bool
	case *graph.Apply:
		switch x.Op {
		case graph.Not:
			holds, known = truth(x.Args[0])
			return !holds, known
		case graph.And, graph.Or:
			return joinedTruth(x)
		}
		if _, isComparison := opposite[x.Op]; isComparison {
			return comparedTruth(x)
		}
	}
	return false, false
}

// joinedTruth is what conditions come to together: one that decides it, or all of them.
func joinedTruth(x *graph.Apply) (holds, known bool) {
	decides, all := x.Op == graph.Or, true
	for _, arg := range x.Args {
		holds, known := truth(arg)
		if known && holds == decides {
			return decides, true
		}
		all = all && known
	}
	return !decides, all
}

// comparedTruth is what a comparison of two numbers comes to, or of two equal texts.
func comparedTruth(x *graph.Apply) (holds, known bool) {
	a, isNumber := constantNumber(x.Args[0])
	b, isToo := constantNumber(x.Args[1])
	if isNumber && isToo {
		return forEver(x.Op, a, 0, b), true
	}
	first, isConst := x.Args[0].(*graph.Const)
	second, isAlso := x.Args[1].(*graph.Const)
	if x.Op != graph.Eq || !isConst || !isAlso || first.Value.Kind() != jsonvalue.String {
		return false, false
	}
	return true, second.Value.Kind() == jsonvalue.String && first.Value.Text() == second.Value.Text()
}

// shapeOf writes an expression so that two that are written alike are the same, and
// tells whether it gives the same each time it is evaluated in one state.
func shapeOf(x graph.Expr) (key string, isPure bool) {
	s := shape{pure: true, values: map[*graph.Value]int{}}
	s.write(x)
	return s.String(), s.pure
}

type shape struct {
	strings.Builder
	pure     bool
	values   map[*graph.Value]int // by their order here; an element by its function
	elements int
}

func (s *shape) write(x graph.Expr) {
	fmt.Fprintf(s, "%T(", x)
	switch x := x.(type) {
	case *graph.Ref:
		s.value(x.Value)
	case *graph.Const:
		s.WriteString(x.Value.JSON())
	case *graph.Named:
		fmt.Fprintf(s, "%q", x.Resource.Name)
	case *graph.Field:
		fmt.Fprintf(s, "%q %t %t", x.Name, x.Optional, x.Must)
	case *graph.Index:
		fmt.Fprint(s, x.At)
	case *graph.Object:
		s.members(x.Members)
	case *graph.Filter:
		s.element(x.Item)
	case *graph.Each:
		s.element(x.Item)
	case *graph.Code:
		fmt.Fprintf(s, "%q", x.Text)
		s.members(x.Args)
		s.pure = s.pure && isPureCode(x)
	case *graph.Format:
		fmt.Fprintf(s, "%q", x.Texts)
	case *graph.Apply:
		fmt.Fprintf(s, "%d %q %q %d", x.Op, x.Layout, x.Path, x.Type)
		s.pure = s.pure && !graph.IsRandom(x)
	case *graph.Bad:
		s.pure = false
	}
	for below := range graph.Children(x) {
		s.WriteByte(',')
		s.write(below)
	}
	s.WriteByte(')')
}

func (s *shape) members(list []graph.Member) {
	for _, m := range list {
		fmt.Fprintf(s, "%q %t ", m.Name, m.Optional)
	}
}

// value writes a value by what it is: two that are read are told apart.
func (s *shape) value(v *graph.Value) {
	if n, isElement := s.values[v]; isElement {
		fmt.Fprintf(s, "element %d", n)
		return
	}
	fmt.Fprintf(s, "%p", v)
}

// element notes what a function of the expression is given: what it is called does not
// matter.
func (s *shape) element(v *graph.Value) {
	s.elements++
	s.values[v] = s.elements
}

// isPureCode tells whether code gives the same each time, by what it may call.
func isPureCode(c *graph.Code) bool {
	for _, call := range []string{"$random", "$uuid", "$now", "$millis", "$eval", "$shuffle", "States.MathRandom", "States.UUID"} {
		if strings.Contains(c.Text, call) {
			return false
		}
	}
	return true
}
