package jsonata

import "strings"

// signature is what a function says of its arguments: <s-nn?:s> and the like
// (docs.jsonata.org, "Function signatures"). Types are one letter each:
// s string, n number, b boolean, l null, a array, o object, f function,
// m nothing.
type signature struct {
	parameters []parameter
}

// parameter is one argument's rule.
type parameter struct {
	letters  string // the types it takes
	array    bool   // what is no array is made one
	items    string // types of the array's items; "" is any
	context  bool   // where it is missing, the context stands for it
	optional bool
	many     bool
}

// parseSignature reads the text from < to >.
func parseSignature(source string) (*signature, error) {
	s := &signature{}
	body, _, _ := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(source, "<"), ">"), ":")
	if i := topLevelColon(source); i >= 0 {
		body = source[1:i]
	}
	for i := 0; i < len(body); i++ {
		last := len(s.parameters) - 1
		switch c := body[i]; c {
		case 's', 'n', 'b', 'l', 'o':
			s.parameters = append(s.parameters, parameter{letters: string(c) + "m"})
		case 'a':
			s.parameters = append(s.parameters, parameter{letters: "asnblfom", array: true})
		case 'f':
			s.parameters = append(s.parameters, parameter{letters: "f"})
		case 'j':
			s.parameters = append(s.parameters, parameter{letters: "asnblom"})
		case 'x':
			s.parameters = append(s.parameters, parameter{letters: "asnblfom"})
		case '(':
			end := closing(body, i, '(', ')')
			choice := body[i+1 : end]
			if strings.ContainsRune(choice, '<') {
				return nil, fail("S0402", text(choice)).at(i + 1)
			}
			s.parameters = append(s.parameters, parameter{letters: choice + "m"})
			i = end
		case '<':
			end := closing(body, i, '<', '>')
			if last < 0 || !s.parameters[last].array && s.parameters[last].letters != "f" {
				return nil, fail("S0401", text(body[:i])).at(i + 1)
			}
			s.parameters[last].items = body[i+1 : end]
			i = end
		case '-', '?', '+':
			if last >= 0 {
				s.parameters[last].modify(c)
			}
		}
	}
	return s, nil
}

func (p *parameter) modify(sign byte) {
	switch sign {
	case '-':
		p.context, p.optional = true, true
	case '?':
		p.optional = true
	case '+':
		p.many = true
	}
}

// topLevelColon finds the colon before the result's type.
func topLevelColon(source string) int {
	depth := 0
	for i := range len(source) {
		switch source[i] {
		case '<':
			depth++
		case '>':
			depth--
		case ':':
			if depth == 1 {
				return i
			}
		}
	}
	return -1
}

// closing finds the bracket that closes the one at i, or the end.
func closing(s string, i int, open, shut byte) int {
	depth := 0
	for ; i < len(s); i++ {
		switch s[i] {
		case open:
			depth++
		case shut:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return max(0, len(s)-1)
}

// letter is the type of a value in signatures.
func letter(v value) byte { return "mlbnsaof"[v.Kind()] }

// check matches arguments against the signature and gives them as the function
// takes them: context put in, single values made arrays.
func (s *signature) check(args []value, context value) ([]value, error) {
	if s.simple(args) {
		return args, nil
	}
	types := make([]byte, len(args))
	for i, a := range args {
		types[i] = letter(a)
	}
	counts, ok := s.match(string(types), len(s.parameters))
	if !ok {
		return nil, s.mismatch(args, string(types))
	}
	checked := make([]value, 0, len(args)+1)
	next := 0
	for i := range s.parameters {
		p := &s.parameters[i]
		if counts[i] == 0 {
			switch {
			case p.context:
				if strings.IndexByte(p.letters, letter(context)) < 0 {
					f := fail("T0411", context)
					f.index = next + 1
					return nil, f
				}
				checked = append(checked, context)
			case next < len(args):
				checked = append(checked, args[next])
				next++
			default:
				checked = append(checked, undefined)
			}
			continue
		}
		for range counts[i] {
			v, err := p.take(args[next], next, counts[i])
			if err != nil {
				return nil, err
			}
			checked = append(checked, v)
			next++
		}
	}
	return checked, nil
}

// simple tells whether every argument fits its parameter as it is.
func (s *signature) simple(args []value) bool {
	if len(args) > len(s.parameters) {
		return false
	}
	for i := range s.parameters {
		p := &s.parameters[i]
		if i >= len(args) {
			if !p.optional || p.context {
				return false
			}
			continue
		}
		if p.many || strings.IndexByte(p.letters, letter(args[i])) < 0 {
			return false
		}
		if p.array && (!isArray(args[i]) || p.items != "" && !p.holds(args[i], 1)) {
			return false
		}
	}
	return true
}

// match gives how many arguments each of the first n parameters takes, as a
// regular expression over the type letters would match them: each as many as it
// can, fewer where the rest needs it.
func (s *signature) match(types string, n int) ([]int, bool) {
	counts := make([]int, n)
	var try func(i, at int) bool
	try = func(i, at int) bool {
		if i == n {
			return at == len(types)
		}
		p := &s.parameters[i]
		most := 0
		for at+most < len(types) && strings.IndexByte(p.letters, types[at+most]) >= 0 && (most == 0 || p.many) {
			most++
		}
		least := 1
		if p.optional {
			least = 0
		}
		for k := most; k >= least; k-- {
			counts[i] = k
			if try(i+1, at+k) {
				return true
			}
		}
		return false
	}
	return counts, try(0, 0)
}

// prefix gives how many arguments the first n parameters take at most, matched
// from the left.
func (s *signature) prefix(types string, n int) (int, bool) {
	for end := len(types); end >= 0; end-- {
		if _, ok := s.match(types[:end], n); ok {
			return end, true
		}
	}
	return 0, false
}

// mismatch says which argument is the first that does not fit.
func (s *signature) mismatch(args []value, types string) error {
	good := 0
	for n := 1; n <= len(s.parameters); n++ {
		end, ok := s.prefix(types, n)
		if !ok {
			break
		}
		good = end
	}
	f := fail("T0410")
	f.index = good + 1
	if good < len(args) {
		f.value = args[good]
	}
	return f
}

var plural = map[string]string{"a": "arrays", "b": "booleans", "f": "functions", "n": "numbers", "o": "objects", "s": "strings"}

// take gives an argument as the parameter wants it.
func (p *parameter) take(v value, index, count int) (value, error) {
	if !p.array || !v.Exists() {
		return v, nil
	}
	if p.items != "" && !p.holds(v, count) {
		f := fail("T0412", v)
		f.index, f.typ = index+1, plural[p.items]
		return undefined, f
	}
	if !isArray(v) {
		return array([]value{v}), nil
	}
	return v, nil
}

// holds checks the type of an array's items, or of the value that will be the only
// item.
func (p *parameter) holds(v value, count int) bool {
	if !isArray(v) {
		return count == 1 && string(letter(v)) == p.items
	}
	for _, item := range v.Items() {
		if letter(item) != p.items[0] {
			return false
		}
	}
	return true
}
