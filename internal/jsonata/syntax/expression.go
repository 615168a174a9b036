package syntax

import "sync"

// Expr is an expression that was parsed, and what is known of it without evaluating
// it. Any number of goroutines may use it.
type Expr struct {
	source  string
	profile Profile
	tree    Node
	once    sync.Once // finds out the facts
	known   facts
}

// Parse parses an expression and checks all that can be known without values. An
// error is an *[Error] with one of the reference's codes for the syntax, S0101 to
// S0402, S0303 for a regular expression that cannot be read, or U1001 for an
// expression too large.
func Parse(source string, p Profile) (*Expr, error) {
	tree, err := parse(source)
	if err != nil {
		return nil, AsError(err, source, messages)
	}
	return &Expr{source: source, profile: p, tree: tree}, nil
}

// String gives the source text.
func (e *Expr) String() string { return e.source }

// Profile gives the profile that the expression was parsed for.
func (e *Expr) Profile() Profile { return e.profile }

// Tree gives the expression as a tree, which must not be changed.
func (e *Expr) Tree() Node { return e.tree }

func (e *Expr) facts() *facts {
	e.once.Do(func() { e.known = gather(e.tree, e.profile) })
	return &e.known
}
