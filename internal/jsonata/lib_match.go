package jsonata

import (
	"strconv"
	"strings"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// limited gives a function's count argument: negative is none given. A count
// below zero is an error.
func limited(v value, code string) (float64, error) {
	if !v.Exists() {
		return -1, nil
	}
	if v.Float() < 0 {
		return 0, fail(code, v)
	}
	return v.Float(), nil
}

// noArgument is the error of an argument that a function cannot do without. The
// reference crashes there, and has no words for it.
func noArgument(index int) error {
	f := fail("T0410")
	f.Index = index
	return f
}

// below tells whether a count is within a limit.
func below(count int, limit float64) bool { return limit < 0 || float64(count) < limit }

// match is $match: what a regular expression finds, where, and its groups.
func match(r *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	limit, err := limited(arg(args, 2), "D3040")
	if err != nil {
		return undefined, err
	}
	var results []value
	s := args[0].Text()
	err = eachMatch(r, functionOf(arg(args, 1)), s, limit, func(f *found) error {
		results = append(results, jsonvalue.ObjectOf(
			jsonvalue.Member{Name: "match", Value: text(f.text)},
			jsonvalue.Member{Name: "index", Value: number(float64(f.startUnit))},
			jsonvalue.Member{Name: "groups", Value: array(f.groups)},
		))
		return nil
	})
	return sequenceOf(results), err
}

// eachMatch calls a function for the matches in a text, up to a limit. As in the
// reference, the match after the last one is looked for, too.
func eachMatch(r *run, pattern *function, s string, limit float64, do func(*found) error) error {
	if limit == 0 {
		return nil
	}
	m := newMatcher(pattern, s)
	f, err := m.next(r)
	for n := 0; err == nil && f != nil && below(n, limit); n++ {
		if err := do(f); err != nil {
			return err
		}
		f, err = m.next(r)
	}
	return err
}

func containsText(r *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	f := functionOf(arg(args, 1))
	if f == nil {
		if !arg(args, 1).Exists() {
			return undefined, noArgument(2)
		}
		return jsonvalue.BoolOf(strings.Contains(args[0].Text(), arg(args, 1).Text())), nil
	}
	first, err := newMatcher(f, args[0].Text()).next(r)
	return jsonvalue.BoolOf(first != nil), err
}

// split is $split, at a text or at what a regular expression finds.
func split(r *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	limit, err := limited(arg(args, 2), "D3020")
	if err != nil {
		return undefined, err
	}
	s, separator := args[0].Text(), arg(args, 1)
	if f := functionOf(separator); f != nil {
		return splitMatches(r, s, f, limit)
	}
	if !separator.Exists() {
		return undefined, noArgument(2)
	}
	parts := strings.Split(s, separator.Text())
	if err := r.makeItems(len(parts)); err != nil {
		return undefined, err
	}
	items := make([]value, 0, len(parts))
	for _, part := range parts {
		if limit >= 0 && len(items) >= int(limit) {
			break
		}
		items = append(items, text(part))
	}
	return array(items), nil
}

func splitMatches(r *run, s string, f *function, limit float64) (value, error) {
	var items []value
	start := 0
	err := eachMatch(r, f, s, limit, func(f *found) error {
		items = append(items, text(s[min(start, f.start):f.start]))
		start = f.end
		return nil
	})
	if err == nil && below(len(items), limit) {
		items = append(items, text(s[min(start, len(s)):]))
	}
	if err == nil {
		err = r.makeItems(len(items))
	}
	return array(items), err
}

// replace is $replace.
func replace(r *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	s, pattern, by := args[0].Text(), arg(args, 1), arg(args, 2)
	if !pattern.Exists() {
		return undefined, noArgument(2)
	}
	if isString(pattern) && pattern.Text() == "" {
		return undefined, fail("D3010", pattern)
	}
	limit, err := limited(arg(args, 3), "D3011")
	if err != nil {
		return undefined, err
	}
	if f := functionOf(pattern); f != nil {
		return replaceMatches(r, s, f, by, limit)
	}
	if !by.Exists() && limit != 0 && strings.Contains(s, pattern.Text()) {
		return undefined, noArgument(3)
	}
	n := -1
	if limit >= 0 {
		n = int(min(limit, float64(len(s)+1)))
		if float64(n) < limit {
			n++
		}
	}
	if err := r.makeText(len(s) + strings.Count(s, pattern.Text())*len(by.Text())); err != nil {
		return undefined, err
	}
	return text(strings.Replace(s, pattern.Text(), by.Text(), n)), nil
}

func replaceMatches(r *run, s string, pattern *function, by value, limit float64) (value, error) {
	var b strings.Builder
	b.Grow(len(s))
	position := 0
	err := eachMatch(r, pattern, s, limit, func(f *found) error {
		b.WriteString(s[min(position, f.start):f.start])
		position = min(f.start+len(f.text), len(s))
		if !by.Exists() {
			return noArgument(3)
		}
		if replacer := functionOf(by); replacer != nil {
			v, err := r.apply(replacer, f.object())
			if err != nil {
				return err
			}
			if !isString(v) {
				return fail("D3012", v)
			}
			b.WriteString(v.Text())
		} else {
			f.substitute(&b, by.Text())
		}
		return r.room(b.Len())
	})
	if err == nil {
		err = r.makeText(b.Len())
	}
	if err != nil {
		return undefined, err
	}
	b.WriteString(s[position:])
	return text(b.String()), nil
}

// object is a match as the function given to $replace sees it.
func (f *found) object() value {
	return jsonvalue.ObjectOf(
		jsonvalue.Member{Name: "match", Value: text(f.text)},
		jsonvalue.Member{Name: "start", Value: number(float64(f.startUnit))},
		jsonvalue.Member{Name: "end", Value: number(float64(f.endUnit))},
		jsonvalue.Member{Name: "groups", Value: array(f.groups)},
	)
}

// substitute writes a replacement with $0, $1, … and $$ filled in. A group's
// number has at most as many digits as there can be groups.
func (f *found) substitute(to *strings.Builder, replacement string) {
	for {
		before, rest, more := strings.Cut(replacement, "$")
		to.WriteString(before)
		if !more {
			return
		}
		replacement = rest
		switch {
		case strings.HasPrefix(rest, "$"):
			to.WriteByte('$')
			replacement = rest[1:]
		case strings.HasPrefix(rest, "0"):
			to.WriteString(f.text)
			replacement = rest[1:]
		default:
			group, length := f.group(rest)
			if length == 0 {
				to.WriteByte('$')
				continue
			}
			if group <= len(f.groups) && group > 0 {
				to.WriteString(f.groups[group-1].Text())
			}
			replacement = rest[length:]
		}
	}
}

// group reads the number of a group at the start of a text.
func (f *found) group(s string) (group, length int) {
	most := len(strconv.Itoa(max(1, len(f.groups))))
	n := min(digits(s), most)
	if n == 0 {
		return 0, 0
	}
	group, _ = strconv.Atoi(s[:n])
	if n > 1 && group > len(f.groups) {
		group, _ = strconv.Atoi(s[:n-1])
	}
	return group, len(strconv.Itoa(group))
}
