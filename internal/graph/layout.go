package graph

import (
	"fmt"
	"strings"
)

// A LayoutPart is a piece of a Go time layout: an element such as 2006, or
// literal text.
type LayoutPart struct {
	Element string // "" for literal text
	Text    string
}

// elements are those of package time that can be written in UTC, longest first
// where one begins another.
var elements = []string{
	"January", "Jan", "Monday", "Mon", "MST",
	"2006", "002", "01", "02", "03", "04", "05", "06", "15",
	"-07:00", "-0700", "Z07:00", "Z0700",
	"PM", "pm", "1", "2", "3", "4", "5",
}

// unwritable are elements of package time that no query language of Step
// Functions can write.
var unwritable = []string{"__2", "_2006", "_2", "-070000", "-07:00:00", "-07", "Z070000", "Z07:00:00", "Z07"}

// ParseLayout cuts a Go time layout into its parts.
func ParseLayout(layout string) ([]LayoutPart, error) {
	var parts []LayoutPart
	for rest := layout; rest != ""; {
		n, element := next(rest)
		if element == "" && n > 1 {
			return nil, fmt.Errorf("has the element %s, which Step Functions cannot write", rest[:n])
		}
		text := rest[:n]
		rest = rest[n:]
		if last := len(parts) - 1; element == "" && last >= 0 && parts[last].Element == "" {
			parts[last].Text += text
			continue
		}
		parts = append(parts, LayoutPart{element, text})
	}
	return parts, nil
}

// Unreadable tells why the query language cannot read a time that a layout has
// written, or gives "". It takes what is larger than the largest element from today,
// and wants each element between that and the smallest.
func Unreadable(parts []LayoutPart) string {
	has := map[string]bool{}
	for _, p := range parts {
		has[unitOf[p.Element]] = true
		switch p.Element {
		case "06":
			return "has the year in two digits, which are read as one from 1900 to 1999; write 2006"
		case "002":
			has["month"], has["002"] = true, true
		case "03", "3":
			has["12"] = true
		case "PM", "pm":
			has["half"] = true
		}
	}
	if has["12"] && !has["half"] {
		return "has the hour of a half day, and not which half; write PM, or 15 for the hour"
	}
	if has["002"] && (has["hour"] || has["minute"] || has["second"] || has["millisecond"]) {
		return "has the day of the year and a time of day, which the query language does not read together; write the month and its day"
	}
	began, gap := false, ""
	for _, unit := range units {
		switch {
		case !has[unit]:
			if began && gap == "" {
				gap = unit
			}
		case gap != "":
			return fmt.Sprintf("has the %s and no %s, so that nobody could read it", unit, gap)
		default:
			began = true
		}
	}
	if !began {
		return "has nothing that tells a time"
	}
	return ""
}

var units = []string{"year", "month", "day", "hour", "minute", "second", "millisecond"}

var unitOf = map[string]string{
	"2006": "year", "January": "month", "Jan": "month", "01": "month", "1": "month", "002": "day", "02": "day", "2": "day",
	"15": "hour", "03": "hour", "3": "hour", "04": "minute", "4": "minute", "05": "second", "5": "second", ".000": "millisecond",
}

// next gives the length of the next piece and its element: "" with length 1 for
// a literal byte, and with a greater length for what cannot be written.
func next(s string) (int, string) {
	if n := fraction(s); n > 1 {
		if s[1:n] != "000" { // the query language writes milliseconds, which are no tenths
			return n, ""
		}
		return n, "." + s[1:n]
	}
	for _, e := range elements {
		if strings.HasPrefix(s, e) && !longer(s, e) && !word(s, e) {
			return len(e), e
		}
	}
	for _, e := range unwritable {
		if strings.HasPrefix(s, e) {
			return len(e), ""
		}
	}
	return 1, ""
}

// word tells whether Jan or Mon at the start of s is the beginning of a longer
// word, which package time leaves as it is.
func word(s, e string) bool {
	return (e == "Jan" || e == "Mon") && len(s) > 3 && s[3] >= 'a' && s[3] <= 'z'
}

// longer tells whether s begins with an unwritable element that is longer than
// e.
func longer(s, e string) bool {
	for _, u := range unwritable {
		if len(u) > len(e) && strings.HasPrefix(s, u) {
			return true
		}
	}
	return false
}

// fraction gives the length of .000 or ,000 at the start of s, which package
// time takes as a fraction where no further digit follows.
func fraction(s string) int {
	if s[0] != '.' && s[0] != ',' || len(s) < 2 || s[1] != '0' && s[1] != '9' {
		return 0
	}
	n := 1
	for n < len(s) && s[n] == s[1] {
		n++
	}
	if n < len(s) && s[n] >= '0' && s[n] <= '9' {
		return 0
	}
	return n
}
