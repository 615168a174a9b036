package permissions

import "slices"

// Wide is a statement that allows something needed, and more than that.
type Wide struct {
	Statement Statement   `json:"statement"`
	Enough    []Statement `json:"enough"` // what of it is needed
}

// Wider parts what [Diff] found to be extra: wide allows something needed more widely
// than it is needed, and of rest nothing is needed. Both are merged and sorted like the
// statements of [Derive].
func Wider(extra, needed []Statement) (wide []Wide, rest []Statement) {
	needs := atoms(needed)
	var covering, idle []need
	for _, a := range atoms(extra) {
		if slices.ContainsFunc(needs, func(n needAtom) bool { return a.covers(n.need) }) {
			covering = append(covering, a.need)
		} else {
			idle = append(idle, a.need)
		}
	}
	for _, s := range merge(covering) {
		wide = append(wide, Wide{Statement: s, Enough: merge(covered(needs, atoms([]Statement{s})))})
	}
	return wide, merge(idle)
}

// covered gives the atoms that one of the others allows.
func covered(all, by []needAtom) []need {
	var some []need
	for _, a := range all {
		if slices.ContainsFunc(by, func(b needAtom) bool { return b.covers(a.need) }) {
			some = append(some, a.need)
		}
	}
	return some
}
