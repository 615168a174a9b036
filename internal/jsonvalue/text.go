package jsonvalue

import (
	"encoding/json"
	"math"
	"strconv"
	"unsafe"
)

// AppendJSON appends the compact JSON text; an absent value is written as null.
func (v Value) AppendJSON(to []byte) []byte {
	if to == nil {
		to = make([]byte, 0, min(v.Size(), largest))
	}
	switch v.kind {
	case Bool:
		return strconv.AppendBool(to, v.bits == 1)
	case Number:
		if literal := v.literal(); literal != "" {
			return append(to, literal...)
		}
		return appendFloat(to, v.num())
	case String:
		if v.isVerbatim() {
			return append(to, v.str()...)
		}
		return appendQuoted(to, v.str())
	case Array:
		to = append(to, '[')
		for i, item := range v.node().items {
			if i > 0 {
				to = append(to, ',')
			}
			to = item.AppendJSON(to)
		}
		return append(to, ']')
	case Object:
		to = append(to, '{')
		for i, m := range v.node().members {
			if i > 0 {
				to = append(to, ',')
			}
			to = append(appendQuoted(to, m.Name), ':')
			to = m.Value.AppendJSON(to)
		}
		return append(to, '}')
	}
	return append(to, "null"...)
}

// largest is how much room is made for a text at once; shared parts may make one that
// no memory has room for.
const largest = 64 << 20

// JSON gives the compact JSON text.
func (v Value) JSON() string {
	text := v.AppendJSON(nil)
	return unsafe.String(unsafe.SliceData(text), len(text)) // which nobody else has
}

// String gives the compact JSON text, or "absent".
func (v Value) String() string {
	if !v.Exists() {
		return "absent"
	}
	return v.JSON()
}

// Indent gives the JSON text over several lines, two blanks a level.
func (v Value) Indent() string { return string(v.appendIndented(nil, "\n")) }

// appendIndented writes a value whose own line begins with the blanks after the line
// end.
func (v Value) appendIndented(to []byte, line string) []byte {
	if v.Len() == 0 {
		return v.AppendJSON(to)
	}
	inner, open, end := line+"  ", byte('['), byte(']')
	if v.kind == Object {
		open, end = '{', '}'
	}
	to = append(to, open)
	for i, item := range v.Items() {
		to = append(separated(to, i), inner...)
		to = item.appendIndented(to, inner)
	}
	for i, m := range v.Members() {
		to = append(separated(to, i), inner...)
		to = append(appendQuoted(to, m.Name), ": "...)
		to = m.Value.appendIndented(to, inner)
	}
	return append(append(to, line...), end)
}

// separated puts a comma before any but the first.
func separated(to []byte, i int) []byte {
	if i > 0 {
		return append(to, ',')
	}
	return to
}

// Size counts the bytes of the compact JSON text. That of an array or an object
// is counted once and remembered.
func (v Value) Size() int {
	switch v.kind {
	case Bool:
		return 5 - int(v.bits)
	case Number:
		return v.numberSize()
	case String:
		if v.isVerbatim() {
			return len(v.str())
		}
		return quotedSize(v.str())
	case Array, Object:
		if known := v.node().size.Load(); known > 0 {
			return int(known) - 1
		}
		size := v.node().count()
		v.node().size.Store(int64(size) + 1)
		return size
	}
	return len("null")
}

func (n *node) count() int {
	size := 2 + max(0, len(n.items)+len(n.members)-1) // the brackets and the commas
	for _, item := range n.items {
		size += item.Size()
	}
	for _, m := range n.members {
		size += quotedSize(m.Name) + 1 + m.Value.Size()
	}
	return min(size, maxCounted) // shared parts may make it larger than any memory
}

// maxCounted is the largest size that is told exactly.
const maxCounted = 1 << 40

// MarshalJSON writes the compact JSON text.
func (v Value) MarshalJSON() ([]byte, error) { return v.AppendJSON(nil), nil }

// UnmarshalJSON reads a JSON text.
func (v *Value) UnmarshalJSON(text []byte) error {
	parsed, err := Parse(text)
	if err != nil {
		return err
	}
	*v = parsed
	return nil
}

// From gives the JSON of any Go value, as encoding/json has it.
func From(x any) (Value, error) {
	switch x := x.(type) {
	case Value:
		return x, nil
	case json.RawMessage:
		return Parse(x)
	}
	text, err := json.Marshal(x)
	if err != nil {
		return Value{}, err
	}
	return Parse(text)
}

// Decode stores the value in what to points to, as encoding/json does.
func (v Value) Decode(to any) error { return json.Unmarshal(v.AppendJSON(nil), to) }

// appendFloat writes a double as JavaScript does: the shortest digits that read
// back the same, with an exponent from 1e21 on and below 1e-6.
func appendFloat(to []byte, f float64) []byte {
	if f == 0 {
		return append(to, '0') // also for minus zero
	}
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return append(to, "null"...)
	}
	if f == math.Trunc(f) && math.Abs(f) < 1e15 {
		return strconv.AppendInt(to, int64(f), 10)
	}
	if a := math.Abs(f); a >= 1e21 || a < 1e-6 {
		to = strconv.AppendFloat(to, f, 'e', -1, 64)
		if n := len(to); n >= 4 && to[n-4] == 'e' && to[n-2] == '0' { // e-07 is written e-7
			to[n-2] = to[n-1]
			to = to[:n-1]
		}
		return to
	}
	return strconv.AppendFloat(to, f, 'f', -1, 64)
}

func validNumber(s string) bool {
	n, ok := numberLength(s)
	return ok && n == len(s)
}
