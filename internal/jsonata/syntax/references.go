package syntax

import "slices"

// ContextReads gives what the expression takes from the context that it starts
// with, in the order of the text, each once: the first names of paths, "$" and
// "$$", "*" and "**". Step Functions evaluates expressions without a context and
// refuses them all; data comes from $states and from variables.
func (e *Expr) ContextReads() []string { return slices.Clone(e.facts().context) }

// contextReads collects what a tree reads of the context around it. Later steps of
// a path, filters, orders and groups see what comes before them instead; the body
// of a function sees what its surroundings do.
func (f *facts) contextReads(n Node) {
	switch n := n.(type) {
	case *Path:
		f.contextReads(n.Steps[0])
		return
	case *Name:
		f.readsContext(n.Name)
	case *Wildcard:
		f.readsContext("*")
	case *Descendants:
		f.readsContext("**")
	case *Variable:
		switch n.Name {
		case "":
			f.readsContext("$")
		case "$":
			f.readsContext("$$")
		}
	case *Transform:
		return
	}
	visitInside(n, f.contextReads)
}

func (f *facts) readsContext(name string) {
	if !slices.Contains(f.context, name) {
		f.context = append(f.context, name)
	}
}
