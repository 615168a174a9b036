package dynamodb

import "github.com/quickstep-go/quickstep/dsl"

// Item is an item, or the key of one: attributes by name.
type Item map[string]Attribute

// Attribute is one attribute value; one of its fields is set (Amazon DynamoDB API
// reference, AttributeValue). Numbers are texts.
type Attribute struct {
	S    *string     `json:"S,omitempty"`
	N    *string     `json:"N,omitempty"`
	B    *[]byte     `json:"B,omitempty"`
	BOOL *bool       `json:"BOOL,omitempty"`
	NULL *bool       `json:"NULL,omitempty"`
	SS   []string    `json:"SS,omitzero"`
	NS   []string    `json:"NS,omitzero"`
	BS   [][]byte    `json:"BS,omitzero"`
	L    []Attribute `json:"L,omitzero"`
	M    Item        `json:"M,omitzero"`
}

var attribute = dsl.Fields[Attribute]()

// S is a string attribute.
func S(v dsl.Val[string]) dsl.Val[Attribute] {
	return dsl.Build(Attribute{}, dsl.To(&attribute.S, v))
}

// N is a number attribute.
func N[T dsl.Numeric](v dsl.Val[T]) dsl.Val[Attribute] {
	return dsl.Build(Attribute{}, dsl.To(&attribute.N, dsl.ToText(v)))
}

// NText is a number attribute of a number that is written out, of up to 38 digits,
// where a workflow's own numbers have 15.
func NText(v dsl.Val[string]) dsl.Val[Attribute] {
	return dsl.Build(Attribute{}, dsl.To(&attribute.N, v))
}

// B is a binary attribute; in the workflow its bytes are a text in base64, as a
// []byte is in JSON.
func B(v dsl.Val[[]byte]) dsl.Val[Attribute] {
	return dsl.Build(Attribute{}, dsl.To(&attribute.B, v))
}

// Bool is a boolean attribute.
func Bool(v dsl.Val[bool]) dsl.Val[Attribute] {
	return dsl.Build(Attribute{}, dsl.To(&attribute.BOOL, v))
}

// Null is an attribute that is there and holds nothing.
func Null() dsl.Val[Attribute] {
	return dsl.Build(Attribute{}, dsl.To(&attribute.NULL, dsl.Lit(true)))
}

// SS is a set of strings, of which DynamoDB takes no empty one.
func SS(v dsl.Val[[]string]) dsl.Val[Attribute] {
	return dsl.Build(Attribute{}, dsl.To(&attribute.SS, v))
}

// NS is a set of numbers, of which DynamoDB takes no empty one. JSONPath cannot say
// it of numbers that the run computes; see [NSText].
func NS[T dsl.Numeric](v dsl.Val[[]T]) dsl.Val[Attribute] {
	return NSText(dsl.Each(v, func(n dsl.Val[T]) dsl.Val[string] { return dsl.ToText(n) }))
}

// NSText is a set of numbers that are written out.
func NSText(v dsl.Val[[]string]) dsl.Val[Attribute] {
	return dsl.Build(Attribute{}, dsl.To(&attribute.NS, v))
}

// BS is a set of binaries, of which DynamoDB takes no empty one; see [B].
func BS(v dsl.Val[[][]byte]) dsl.Val[Attribute] {
	return dsl.Build(Attribute{}, dsl.To(&attribute.BS, v))
}

// L is a list of attributes, of any kinds; see [ListOf] for one that the run makes.
func L(items ...dsl.Val[Attribute]) dsl.Val[Attribute] { return ListOf(dsl.List(items...)) }

// ListOf is a list of the attributes that v lists.
func ListOf(v dsl.Val[[]Attribute]) dsl.Val[Attribute] {
	return dsl.Build(Attribute{}, dsl.To(&attribute.L, v))
}

// M is a map of attributes, as an item in the item.
func M(attributes ...Named) dsl.Val[Attribute] {
	return dsl.Build(Attribute{}, dsl.To(&attribute.M, ItemOf(attributes...)))
}

// A Named is an attribute with its name.
type Named = dsl.Entry[Attribute]

// Is gives an attribute a name, for [ItemOf].
func Is(name string, v dsl.Val[Attribute]) Named { return dsl.Entry[Attribute]{Key: name, Value: v} }

// ItemOf makes an item of attributes, or a key.
func ItemOf(attributes ...Named) dsl.Val[Item] { return dsl.Dict[Item](attributes...) }

// Text selects a string attribute of an item, which may be missing; see [dsl.Or].
func Text(item dsl.Val[Item], name string) dsl.Val[string] {
	return dsl.AtOpt(member(item, name), &attribute.S)
}

// Number selects a number attribute of an item, as a text, which may be missing;
// see [dsl.Or] and [dsl.ToNumber].
func Number(item dsl.Val[Item], name string) dsl.Val[string] {
	return dsl.AtOpt(member(item, name), &attribute.N)
}

// Bytes selects a binary attribute of an item, which may be missing.
func Bytes(item dsl.Val[Item], name string) dsl.Val[[]byte] {
	return dsl.AtOpt(member(item, name), &attribute.B)
}

// Flag selects a boolean attribute of an item, which may be missing; see [dsl.Or].
func Flag(item dsl.Val[Item], name string) dsl.Val[bool] {
	return dsl.AtOpt(member(item, name), &attribute.BOOL)
}

// Texts selects a set of strings of an item, which may be missing, as DynamoDB has no
// empty ones; see [dsl.Or].
func Texts(item dsl.Val[Item], name string) dsl.Val[[]string] {
	return dsl.At(member(item, name), &attribute.SS)
}

// Numbers selects a set of numbers of an item, as texts, which may be missing.
func Numbers(item dsl.Val[Item], name string) dsl.Val[[]string] {
	return dsl.At(member(item, name), &attribute.NS)
}

// List selects a list of an item, which may be missing.
func List(item dsl.Val[Item], name string) dsl.Val[[]Attribute] {
	return dsl.At(member(item, name), &attribute.L)
}

// Map selects a map of an item, which may be missing; what is in it is selected as
// from an item.
func Map(item dsl.Val[Item], name string) dsl.Val[Item] {
	return dsl.At(member(item, name), &attribute.M)
}

func member(item dsl.Val[Item], name string) dsl.Val[Attribute] {
	return dsl.KeyOpt(dsl.Members(item), name)
}
