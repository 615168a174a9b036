package jsonata

import (
	"math"
	"strings"
	"time"
)

// components are what a timestamp says, by the letters of the picture.
type components map[byte]float64

// within tells whether, of the candidates, something was given, and nothing but
// the allowed. As in the reference, a zero counts as not given.
func (c components) only(candidates, allowed string) bool {
	some := false
	for i := range len(candidates) {
		f, given := c[candidates[i]]
		if !given || f == 0 || math.IsNaN(f) {
			continue
		}
		if strings.IndexByte(allowed, candidates[i]) < 0 {
			return false
		}
		some = true
	}
	return some
}

// millis puts the components together. What is larger than all that was given is
// taken from now, what is smaller is the least possible.
func (c components) millis(now moment) (float64, error) {
	const dates, times = "YXMxWwdD", "PHhmsf"
	byDay := !c.only(dates, "YMD") && c.only(dates, "Yd")
	byWeek := !c.only(dates, "YMD") && !byDay && (c.only(dates, "Xxw") || c.only(dates, "XW"))
	byHalf := !c.only(times, "Hmsf") && c.only(times, "Phmsf")
	order := "YMD"
	switch {
	case byDay:
		order = "YD"
	case c.only(dates, "Xxw") && byWeek:
		order = "XxwF"
	case byWeek:
		order = "XWF"
	}
	if byHalf {
		order += "Phmsf"
	} else {
		order += "Hmsf"
	}
	if err := c.complete(order, now); err != nil {
		return 0, err
	}
	if byWeek {
		return 0, fail("D3136")
	}
	month, day := math.Max(0, c['M']-1), c['D']
	if byDay {
		month, day = 0, c['d']
	}
	hour := c['H']
	if byHalf {
		hour = math.Mod(c['h'], 12)
		if c['h'] != 12 {
			hour = c['h']
		}
		hour += 12 * c['P']
	}
	millis := dateUTC(c['Y'], month, day, hour, c['m'], c['s'], c['f'])
	zone := c['Z']
	if zone == 0 {
		zone = c['z']
	}
	return millis - zone*60000, nil
}

// complete fills in the components that were not given.
func (c components) complete(order string, now moment) error {
	started, ended := false, false
	for i := range len(order) {
		letter := order[i]
		_, given := c[letter]
		switch {
		case given && ended:
			return fail("D3136")
		case given:
			started = true
		case !started:
			c[letter] = now.fragment(letter)
		default:
			ended = true
			c[letter] = 0
			if strings.IndexByte("MDd", letter) >= 0 {
				c[letter] = 1
			}
		}
	}
	return nil
}

// dateUTC is JavaScript's Date.UTC: months count from 0, anything may overflow, and
// years below 100 are of the twentieth century.
func dateUTC(fields ...float64) float64 {
	var n [7]int
	for i, f := range fields {
		if math.IsNaN(f) || math.Abs(f) > 1e9 {
			return math.NaN()
		}
		n[i] = int(f)
	}
	if n[0] >= 0 && n[0] <= 99 {
		n[0] += 1900
	}
	at := time.Date(n[0], time.Month(n[1]+1), n[2], n[3], n[4], n[5], 0, time.UTC)
	millis := float64(at.UnixMilli()) + float64(n[6])
	if math.Abs(millis) > lastMillis {
		return math.NaN()
	}
	return millis
}
