package asl

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// Number is a field that holds a number or, in JSONata states, an expression
// that gives one. The zero Number is an absent field.
type Number struct{ value jsonvalue.Value }

// Int is a whole number.
func Int(n int64) Number { return Number{jsonvalue.IntOf(n)} }

// Float is any number JSON has.
func Float(f float64) Number { return Number{jsonvalue.FloatOf(f)} }

// Expression is a JSONata expression, with its {% and %}.
func Expression(text string) Number { return Number{jsonvalue.StringOf(text)} }

// Exists tells whether the field is there.
func (n Number) Exists() bool { return n.value.Exists() }

// Value gives the field as JSON: a number, a string, or absent.
func (n Number) Value() jsonvalue.Value { return n.value }

// Expression gives the text of the expression, and whether there is one in place
// of a number.
func (n Number) Expression() (string, bool) {
	return n.value.Text(), n.value.Kind() == jsonvalue.String
}

// Int gives the number where it is there and whole.
func (n Number) Int() (int64, bool) { return n.value.Int() }

// Float gives the number and whether there is one.
func (n Number) Float() (float64, bool) {
	return n.value.Float(), n.value.Kind() == jsonvalue.Number
}
