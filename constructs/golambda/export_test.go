package golambda

// What tests see of the package's inside.
var (
	Build  = build
	Spread = spread
)
