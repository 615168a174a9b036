package asl

// Retrier says when and how a failed state is tried again (ASL spec, "Errors").
type Retrier struct {
	Object
	Comment         string
	ErrorEquals     []string // error names
	IntervalSeconds Number   // seconds before the first retry; absent is 1
	MaxAttempts     Number   // retries, not counting the first attempt; absent is 3
	MaxDelaySeconds Number   // seconds; the longest an interval may grow
	BackoffRate     Number   // what each interval is multiplied by; absent is 2
	JitterStrategy  string   // FULL or NONE; absent is NONE
}

func (r *Retrier) fields(c *codec) {
	text(c, "Comment", &r.Comment)
	texts(c, "ErrorEquals", &r.ErrorEquals)
	number(c, "IntervalSeconds", &r.IntervalSeconds)
	number(c, "MaxAttempts", &r.MaxAttempts)
	number(c, "MaxDelaySeconds", &r.MaxDelaySeconds)
	number(c, "BackoffRate", &r.BackoffRate)
	text(c, "JitterStrategy", &r.JitterStrategy)
}
