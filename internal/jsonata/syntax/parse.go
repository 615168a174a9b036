package syntax

import (
	"strconv"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// Bounds of an expression's text, so that neither parser nor compiler can
// exhaust the stack. No expression written by people comes near.
const (
	maxSource  = 1 << 20 // bytes
	maxNesting = 1000    // expressions inside one another
	maxChain   = 20000   // operators one after another
)

// binding powers of the operators that stand between or after operands.
var power = map[string]int{
	".": 75, "[": 80, "{": 70, "(": 80, "@": 80, "#": 80, "?": 20, "+": 50, "-": 50, "*": 60, "/": 60, "%": 60,
	"=": 40, "<": 40, ">": 40, "^": 40, ":=": 10, "!=": 40, "<=": 40, ">=": 40, "~>": 40, "and": 30, "or": 25, "in": 40, "&": 50,
}

// parser is a top-down operator precedence parser (Pratt's).
type parser struct {
	scanner scanner
	token   token // the next one, not yet taken
	depth   int
	slots   int
	later   error // the first rule broken that is no matter of syntax
}

// parse builds the tree of an expression.
func parse(source string) (Node, error) {
	if len(source) > maxSource {
		return nil, TooLarge("The expression is longer than 1 MiB")
	}
	p := &parser{scanner: scanner{source: source}}
	if err := p.advance(true); err != nil {
		return nil, err
	}
	tree, err := p.expression(0)
	if err != nil {
		return nil, err
	}
	if p.token.kind != endToken {
		return nil, p.unexpected("S0201")
	}
	if p.later != nil {
		return nil, p.later
	}
	if _, isParent := tree.(*Parent); isParent || tree.Base().rare().seeking != nil {
		return nil, Fail("S0217").About(kindName(tree)).At(tree.Base().Pos)
	}
	return tree, nil
}

// unexpected makes a fault about the next token.
func (p *parser) unexpected(code string) *Fault {
	f := Fail(code).About(p.token.shown()).At(p.token.end)
	f.Number = p.token.kind == numberToken || p.token.kind == valueToken
	return f
}

// note keeps a broken rule until the syntax is known to be right.
func (p *parser) note(err error) {
	if p.later == nil {
		p.later = err
	}
}

// advance reads the next token; operand says whether an operand may start there.
func (p *parser) advance(operand bool) error { return p.scanner.next(&p.token, operand) }

// expect passes over an operator that must be there.
func (p *parser) expect(operator string, operand bool) error {
	if !p.token.is(operator) {
		f := p.unexpected("S0202")
		if p.token.kind == endToken {
			f.Code = "S0203"
		}
		f.Value = jsonvalue.StringOf(operator)
		return f
	}
	return p.advance(operand)
}

// skip passes over an operator if it is there.
func (p *parser) skip(operator string) (bool, error) {
	if !p.token.is(operator) {
		return false, nil
	}
	return true, p.advance(true)
}

// expression parses up to an operator that binds no tighter than the given power.
func (p *parser) expression(binding int) (Node, error) {
	if p.depth++; p.depth > maxNesting {
		return nil, TooLarge("The expression nests too deeply")
	}
	left, err := p.operand()
	for chain := 0; err == nil && p.token.power > binding; chain++ {
		if chain > maxChain {
			return nil, TooLarge("The expression has too many operators in a row")
		}
		left, err = p.after(left)
	}
	p.depth--
	return left, err
}

// operand parses what can start an expression.
func (p *parser) operand() (Node, error) {
	t := p.token
	at := Common{Pos: t.end}
	switch t.kind {
	case endToken:
		p.note(p.unexpected("S0207")) // unless something is missing first, which expect tells
		return &Literal{Common: at, Value: jsonvalue.NullValue()}, nil
	case operatorToken:
		return p.prefix(t, at)
	}
	if err := p.advance(false); err != nil {
		return nil, err
	}
	switch t.kind {
	case nameToken:
		return namePath(t.text, at), nil
	case variableToken:
		return &Variable{Common: at, Name: t.text, start: t.start}, nil
	case stringToken:
		return &Literal{Common: at, Value: jsonvalue.StringOf(t.text)}, nil
	case regexToken:
		if err := checkRegex(t.text); err != nil {
			return nil, Fail("S0303", jsonvalue.StringOf(err.Error())).At(t.end)
		}
		return &Regex{Common: at, Pattern: t.text, Flags: t.flags}, nil
	}
	return &Literal{Common: at, Value: t.value()}, nil
}

// namePath is a path of one step: what a name alone is.
func namePath(name string, at Common) Node {
	made := &struct { // all in one piece, as names are the most frequent of all
		path  Path
		name  Name
		steps [1]Node
	}{}
	made.name.Pos, made.name.Name = at.Pos, name
	made.steps[0] = &made.name
	made.path.Pos, made.path.Steps = at.Pos, made.steps[:]
	return &made.path
}

// prefix parses an operand that starts with a sign.
func (p *parser) prefix(t token, at Common) (Node, error) {
	switch t.text {
	case "(", "[", "{", "-", "|", "*", "**", "%", "and", "or", "in":
		if err := p.advance(false); err != nil { // as in the reference, no regular expression may follow a bracket
			return nil, err
		}
	}
	switch t.text {
	case "(":
		return p.block(at)
	case "[":
		return p.array(at)
	case "{":
		return p.object(at)
	case "-":
		return p.negation(at)
	case "|":
		return p.transform(at)
	case "*":
		return &Wildcard{at}, nil
	case "**":
		return &Descendants{at}, nil
	case "%":
		s := &slot{label: "!" + strconv.Itoa(p.slots), level: 1}
		p.slots++
		return &Parent{at, s}, nil
	case "and", "or", "in":
		return namePath(t.text, at), nil
	}
	return nil, p.unexpected("S0211")
}

func (p *parser) block(at Common) (Node, error) {
	b := &Block{Common: at}
	for !p.token.is(")") {
		item, err := p.expression(0)
		if err != nil {
			return nil, err
		}
		b.Items = append(b.Items, item)
		b.inherit(item)
		b.Whole = b.Whole || startsCons(item)
		if more, err := p.skip(";"); err != nil {
			return nil, err
		} else if !more {
			break
		}
	}
	return b, p.expect(")", false)
}

func (p *parser) array(at Common) (Node, error) {
	a := &Array{Common: at}
	for more := !p.token.is("]"); more; {
		item, err := p.expression(0)
		if err != nil {
			return nil, err
		}
		if p.token.is("..") {
			r := &Range{Common: Common{Pos: p.token.end}, From: item}
			if err := p.advance(true); err != nil {
				return nil, err
			}
			if r.To, err = p.expression(0); err != nil {
				return nil, err
			}
			r.inherit(r.From, r.To)
			item = r
		}
		a.Items = append(a.Items, item)
		a.inherit(item)
		if more, err = p.skip(","); err != nil {
			return nil, err
		}
	}
	return a, p.expect("]", false)
}

func (p *parser) object(at Common) (Node, error) {
	pairs, err := p.pairs()
	if err != nil {
		return nil, err
	}
	o := &Object{Common: at, Grouping: Grouping{Pairs: pairs, Pos: at.Pos}}
	for _, pair := range pairs {
		o.inherit(pair.Key, pair.Value)
	}
	return o, nil
}

// pairs parses key: value, … up to the closing brace.
func (p *parser) pairs() ([]Pair, error) {
	var pairs []Pair
	for more := !p.token.is("}"); more; {
		key, err := p.expression(0)
		if err != nil {
			return nil, err
		}
		if err := p.expect(":", true); err != nil {
			return nil, err
		}
		value, err := p.expression(0)
		if err != nil {
			return nil, err
		}
		pairs = append(pairs, Pair{key, value})
		if more, err = p.skip(","); err != nil {
			return nil, err
		}
	}
	return pairs, p.expect("}", false)
}

func (p *parser) negation(at Common) (Node, error) {
	operand, err := p.expression(70)
	if err != nil {
		return nil, err
	}
	if l, ok := operand.(*Literal); ok && l.Value.Kind() == jsonvalue.Number {
		l.Value = jsonvalue.FloatOf(-l.Value.Float())
		return l, nil
	}
	n := &Negation{Common: at, Operand: operand}
	n.inherit(operand)
	return n, nil
}

// transform parses | pattern | update, delete |.
func (p *parser) transform(at Common) (Node, error) {
	t := &Transform{Common: at}
	var err error
	if t.Pattern, err = p.expression(0); err != nil {
		return nil, err
	}
	if err = p.expect("|", true); err != nil {
		return nil, err
	}
	if t.Update, err = p.expression(0); err != nil {
		return nil, err
	}
	more, err := p.skip(",")
	if err != nil {
		return nil, err
	}
	if more {
		if t.Delete, err = p.expression(0); err != nil {
			return nil, err
		}
	}
	return t, p.expect("|", true) // true: see filter
}
