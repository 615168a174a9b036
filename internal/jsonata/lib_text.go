package jsonata

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var textFunctions = map[string]builtin{
	"string":          {1, toString},
	"length":          {1, length},
	"substring":       {3, substring},
	"substringBefore": {2, substringBefore},
	"substringAfter":  {2, substringAfter},
	"lowercase":       {1, textual(lower)},
	"uppercase":       {1, textual(upper)},
	"trim":            {1, textual(trim)},
	"pad":             {3, pad},
	"join":            {2, join},
	"contains":        {2, containsText},
	"split":           {3, split},
	"match":           {3, match},
	"replace":         {4, replace},

	"base64encode":       {1, base64Encode},
	"base64decode":       {1, base64Decode},
	"encodeUrl":          {1, encodeURL(uriKept)},
	"encodeUrlComponent": {1, encodeURL(componentKept)},
	"decodeUrl":          {1, decodeURL(uriReserved)},
	"decodeUrlComponent": {1, decodeURL("")},
}

// textual makes a function of one string; nothing stays nothing.
func textual(compute func(string) string) native {
	return func(r *run, _ callSite, args []value) (value, error) {
		if !arg(args, 0).Exists() {
			return undefined, nil
		}
		if err := r.makeText(len(args[0].Text())); err != nil {
			return undefined, err
		}
		return text(compute(args[0].Text())), nil
	}
}

// toString is $string.
func toString(r *run, _ callSite, args []value) (value, error) {
	v := arg(args, 0)
	if v.Mark()&outer != 0 {
		v = v.At(0)
	}
	if !v.Exists() || isString(v) {
		return v, nil
	}
	s, err := r.stringify(v, arg(args, 1).Bool())
	return text(s), err
}

// stringify is JSON.stringify with the reference's rules: numbers have at most 15
// digits, functions are empty strings.
func (r *run) stringify(v value, pretty bool) (string, error) {
	switch v.Kind() {
	case jsonvalue.String:
		return v.Text(), nil
	case jsonvalue.Opaque:
		return "", nil
	case jsonvalue.Number:
		if math.IsNaN(v.Float()) || math.IsInf(v.Float(), 0) {
			return "", fail("D3001", v)
		}
	}
	w := writer{run: r, pretty: pretty}
	if err := w.write(v, 0); err != nil {
		return "", err
	}
	return string(w.out), r.makeText(len(w.out))
}

// writer writes JSON text.
type writer struct {
	run    *run
	out    []byte
	pretty bool
}

func (w *writer) write(v value, depth int) error {
	switch v.Kind() {
	case jsonvalue.Number:
		f, err := numeric(v)
		if err != nil {
			return err
		}
		if f == nil {
			w.out = append(w.out, "null"...)
			return nil
		}
		w.out = number(fifteen(*f)).AppendJSON(w.out)
	case jsonvalue.Array:
		return w.list(v.Len(), depth, '[', ']', func(i int) error { return w.write(v.At(i), depth+1) })
	case jsonvalue.Object:
		members := v.Members()
		return w.list(len(members), depth, '{', '}', func(i int) error {
			w.out = append(text(members[i].Name).AppendJSON(w.out), ':')
			if w.pretty {
				w.out = append(w.out, ' ')
			}
			return w.write(members[i].Value, depth+1)
		})
	case jsonvalue.Opaque:
		w.out = append(w.out, `""`...)
	default:
		w.out = v.AppendJSON(w.out)
	}
	return nil
}

// list writes an array or an object under the run's limits.
func (w *writer) list(n, depth int, open, shut byte, item func(i int) error) error {
	if depth > jsonvalue.MaxDepth {
		return tooLarge("The value nests too deeply")
	}
	if err := w.run.spend(1 + n); err != nil {
		return err
	}
	if err := w.run.room(len(w.out)); err != nil {
		return err
	}
	w.out = append(w.out, open)
	for i := range n {
		if i > 0 {
			w.out = append(w.out, ',')
		}
		w.newline(depth + 1)
		if err := item(i); err != nil {
			return err
		}
	}
	if n > 0 {
		w.newline(depth)
	}
	w.out = append(w.out, shut)
	return nil
}

