package jsonata

import (
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/dlclark/regexp2"

	"github.com/quickstep-go/quickstep/internal/jsonata/syntax"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// matchTime bounds one search of a regular expression, whose time may grow
// exponentially with the text.
const matchTime = 250 * time.Millisecond

// regex is a regular expression with JavaScript's behaviour.
type regex struct {
	source string
	flags  string
	first  sync.Once // makes the engine
	engine *regexp2.Regexp
	err    error
}

// make translates the expression for the engine.
func (re *regex) make() {
	options := regexp2.RegexOptions(regexp2.ECMAScript)
	if strings.Contains(re.flags, "i") {
		options |= regexp2.IgnoreCase
	}
	re.engine, re.err = regexp2.Compile(fromJavaScript(re.source, strings.Contains(re.flags, "m")), options)
	if re.err == nil {
		re.engine.MatchTimeout = matchTime
	}
}

// find gives the first match at or after a character.
func (re *regex) find(in []rune, from int) (*regexp2.Match, error) {
	re.first.Do(re.make)
	if re.err != nil {
		return nil, &fault{Code: "S0303", Text: "The regular expression cannot be read: " + re.err.Error()}
	}
	m, err := re.engine.FindRunesMatchStartingAt(in, from)
	if err != nil {
		return nil, tooLarge("A regular expression takes too long")
	}
	return m, nil
}

// regex compiles a literal: a function from a text to its first match.
func (c *compiler) regex(n *syntax.Regex) evalFunc {
	re := &regex{source: n.Pattern, flags: n.Flags}
	f := &function{arity: 2, regex: re, native: func(r *run, _ callSite, args []value) (value, error) {
		s := &search{regex: re, text: jsText(arg(args, 0)), at: max(0, int(arg(args, 1).Float()))}
		return s.object(r, false)
	}}
	return constant(valueOf(f))
}

// jsText is what JavaScript makes of a value where it wants a string.
func jsText(v value) string {
	switch v.Kind() {
	case jsonvalue.String:
		return v.Text()
	case jsonvalue.Number:
		return jsNumber(v.Float())
	case jsonvalue.Absent:
		return "undefined"
	case jsonvalue.Null, jsonvalue.Bool:
		return v.JSON()
	}
	return "[object Object]"
}

// found is one match.
type found struct {
	text               string
	start, end         int // bytes
	startUnit, endUnit int // UTF-16 units, as JavaScript counts
	groups             []value
}

// search goes through the matches of a regular expression in a text.
type search struct {
	regex *regex
	text  string
	runes []rune
	at    int // runes: where the next match may start
	place cursor
}

// cursor knows where in a text a character starts. It only moves forward.
type cursor struct{ runes, bytes, units int }

// to moves on to a character.
func (c *cursor) to(text string, runes int) {
	for c.runes < runes && c.bytes < len(text) {
		_, size := utf8.DecodeRuneInString(text[c.bytes:])
		c.bytes += size
		c.runes++
		c.units++
		if size == utf8.UTFMax {
			c.units++
		}
	}
}

// next gives the next match, or nil.
func (s *search) next(r *run) (*found, error) {
	if s.runes == nil {
		s.runes = []rune(s.text)
	}
	if s.at > len(s.runes) {
		return nil, nil
	}
	m, err := s.regex.find(s.runes, s.at)
	if err != nil {
		return nil, err
	}
	if m == nil {
		return nil, r.spend(1 + (len(s.runes)-s.at)/16)
	}
	if err := r.spend(1 + (m.Index+m.Length-s.at)/16); err != nil {
		return nil, err
	}
	s.at = m.Index + m.Length
	f := &found{}
	s.place.to(s.text, m.Index)
	f.start, f.startUnit = s.place.bytes, s.place.units
	s.place.to(s.text, s.at)
	f.end, f.endUnit = s.place.bytes, s.place.units
	f.text = s.text[f.start:f.end]
	if m.GroupCount() <= 1 {
		return f, nil
	}
	for _, g := range m.Groups()[1:] {
		if len(g.Captures) == 0 {
			f.groups = append(f.groups, undefined)
			continue
		}
		f.groups = append(f.groups, text(g.String()))
	}
	return f, nil
}

// following is next after a match: at the end of the text there is no further
// one, and one of no length would go on for ever.
func (s *search) following(r *run) (*found, error) {
	if s.at >= len(s.runes) {
		return nil, nil
	}
	f, err := s.next(r)
	if f != nil && f.text == "" {
		return nil, fail("D1004", text(s.regex.source))
	}
	return f, err
}

// object gives the next match as expressions see it, with a function for the one
// after.
func (s *search) object(r *run, further bool) (value, error) {
	f, err := s.next(r)
	if further && f != nil && f.text == "" {
		return undefined, fail("D1004", text(s.regex.source))
	}
	if err != nil || f == nil {
		return undefined, err
	}
	after := *s
	next := &function{native: func(r *run, _ callSite, _ []value) (value, error) {
		rest := after
		if rest.at >= len(rest.runes) {
			return undefined, nil
		}
		return rest.object(r, true)
	}}
	return jsonvalue.ObjectOf(
		jsonvalue.Member{Name: "match", Value: text(f.text)},
		jsonvalue.Member{Name: "start", Value: number(float64(f.startUnit))},
		jsonvalue.Member{Name: "end", Value: number(float64(f.endUnit))},
		jsonvalue.Member{Name: "groups", Value: array(f.groups)},
		jsonvalue.Member{Name: "next", Value: valueOf(next)},
	), nil
}

// unitOffset gives the byte at which a UTF-16 unit starts.
func unitOffset(s string, unit int) int {
	for i := range s {
		if unit <= 0 {
			return i
		}
		unit--
		if _, size := utf8.DecodeRuneInString(s[i:]); size == 4 {
			unit--
		}
	}
	return len(s)
}

// matcher goes through what a matcher function finds in a text: a regular
// expression, or a function that gives an object like one.
type matcher struct {
	search *search
	text   string
	f      *function // the one to ask next
	begun  bool
}

func newMatcher(f *function, s string) *matcher {
	if f.regex != nil {
		return &matcher{search: &search{regex: f.regex, text: s}}
	}
	return &matcher{text: s, f: f}
}

// next gives the next match, or nil.
func (m *matcher) next(r *run) (*found, error) {
	begun := m.begun
	m.begun = true
	switch {
	case m.search != nil && begun:
		return m.search.following(r)
	case m.search != nil:
		return m.search.next(r)
	case m.f == nil:
		return nil, nil
	}
	var args []value
	if !begun {
		args = []value{text(m.text)}
	}
	v, err := r.apply(m.f, args...)
	if err != nil {
		return nil, err
	}
	if ok, err := r.truthy(v); !ok || err != nil {
		return nil, err
	}
	start, end, groups, next := v.Get("start"), v.Get("end"), v.Get("groups"), functionOf(v.Get("next"))
	if !isNumber(start) && !isNumber(end) && !isArray(groups) && next == nil {
		return nil, fail("T1010")
	}
	m.f = next
	f := &found{text: v.Get("match").Text(), groups: groups.Items(), startUnit: int(start.Float()), endUnit: int(end.Float())}
	f.start = unitOffset(m.text, int(start.Float()))
	f.end = max(f.start, unitOffset(m.text, int(end.Float())))
	return f, nil
}
