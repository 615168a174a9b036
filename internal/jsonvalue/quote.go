package jsonvalue

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// escapes are the letters of short escapes, each with its character after it.
const escapes = "\"\"\\\\//b\bf\fn\nr\rt\t"

const hexDigits = "0123456789abcdef"

// longer is by how many bytes each byte of a text grows in quotes: by none if it stands
// there as it is. Those of what is not ASCII have to be looked at.
var longer = func() (table [256]uint8) {
	for c := range table {
		switch {
		case c < ' ':
			table[c] = uint8(len(`\u0000`) - 1)
		case c >= utf8.RuneSelf:
			table[c] = notASCII
		}
	}
	for i := 1; i < len(escapes); i += 2 {
		if c := escapes[i]; c != '/' {
			table[c] = 1
		}
	}
	return table
}()

const notASCII = 255

// appendQuoted writes a text in quotes, with escapes only where there have to be
// some. A byte that is no UTF-8 becomes U+FFFD.
func appendQuoted(to []byte, s string) []byte {
	to = append(to, '"')
	done := 0 // what of the text is written
	for i := 0; i < len(s); {
		width := 1
		switch longer[s[i]] {
		case 0:
		case notASCII:
			var r rune
			if r, width = utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError && width == 1 {
				to = utf8.AppendRune(append(to, s[done:i]...), r)
				done = i + 1
			}
		default:
			to = appendEscape(append(to, s[done:i]...), s[i])
			done = i + 1
		}
		i += width
	}
	return append(append(to, s[done:]...), '"')
}

// quotedSize counts the bytes of a text in quotes.
func quotedSize(s string) int {
	size := len(s) + 2
	for i := 0; i < len(s); {
		width := 1
		switch more := longer[s[i]]; more {
		case 0:
		case notASCII:
			var r rune
			if r, width = utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError && width == 1 {
				size += utf8.RuneLen(r) - 1
			}
		default:
			size += int(more)
		}
		i += width
	}
	return size
}

// appendEscape writes a byte of ASCII as an escape.
func appendEscape(to []byte, c byte) []byte {
	for i := 1; i < len(escapes); i += 2 {
		if escapes[i] == c {
			return append(to, '\\', escapes[i-1])
		}
	}
	return append(to, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&0xF])
}

// unquote gives what a text between quotes says, and whether it may stand there.
// What makes no character becomes U+FFFD: a byte that is no UTF-8, half of a
// surrogate pair.
func unquote(s string) (string, bool) {
	plain := make([]byte, 0, len(s))
	done := 0 // what of the text is read
	for i := 0; i < len(s); {
		width := 1
		switch c := s[i]; {
		case c == '\\':
			if width = escapeLength(s[i:], true); width == 0 {
				return "", false
			}
			plain = appendUnescaped(append(plain, s[done:i]...), s[i:i+width])
			done = i + width
		case c < ' ' || c == '"':
			return "", false
		case c >= utf8.RuneSelf:
			var r rune
			if r, width = utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError && width == 1 {
				plain = utf8.AppendRune(append(plain, s[done:i]...), r)
				done = i + 1
			}
		}
		i += width
	}
	return string(append(plain, s[done:]...)), true
}

// escapeLength counts the bytes of the escape at the start of a text, both halves
// of a surrogate pair together; 0 is none. Half of a pair is one for the lenient.
func escapeLength(s string, lenient bool) int {
	if len(s) < 2 {
		return 0
	}
	if s[1] != 'u' {
		for i := 0; i < len(escapes); i += 2 {
			if escapes[i] == s[1] {
				return 2
			}
		}
		return 0
	}
	first, ok := unit(s)
	switch {
	case !ok:
		return 0
	case !utf16.IsSurrogate(first):
		return 6
	}
	if second, ok := unit(s[6:]); ok && utf16.DecodeRune(first, second) != utf8.RuneError {
		return 12
	}
	if lenient {
		return 6
	}
	return 0
}

// unit reads \uXXXX.
func unit(s string) (rune, bool) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:6], 16, 16)
	return rune(n), err == nil
}

// appendUnescaped adds what an escape stands for.
func appendUnescaped(to []byte, escape string) []byte {
	if escape[1] != 'u' {
		for i := 0; i < len(escapes); i += 2 {
			if escapes[i] == escape[1] {
				return append(to, escapes[i+1])
			}
		}
	}
	first, _ := unit(escape)
	if second, pair := unit(escape[6:]); pair {
		first = utf16.DecodeRune(first, second)
	}
	return utf8.AppendRune(to, first) // half of a pair: U+FFFD
}
