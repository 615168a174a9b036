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
	There   // whether the argument is there, be it null
	Default // the first argument, or the second where that is absent or null
	Choose  // the second argument where the first holds, or else the third
	Context // a member of the context object

	Add
	Sub
	Mul
	Div
	Mod
	Round // to the number of digits that the second argument says
	Floor
	Ceil
	Abs
	Sum
	Max
	Min
	Average
	Random

	Split
	SplitAny // at each of several characters, and without what is empty
	JoinText
	Upper
	Lower
	Trim
	Length
	Substring // from the second argument on, as many as the third
	Replace
	HasText
	Matches
	ToText
	ToNumber
	ParseJSON
	JSONText
	JSONTextOfText // JSONText of what is a string
	JSONTextOfAny  // JSONText of what may be a string
	Base64
	FromBase64
	Hash
	UUID

	Range // of a list: from the second argument up to the third
	Count
	Has
	Concat
	Reverse
	Distinct
	Partition // of a list: into lists with as many items as the second argument
	Flatten
	Keys
	Merge
	Entries   // of a map: a list of objects with Key and Value
	Enumerate // of a list: a list of objects with Index and Value

	FormatTime
	ParseTime
	AddTime // milliseconds
	Before
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
	case *Each:
		return []Expr{e.Of, e.To}
	case *Code:
		below := make([]Expr, len(e.Args))
		for i, m := range e.Args {
			below[i] = m.Expr
		}
		return below
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

// HasMore tells whether e has more parts than a number, as it is written out: what
// it reads twice counts twice.
func HasMore(e Expr, than int) bool {
	count(e, &than)
	return than < 0
}

// count takes the parts of e off what is left, until nothing is.
func count(e Expr, left *int) {
	if *left--; *left < 0 {
		return
	}
	switch e := e.(type) {
	case *Field:
		count(e.Of, left)
	case *Index:
		count(e.Of, left)
	case *Object:
		countMembers(e.Members, left)
	case *Code:
		countMembers(e.Args, left)
	case *List:
		countAll(e.Items, left)
	case *Format:
		countAll(e.Args, left)
	case *Apply:
		countAll(e.Args, left)
	case *Filter:
		count(e.Of, left)
		count(e.Keep, left)
	case *Each:
		count(e.Of, left)
		count(e.To, left)
	}
}

func countMembers(list []Member, left *int) {
	for i := 0; i < len(list) && *left >= 0; i++ {
		count(list[i].Expr, left)
	}
}

func countAll(list []Expr, left *int) {
	for i := 0; i < len(list) && *left >= 0; i++ {
		count(list[i], left)
	}
}

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
