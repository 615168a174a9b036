package jsonata

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// lower is JavaScript's toLowerCase: a sigma that ends a word is another letter.
func lower(s string) string {
	if !strings.ContainsAny(s, "Σİ") {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for i, c := range s {
		switch {
		case c == 'İ':
			b.WriteString("i\u0307")
		case c == 'Σ' && endsWord(s[:i], s[i+len("Σ"):]):
			b.WriteRune('ς')
		default:
			b.WriteRune(unicode.ToLower(c))
		}
	}
	return b.String()
}

// endsWord tells whether a letter between two texts is the last of a word
// (Unicode Standard, section 3.13, "Final_Sigma").
func endsWord(before, after string) bool {
	passed := func(r rune) bool {
		return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Lm, unicode.Sk) || strings.ContainsRune("'.:’·", r)
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(before, passed))
	next, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(after, passed))
	return cased(last) && !cased(next)
}

func cased(r rune) bool { return unicode.In(r, unicode.Lu, unicode.Ll, unicode.Lt) }

// upper is JavaScript's toUpperCase, in which a character may become several.
func upper(s string) string { return strings.ToUpper(severalUpper.Replace(s)) }

var severalUpper = strings.NewReplacer("ß", "SS", "ﬀ", "FF", "ﬁ", "FI", "ﬂ", "FL", "ﬃ", "FFI", "ﬄ", "FFL", "ﬅ", "ST", "ﬆ", "ST", "ŉ", "ʼN")
