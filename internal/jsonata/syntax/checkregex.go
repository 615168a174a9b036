package syntax

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// checkRegex says what keeps a pattern from being a regular expression, as
// JavaScript has them without the flag u: a bracket alone, a quantifier without
// anything before it, a range from high to low. Like the reference it takes what
// is nearly right for the characters it consists of, such as {,3} or \q. Groups
// that only other dialects have, such as (?>…) and (?i), are refused.
func checkRegex(pattern string) error {
	r := &regexReader{text: pattern}
	for r.pos < len(r.text) {
		if err := r.term(); err != nil {
			return err
		}
	}
	if r.open > 0 {
		return errors.New("a ( has no )")
	}
	return r.checkNames()
}

// regexReader goes through a pattern.
type regexReader struct {
	text string
	pos  int
	open int  // groups not yet closed
	unit bool // what stands before can be repeated

	names map[string]bool // of groups
	named []string        // what \k names, "" where no name follows
}

// term passes over one character, escape, class, quantifier or bracket.
func (r *regexReader) term() error {
	c := r.text[r.pos]
	if n := quantifierLength(r.text[r.pos:]); n > 0 {
		return r.quantifier(r.text[r.pos : r.pos+n])
	}
	r.unit = c != '(' && c != '|'
	r.pos++
	switch c {
	case '\\':
		return r.escape()
	case '[':
		return r.class()
	case '(':
		r.open++
		return r.group()
	case ')':
		if r.open--; r.open < 0 {
			return errors.New("a ) has no (")
		}
	}
	return nil
}

// quantifierLength counts the bytes of the quantifier at the start; 0 is none. A
// brace that starts none is a character.
func quantifierLength(s string) int {
	switch s[0] {
	case '*', '+', '?':
		return 1
	case '{':
	default:
		return 0
	}
	n := 1 + digits(s[1:])
	if n == 1 {
		return 0
	}
	if n < len(s) && s[n] == ',' {
		n++
		n += digits(s[n:])
	}
	if n == len(s) || s[n] != '}' {
		return 0
	}
	return n + 1
}

func (r *regexReader) quantifier(sign string) error {
	if !r.unit {
		return fmt.Errorf("there is nothing to repeat before %s", sign)
	}
	if r.pos += len(sign); r.pos < len(r.text) && r.text[r.pos] == '?' {
		r.pos++
	}
	r.unit = false
	if sign[0] != '{' {
		return nil
	}
	least, most, bounded := strings.Cut(sign[1:len(sign)-1], ",")
	from, err := repetitions(least)
	if err != nil || !bounded || most == "" {
		return err
	}
	to, err := repetitions(most)
	if err == nil && from > to {
		return fmt.Errorf("the numbers in %s are in the wrong order", sign)
	}
	return err
}

func repetitions(s string) (int64, error) {
	n, err := strconv.ParseInt(s, 10, 32)
	if err != nil {
		return 0, fmt.Errorf("the number %s is larger than %d", s, math.MaxInt32)
	}
	return n, nil
}

// group passes over what follows a bracket and makes the group a special one.
func (r *regexReader) group() error {
	rest, special := strings.CutPrefix(r.text[r.pos:], "?")
	if !special {
		return nil
	}
	for _, start := range []string{":", "=", "!", "<=", "<!"} {
		if strings.HasPrefix(rest, start) {
			r.pos += 1 + len(start)
			return nil
		}
	}
	if !strings.HasPrefix(rest, "<") {
		return errors.New("invalid group")
	}
	name, ok := groupName(rest)
	if !ok {
		return errors.New("invalid name of a group")
	}
	if r.names == nil {
		r.names = map[string]bool{}
	}
	if r.names[name] {
		return fmt.Errorf("two groups have the name %s", name)
	}
	r.names[name] = true
	r.pos += len("?<>") + len(name)
	return nil
}

