package jsonata

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// isoTimestamp is what $toMillis takes without a picture. Its repetitions are the
// reference's.
var isoTimestamp = regexp.MustCompile(`^\d{4}(-[01]\d)*(-[0-3]\d)*(T[0-2]\d:[0-5]\d:[0-5]\d)*(\.\d+)?([+-][0-2]\d:?[0-5]\d|Z)?$`)

// isoFields is what of that is a date at all.
var isoFields = regexp.MustCompile(`^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d):(\d\d)(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$`)

// parseISO reads an ISO 8601 timestamp; NaN for what is no date. Without a time
// zone, it is UTC.
func parseISO(s string) float64 {
	m := isoFields.FindStringSubmatch(s)
	if m == nil {
		return math.NaN()
	}
	field := func(i, otherwise int) int {
		if m[i] == "" {
			return otherwise
		}
		n, _ := strconv.Atoi(m[i])
		return n
	}
	month, day, hour, minute, second := field(2, 1), field(3, 1), field(4, 0), field(5, 0), field(6, 0)
	fraction := (m[7] + "000")
	if m[7] == "" {
		fraction = ".000"
	}
	milli, _ := strconv.Atoi(fraction[1:4])
	midnight := hour == 24 && minute == 0 && second == 0 && milli == 0
	if month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 && !midnight {
		return math.NaN()
	}
	at := time.Date(field(1, 0), time.Month(month), day, hour, minute, second, 0, time.UTC)
	millis := float64(at.UnixMilli()) + float64(milli)
	zone := strings.ReplaceAll(m[8], ":", "")
	if zone == "" || zone == "Z" {
		return millis
	}
	if m[4] == "" {
		return math.NaN() // a zone without a time
	}
	hours, _ := strconv.Atoi(zone[1:3])
	minutes, _ := strconv.Atoi(zone[3:])
	if hours > 23 {
		return math.NaN()
	}
	offset := float64(hours*60+minutes) * 60000
	if zone[0] == '-' {
		offset = -offset
	}
	return millis - offset
}
