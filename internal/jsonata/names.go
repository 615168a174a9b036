package jsonata

import "github.com/quickstep-go/quickstep/internal/jsonata/syntax"

// names numbers the variables of an expression, so that frames compare numbers
// and not strings.
type names struct {
	list  []string
	local []bool         // bound somewhere in the expression
	ids   map[string]int // of a long list only
	evals bool           // $eval is used, which may bind any name
}

// short is how many names are searched one by one.
const short = 16

// id gives a name's number, a new one where it has none.
func (n *names) id(name string) int {
	if id := n.find(name); id >= 0 {
		return id
	}
	n.list = append(n.list, name)
	n.local = append(n.local, false)
	switch id := len(n.list) - 1; {
	case id == short:
		n.ids = make(map[string]int)
		for i, known := range n.list {
			n.ids[known] = i
		}
	case id > short:
		n.ids[name] = id
	}
	return len(n.list) - 1
}

// find gives a name's number, or -1.
func (n *names) find(name string) int {
	if n.ids != nil {
		if id, ok := n.ids[name]; ok {
			return id
		}
		return -1
	}
	for i, known := range n.list {
		if known == name {
			return i
		}
	}
	return -1
}

func (n *names) count() int { return len(n.list) }

// extend gives a copy that can take more names, for what $eval compiles.
func (n *names) extend() *names {
	more := &names{}
	for i, name := range n.list {
		more.id(name)
		more.local[i] = n.local[i]
	}
	return more
}

// declare notes the names that an expression binds.
func (n *names) declare(tree syntax.Node) {
	base := tree.Base()
	n.bind(base.Focus())
	n.bind(base.Index())
	for _, s := range base.Stages() {
		n.bind(s.Index)
	}
	switch t := tree.(type) {
	case *syntax.Binding:
		n.bind(t.Name)
	case *syntax.Lambda:
		for _, name := range t.Parameters {
			n.bind(name)
		}
	case *syntax.Variable:
		n.evals = n.evals || t.Name == "eval"
	}
	syntax.Visit(tree, n.declare)
}

func (n *names) bind(name string) {
	if name != "" {
		n.local[n.id(name)] = true
	}
}
