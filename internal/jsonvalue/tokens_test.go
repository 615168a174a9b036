package jsonvalue

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"
)

// read goes through a text.
func (t *Tokens) read() (tokens []string, err error) {
	for {
		kind, err := t.Next()
		if kind == 0 || err != nil {
			return tokens, err
		}
		tokens = append(tokens, t.Raw())
	}
}

func TestTokens(t *testing.T) {
	tokens := NewTokens(` {"a\u00e9": [1.5e3, "x", true], "b": {}, "c": null } `)
	got, err := tokens.read()
	if want := `{ "a\u00e9" [ 1.5e3 "x" true ] "b" { } "c" null }`; err != nil || strings.Join(got, " ") != want {
		t.Errorf("got %s, %v", got, err)
	}
	tokens = NewTokens("[\n  \"a\\nb\" ]")
	tokens.Next()
	kind, err := tokens.Next()
	if start, end := tokens.Offsets(); kind != '"' || err != nil || start != 4 || end != 10 || tokens.Text() != "a\nb" {
		t.Errorf("got %q at %d to %d, %v", tokens.Text(), start, end, err)
	}
}

func TestSyntaxErrors(t *testing.T) {
	for text, want := range map[string]string{
		``:            "ends",
		`  `:          "ends",
		`{`:           "ends",
		`{"a"`:        "ends",
		`{"a": `:      "ends",
		`[1,`:         "ends",
		`"a`:          "ends",
		`"\`:          "ends",
		`"\u12`:       "ends",
		`-`:           "ends",
		`1.`:          "ends",
		`tru`:         "ends",
		`?`:           "invalid character '?' where a value starts, at byte 0",
		`{1`:          "invalid character '1' where a name in double quotes is expected, at byte 1",
		`{"a" 1}`:     "invalid character '1' where ':' is expected, at byte 5",
		`{"a": 1 "b"`: "invalid character '\"' where ',' or '}' is expected, at byte 8",
		`[1 2]`:       "invalid character '2' where ',' or ']' is expected, at byte 3",
		`[1, ]`:       "invalid character ',' before ']', at byte 2",
		`{"a": 1,}`:   "invalid character ',' before '}', at byte 7",
		`[1}`:         "invalid character '}' where ',' or ']' is expected, at byte 2",
		`[,1]`:        "invalid character ',' where a value starts, at byte 1",
		`01`:          "the text goes on after its value, at byte 1",
		`1 2`:         "the text goes on after its value, at byte 2",
		`[-a]`:        "invalid character 'a' in a number, at byte 2",
		`[1.a]`:       "invalid character 'a' in a number, at byte 3",
		`[1e+a]`:      "invalid character 'a' in a number, at byte 4",
		`[nil]`:       "invalid character 'i' in null, at byte 2",
		"\"a\nb\"":    `invalid character '\n' in a text, at byte 2`,
		`"\q"`:        `invalid character 'q' after \, at byte 2`,
		`"\uD800"`:    `an escape \u that makes no character, at byte 1`,
		`"\u12x4"`:    `an escape \u that makes no character, at byte 1`,
		"\"\xff\"":    "invalid UTF-8 in a text, at byte 1",
	} {
		_, err := NewTokens(text).read()
		got := fmt.Sprint(err)
		if errors.Is(err, io.ErrUnexpectedEOF) {
			got = "ends"
		}
		if got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

// FuzzTokens holds the reading of tokens to encoding/json, and the quick reader of
// values to the strict one.
func FuzzTokens(f *testing.F) {
	for _, text := range []string{
		`{"a": [1, -0.5e+3, "x\n\u00e9\uD83D\uDE00"], "b": {"c": [true, false, null]}}`, `[1,]`, `{"a":1,}`, `{,}`, `01`, `1.`, `"\uD800"`, "\"\xff\"", `"\q"`, `[1}`, `tru`, ` `,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		lenient := Tokens{text: text, lenient: true}
		_, err := lenient.read()
		if valid := json.Valid([]byte(text)); valid != (err == nil) {
			t.Fatalf("%q: valid %v, read with %v", text, valid, err)
		}
		if _, strict := NewTokens(text).read(); strict == nil && (err != nil || !utf8.ValidString(text)) {
			t.Errorf("%q is read strictly", text)
		}
		quick, ok := scan(text)
		slow, err := parseStrictly(text)
		if ok && (err != nil || quick.JSON() != slow.JSON()) {
			t.Errorf("%q is %s, and strictly %s, %v", text, quick, slow, err)
		}
		if again := appendQuoted(nil, text); json.Valid(again) && len(again) == quotedSize(text) {
			var want string
			if json.Unmarshal(again, &want); want != text && utf8.ValidString(text) {
				t.Errorf("%q is written %s", text, again)
			}
			if back, ok := unquote(string(again[1 : len(again)-1])); !ok || back != want {
				t.Errorf("%s says %q, want %q", again, back, want)
			}
		} else {
			t.Errorf("%q is written %s", text, again)
		}
	})
}
