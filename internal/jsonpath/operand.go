package jsonpath

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// operand reads one side of a comparison.
func (p *parser) operand() (operand, error) {
	p.blanks()
	if p.pos == p.end {
		return operand{}, p.fail(p.pos, "something to compare with is missing")
	}
	switch c := p.text[p.pos]; {
	case c == '@' || c == '$':
		return p.operandPath()
	case c == '\'' || c == '"':
		return p.literal(p.quoted())
	case c == '/':
		return p.pattern()
	case c == '[' || c == '{':
		return p.literal(p.json())
	case c == '-' || isDigit(c):
		return p.literal(p.number())
	}
	if v, ok := p.word(); ok {
		return p.literal(v, nil)
	}
	return operand{}, p.fail(p.pos, "expected a path such as @.name, or a literal, at %q", excerpt(p.text[p.pos:p.end]))
}

func (p *parser) literal(v jsonvalue.Value, err error) (operand, error) {
	return operand{literal: value{json: v}}, err
}

// operandPath reads a path inside a filter. As in Jayway it goes on up to a
// blank, a sign of comparison or a closing parenthesis.
func (p *parser) operandPath() (operand, error) {
	start := p.pos
	for p.pos++; p.pos < p.end; p.pos++ {
		if p.text[p.pos] == '[' {
			closing, err := p.matching(p.pos, false)
			if err != nil {
				return operand{}, err
			}
			p.pos = closing
			continue
		}
		if c := p.text[p.pos]; c == ')' || isBlank(c) || strings.IndexByte(operatorCharacters, c) >= 0 {
			break
		}
	}
	inside := p.inside(start+1, p.pos)
	path := &Path{text: p.text[start:p.pos], plain: p.plain}
	err := inside.rest(path)
	return operand{path: path, fromRoot: p.text[start] == '$'}, err
}

// quoted reads a text in single or double quotes with Java's escapes.
func (p *parser) quoted() (jsonvalue.Value, error) {
	start := p.pos
	end := p.unescaped(start+1, p.text[start])
	if end < 0 {
		return jsonvalue.Value{}, p.fail(start, "this quote does not end")
	}
	p.pos = end + 1
	text, ok := unescape(p.text[start+1 : end])
	if !ok {
		return jsonvalue.Value{}, p.fail(start, "\\u needs four hexadecimal digits")
	}
	return jsonvalue.StringOf(text), nil
}

// unescape replaces Java's escapes; it is false for a broken \u.
func unescape(text string) (string, bool) {
	if strings.IndexByte(text, '\\') < 0 {
		return text, true
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			b.WriteByte(text[i])
			continue
		}
		i++
		switch c := text[i]; c {
		case 'n':
			b.WriteByte('\n')
		case 't':
			b.WriteByte('\t')
		case 'r':
			b.WriteByte('\r')
		case 'b':
			b.WriteByte('\b')
		case 'f':
			b.WriteByte('\f')
		case 'u':
			if i+5 > len(text) {
				return "", false
			}
			n, err := strconv.ParseUint(text[i+1:i+5], 16, 16)
			if err != nil {
				return "", false
			}
			b.WriteRune(rune(n))
			i += 4
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), true
}

// number reads a number as Java does: leading zeros and a sign are allowed.
func (p *parser) number() (jsonvalue.Value, error) {
	start := p.pos
	for p.pos < p.end && strings.IndexByte("0123456789.eE+-", p.text[p.pos]) >= 0 {
		p.pos++
	}
	v, ok := javaNumber(p.text[start:p.pos])
	if !ok {
		return v, p.fail(start, "%q is no number", p.text[start:p.pos])
	}
	return v, nil
}

// javaNumber reads a number that need not be valid JSON: 010, 5. and .5 are.
func javaNumber(text string) (jsonvalue.Value, bool) {
	digits, sign := strings.TrimPrefix(text, "+"), ""
	if strings.HasPrefix(digits, "-") {
		digits, sign = digits[1:], "-"
	}
	whole, rest := digits, ""
	if i := strings.IndexAny(digits, ".eE"); i >= 0 {
		whole, rest = digits[:i], digits[i:]
	}
	if rest == "." || strings.HasPrefix(rest, ".e") || strings.HasPrefix(rest, ".E") {
		rest = rest[1:]
	}
	if whole == "" && rest == "" {
		return jsonvalue.Value{}, false
	}
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		whole = "0"
	}
	return jsonvalue.NumberOf(sign + whole + rest)
}

// pattern reads /expression/flags.
func (p *parser) pattern() (operand, error) {
	start := p.pos
	end := p.unescaped(start+1, '/')
	if end < 0 {
		return operand{}, p.fail(start, "this regular expression does not end")
	}
	p.pos = end + 1
	flags := ""
	for ; p.pos < p.end && strings.IndexByte("dixmsuU", p.text[p.pos]) >= 0; p.pos++ {
		switch p.text[p.pos] {
		case 'i', 'm', 's':
			flags += p.text[p.pos : p.pos+1]
		case 'x':
			return operand{}, p.fail(p.pos, "the flag x is not supported here")
		}
	}
	source := strings.ReplaceAll(p.text[start+1:end], `\/`, `/`)
	if flags != "" {
		source = "(?" + flags + ")" + source
	}
	re, err := regexp.Compile(`\A(?:` + source + `)\z`)
	if err != nil {
		return operand{}, p.fail(start, "the regular expression cannot be used: %v", err)
	}
	return operand{literal: value{pattern: re}}, nil
}
