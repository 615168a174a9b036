package jsonata

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
func parse(source string) (node, error) {
	if len(source) > maxSource {
		return nil, tooLarge("The expression is longer than 1 MiB")
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
	if _, isParent := tree.(*parent); isParent || tree.base().rare().seeking != nil {
		return nil, fail("S0217").about(kindName(tree)).at(tree.base().pos)
	}
	return tree, nil
}

func tooLarge(text string) *fault { return &fault{code: "U1001", text: text} }

// unexpected makes a fault about the next token.
func (p *parser) unexpected(code string) *fault {
	f := fail(code).about(p.token.shown()).at(p.token.end)
	f.tokenNum = p.token.kind == numberToken || p.token.kind == valueToken
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
			f.code = "S0203"
		}
		f.value = jsonvalue.StringOf(operator)
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
func (p *parser) expression(binding int) (node, error) {
	if p.depth++; p.depth > maxNesting {
		return nil, tooLarge("The expression nests too deeply")
	}
	left, err := p.operand()
	for chain := 0; err == nil && p.token.power > binding; chain++ {
		if chain > maxChain {
			return nil, tooLarge("The expression has too many operators in a row")
		}
		left, err = p.after(left)
	}
	p.depth--
	return left, err
}

// operand parses what can start an expression.
func (p *parser) operand() (node, error) {
	t := p.token
	at := common{pos: t.end}
	switch t.kind {
	case endToken:
		return nil, p.unexpected("S0207")
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
		return &variable{common: at, name: t.text, start: t.start}, nil
	case stringToken:
		return &literal{common: at, value: jsonvalue.StringOf(t.text)}, nil
	case regexToken:
		if err := checkRegex(t.text); err != nil {
			return nil, fail("S0303", jsonvalue.StringOf(err.Error())).at(t.end)
		}
		return &regexLiteral{common: at, pattern: t.text, flags: t.flags}, nil
	}
	return &literal{common: at, value: t.value()}, nil
}

// namePath is a path of one step: what a name alone is.
func namePath(name string, at common) node {
	made := &struct { // all in one piece, as names are the most frequent of all
		path  pathNode
		name  nameNode
		steps [1]node
	}{}
	made.name.pos, made.name.name = at.pos, name
	made.steps[0] = &made.name
	made.path.pos, made.path.steps = at.pos, made.steps[:]
	return &made.path
}

// prefix parses an operand that starts with a sign.
func (p *parser) prefix(t token, at common) (node, error) {
	switch t.text {
	case "(", "[", "{", "-", "|":
		if err := p.advance(true); err != nil {
			return nil, err
		}
	case "*", "**", "%", "and", "or", "in":
		if err := p.advance(false); err != nil {
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
		return &wildcard{at}, nil
	case "**":
		return &descendants{at}, nil
	case "%":
		s := &slot{label: "!" + strconv.Itoa(p.slots), level: 1}
		p.slots++
		return &parent{at, s}, nil
	case "and", "or", "in":
		return namePath(t.text, at), nil
	}
	return nil, p.unexpected("S0211")
}

func (p *parser) block(at common) (node, error) {
	b := &block{common: at}
	for !p.token.is(")") {
		item, err := p.expression(0)
		if err != nil {
			return nil, err
		}
		b.items = append(b.items, item)
		b.inherit(item)
		b.cons = b.cons || startsCons(item)
		if more, err := p.skip(";"); err != nil {
			return nil, err
		} else if !more {
			break
		}
	}
	return b, p.expect(")", false)
}

func (p *parser) array(at common) (node, error) {
	a := &arrayNode{common: at}
	for !p.token.is("]") {
		item, err := p.expression(0)
		if err != nil {
			return nil, err
		}
		if p.token.is("..") {
			r := &rangeNode{common: common{pos: p.token.end}, from: item}
			if err := p.advance(true); err != nil {
				return nil, err
			}
			if r.to, err = p.expression(0); err != nil {
				return nil, err
			}
			r.inherit(r.from, r.to)
			item = r
		}
		a.items = append(a.items, item)
		a.inherit(item)
		if more, err := p.skip(","); err != nil {
			return nil, err
		} else if !more {
			break
		}
	}
	return a, p.expect("]", false)
}

func (p *parser) object(at common) (node, error) {
	pairs, err := p.pairs()
	if err != nil {
		return nil, err
	}
	o := &objectNode{common: at, grouping: grouping{pairs: pairs, pos: at.pos}}
	for _, pair := range pairs {
		o.inherit(pair.key, pair.value)
	}
	return o, nil
}

// pairs parses key: value, … up to the closing brace.
func (p *parser) pairs() ([]pair, error) {
	var pairs []pair
	for !p.token.is("}") {
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
		pairs = append(pairs, pair{key, value})
		if more, err := p.skip(","); err != nil {
			return nil, err
		} else if !more {
			break
		}
	}
	return pairs, p.expect("}", false)
}

func (p *parser) negation(at common) (node, error) {
	operand, err := p.expression(70)
	if err != nil {
		return nil, err
	}
	if l, ok := operand.(*literal); ok && l.value.Kind() == jsonvalue.Number {
		l.value = jsonvalue.FloatOf(-l.value.Float())
		return l, nil
	}
	n := &negation{common: at, operand: operand}
	n.inherit(operand)
	return n, nil
}

// transform parses | pattern | update, delete |.
func (p *parser) transform(at common) (node, error) {
	t := &transform{common: at}
	var err error
	if t.pattern, err = p.expression(0); err != nil {
		return nil, err
	}
	if err = p.expect("|", true); err != nil {
		return nil, err
	}
	if t.update, err = p.expression(0); err != nil {
		return nil, err
	}
	more, err := p.skip(",")
	if err != nil {
		return nil, err
	}
	if more {
		if t.remove, err = p.expression(0); err != nil {
			return nil, err
		}
	}
	return t, p.expect("|", true) // true: see filter
}
