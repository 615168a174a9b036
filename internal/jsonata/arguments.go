package jsonata

import (
	"strings"

	"github.com/quickstep-go/quickstep/internal/jsonata/syntax"
)

// signature is what a function says of its arguments.
type signature syntax.Signature

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
	counts, ok := s.match(string(types), len(s.Parameters))
	if !ok {
		return nil, s.mismatch(args, string(types))
	}
	checked := make([]value, 0, len(args)+1)
	next := 0
	for i := range s.Parameters {
		p := &s.Parameters[i]
		if counts[i] == 0 {
			switch {
			case p.Context:
				if strings.IndexByte(p.Types, letter(context)) < 0 {
					f := fail("T0411", context)
					f.Index = next + 1
					return nil, f
				}
				checked = append(checked, context)
			default:
				checked = append(checked, arg(args, next))
				next++
			}
			continue
		}
		for range counts[i] {
			v, err := take(p, arg(args, next), next, counts[i]) // a parameter before it may have taken it
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
	if len(args) > len(s.Parameters) {
		return false
	}
	for i := range s.Parameters {
		p := &s.Parameters[i]
		if i >= len(args) {
			if !p.Optional || p.Context {
				return false
			}
			continue
		}
		if p.Many || strings.IndexByte(p.Types, letter(args[i])) < 0 {
			return false
		}
		if p.Array && (!isArray(args[i]) || p.Items != "" && !holds(p, args[i], 1)) {
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
		p := &s.Parameters[i]
		most := 0
		for at+most < len(types) && strings.IndexByte(p.Types, types[at+most]) >= 0 && (most == 0 || p.Many) {
			most++
		}
		least := 1
		if p.Optional {
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
	for n := 1; n <= len(s.Parameters); n++ {
		end, ok := s.prefix(types, n)
		if !ok {
			break
		}
		good = end
	}
	f := fail("T0410")
	f.Index = good + 1
	if good < len(args) {
		f.Value = args[good]
	}
	return f
}

var plural = map[string]string{"a": "arrays", "b": "booleans", "f": "functions", "n": "numbers", "o": "objects", "s": "strings"}

// take gives an argument as the parameter wants it.
func take(p *syntax.Parameter, v value, index, count int) (value, error) {
	if !p.Array || !v.Exists() {
		return v, nil
	}
	if p.Items != "" && !holds(p, v, count) {
		f := fail("T0412", v)
		f.Index, f.Items = index+1, plural[p.Items]
		return undefined, f
	}
	if !isArray(v) {
		return array([]value{v}), nil
	}
	return v, nil
}

// holds checks the type of an array's items, or of the value that will be the only
// item.
func holds(p *syntax.Parameter, v value, count int) bool {
	if !isArray(v) {
		return count == 1 && string(letter(v)) == p.Items
	}
	for _, item := range v.Items() {
		if letter(item) != p.Items[0] {
			return false
		}
	}
	return true
}
