package draw

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The most characters that stand in a picture; a longer text ends with an ellipsis.
const (
	maxName   = 80  // AWS takes no longer name
	maxWords  = 100 // on an arrow
	maxDetail = 60
)

// label writes text so that Mermaid shows it as it is. What could mean something
// to Mermaid's grammar, to Markdown or to HTML becomes an entity such as #58;,
// which is Mermaid's own way of escaping.
func label(text string, most int) string {
	text = shorten(plain(text), most)
	if text == "" {
		return "“”"
	}
	var b strings.Builder
	for i, r := range text {
		if safe(r, text[:i], text[i+utf8.RuneLen(r):]) {
			b.WriteRune(r)
		} else {
			b.WriteString("#" + strconv.Itoa(int(r)) + ";")
		}
	}
	return b.String()
}

// safe tells whether a character may stand for itself between what is before and
// after it.
func safe(r rune, before, after string) bool {
	switch r {
	case 'd', 'D':
		return !prefixFold(after, "irection") // "direction TB" steers Mermaid wherever it stands
	case ' ', ',', '?', '/', '!', '\'':
		return true
	case '=', '+':
		return before != "" && after != "" // they begin a heading or a list, in Markdown
	case '.', ')':
		return strings.Trim(before, "0123456789") != "" && !suffixFold(before, "www") // so do 1. and 1)
	case '(':
		return !strings.HasSuffix(before, "]") // a link
	case '-', '_':
		return endsInWord(before) && beginsWord(after)
	case '$':
		return beginsWord(after) && (after[0] < '0' || after[0] > '9') && !strings.HasSuffix(before, "$")
	case '[':
		return endsInWord(before) && after != "" && after[0] >= '0' && after[0] <= '9'
	case ']':
		return before != "" && before[len(before)-1] >= '0' && before[len(before)-1] <= '9'
	}
	return r >= utf8.RuneSelf || word(byte(r))
}

func word(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func beginsWord(text string) bool { return text != "" && word(text[0]) }

func endsInWord(text string) bool { return text != "" && word(text[len(text)-1]) }

func prefixFold(text, prefix string) bool {
	return len(text) >= len(prefix) && strings.EqualFold(text[:len(prefix)], prefix)
}

func suffixFold(text, suffix string) bool {
	return len(text) >= len(suffix) && strings.EqualFold(text[len(text)-len(suffix):], suffix)
}

// plain makes one line of a text: what is no character of it, or only steers how
// others are shown, goes.
func plain(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.IsControl(r), r == '\uFEFF':
			return ' '
		case r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069', r > 0xFFFF && unicode.Is(unicode.Cf, r):
			return -1 // text direction, and tags that nobody sees
		}
		return r
	}, text)
	return keeps.Replace(strings.Join(strings.Fields(text), " "))
}

// keeps takes care of the characters between which Mermaid keeps entities for a
// while: a ligature is written out, and ¶ß gets an invisible blank.
var keeps = strings.NewReplacer("ﬂ", "fl", "¶", "¶\u200B")

func shorten(text string, most int) string {
	if len(text) <= most {
		return text
	}
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return strings.TrimRight(string(runes[:most-1]), " ") + "…"
}
