package asl

import (
	"slices"
	"strings"
)

// Operator is a comparison of a JSONPath rule (ASL spec, "Data-test
// expression").
type Operator string

// operators in the order of the specification.
var operators = allOperators()

func allOperators() []Operator {
	var all []Operator
	for _, kind := range []string{"String", "Numeric", "Timestamp"} {
		for _, order := range []string{"Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals"} {
			all = append(all, Operator(kind+order), Operator(kind+order+"Path"))
		}
	}
	return append(all, "BooleanEquals", "BooleanEqualsPath", "StringMatches",
		"IsNull", "IsPresent", "IsString", "IsNumeric", "IsBoolean", "IsTimestamp")
}

// Operators gives all 39 operators.
func Operators() []Operator { return slices.Clone(operators) }

// Valid tells whether the language has the operator.
func (o Operator) Valid() bool { return known[o] }

// known holds the operators by name.
var known = func() map[Operator]bool {
	all := make(map[Operator]bool, len(operators))
	for _, o := range operators {
		all[o] = true
	}
	return all
}()

// TakesPath tells whether the operand is a path to the value to compare with.
func (o Operator) TakesPath() bool { return strings.HasSuffix(string(o), "Path") }

// OperandKind is the type that an operator asks of what it compares with.
type OperandKind string

// The operand kinds.
const (
	StringOperand    OperandKind = "string"
	NumericOperand   OperandKind = "number"
	TimestampOperand OperandKind = "timestamp"
	BooleanOperand   OperandKind = "boolean"
)

// Operand gives the type that the operator compares with; of a …Path operator,
// the type of what its path leads to.
func (o Operator) Operand() OperandKind {
	s := string(o)
	switch {
	case strings.HasPrefix(s, "String"):
		return StringOperand
	case strings.HasPrefix(s, "Numeric"):
		return NumericOperand
	case strings.HasPrefix(s, "Timestamp"):
		return TimestampOperand
	}
	return BooleanOperand
}
