package jsonata

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// node is one expression of the tree.
type node interface{ base() *common }

// common is what may be written around any expression.
type common struct {
	pos       int       // bytes up to the end of the token that gave the node its kind
	group     *grouping // x{…}
	more      *rare
	keepArray bool // x[]: a sequence of one stays an array
	tuple     bool // as a step, it makes a stream of bindings and not of values
}

// rare is what few nodes have.
type rare struct {
	filters []stage // x[…] around what is no path
	seeking []*slot // % inside that have not yet met their step

	// What only a step of a path can have.
	stages   []stage // […] and #$i after the step, in their order
	focus    string  // @$name: the step's items go there, the context stays
	index    string  // #$name: the item's position goes there
	ancestor *slot   // some % refers to what this step starts from
}

var nothingRare rare

func (c *common) base() *common { return c }

// rare gives a node's rare parts to read.
func (c *common) rare() *rare {
	if c.more == nil {
		return &nothingRare
	}
	return c.more
}

// edit gives a node's rare parts to change.
func (c *common) edit() *rare {
	if c.more == nil {
		c.more = &rare{}
	}
	return c.more
}

// stage is one thing done to the items of a step: a filter, or the binding of
// their positions to a name.
type stage struct {
	filter node
	index  string
	pos    int
}

// grouping is { key: value, … } after an expression, or an object constructor's.
type grouping struct {
	pairs []pair
	pos   int
}

type pair struct{ key, value node }

// slot stands between a % and the step whose start it means. The steps' label is
// the name under which that value travels.
type slot struct {
	label string
	level int
}

type (
	// literal is a string, number, boolean or null.
	literal struct {
		common
		value jsonvalue.Value
	}
	// regexLiteral is /pattern/flags.
	regexLiteral struct {
		common
		pattern, flags string
	}
	// nameNode is a step to a member of that name; outside a path it does not occur.
	nameNode struct {
		common
		name string
	}
	// variable is $name; "" is the context and "$" the input.
	variable struct {
		common
		name  string
		start int // bytes before the $
	}
	// wildcard is *.
	wildcard struct{ common }
	// descendants is **.
	descendants struct{ common }
	// parent is %.
	parent struct {
		common
		slot *slot
	}
	// pathNode is a sequence of steps.
	pathNode struct {
		common
		steps         []node
		keepSingleton bool // some step has []
	}
	// sortStep is ^(…), a step of a path.
	sortStep struct {
		common
		terms []sortTerm
	}
	// arrayNode is [ … ].
	arrayNode struct {
		common
		items []node
		cons  bool // it starts or ends a path and is not merged with its neighbours
	}
	// rangeNode is a..b inside an array.
	rangeNode struct {
		common
		from, to node
	}
	// objectNode is { … } where a value is expected.
	objectNode struct {
		common
		grouping grouping
	}
	// negation is -x.
	negation struct {
		common
		operand node
	}
	// binary is an operator between two values.
	binary struct {
		common
		op          string
		left, right node
	}
	// block is ( …; … ).
	block struct {
		common
		items []node
		cons  bool // it holds an array that is not merged
	}
	// condition is a ? b : c; without c, otherwise is nil.
	condition struct {
		common
		test, then, otherwise node
	}
	// binding is $name := value.
	binding struct {
		common
		name  string
		value node
	}
	// call is a function with its arguments; a placeholder among them makes it a
	// partial application.
	call struct {
		common
		function  node
		name      string // as errors name the function
		number    bool   // the name is a number
		arguments []node
		partial   bool
		tail      bool // it is the last thing a function does
	}
	// placeholder is the ? of a partial application.
	placeholder struct{ common }
	// lambda is function($a, $b)<signature>{ body }.
	lambda struct {
		common
		parameters []string
		signature  *signature
		body       node
	}
	// apply is a ~> b.
	apply struct {
		common
		left, right node
	}
	// transform is | pattern | update, delete |.
	transform struct {
		common
		pattern, update, remove node
	}
)

// sortTerm is one key of an order.
type sortTerm struct {
	key        node
	descending bool
}

// visit calls f for each expression directly inside a node, in the order of the
// text, those in its filters and its grouping too.
func visit(n node, f func(node)) {
	visitInside(n, f)
	visitAround(n.base(), f)
}

// visitInside calls f for each expression that is evaluated for the same context
// as the node, or, of a path, a sort, a transform, for what it computes itself.
func visitInside(n node, f func(node)) {
	all := func(nodes []node) {
		for _, n := range nodes {
			f(n)
		}
	}
	switch n := n.(type) {
	case *pathNode:
		all(n.steps)
	case *sortStep:
		for _, t := range n.terms {
			f(t.key)
		}
	case *arrayNode:
		all(n.items)
	case *rangeNode:
		f(n.from)
		f(n.to)
	case *objectNode:
		visitPairs(&n.grouping, f)
	case *negation:
		f(n.operand)
	case *binary:
		f(n.left)
		f(n.right)
	case *block:
		all(n.items)
	case *condition:
		f(n.test)
		f(n.then)
		if n.otherwise != nil {
			f(n.otherwise)
		}
	case *binding:
		f(n.value)
	case *call:
		f(n.function)
		all(n.arguments)
	case *lambda:
		f(n.body)
	case *apply:
		f(n.left)
		f(n.right)
	case *transform:
		f(n.pattern)
		f(n.update)
		if n.remove != nil {
			f(n.remove)
		}
	}
}

// visitAround calls f for the expressions in filters, stages and grouping.
func visitAround(c *common, f func(node)) {
	for _, s := range c.rare().filters {
		f(s.filter)
	}
	for _, s := range c.rare().stages {
		if s.filter != nil {
			f(s.filter)
		}
	}
	if c.group != nil {
		visitPairs(c.group, f)
	}
}

func visitPairs(g *grouping, f func(node)) {
	for _, p := range g.pairs {
		f(p.key)
		f(p.value)
	}
}

// kindName is how errors name a kind of node.
func kindName(n node) string {
	switch n := n.(type) {
	case *parent:
		return "parent"
	case *pathNode:
		return "path"
	case *block:
		return "block"
	case *arrayNode, *objectNode, *negation:
		return "unary"
	case *binary, *rangeNode:
		return "binary"
	case *condition:
		return "condition"
	case *binding:
		return "bind"
	case *call:
		if n.partial {
			return "partial"
		}
		return "function"
	case *apply:
		return "apply"
	}
	return ""
}
