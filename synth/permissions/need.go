package permissions

import (
	"cmp"
	"maps"
	"slices"
	"sort"
	"strings"
)

// need is the smallest piece of a policy: one action on one resource, and why.
type need struct {
	action    string
	resource  string
	condition Condition
	wildcard  string
	state     string // "" where the machine as a whole has the need
	why       string
	self      bool
	order     int // of discovery
}

// merge makes statements of needs. It grants exactly their union: actions share
// a statement only where each of them is needed on each of its resources, under
// the same condition.
func merge(needs []need) []Statement {
	byResource := map[string][]need{}
	for i, n := range needs {
		n.order = i
		key := n.resource + "\n" + n.wildcard + "\n" + n.condition.key()
		byResource[key] = append(byResource[key], n)
	}
	byActions := map[string][]need{}
	for _, group := range byResource {
		n := group[0]
		key := strings.Join(actionsOf(group), " ") + "\n" + n.condition.key()
		if n.resource == "*" {
			key += "\n" + n.wildcard // never beside ARNs, which it would make idle
		}
		if n.self {
			key += "\nself"
		}
		byActions[key] = append(byActions[key], group...)
	}
	statements := make([]Statement, 0, len(byActions))
	for _, group := range byActions {
		statements = append(statements, statement(group))
	}
	// Not slices.SortFunc, which would be compiled anew for each of these large types.
	sort.Slice(statements, func(i, j int) bool { return compare(statements[i], statements[j]) < 0 })
	return statements
}

// statement makes one statement of needs that share actions and condition.
func statement(group []need) Statement {
	sort.Slice(group, func(i, j int) bool { return group[i].order < group[j].order })
	s := Statement{Actions: actionsOf(group), Condition: group[0].condition, Self: group[0].self}
	var wildcards []string
	for _, n := range group {
		s.Resources = append(s.Resources, n.resource)
		if n.wildcard != "" {
			wildcards = append(wildcards, n.wildcard)
		}
	}
	s.Resources = sorted(s.Resources)
	s.Wildcard = strings.Join(sorted(wildcards), "; ")
	s.Reasons = reasons(group)
	return s
}

func actionsOf(group []need) []string {
	var actions []string
	for _, n := range group {
		actions = append(actions, n.action)
	}
	return sorted(actions)
}

// reasons joins needs with the same purpose, in the order of the text.
func reasons(group []need) []Reason {
	var all []Reason
	type named struct{ why, state string }
	seen := map[named]bool{}
	for _, n := range group {
		if n.why == "" {
			continue // what a policy allows and nothing asked for
		}
		i := slices.IndexFunc(all, func(r Reason) bool { return r.Why == n.why })
		if i < 0 {
			i = len(all)
			all = append(all, Reason{Why: n.why})
		}
		if n.state != "" && !seen[named{n.why, n.state}] {
			seen[named{n.why, n.state}] = true
			all[i].States = append(all[i].States, n.state)
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].Why < all[j].Why })
	return all
}

func compare(a, b Statement) int {
	return cmp.Or(slices.Compare(a.Actions, b.Actions), slices.Compare(a.Resources, b.Resources),
		cmp.Compare(a.Condition.key(), b.Condition.key()))
}

func sorted(words []string) []string {
	words = slices.Clone(words)
	slices.Sort(words)
	return slices.Compact(words)
}

// key writes a condition so that equal ones give equal text.
func (c Condition) key() string {
	var b strings.Builder
	for _, operator := range slices.Sorted(maps.Keys(c)) {
		for _, key := range slices.Sorted(maps.Keys(c[operator])) {
			b.WriteString(operator + " " + key + " " + strings.Join(c[operator][key], " ") + "\n")
		}
	}
	return b.String()
}
