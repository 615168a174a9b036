package jsonpath

// The limits that keep any text and any document harmless.
const (
	maxText   = 64 << 10  // bytes of a path or an intrinsic function
	maxNested = 32        // filters inside filters, calls inside calls, parentheses
	maxVisits = 1_000_000 // values that one evaluation looks at
)
