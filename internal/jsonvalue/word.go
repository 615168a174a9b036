package jsonvalue

import (
	"math"
	"unsafe"
)

// A value is three words, so that arrays of values are small and a value fits the
// processor's registers. Which Go type its pointer has follows from its kind, and
// only the functions of this file, and StringOf, know how.

// nodeValue is an array or an object.
func nodeValue(kind Kind, n *node) Value { return Value{kind: kind, ref: unsafe.Pointer(n)} }

// node gives what an array or an object holds.
func (v Value) node() *node { return (*node)(v.ref) }

// opaqueOf is an opaque value, and opaque what it holds.
func opaqueOf(x *any) Value { return Value{kind: Opaque, ref: unsafe.Pointer(x)} }
func (v Value) opaque() any { return *(*any)(v.ref) }

// str gives a string's content.
func (v Value) str() string { return unsafe.String((*byte)(v.ref), int(v.bits)) }

// numberOf is a number that keeps its literal where that is not what the double
// would be written as.
func numberOf(f float64, literal string) Value {
	v := DoubleOf(f)
	if !isCanonical(f, literal) {
		v.ref = unsafe.Pointer(&literal)
	}
	return v
}

// num gives a number's double.
func (v Value) num() float64 { return math.Float64frombits(v.bits) }

// literal gives the literal a number keeps, or "".
func (v Value) literal() string {
	if v.ref == nil {
		return ""
	}
	return *(*string)(v.ref)
}

// isCanonical tells whether a literal says no more than its double: it is what the
// double is written as, and is not one of several whole numbers with that double.
func isCanonical(f float64, literal string) bool {
	if f == 0 {
		return literal == "0"
	}
	if math.Abs(f) >= 1<<53 {
		return false
	}
	if len(literal) <= 15 && wholeDigits(literal) {
		return true
	}
	var buffer [32]byte
	return string(appendFloat(buffer[:0], f)) == literal
}

// wholeDigits tells whether a JSON number has no fraction and no exponent.
func wholeDigits(literal string) bool {
	for i := range len(literal) {
		if c := literal[i]; c < '0' && c != '-' || c > '9' {
			return false
		}
	}
	return true
}

// numberSize counts the bytes of a number's text.
func (v Value) numberSize() int {
	if literal := v.literal(); literal != "" {
		return len(literal)
	}
	f := v.num()
	if f == math.Trunc(f) && math.Abs(f) < 1e15 {
		return wholeSize(f)
	}
	var buffer [32]byte
	return len(appendFloat(buffer[:0], f))
}

// wholeSize counts the digits and the sign of a whole number.
func wholeSize(f float64) int {
	size := 1
	if f < 0 {
		size++
	}
	for n := uint64(math.Abs(f)); n >= 10; n /= 10 {
		size++
	}
	return size
}
