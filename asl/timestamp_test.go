package asl

import "testing"

func TestTimestamps(t *testing.T) {
	for text, want := range map[string]bool{
		"2030-01-31T08:00:00Z": true, "2030-01-31T08:00:00.5Z": true, "2030-01-31T08:00:00.123456789+05:30": true, "2030-01-31T08:00:00-00:00": true,
		"2030-01-31t08:00:00Z": false, "2030-01-31T08:00:00z": false, "2030-01-31 08:00:00Z": false, "2030-01-31T08:00:00": false, "2030-01-31": false, "": false,
		"2030-01-31T8:00:00.0Z": false, "2030-01-31T08:00:00,5Z": false, "2030-01-31T08:00:00+24:00": false, "2030-01-31T08:00:00+05:60": false, "2030-01-31T08:00:00+23:59": true, "2030-02-30T08:00:00Z": false, "2030-01-31T08:00:00Z ": false,
	} {
		at, ok := ParseTimestamp(text)
		if ok != want || ok && at.Year() != 2030 {
			t.Errorf("%q: %v, %v", text, at, ok)
		}
	}
}