// groupName reads <name>.
func groupName(s string) (string, bool) {
	if !strings.HasPrefix(s, "<") {
		return "", false
	}
	name, _, closed := strings.Cut(s[1:], ">")
	if !closed || name == "" {
		return "", false
	}
	for i, c := range name {
		switch {
		case unicode.IsLetter(c) || c == '_':
		case i > 0 && unicode.In(c, unicode.Mn, unicode.Nd, unicode.Pc):
		default:
			return "", false
		}
	}
	return name, true
}

// escape passes over what follows a backslash outside of a class.
func (r *regexReader) escape() error {
	if r.pos == len(r.text) {
		return errors.New(`a \ ends it`)
	}
	switch c := r.text[r.pos]; {
	case c == 'k':
		name, _ := groupName(r.text[r.pos+1:])
		r.named = append(r.named, name)
	case c >= '1' && c <= '9':
		if _, err := repetitions(r.text[r.pos : r.pos+digits(r.text[r.pos:])]); err != nil {
			return err
		}
	}
	r.pos++
	return nil
}

// checkNames holds each \k to the names of groups. Where no group has a name, it
// is a k.
func (r *regexReader) checkNames() error {
	if r.names == nil {
		return nil
	}
	for _, name := range r.named {
		switch {
		case name == "":
			return errors.New(`a \k names no group`)
		case !r.names[name]:
			return fmt.Errorf("there is no group %s", name)
		}
	}
	return nil
}

// class passes over what follows an opening [.
func (r *regexReader) class() error {
	if r.rest("^") {
		r.pos++
	}
	for r.pos < len(r.text) {
		if r.rest("]") {
			r.pos++
			return nil
		}
		from, set := r.member()
		if set || !r.rest("-") || r.pos+1 >= len(r.text) || r.text[r.pos+1] == ']' {
			continue
		}
		r.pos++
		start := r.pos
		switch to, set := r.member(); {
		case set:
			return fmt.Errorf("a range cannot end with %s", r.text[start:r.pos])
		case from > to:
			return fmt.Errorf("the range from %c to %c is in the wrong order", from, to)
		}
	}
	return errors.New("a [ has no ]")
}

func (r *regexReader) rest(start string) bool { return strings.HasPrefix(r.text[r.pos:], start) }

// member passes over one member of a class: a character, or a set such as \d.
func (r *regexReader) member() (c rune, set bool) {
	c, size := utf8.DecodeRuneInString(r.text[r.pos:])
	r.pos += size
	if c != '\\' || r.pos == len(r.text) {
		return c, false
	}
	c, size = utf8.DecodeRuneInString(r.text[r.pos:])
	switch {
	case strings.ContainsRune("dDsSwW", c):
		set = true
	case c >= '0' && c <= '7':
		return r.octal(), false
	case c == 'x':
		return r.hexadecimal(2), false
	case c == 'u':
		return r.hexadecimal(4), false
	case c == 'c':
		return r.control(), false
	}
	r.pos += size
	if i := strings.IndexRune("bfnrtv", c); i >= 0 {
		c = rune("\b\f\n\r\t\v"[i])
	}
	return c, set
}

// octal reads a character by up to three octal digits, 377 at most.
func (r *regexReader) octal() rune {
	var c rune
	for n := 0; n < 3 && r.pos < len(r.text) && c < 0o40; n++ {
		d := r.text[r.pos]
		if d < '0' || d > '7' {
			break
		}
		c = c<<3 + rune(d-'0')
		r.pos++
	}
	return c
}

// hexadecimal reads a character by that many digits after an x or a u, which
// without them stands for itself.
func (r *regexReader) hexadecimal(length int) rune {
	letter := rune(r.text[r.pos])
	r.pos++
	if r.pos+length > len(r.text) {
		return letter
	}
	n, err := strconv.ParseUint(r.text[r.pos:r.pos+length], 16, 32)
	if err != nil {
		return letter
	}
	r.pos += length
	return rune(n)
}

// control reads a c and the letter of a control character. Without the letter,
// the backslash before it stands for itself.
func (r *regexReader) control() rune {
	if r.pos+1 == len(r.text) || !isLetter(r.text[r.pos+1]) {
		return '\\'
	}
	r.pos += 2
	return rune(r.text[r.pos-1] & 0x1F)
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
