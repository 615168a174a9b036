package syntax

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// Node is one expression of the tree: one of the pointer types of this file.
type Node interface {
	// Base gives what may be written around any expression.
	Base() *Common
}

type (
	// Literal is a string, number, boolean or null.
	Literal struct {
		Common
		Value jsonvalue.Value
	}
	// Regex is /pattern/flags.
	Regex struct {
		Common
		Pattern, Flags string
	}
	// Name is a step to a member of that name; outside a path it does not occur.
	Name struct {
		Common
		Name string
	}
	// Variable is $name; "" is the context and "$" the input.
	Variable struct {
		Common
		Name  string
		start int // bytes before the $
	}
	// Wildcard is *.
	Wildcard struct{ Common }
	// Descendants is **.
	Descendants struct{ Common }
	// Parent is %, the value that the step before began with.
	Parent struct {
		Common
		slot *slot
	}
	// Path is a sequence of steps.
	Path struct {
		Common
		Steps         []Node
		KeepSingleton bool // some step has []
	}
	// Sort is ^(…), a step of a path.
	Sort struct {
		Common
		Terms []SortTerm
	}
	// Array is [ … ].
	Array struct {
		Common
		Items []Node
		Whole bool // it starts or ends a path and is not merged with its neighbours
	}
	// Range is a..b inside an array.
	Range struct {
		Common
		From, To Node
	}
	// Object is { … } where a value is expected.
	Object struct {
		Common
		Grouping Grouping
	}
	// Negation is -x.
	Negation struct {
		Common
		Operand Node
	}
	// Binary is an operator between two values.
	Binary struct {
		Common
		Operator    string
		Left, Right Node
	}
	// Block is ( …; … ).
	Block struct {
		Common
		Items []Node
		Whole bool // it holds an array that is not merged
	}
	// Condition is a ? b : c; without c, Otherwise is nil.
	Condition struct {
		Common
		Test, Then, Otherwise Node
	}
	// Binding is $name := value.
	Binding struct {
		Common
		Name  string
		Value Node
	}
	// Call is a function with its arguments; a [Placeholder] among them makes it a
	// partial application.
	Call struct {
		Common
		Function  Node
		Name      string // as errors name the function
		Number    bool   // the name is a number
		Arguments []Node
		Partial   bool // a placeholder is among them
		Tail      bool // it is the last thing a function does
	}
	// Placeholder is the ? of a partial application.
	Placeholder struct{ Common }
	// Lambda is function($a, $b)<signature>{ body }.
	Lambda struct {
		Common
		Parameters []string   // names without their $
		Signature  *Signature // nil where there is none
		Body       Node
	}
	// Apply is a ~> b.
	Apply struct {
		Common
		Left, Right Node
	}
	// Transform is | pattern | update, delete |; without delete, Delete is nil.
	Transform struct {
		Common
		Pattern, Update, Delete Node
	}
)

// SortTerm is one key of an order.
type SortTerm struct {
	Key        Node
	Descending bool
}

// StartsWhole tells whether the first step is an array that is not merged with its
// neighbours.
func (p *Path) StartsWhole() bool { return isCons(p.Steps[0]) }

// Label gives the name under which the value that the operator means travels.
func (p *Parent) Label() string { return p.slot.label }

// Pair is a key and a value of an object.
type Pair struct{ Key, Value Node }
