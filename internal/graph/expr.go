package graph

import (
	"slices"

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

// Named is what the text names as ${Name}: an ARN, a URL or a name, as the
// infrastructure fills it in.
type Named struct{ Resource *Resource }

// Field selects a member of an object.
type Field struct {
	Of       Expr
	Name     string
	Optional bool // may be absent or null
	Sure     bool // JSON always shows it, so that reading it early fails nothing
	Must     bool // it may be missing, which fails the state
	Position diag.Position
}

// Index selects an item of a list.
type Index struct {
	Of   Expr
	At   int
	Sure bool // the list is long enough
}

// Object makes an object.
type Object struct{ Members []Member }

// Member is one member of an [Object].
type Member struct {
	Name     string
	Expr     Expr
	Optional bool // left out where Expr is absent
}

// LeavesOut tells whether some member is left out where it is absent.
func (o *Object) LeavesOut() bool {
	return slices.ContainsFunc(o.Members, func(m Member) bool { return m.Optional })
}

// List makes a list.
type List struct {
	Items []Expr
	Lists Lists // its items
}

// Lists tells whether the items of a list are lists themselves, which a query
// language may join.
type Lists int

// The answers.
const (
	Never Lists = iota
	Always
	Perhaps // as items of any type are
)

// Filter keeps the items of a list for which Keep holds, reading each as Item.
type Filter struct {
	Of       Expr
	Item     *Value
	Keep     Expr
	Lists    Lists // the items
	Position diag.Position
}

// Each makes a list of what To is for each item of a list, reading it as Item.
type Each struct {
	Of       Expr
	Item     *Value
	To       Expr
	Lists    Lists // what it makes
	Position diag.Position
}

// Code is an expression of a query language, as the author wrote it. It reads
// its arguments as variables by their names.
type Code struct {
	Text     string
	Language Language
	Args     []Member
	Position diag.Position
}

// Format joins texts and values: Texts has one more entry than Args.
type Format struct {
	Texts []string
	Args  []Expr
}

// Apply is an operator or a function.
type Apply struct {
	Op       Op
	Args     []Expr
	Layout   []LayoutPart // FormatTime, ParseTime
	Path     []string     // Context: the members below the context object
	Type     Type         // a comparison, Has: of what is compared; else of what it gives
	Lists    Lists        // Range: the items
	Position diag.Position
}

// A Type is what a value is in JSON, as far as a query language must know it.
type Type int

// The types. A time is a text in JSON.
const (
	Untyped Type = iota
	Text
	Whole  // a number without a fraction
	Number // any other number
	Boolean
	Time
)

// Bad stands where an expression could not be made.
type Bad struct{ Diagnostic diag.Diagnostic }

func (*Ref) expr()    {}
func (*Const) expr()  {}
func (*Named) expr()  {}
func (*Field) expr()  {}
func (*Index) expr()  {}
func (*Object) expr() {}
func (*List) expr()   {}
func (*Filter) expr() {}
func (*Each) expr()   {}
func (*Code) expr()   {}
func (*Format) expr() {}
func (*Apply) expr()  {}
func (*Bad) expr()    {}

// Pure tells whether e gives the same each time it is evaluated over the same
// values.
func Pure(e Expr) bool {
	pure := true
	Walk(e, func(e Expr) {
		if IsRandom(e) {
			pure = false
		}
	})
	return pure
}

// IsRandom tells whether e itself, apart from what is below it, gives something
// else each time.
func IsRandom(e Expr) bool {
	a, ok := e.(*Apply)
	return ok && (a.Op == UUID || a.Op == Random)
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

// PositionOf gives the author's call that made e; the zero Position where none is
// known, as of what is read as it is.
func PositionOf(e Expr) diag.Position {
	switch e := e.(type) {
	case *Apply:
		return e.Position
	case *Field:
		return e.Position
	case *Filter:
		return e.Position
	case *Each:
		return e.Position
	case *Code:
		return e.Position
	}
	return diag.Position{}
}
