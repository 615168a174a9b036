package graph

import (
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// An Expr is an expression over values, independent of the query language.
type Expr interface{ expr() }

// Ref reads a value.
type Ref struct {
	Value    *Value
	Position diag.Position
}

// Const is a constant.
type Const struct{ Value jsonvalue.Value }

// Field selects a member of an object.
type Field struct {
	Of       Expr
	Name     string
	Optional bool // may be absent or null
	Position diag.Position
}

// Index selects an item of a list.
type Index struct {
	Of Expr
	At int
}

// Object makes an object.
type Object struct{ Members []Member }

// Member is one member of an [Object].
type Member struct {
	Name string
	Expr Expr
}

// List makes a list.
type List struct {
	Items []Expr
	Lists bool // its items are lists themselves
}

// Filter keeps the items of a list for which Keep holds, reading each as Item.
type Filter struct {
	Of   Expr
	Item *Value
	Keep Expr
}

// Format joins texts and values: Texts has one more entry than Args.
type Format struct {
	Texts []string
	Args  []Expr
}

// Apply is an operator or a function.
type Apply struct {
	Op     Op
	Args   []Expr
	Layout []LayoutPart // FormatTime
}

// Bad stands where an expression could not be made.
type Bad struct{ Diagnostic diag.Diagnostic }

func (*Ref) expr()    {}
func (*Const) expr()  {}
func (*Field) expr()  {}
func (*Index) expr()  {}
func (*Object) expr() {}
func (*List) expr()   {}
func (*Filter) expr() {}
func (*Format) expr() {}
func (*Apply) expr()  {}
func (*Bad) expr()    {}

// Op is an operator or a function of [Apply].
type Op int

// The operators.
const (
	Eq Op = iota
	Ne
	Lt
	Le
	Gt
	Ge
	And
	Or
	Not
	Present
	Default // the first argument, or the second where that is absent or null
	Add
	Split
	ParseJSON
	UUID
	ExecutionStart
	FormatTime
)

// Children gives the expressions directly below e.
func Children(e Expr) []Expr {
	switch e := e.(type) {
	case *Field:
		return []Expr{e.Of}
	case *Index:
		return []Expr{e.Of}
	case *Object:
		below := make([]Expr, len(e.Members))
		for i, m := range e.Members {
			below[i] = m.Expr
		}
		return below
	case *List:
		return e.Items
	case *Filter:
		return []Expr{e.Of, e.Keep}
	case *Format:
		return e.Args
	case *Apply:
		return e.Args
	}
	return nil
}

// Walk calls f for e and everything below it.
func Walk(e Expr, f func(Expr)) {
	if e == nil {
		return
	}
	f(e)
	for _, below := range Children(e) {
		Walk(below, f)
	}
}

// Pure tells whether e gives the same each time it is evaluated over the same
// values.
func Pure(e Expr) bool {
	pure := true
	Walk(e, func(e Expr) {
		if a, ok := e.(*Apply); ok && a.Op == UUID {
			pure = false
		}
	})
	return pure
}

// Rewrite gives e with each node replaced by what f makes of it, from below
// upwards. Nodes that do not change are shared.
func Rewrite(e Expr, f func(Expr) Expr) Expr {
	switch x := e.(type) {
	case *Field:
		if of := Rewrite(x.Of, f); of != x.Of {
			e = &Field{of, x.Name, x.Optional, x.Position}
		}
	case *Index:
		if of := Rewrite(x.Of, f); of != x.Of {
			e = &Index{of, x.At}
		}
	case *Object:
		members := make([]Member, len(x.Members))
		changed := false
		for i, m := range x.Members {
			members[i] = Member{m.Name, Rewrite(m.Expr, f)}
			changed = changed || members[i].Expr != m.Expr
		}
		if changed {
			e = &Object{members}
		}
	case *List:
		if items, changed := rewriteAll(x.Items, f); changed {
			e = &List{items, x.Lists}
		}
	case *Filter:
		if of, keep := Rewrite(x.Of, f), Rewrite(x.Keep, f); of != x.Of || keep != x.Keep {
			e = &Filter{of, x.Item, keep}
		}
	case *Format:
		if args, changed := rewriteAll(x.Args, f); changed {
			e = &Format{x.Texts, args}
		}
	case *Apply:
		if args, changed := rewriteAll(x.Args, f); changed {
			e = &Apply{x.Op, args, x.Layout}
		}
	}
	return f(e)
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

// Optional gives the selection that may make e absent, or nil where e is there
// whenever the state runs.
func Optional(e Expr) *Field {
	switch e := e.(type) {
	case *Field:
		if e.Optional {
			return e
		}
		return Optional(e.Of)
	case *Index:
		return Optional(e.Of)
	}
	return nil
}
