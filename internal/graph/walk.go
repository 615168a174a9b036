package graph

import (
	"iter"
	"slices"
)

// Children goes through the expressions directly below e.
func Children(e Expr) iter.Seq[Expr] {
	return func(yield func(Expr) bool) {
		switch e := e.(type) {
		case *Field:
			yield(e.Of)
		case *Index:
			yield(e.Of)
		case *Filter:
			_ = yield(e.Of) && yield(e.Keep)
		case *Each:
			_ = yield(e.Of) && yield(e.To)
		case *List:
			slices.Values(e.Items)(yield)
		case *Format:
			slices.Values(e.Args)(yield)
		case *Apply:
			slices.Values(e.Args)(yield)
		case *Object:
			ofMembers(e.Members, yield)
		case *Code:
			ofMembers(e.Args, yield)
		}
	}
}

func ofMembers(list []Member, yield func(Expr) bool) {
	for i := range list {
		if !yield(list[i].Expr) {
			return
		}
	}
}

// Walk calls f for e and everything below it.
func Walk(e Expr, f func(Expr)) {
	if e == nil {
		return
	}
	f(e)
	for x := range Children(e) {
		Walk(x, f)
	}
}

// HasMore tells whether e has more parts than a number, as it is written out: what
// it reads twice counts twice.
func HasMore(e Expr, than int) bool { return !fits(e, &than) }

// fits takes the parts of e off what is left, and tells whether there are as many.
func fits(e Expr, left *int) bool {
	if *left--; *left < 0 {
		return false
	}
	for x := range Children(e) {
		if !fits(x, left) {
			return false
		}
	}
	return true
}

// Rewrite gives e with each node replaced by what f makes of it, from below
// upwards. Nodes that do not change are shared.
func Rewrite(e Expr, f func(Expr) Expr) Expr {
	switch x := e.(type) {
	case *Field:
		if of := Rewrite(x.Of, f); of != x.Of {
			own := *x
			own.Of = of
			e = &own
		}
	case *Index:
		if of := Rewrite(x.Of, f); of != x.Of {
			e = &Index{of, x.At, x.Sure}
		}
	case *Object:
		if members, changed := rewriteMembers(x.Members, f); changed {
			e = &Object{members}
		}
	case *Code:
		if args, changed := rewriteMembers(x.Args, f); changed {
			e = &Code{x.Text, x.Language, args, x.Position}
		}
	case *Each:
		if of, to := Rewrite(x.Of, f), Rewrite(x.To, f); of != x.Of || to != x.To {
			own := *x
			own.Of, own.To = of, to
			e = &own
		}
	case *List:
		if items, changed := rewriteAll(x.Items, f); changed {
			e = &List{items, x.Lists}
		}
	case *Filter:
		if of, keep := Rewrite(x.Of, f), Rewrite(x.Keep, f); of != x.Of || keep != x.Keep {
			own := *x
			own.Of, own.Keep = of, keep
			e = &own
		}
	case *Format:
		if args, changed := rewriteAll(x.Args, f); changed {
			e = &Format{x.Texts, args}
		}
	case *Apply:
		if args, changed := rewriteAll(x.Args, f); changed {
			own := *x
			own.Args = args
			e = &own
		}
	}
	return f(e)
}

func rewriteMembers(list []Member, f func(Expr) Expr) ([]Member, bool) {
	made := make([]Member, len(list))
	changed := false
	for i, m := range list {
		made[i] = Member{m.Name, Rewrite(m.Expr, f), m.Optional}
		changed = changed || made[i].Expr != m.Expr
	}
	return made, changed
}

func rewriteAll(list []Expr, f func(Expr) Expr) ([]Expr, bool) {
	made := make([]Expr, len(list))
	changed := false
	for i, e := range list {
		made[i] = Rewrite(e, f)
		changed = changed || made[i] != e
	}
	return made, changed
}
