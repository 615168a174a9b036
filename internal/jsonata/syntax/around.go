package syntax

// Common is what may be written around any expression.
type Common struct {
	Pos       int       // bytes up to the end of the token that gave the node its kind
	Group     *Grouping // x{…}, or nil
	more      *rare
	KeepArray bool // x[]: a sequence of one stays an array
	Tuple     bool // as a step, it makes a stream of bindings and not of values
}

// Base gives the part itself: each node has it from here.
func (c *Common) Base() *Common { return c }

// Filters gives the predicates x[…] around what is no path.
func (c *Common) Filters() []Stage { return c.rare().filters }

// Stages gives the predicates and the bindings #$i after a step, in their order.
func (c *Common) Stages() []Stage { return c.rare().stages }

// Focus gives the name of @$name after a step: the step's items go there, and the
// context stays. "" is none.
func (c *Common) Focus() string { return c.rare().focus }

// Index gives the name of #$name after a step: the item's position goes there. ""
// is none.
func (c *Common) Index() string { return c.rare().index }

// Ancestor gives the label under which what a step starts from travels, for a %
// that means it. "" is none.
func (c *Common) Ancestor() string {
	if s := c.rare().ancestor; s != nil {
		return s.label
	}
	return ""
}

// rare is what few nodes have.
type rare struct {
	filters []Stage // x[…] around what is no path
	seeking []*slot // % inside that have not yet met their step

	// What only a step of a path can have.
	stages   []Stage // […] and #$i after the step, in their order
	focus    string  // @$name: the step's items go there, the context stays
	index    string  // #$name: the item's position goes there
	ancestor *slot   // some % refers to what this step starts from
}

var nothingRare rare

// rare gives a node's rare parts to read.
func (c *Common) rare() *rare {
	if c.more == nil {
		return &nothingRare
	}
	return c.more
}

// edit gives a node's rare parts to change.
func (c *Common) edit() *rare {
	if c.more == nil {
		c.more = &rare{}
	}
	return c.more
}

// Stage is one thing done to the items of a step: a filter, or the binding of
// their positions to a name.
type Stage struct {
	Filter Node   // nil where positions are bound
	Index  string // the name without its $; "" is a filter
}

// Grouping is { key: value, … } after an expression, or an object constructor's.
type Grouping struct {
	Pairs []Pair // in the order of the text
	Pos   int    // bytes up to the end of the brace
}

// slot stands between a % and the step whose start it means. The steps' label is
// the name under which that value travels.
type slot struct {
	label string
	level int
}
