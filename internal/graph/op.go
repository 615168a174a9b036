package graph

// Op is an operator or a function of [Apply].
type Op int

// The operators.
const (
	Eq Op = iota
	Ne
	Lt
	Le
	Gt
	Ge
	And
	Or
	Not
	Present
	There   // whether the argument is there, be it null
	Default // the first argument, or the second where that is absent or null
	Choose  // the second argument where the first holds, or else the third
	Context // a member of the context object

	Add
	Sub
	Mul
	Div
	Mod
	Round // to the number of digits that the second argument says
	Floor
	Ceil
	Abs
	Sum
	Max
	Min
	Average
	Random

	Split
	SplitAny // at each of several characters, and without what is empty
	JoinText
	Upper
	Lower
	Trim
	Length
	Substring // from the second argument on, as many as the third
	Replace
	HasText
	Matches
	ToText
	ToNumber
	ParseJSON
	JSONText
	JSONTextOfText // JSONText of what is a string
	JSONTextOfAny  // JSONText of what may be a string
	Base64
	FromBase64
	Hash
	UUID

	Range // of a list: from the second argument up to the third
	Count
	Has
	Concat
	Reverse
	Distinct
	Partition // of a list: into lists with as many items as the second argument
	Flatten
	Keys
	Merge
	Entries   // of a map: a list of objects with Key and Value
	Enumerate // of a list: a list of objects with Index and Value

	FormatTime
	ParseTime
	AddTime // milliseconds
	Before
)
