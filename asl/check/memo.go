package check

// memo keeps what several rules need and one computes.
type memo struct{}
