package jsonata

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"
)

// base64Encode takes characters as bytes, as the reference does: those beyond
// U+00FF lose their high bits.
func base64Encode(r *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	var raw []byte
	for _, c := range args[0].Text() {
		if c >= 0x10000 {
			c -= 0x10000
			raw = append(raw, byte(0xD800+c>>10), byte(0xDC00+c&0x3FF))
			continue
		}
		raw = append(raw, byte(c))
	}
	if err := r.makeText(2 * len(raw)); err != nil {
		return undefined, err
	}
	return text(base64.StdEncoding.EncodeToString(raw)), nil
}

// base64Decode gives each byte as a character. What is no base64 is passed over.
func base64Decode(r *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	s, _, _ := strings.Cut(args[0].Text(), "=")
	s = strings.Map(func(c rune) rune {
		switch {
		case c == '-':
			return '+'
		case c == '_':
			return '/'
		case c == '+' || c == '/' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			return c
		}
		return -1
	}, s)
	if len(s)%4 == 1 {
		s = s[:len(s)-1]
	}
	raw, _ := base64.RawStdEncoding.DecodeString(s)
	if err := r.makeText(2 * len(raw)); err != nil {
		return undefined, err
	}
	var b strings.Builder
	for _, c := range raw {
		b.WriteRune(rune(c))
	}
	return text(b.String()), nil
}

// Characters of a URL that are not encoded: ECMAScript's encodeURI and
// encodeURIComponent.
const (
	componentKept = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()"
	uriReserved   = ";/?:@&=+$,#"
	uriKept       = componentKept + uriReserved
)

func encodeURL(kept string) native {
	return func(r *run, _ callSite, args []value) (value, error) {
		if !arg(args, 0).Exists() {
			return undefined, nil
		}
		s := args[0].Text()
		if !utf8.ValidString(s) {
			return undefined, fail("D3140", args[0])
		}
		if err := r.makeText(3 * len(s)); err != nil {
			return undefined, err
		}
		var b strings.Builder
		for i := range len(s) {
			if strings.IndexByte(kept, s[i]) >= 0 {
				b.WriteByte(s[i])
				continue
			}
			b.WriteByte('%')
			b.WriteByte(upperHex[s[i]>>4])
			b.WriteByte(upperHex[s[i]&15])
		}
		return text(b.String()), nil
	}
}

const upperHex = "0123456789ABCDEF"

// decodeURL decodes %XX, but not those that stand for a reserved character.
func decodeURL(reserved string) native {
	return func(r *run, _ callSite, args []value) (value, error) {
		if !arg(args, 0).Exists() {
			return undefined, nil
		}
		decoded, ok := decodePercent(args[0].Text(), reserved)
		if !ok {
			return undefined, fail("D3140", args[0])
		}
		return text(decoded), r.makeText(len(decoded))
	}
}

func decodePercent(s, reserved string) (string, bool) {
	var b strings.Builder
	for s != "" {
		before, _, escaped := strings.Cut(s, "%")
		b.WriteString(before)
		if !escaped {
			break
		}
		s = s[len(before):]
		c, n, ok := escapedRune(s)
		if !ok {
			return "", false
		}
		if c < utf8.RuneSelf && strings.ContainsRune(reserved, c) {
			b.WriteString(s[:n])
		} else {
			b.WriteRune(c)
		}
		s = s[n:]
	}
	return b.String(), true
}

// escapedRune reads a character written as %XX%XX…, and how long that is.
func escapedRune(s string) (c rune, length int, ok bool) {
	var raw []byte
	for len(raw) < utf8.UTFMax && len(s) >= length+3 && s[length] == '%' {
		high, low := unhex(s[length+1]), unhex(s[length+2])
		if high < 0 || low < 0 {
			break
		}
		raw = append(raw, byte(high<<4|low))
		length += 3
		if utf8.FullRune(raw) {
			break
		}
	}
	c, n := utf8.DecodeRune(raw)
	return c, length, n == len(raw) && n > 0 && (c != utf8.RuneError || n == 3)
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
