package jsonpath

import (
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// javaText writes a value as Java's String.valueOf does, which States.Format
// shows: texts without quotes, objects as {name=value, name=value}.
func javaText(v jsonvalue.Value) string {
	if v.Kind() == jsonvalue.String {
		return v.Text()
	}
	var b strings.Builder
	appendJava(&b, v)
	return b.String()
}

func appendJava(b *strings.Builder, v jsonvalue.Value) {
	switch v.Kind() {
	case jsonvalue.String:
		b.WriteString(v.Text())
	case jsonvalue.Number:
		b.WriteString(javaNumberText(v))
	case jsonvalue.Array:
		b.WriteByte('[')
		for i, item := range v.Items() {
			if i > 0 {
				b.WriteString(", ")
			}
			appendJava(b, item)
		}
		b.WriteByte(']')
	case jsonvalue.Object:
		b.WriteByte('{')
		for i, m := range v.Members() {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(m.Name + "=")
			appendJava(b, m.Value)
		}
		b.WriteByte('}')
	default:
		b.WriteString(v.JSON())
	}
}

// javaNumberText writes whole numbers digit for digit, and others as Java writes
// a double: 1.0E10 from 1e10.
func javaNumberText(v jsonvalue.Value) string {
	literal := v.Literal()
	if !strings.ContainsAny(literal, ".eE") {
		return literal
	}
	f := v.Float()
	if a := math.Abs(f); f == 0 || a >= 1e-3 && a < 1e7 {
		text := strconv.FormatFloat(f, 'f', -1, 64)
		if !strings.Contains(text, ".") {
			text += ".0"
		}
		return text
	}
	mantissa, exponent, ok := strings.Cut(strconv.FormatFloat(f, 'E', -1, 64), "E")
	if !ok {
		return literal // beyond the range of doubles
	}
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	n, _ := strconv.Atoi(exponent)
	return mantissa + "E" + strconv.Itoa(n)
}

// arrayUnique keeps the first of equal items, in the order in which Java's
// HashSet gives them: that is the service's order.
func arrayUnique(in *invocation) (jsonvalue.Value, *problem) {
	type entry struct {
		value jsonvalue.Value
		hash  uint32
	}
	byHash := map[uint32][]jsonvalue.Value{}
	entries := []entry{}
	for _, item := range in.args[0].Items() {
		h := uint32(javaHash(item))
		h ^= h >> 16
		if slices.ContainsFunc(byHash[h], func(v jsonvalue.Value) bool { return jsonvalue.Equal(v, item) }) {
			continue
		}
		byHash[h] = append(byHash[h], item)
		entries = append(entries, entry{item, h})
	}
	buckets := uint32(16)
	for float64(len(entries)) > 0.75*float64(buckets) {
		buckets *= 2
	}
	sort.SliceStable(entries, func(i, j int) bool { return entries[i].hash&(buckets-1) < entries[j].hash&(buckets-1) })
	items := make([]jsonvalue.Value, len(entries))
	for i, e := range entries {
		items[i] = e.value
	}
	return jsonvalue.ArrayOf(items...), nil
}

// javaHash gives what hashCode gives for a value in Java.
func javaHash(v jsonvalue.Value) int32 {
	switch v.Kind() {
	case jsonvalue.Bool:
		if v.Bool() {
			return 1231
		}
		return 1237
	case jsonvalue.Number:
		return javaNumberHash(v)
	case jsonvalue.String:
		return javaTextHash(v.Text())
	case jsonvalue.Array:
		h := int32(1)
		for _, item := range v.Items() {
			h = 31*h + javaHash(item)
		}
		return h
	case jsonvalue.Object:
		h := int32(0)
		for _, m := range v.Members() {
			h += javaTextHash(m.Name) ^ javaHash(m.Value)
		}
		return h
	}
	return 0
}

// javaNumberHash hashes equal numbers alike, as jsonvalue.Equal needs it: 1.0
// like 1.
func javaNumberHash(v jsonvalue.Value) int32 {
	if i, ok := v.Int(); ok {
		if i == int64(int32(i)) {
			return int32(i)
		}
		return int32(i ^ int64(uint64(i)>>32))
	}
	bits := math.Float64bits(v.Float())
	return int32(bits ^ bits>>32)
}

func javaTextHash(text string) int32 {
	h := int32(0)
	for _, unit := range utf16.Encode([]rune(text)) {
		h = 31*h + int32(unit)
	}
	return h
}
