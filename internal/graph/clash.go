package graph

import "fmt"

// Clash says why two resources of one name cannot be the same; "" where they can.
func (r *Resource) Clash(other *Resource) string {
	a, b := r.machine(), other.machine()
	switch {
	case r.Kind != other.Kind:
		return fmt.Sprintf("the name %q stands for two resources, of the kinds %s and %s", r.Name, r.Kind, other.Kind)
	case a != nil && b != nil && a.Body != b.Body:
		return fmt.Sprintf("the name %q stands for two workflows, those at %s and at %s", r.Name, a.Position, b.Position)
	case r.In != nil && other.In != nil && (r.In != other.In || r.Out != other.Out):
		return fmt.Sprintf("the %s %q is declared as [%s, %s] and as [%s, %s]", r.Kind, r.Name, r.In, r.Out, other.In, other.Out)
	}
	return ""
}

// machine is the workflow that a resource is; nil where it is none, or only its name is
// known.
func (r *Resource) machine() *Machine {
	if r.Machine == nil {
		return nil
	}
	m, _ := r.Machine.Graph()
	return m
}

// Children gives the workflows that a machine starts, and what those start, each once.
func (m *Machine) Children() []*Machine {
	var all []*Machine
	known := map[*Scope]bool{m.Body: true}
	var visit func(*Machine)
	visit = func(m *Machine) {
		for _, r := range m.Resources {
			if child := r.machine(); child != nil && !known[child.Body] {
				known[child.Body] = true
				all = append(all, child)
				visit(child)
			}
		}
	}
	visit(m)
	return all
}
