package asl

import "fmt"

// duplicates reports the names that come twice in an object, once the whole text
// is read and every node knows where it is.
func (f *findings) duplicates() {
	for _, n := range f.twice {
		seen := make(map[string]*member, len(n.members))
		for i := range n.members {
			m := &n.members[i]
			first, twice := seen[m.name]
			if !twice {
				seen[m.name] = m
				continue
			}
			at := m.node.position()
			at.Line, at.Column = int(m.line), int(m.column)
			f.add(CodeDuplicate, at, fmt.Sprintf("%q is here twice, first at %d:%d", m.name, first.line, first.column),
				"keep one: only the last would count", nil)
		}
	}
}

func (n *node) hasTwice() bool { return n.value.Len() < len(n.members) }
