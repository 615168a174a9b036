package synth

import "github.com/quickstep-go/quickstep/internal/graph"

// A language writes the fields of states that a query language fills. Each
// method adds to the state's object.
type language interface {
	// payload writes a field, or a variable, that may be any JSON.
	payload(o *object, name string, x graph.Expr, at place)
	// scalar writes a field that is a text or a number.
	scalar(o *object, name string, x graph.Expr, at place)
	// sent names the field of what is sent to a service.
	sent() string
	// arguments writes what a task sends.
	arguments(o *object, s *state)
	// items writes what a Map goes through.
	items(o *object, s *state)
	// condition writes what a rule of a Choice asks.
	condition(o *object, x graph.Expr, s *state)
	// output writes what a state puts out where that is not the document anyway.
	output(o *object, x graph.Expr, at place)
}

// isJSONPath tells whether a state is written in JSONPath. A state of the author's
// own may be in JSONata all the same.
func (p *plan) isJSONPath(s *state) bool {
	return p.machine.Language == graph.JSONPath && (s.Kind != graph.Raw || s.Text.Get("QueryLanguage").Text() != "JSONata")
}

// language gives the one that a state is written in.
func (p *plan) language(s *state) language {
	if p.isJSONPath(s) {
		return jsonpathFields{p}
	}
	return jsonataFields{p}
}

// resolve follows values that are set on the same edge to what they are set to,
// and selections from an object that is written out to the member selected.
func (p *plan) resolve(x graph.Expr, at place) (graph.Expr, place) {
	switch x := x.(type) {
	case *graph.Ref:
		if x.Value.Source == graph.FromElement {
			break
		}
		if way, i := p.how(x.Value, at); way == byInline {
			return p.resolve(at.edge.assign[i].Expr, place{at.state, at.edge, i})
		}
	case *graph.Field:
		of, inner := p.resolve(x.Of, at)
		switch of := of.(type) {
		case *graph.Const:
			if v := of.Value.Get(x.Name); v.Exists() {
				return &graph.Const{Value: v}, inner
			}
		case *graph.Object:
			for _, m := range of.Members {
				if m.Name == x.Name {
					return p.resolve(m.Expr, inner)
				}
			}
		}
	}
	return x, at
}
