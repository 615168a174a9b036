package asl

import (
	"errors"
	"regexp"
	"strings"
)

// A definition's file may hold ${Name} where a value stands, without quotes, for
// CloudFormation or SAM to fill in. The text is no JSON before that.

var substitution = regexp.MustCompile(`^\$\{[A-Za-z0-9_.:-]+\}`)

var errBareName = errors.New("a substitution without quotes stands for a field's name")

// withQuotes gives a text in which such substitutions read as strings, with every
// other byte in its place: the dollar and the last brace become quotes.
func withQuotes(source string) string {
	if !strings.Contains(source, "${") {
		return source
	}
	quoted := []byte(source)
	inString := false
	for i := 0; i < len(source); i++ {
		switch b := source[i]; {
		case inString && b == '\\':
			i++
		case b == '"':
			inString = !inString
		case b == '$' && !inString:
			if n := len(substitution.FindString(source[i:])); n > 0 {
				quoted[i], quoted[i+n-1] = '"', '"'
				i += n - 1
			}
		}
	}
	return string(quoted)
}

// bare tells whether the token that was just read is such a substitution.
func (r *jsonReader) bare() bool {
	start, _ := r.tokens.Offsets()
	return r.source[start] == '$'
}
