package jsonpath

import (
	"strings"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// json reads an array or an object inside a filter. As in Jayway, texts may
// stand in single quotes.
func (p *parser) json() (jsonvalue.Value, error) {
	start := p.pos
	closing, err := p.matching(start, false)
	if err != nil {
		return jsonvalue.Value{}, err
	}
	inside := p.inside(start, closing+1)
	v, err := inside.jsonValue(0)
	if err != nil {
		return v, err
	}
	inside.blanks()
	if inside.pos != inside.end {
		return v, p.fail(inside.pos, "this is no JSON")
	}
	p.pos = closing + 1
	return v, nil
}

func (p *parser) jsonValue(depth int) (jsonvalue.Value, error) {
	p.blanks()
	if p.pos == p.end || depth > maxNested {
		return jsonvalue.Value{}, p.fail(p.pos, "this is no JSON, or it nests deeper than %d", maxNested)
	}
	switch c := p.text[p.pos]; {
	case c == '[':
		return p.jsonArray(depth)
	case c == '{':
		return p.jsonObject(depth)
	case c == '\'' || c == '"':
		return p.quoted()
	case c == '-' || isDigit(c):
		return p.number()
	}
	if v, ok := p.word(); ok {
		return v, nil
	}
	return jsonvalue.Value{}, p.fail(p.pos, "this is no JSON; texts need quotes")
}

// word reads true, false or null, whatever follows it.
func (p *parser) word() (jsonvalue.Value, bool) {
	rest := p.text[p.pos:p.end]
	switch {
	case strings.HasPrefix(rest, "true"):
		p.pos += len("true")
		return jsonvalue.BoolOf(true), true
	case strings.HasPrefix(rest, "false"):
		p.pos += len("false")
		return jsonvalue.BoolOf(false), true
	case strings.HasPrefix(rest, "null"):
		p.pos += len("null")
		return jsonvalue.NullValue(), true
	}
	return jsonvalue.Value{}, false
}

func (p *parser) jsonArray(depth int) (jsonvalue.Value, error) {
	p.pos++
	var items []jsonvalue.Value
	for first := true; !p.accept(']'); first = false {
		if !first && !p.accept(',') {
			return jsonvalue.Value{}, p.fail(p.pos, "expected ',' or ']' here")
		}
		item, err := p.jsonValue(depth + 1)
		if err != nil {
			return item, err
		}
		items = append(items, item)
	}
	return jsonvalue.ArrayOf(items...), nil
}

func (p *parser) jsonObject(depth int) (jsonvalue.Value, error) {
	p.pos++
	var members []jsonvalue.Member
	for first := true; !p.accept('}'); first = false {
		if !first && !p.accept(',') {
			return jsonvalue.Value{}, p.fail(p.pos, "expected ',' or '}' here")
		}
		name, err := p.jsonValue(depth + 1)
		if err != nil {
			return name, err
		}
		if name.Kind() != jsonvalue.String || !p.accept(':') {
			return name, p.fail(p.pos, "expected a name in quotes and ':' here")
		}
		v, err := p.jsonValue(depth + 1)
		if err != nil {
			return v, err
		}
		members = append(members, jsonvalue.Member{Name: name.Text(), Value: v})
	}
	return jsonvalue.ObjectOf(members...), nil
}

// accept passes over blanks and, if it is next, over c.
func (p *parser) accept(c byte) bool {
	p.blanks()
	if p.pos == p.end || p.text[p.pos] != c {
		return false
	}
	p.pos++
	return true
}
