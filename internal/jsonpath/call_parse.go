package jsonpath

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// call reads a function's name and its arguments.
func (p *parser) call() (*Call, error) {
	c := &Call{text: p.text, position: p.pos}
	if p.nested++; p.nested > maxNested {
		return nil, p.fail(p.pos, "intrinsic functions nest deeper than %d", maxNested)
	}
	defer func() { p.nested-- }()
	n := strings.IndexFunc(p.text[p.pos:p.end], func(r rune) bool { return r != '.' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' })
	if n < 0 {
		n = p.end - p.pos
	}
	name := p.text[p.pos : p.pos+n]
	if c.function = functions[name]; c.function == nil {
		return nil, p.unknownFunction(name)
	}
	p.pos += n
	open := p.pos
	if p.pos == p.end || p.text[p.pos] != '(' {
		return nil, p.fail(p.pos, "%s needs its arguments in parentheses", name)
	}
	p.pos++
	for first := true; !p.accept(')'); first = false {
		if p.pos == p.end {
			return nil, p.fail(open, "this '(' has no ')'")
		}
		if !first && !p.accept(',') {
			return nil, p.fail(p.pos, "expected ',' or ')' here, not %q", p.rune())
		}
		a, err := p.argument()
		if err != nil {
			return nil, err
		}
		c.args = append(c.args, a)
	}
	return c, p.arity(c)
}

func (p *parser) unknownFunction(name string) error {
	if name == "" {
		return p.fail(p.pos, "an intrinsic function such as States.Format(…) is expected here")
	}
	message := "there is no intrinsic function " + name
	if near := diag.DidYouMean(name, FunctionNames()); near != "" {
		message += "; " + near
	}
	return p.fail(p.pos, "%s", message)
}

func (p *parser) arity(c *Call) error {
	f, n := c.function, len(c.args)
	switch {
	case n < f.Required:
		return p.fail(c.position, "%s takes %s, and got %d", f.Name, f.takes(), n)
	case n > len(f.Params) && !f.Variadic:
		return p.fail(c.position, "%s takes %s, and got %d", f.Name, f.takes(), n)
	}
	return nil
}

// argument reads one argument.
func (p *parser) argument() (Argument, error) {
	p.blanks()
	a := Argument{Position: p.pos}
	if p.pos == p.end {
		return a, p.fail(p.pos, "an argument is missing at the end")
	}
	var err error
	switch c := p.text[p.pos]; {
	case c == '\'':
		a.Literal, a.source, err = p.callText()
	case c == '$':
		a.Path, err = p.callPath()
	case c == '-' || isDigit(c):
		a.Literal, err = p.callNumber()
	case c == '"':
		err = p.fail(p.pos, "a text stands in single quotes here: 'text'")
	case strings.HasPrefix(p.text[p.pos:p.end], "States."):
		a.Call, err = p.call()
	default:
		a.Literal, err = p.callWord()
	}
	return a, err
}

func (p *parser) callWord() (jsonvalue.Value, error) {
	n := strings.IndexFunc(p.text[p.pos:p.end], func(r rune) bool { return !unicode.IsLetter(r) })
	if n < 0 {
		n = p.end - p.pos
	}
	word := p.text[p.pos : p.pos+n]
	var v jsonvalue.Value
	switch word {
	case "true", "false":
		v = jsonvalue.BoolOf(word == "true")
	case "null":
		v = jsonvalue.NullValue()
	default:
		return v, p.fail(p.pos, "an argument is a path, a text in single quotes, a number, true, false, null or another intrinsic function")
	}
	p.pos += n
	return v, nil
}

func (p *parser) callNumber() (jsonvalue.Value, error) {
	n := strings.IndexFunc(p.text[p.pos:p.end], func(r rune) bool { return !strings.ContainsRune("0123456789+-.eE", r) })
	if n < 0 {
		n = p.end - p.pos
	}
	v, ok := jsonvalue.NumberOf(p.text[p.pos : p.pos+n])
	if !ok {
		return v, p.fail(p.pos, "%q is no JSON number", p.text[p.pos:p.pos+n])
	}
	p.pos += n
	return v, nil
}

// callText reads a text in single quotes. A backslash escapes a quote, a brace or
// itself, and nothing else.
func (p *parser) callText() (v jsonvalue.Value, source string, err error) {
	start := p.pos
	var b strings.Builder
	for p.pos++; p.pos < p.end; p.pos++ {
		c := p.text[p.pos]
		if c == '\'' {
			source = p.text[start+1 : p.pos]
			p.pos++
			return jsonvalue.StringOf(b.String()), source, nil
		}
		if c == '\\' {
			p.pos++
			if p.pos == p.end || strings.IndexByte(`'{}\`, p.text[p.pos]) < 0 {
				return v, "", p.fail(p.pos-1, `a backslash may only stand before ' { } or \ here; a backslash itself is written \\`)
			}
			c = p.text[p.pos]
		}
		b.WriteByte(c)
	}
	return v, "", p.fail(start, "this quote does not end")
}

// callPath reads a path. Outside brackets names have letters, digits and
// underscores only (developer guide, "Intrinsic functions").
func (p *parser) callPath() (*Path, error) {
	start := p.pos
	for p.pos < p.end {
		c := p.text[p.pos]
		if c == ',' || c == ')' || isBlank(c) {
			break
		}
		if c == '[' {
			closing, err := p.matching(p.pos, false)
			if err != nil {
				return nil, err
			}
			p.pos = closing + 1
			continue
		}
		if c == '(' {
			return nil, p.fail(p.pos, "Step Functions runs no JSONPath functions such as length(); use an intrinsic function such as States.ArrayLength")
		}
		r, size := utf8.DecodeRuneInString(p.text[p.pos:p.end])
		if !strings.ContainsRune("$.*", r) && !isIDContinue(r) {
			return nil, p.fail(p.pos, "in an intrinsic function a name with %q needs brackets and quotes: ['…']", r)
		}
		p.pos += size
	}
	inner := p.inside(start, p.pos)
	path := &Path{text: p.text[start:p.pos]}
	if err := inner.start(path); err != nil {
		return nil, err
	}
	return path, inner.rest(path)
}
