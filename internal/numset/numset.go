// Package numset holds sets of small numbers that share what they have in common.
//
// Goals: what is known at each of many places, such as the variables that are set
// at each state, where a place differs little from the one before: a set with one
// more number, and what two such sets have in common, cost about the same however
// large the sets are. Non-goals: sets that are changed in place, and numbers that are
// far apart.
package numset

// Set is a set of numbers from 0 on. It is never changed; the zero Set is empty.
type Set struct{ root *node }

// node holds 64 numbers of a set, and below it stand those of more. The words of a set
// are numbered: word 0 is the root's, and of the rest each part has every fourth.
type node struct {
	word  uint64
	below [parts]*node
}

const (
	parts = 4
	width = 64
)

// Has tells whether a number is in the set.
func (s Set) Has(i int) bool {
	n, word := s.root, i/width
	for ; n != nil && word > 0; word = (word - 1) / parts {
		n = n.below[(word-1)%parts]
	}
	return n != nil && n.word&(1<<(i%width)) != 0
}

// With gives the set with one more number.
func (s Set) With(i int) Set {
	if s.Has(i) {
		return s
	}
	return Set{s.root.with(i/width, 1<<(i%width))}
}

func (n *node) with(word int, bit uint64) *node {
	made := &node{}
	if n != nil {
		*made = *n
	}
	if word == 0 {
		made.word |= bit
		return made
	}
	part := &made.below[(word-1)%parts]
	*part = (*part).with((word-1)/parts, bit)
	return made
}

// And gives what is in both sets.
func (s Set) And(other Set) Set { return Set{and(s.root, other.root)} }

func and(a, b *node) *node {
	switch {
	case a == b:
		return a
	case a == nil || b == nil:
		return nil
	}
	made := node{word: a.word & b.word}
	for i := range made.below {
		made.below[i] = and(a.below[i], b.below[i])
	}
	return kept(made, a, b)
}

// Or gives what is in either set.
func (s Set) Or(other Set) Set { return Set{or(s.root, other.root)} }

func or(a, b *node) *node {
	switch {
	case a == b || b == nil:
		return a
	case a == nil:
		return b
	}
	made := node{word: a.word | b.word}
	for i := range made.below {
		made.below[i] = or(a.below[i], b.below[i])
	}
	return kept(made, a, b)
}

// kept gives the one of two nodes that is like the one made, so that it is shared.
func kept(made node, a, b *node) *node {
	switch made {
	case *a:
		return a
	case *b:
		return b
	}
	fresh := made
	return &fresh
}

// Equal tells whether two sets have the same numbers.
func (s Set) Equal(other Set) bool { return equal(s.root, other.root) }

func equal(a, b *node) bool {
	if a == b {
		return true
	}
	var none node
	if a == nil {
		a = &none
	}
	if b == nil {
		b = &none
	}
	if a.word != b.word {
		return false
	}
	for i := range a.below {
		if !equal(a.below[i], b.below[i]) {
			return false
		}
	}
	return true
}
