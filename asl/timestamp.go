package asl

import "time"

// ParseTimestamp gives the time that a timestamp of the language stands for, and
// whether a text is one: RFC 3339 to the letter, with an upper-case T and Z (ASL
// spec, "Timestamps").
func ParseTimestamp(text string) (time.Time, bool) {
	n := len(text)
	if n < len("2006-01-02T15:04:05Z") {
		return time.Time{}, false
	}
	t, err := time.Parse(time.RFC3339, text)
	// What follows is not RFC 3339, and time.Parse takes it.
	if text[len("2006-01-02T15")] != ':' || text[len("2006-01-02T15:04:05")] == ',' {
		return t, false
	}
	if text[n-1] != 'Z' && (text[n-len("24:00"):n-len(":00")] > "23" || text[n-len("60")] > '5') {
		return t, false
	}
	return t, err == nil
}
