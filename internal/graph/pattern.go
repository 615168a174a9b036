package graph

import (
	"fmt"
	"regexp/syntax"
	"strings"
)

// ParsePattern reads a regular expression that package regexp and JavaScript both
// have, and gives it as a query language writes it: brackets and slashes that stand
// for themselves have a backslash, as it counts them while it looks for the end. Of
// any other it gives what is wrong with it, and what to write instead.
func ParsePattern(pattern string) (written, problem, help string) {
	if pattern == "" {
		return "", "is empty, and in each text", "say what is looked for"
	}
	if _, err := syntax.Parse(pattern, syntax.Perl); err != nil {
		return "", "is no regular expression", err.Error()
	}
	var b strings.Builder
	p := patternParser{rest: pattern}
	for p.rest != "" {
		if gos, instead := p.gosAlone(); gos != "" {
			return "", fmt.Sprintf("has %s, which Go has and JavaScript has not", gos), instead
		}
		part := p.take()
		if p.nothing && repeats(part) {
			return "", "repeats what has no width, which Go does and JavaScript does not", "leave out the " + part
		}
		b.WriteString(p.write(part))
	}
	return b.String(), "", ""
}

// patternParser goes through a pattern that package regexp takes.
type patternParser struct {
	rest    string
	class   int  // how many parts of a class have been read, its bracket with them; 0 is outside
	nothing bool // the part before has no width, so that JavaScript does not repeat it
}

// take takes a part off: an escape, what begins a class, a quantifier or one byte.
func (p *patternParser) take() string {
	n := 1
	switch {
	case p.rest[0] == '\\', p.class == 0 && strings.HasPrefix(p.rest, "[^"):
		n = 2
	case p.rest[0] == '{' && p.class == 0:
		if end := strings.IndexByte(p.rest, '}') + 1; repeats(p.rest[:end]) {
			n = end
		}
	}
	part := p.rest[:n]
	p.rest = p.rest[n:]
	return part
}

// write gives a part as it is written, and notes where the next one stands.
func (p *patternParser) write(part string) string {
	p.nothing = p.class == 0 && (part == "^" || part == "$" || part == `\b` || part == `\B`)
	inside, literal := p.class > 0, "{}]/"
	switch {
	case inside && part == "]" && p.class > 1: // the first one is no end
		p.class = 0
		return part
	case inside:
		p.class++
		literal = "(){}[]/"
	case part == "[", part == "[^":
		p.class = 1
	}
	switch {
	case part == `\\`:
		return `\u005c` // or the next bracket would seem to have a backslash
	case len(part) == 1 && strings.Contains(literal, part):
		return `\` + part
	}
	return part
}

// repeats tells whether a part says how often the one before it comes: by a mark, or
// as {2}, {2,} and {2,3} do.
func repeats(part string) bool {
	inner, ok := strings.CutSuffix(part, "}")
	if !ok || !strings.HasPrefix(inner, "{") {
		return part == "*" || part == "+" || part == "?"
	}
	least, most, _ := strings.Cut(inner[1:], ",")
	return least != "" && strings.Trim(least+most, "0123456789") == ""
}

// gosAlone gives the syntax of package regexp at the start of what is left that
// JavaScript takes for something else, and what to write instead.
func (p *patternParser) gosAlone() (gos, instead string) {
	rest := p.rest
	switch {
	case strings.HasPrefix(rest, `\x{`):
		return `\x{`, "write the character itself"
	case strings.HasPrefix(rest, `\`):
		instead := insteadOf[rest[1]]
		if rest[1] >= '0' && rest[1] <= '9' {
			instead = `write the character in hexadecimal digits, as \x41`
		}
		if instead != "" {
			return rest[:2], instead
		}
	case p.class > 0 && strings.HasPrefix(rest, "[:") && strings.Contains(rest, ":]"):
		return rest[:strings.Index(rest, ":]")+2], "name the characters, as a-z"
	case p.class == 0 && strings.HasPrefix(rest, "(?P<"):
		return "(?P<", "write (?:"
	case p.class == 0 && strings.HasPrefix(rest, "(?") && !strings.HasPrefix(rest, "(?:") && !strings.HasPrefix(rest, "(?<"):
		return rest[:3], "leave it out; of texts in small and capital letters compare dsl.Lower"
	}
	return "", ""
}

// insteadOf are the escapes that mean something to Go alone, by their letters.
var insteadOf = map[byte]string{
	'A': "write ^", 'z': "write $", 'a': `write \x07`,
	'p': "name the characters, as [a-z]", 'P': "name the characters, as [^a-z]",
	'Q': "write a backslash before each mark", 'E': "leave it out",
}
