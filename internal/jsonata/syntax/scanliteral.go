package syntax

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// quoted reads a string literal with JSON's escapes, in either kind of quotes.
func (s *scanner) quoted(t *token, quote byte) error {
	t.kind = stringToken
	s.pos++
	if n := strings.IndexByte(s.source[s.pos:], quote); n >= 0 && strings.IndexByte(s.source[s.pos:s.pos+n], '\\') < 0 {
		t.text = s.source[s.pos : s.pos+n]
		s.pos += n + 1
		return nil
	}
	var b strings.Builder
	for s.pos < len(s.source) {
		c := s.source[s.pos]
		switch c {
		case quote:
			s.pos++
			t.text = b.String()
			return nil
		case '\\':
			s.pos++
			if err := s.escape(&b); err != nil {
				return err
			}
		default:
			b.WriteByte(c)
			s.pos++
		}
	}
	return Fail("S0101").At(len(s.source))
}

var escapes = map[byte]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// escape reads what follows a backslash.
func (s *scanner) escape(to *strings.Builder) error {
	rest := s.source[s.pos:]
	if rest == "" {
		return Fail("S0101").At(len(s.source))
	}
	if plain, ok := escapes[rest[0]]; ok {
		to.WriteByte(plain)
		s.pos++
		return nil
	}
	if rest[0] != 'u' {
		r, _ := utf8.DecodeRuneInString(rest)
		return Fail("S0103").About(string(r)).At(s.pos)
	}
	r, ok := hex4(rest[1:])
	if !ok {
		return Fail("S0104").At(s.pos)
	}
	s.pos += 5
	if high := r; high >= 0xD800 && high < 0xDC00 && strings.HasPrefix(rest[5:], `\u`) {
		if low, ok := hex4(rest[7:]); ok && low >= 0xDC00 && low < 0xE000 {
			r = (high-0xD800)<<10 + (low - 0xDC00) + 0x10000
			s.pos += 6
		}
	}
	writeUnit(to, r)
	return nil
}

// writeUnit writes a character. Half of a surrogate pair is no character, but it
// is kept in the three bytes UTF-8 would give it, which no text can contain: what
// must refuse it can see it, and on the way out it becomes U+FFFD.
func writeUnit(to *strings.Builder, r rune) {
	if r >= 0xD800 && r < 0xE000 {
		to.Write([]byte{0xE0 | byte(r>>12), 0x80 | byte(r>>6)&0x3F, 0x80 | byte(r)&0x3F})
		return
	}
	to.WriteRune(r)
}

func hex4(s string) (rune, bool) {
	if len(s) < 4 {
		return 0, false
	}
	n, err := strconv.ParseUint(s[:4], 16, 32)
	return rune(n), err == nil
}

// regex reads a regular expression up to the slash that is neither escaped nor
// inside brackets, and its flags.
func (s *scanner) regex(t *token) error {
	start := s.pos + 1
	depth := 0
	for s.pos = start; s.pos < len(s.source); s.pos++ {
		c := s.source[s.pos]
		escaped := s.source[s.pos-1] == '\\' && s.pos > start && !(s.pos-2 >= start && s.source[s.pos-2] == '\\')
		if c == '/' && !escaped && depth == 0 {
			pattern := s.source[start:s.pos]
			if pattern == "" {
				return Fail("S0301").At(s.pos)
			}
			s.pos++
			from := s.pos
			for s.pos < len(s.source) && (s.source[s.pos] == 'i' || s.source[s.pos] == 'm') {
				s.pos++
			}
			t.kind, t.text, t.flags = regexToken, pattern, s.source[from:s.pos]
			return nil
		}
		if !escaped {
			switch c {
			case '(', '[', '{':
				depth++
			case ')', ']', '}':
				depth--
			}
		}
	}
	return Fail("S0302").At(len(s.source))
}