func (w *writer) newline(depth int) {
	if !w.pretty {
		return
	}
	w.out = append(w.out, '\n')
	for range depth {
		w.out = append(w.out, "  "...)
	}
}

// fifteen rounds to 15 significant digits.
func fifteen(f float64) float64 {
	if f == math.Trunc(f) && math.Abs(f) < 1e15 {
		return f
	}
	var buffer [32]byte
	rounded, _ := strconv.ParseFloat(string(strconv.AppendFloat(buffer[:0], f, 'e', 14, 64)), 64)
	return rounded
}

func length(_ *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	return number(float64(utf8.RuneCountInString(args[0].Text()))), nil
}

// substring is $substring, in characters.
func substring(_ *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	s := args[0].Text()
	n := float64(utf8.RuneCountInString(s))
	start, end := arg(args, 1).Float(), n
	if n+start < 0 {
		start = 0
	}
	if count := arg(args, 2); count.Exists() {
		if count.Float() <= 0 || !arg(args, 1).Exists() { // as the reference, which adds nothing to the count
			return text(""), nil
		}
		end = start + count.Float()
		if start < 0 {
			end += n
		}
	}
	return text(slice(s, int(n), start, end)), nil
}

// slice is JavaScript's slice over the n characters of a string.
func slice(s string, n int, start, end float64) string {
	place := func(f float64) int {
		f = math.Trunc(f)
		if f < 0 {
			f += float64(n)
		}
		return int(math.Max(0, math.Min(f, float64(n))))
	}
	from, to := place(start), place(end)
	if from >= to {
		return ""
	}
	if len(s) == n {
		return s[from:to]
	}
	a := byteOffset(s, from)
	return s[a : a+byteOffset(s[a:], to-from)]
}

// byteOffset counts the bytes of the first n characters.
func byteOffset(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

func substringBefore(_ *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() || !arg(args, 1).Exists() {
		return arg(args, 0), nil
	}
	before, _, _ := strings.Cut(args[0].Text(), arg(args, 1).Text())
	return text(before), nil
}

func substringAfter(_ *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() || !arg(args, 1).Exists() {
		return arg(args, 0), nil
	}
	if _, after, found := strings.Cut(args[0].Text(), arg(args, 1).Text()); found {
		return text(after), nil
	}
	return args[0], nil
}

// trim makes each run of blanks one, and none at the ends.
func trim(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(c rune) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }), " ")
}

// pad is $pad: blanks, or other text, to the right, or to the left for a negative
// width.
func pad(r *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	s, fill, width := args[0].Text(), arg(args, 2).Text(), math.Trunc(arg(args, 1).Float())
	if fill == "" {
		fill = " "
	}
	missing := math.Abs(width) - float64(utf8.RuneCountInString(s))
	if missing <= 0 {
		return args[0], nil
	}
	if missing > float64(r.maxSize) {
		return undefined, r.room(math.MaxInt)
	}
	if err := r.makeText(int(missing)*4 + len(s)); err != nil {
		return undefined, err
	}
	repeats := int(missing)/utf8.RuneCountInString(fill) + 1
	padding := strings.Repeat(fill, repeats)
	padding = padding[:byteOffset(padding, int(missing))]
	if width > 0 {
		return text(s + padding), nil
	}
	return text(padding + s), nil
}

func join(r *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	items, separator := args[0].Items(), arg(args, 1).Text()
	size := len(separator) * max(0, len(items)-1)
	for _, item := range items {
		size += len(item.Text())
	}
	if err := r.makeText(size); err != nil {
		return undefined, err
	}
	var b strings.Builder
	b.Grow(size)
	for i, item := range items {
		if i > 0 {
			b.WriteString(separator)
		}
		b.WriteString(item.Text())
	}
	return text(b.String()), nil
}
