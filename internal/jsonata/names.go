package jsonata

// names numbers the variables of an expression, so that frames compare numbers
// and not strings.
type names struct {
	ids    map[string]int
	list   []string
	local  map[string]bool // bound somewhere in the expression
	shared bool            // the expression has been compiled: add no more
}

func newNames() *names { return &names{ids: map[string]int{}, local: map[string]bool{}} }

// id gives a name's number.
func (n *names) id(name string) int {
	if id, ok := n.ids[name]; ok {
		return id
	}
	id := len(n.list)
	n.ids[name] = id
	n.list = append(n.list, name)
	return id
}

func (n *names) count() int { return len(n.list) }

// extend gives a copy that can take more names, for what $eval compiles.
func (n *names) extend() *names {
	more := newNames()
	for _, name := range n.list {
		more.id(name)
	}
	for name := range n.local {
		more.local[name] = true
	}
	return more
}

// declare notes the names that an expression binds.
func (n *names) declare(tree node) {
	note := func(name string) {
		if name != "" {
			n.local[name] = true
		}
	}
	switch t := tree.(type) {
	case *binding:
		note(t.name)
	case *lambda:
		for _, name := range t.parameters {
			note(name)
		}
	}
	c := tree.base()
	note(c.focus)
	note(c.index)
	for _, s := range c.stages {
		note(s.index)
	}
	for _, child := range children(tree) {
		n.declare(child)
	}
}
