package jsonata

import (
	"math"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// truthy is $boolean: false for nothing, null, 0, "", {}, functions, and arrays
// without a true item.
func (r *run) truthy(v value) (bool, error) {
	switch v.Kind() {
	case jsonvalue.Bool:
		return v.Bool(), nil
	case jsonvalue.Number:
		return v.Float() != 0 && !math.IsNaN(v.Float()), nil
	case jsonvalue.String:
		return v.Text() != "", nil
	case jsonvalue.Object:
		return v.Len() > 0, nil
	case jsonvalue.Array:
		return r.anyTruthy(v.Items())
	}
	return false, nil
}

func (r *run) anyTruthy(items []value) (bool, error) {
	if err := r.enter(); err != nil {
		return false, err
	}
	defer func() { r.depth-- }()
	for _, item := range items {
		if ok, err := r.truthy(item); ok || err != nil {
			return ok, err
		}
	}
	return false, nil
}

// equal is the operator =: deep, numbers as doubles, objects in any order.
func (r *run) equal(a, b value) (bool, error) {
	if a.Kind() != b.Kind() {
		return false, nil
	}
	switch a.Kind() {
	case jsonvalue.Array, jsonvalue.Object:
		if a.Len() != b.Len() {
			return false, nil
		}
		return r.equalInside(a, b)
	case jsonvalue.Opaque:
		return jsonvalue.Same(a, b), nil
	}
	return equalScalars(a, b), nil
}

func equalScalars(a, b value) bool {
	switch a.Kind() {
	case jsonvalue.Number:
		return a.Float() == b.Float()
	case jsonvalue.String:
		return a.Text() == b.Text()
	case jsonvalue.Bool:
		return a.Bool() == b.Bool()
	}
	return true
}

func (r *run) equalInside(a, b value) (bool, error) {
	if err := r.enter(); err != nil {
		return false, err
	}
	defer func() { r.depth-- }()
	for i, item := range a.Items() {
		if ok, err := r.equal(item, b.At(i)); !ok || err != nil {
			return false, err
		}
	}
	for _, m := range a.Members() {
		if ok, err := r.equal(m.Value, b.Get(m.Name)); !ok || err != nil {
			return false, err
		}
	}
	return true, nil
}

// identical is JavaScript's ===: arrays and objects only equal themselves.
func identical(a, b value) bool {
	switch a.Kind() {
	case jsonvalue.Array, jsonvalue.Object, jsonvalue.Opaque:
		return jsonvalue.Same(a, b)
	}
	return a.Kind() == b.Kind() && equalScalars(a, b)
}

// lessText compares strings as JavaScript does, by their UTF-16 units.
func lessText(a, b string) bool {
	for a != "" && b != "" {
		if a[0] < utf8.RuneSelf && b[0] < utf8.RuneSelf {
			if a[0] != b[0] {
				return a[0] < b[0]
			}
			a, b = a[1:], b[1:]
			continue
		}
		x, n := utf8.DecodeRuneInString(a)
		y, m := utf8.DecodeRuneInString(b)
		if x != y {
			return firstUnit(x) < firstUnit(y) || firstUnit(x) == firstUnit(y) && x < y
		}
		a, b = a[n:], b[m:]
	}
	return a == "" && b != ""
}

func firstUnit(r rune) rune {
	if r >= 0x10000 {
		r, _ = utf16.EncodeRune(r)
	}
	return r
}
