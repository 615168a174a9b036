package syntax

// Visit calls f for each expression directly inside a node, in the order of the
// text, those in its filters and its grouping too.
func Visit(n Node, f func(Node)) {
	visitInside(n, f)
	visitAround(n.Base(), f)
}

// visitInside calls f for each expression that is evaluated for the same context
// as the node, or, of a path, a sort, a transform, for what it computes itself.
func visitInside(n Node, f func(Node)) {
	all := func(nodes []Node) {
		for _, n := range nodes {
			f(n)
		}
	}
	switch n := n.(type) {
	case *Path:
		all(n.Steps)
	case *Sort:
		for _, t := range n.Terms {
			f(t.Key)
		}
	case *Array:
		all(n.Items)
	case *Range:
		f(n.From)
		f(n.To)
	case *Object:
		visitPairs(&n.Grouping, f)
	case *Negation:
		f(n.Operand)
	case *Binary:
		f(n.Left)
		f(n.Right)
	case *Block:
		all(n.Items)
	case *Condition:
		f(n.Test)
		f(n.Then)
		if n.Otherwise != nil {
			f(n.Otherwise)
		}
	case *Binding:
		f(n.Value)
	case *Call:
		f(n.Function)
		all(n.Arguments)
	case *Lambda:
		f(n.Body)
	case *Apply:
		f(n.Left)
		f(n.Right)
	case *Transform:
		f(n.Pattern)
		f(n.Update)
		if n.Delete != nil {
			f(n.Delete)
		}
	}
}

// visitAround calls f for the expressions in filters, stages and grouping.
func visitAround(c *Common, f func(Node)) {
	for _, s := range c.rare().filters {
		f(s.Filter)
	}
	for _, s := range c.rare().stages {
		if s.Filter != nil {
			f(s.Filter)
		}
	}
	if c.Group != nil {
		visitPairs(c.Group, f)
	}
}

func visitPairs(g *Grouping, f func(Node)) {
	for _, p := range g.Pairs {
		f(p.Key)
		f(p.Value)
	}
}

// kindName is how errors name a kind of node.
func kindName(n Node) string {
	switch n := n.(type) {
	case *Parent:
		return "parent"
	case *Path:
		return "path"
	case *Block:
		return "block"
	case *Array, *Object, *Negation:
		return "unary"
	case *Binary, *Range:
		return "binary"
	case *Condition:
		return "condition"
	case *Binding:
		return "bind"
	case *Call:
		if n.Partial {
			return "partial"
		}
		return "function"
	case *Apply:
		return "apply"
	}
	return ""
}
