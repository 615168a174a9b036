package asl

import "fmt"

// duplicates reports the names that come twice in an object of the text.
func (f *findings) duplicates(n *node) {
	if n.hasTwice() {
		f.twiceIn(n)
	}
	for i := range n.inner {
		f.duplicates(&n.inner[i])
	}
}

func (f *findings) twiceIn(n *node) {
	seen := make(map[string]*node, len(n.inner))
	for i := range n.inner {
		m := &n.inner[i]
		first, twice := seen[m.name]
		if !twice {
			seen[m.name] = m
			continue
		}
		if f.full() {
			return
		}
		f.add(CodeDuplicate, m.namePosition(), fmt.Sprintf("%q is here twice, first at %d:%d", m.name, first.nameLine, first.nameColumn),
			"keep one: only the last would count", nil)
	}
}
