package jsonata

import (
	"math"
	"strings"
	"time"
)

var timeFunctions = map[string]builtin{
	"now":        {2, now},
	"millis":     {0, millis},
	"fromMillis": {3, fromMillis},
	"toMillis":   {2, toMillis},
}

func now(r *run, c callSite, args []value) (value, error) {
	at := number(float64(r.clock().UnixMilli()))
	return fromMillis(r, c, []value{at, arg(args, 0), arg(args, 1)})
}

func millis(r *run, _ callSite, _ []value) (value, error) {
	return number(float64(r.clock().UnixMilli())), nil
}

// fromMillis is $fromMillis.
func fromMillis(r *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	parts := isoParts
	if picture := arg(args, 1); picture.Exists() {
		var err error
		if parts, err = r.expr.pictures.date(picture.Text()); err != nil {
			return undefined, err
		}
	}
	d := dateFormat{run: r}
	if zone := arg(args, 2); zone.Exists() {
		offset := leadingInt(zone.Text())
		d.hours, d.minutes = math.Floor(offset/100), math.Mod(offset, 100)
	}
	d.at = newMoment(args[0].Float() + (60*d.hours+d.minutes)*60000)
	var b strings.Builder
	b.Grow(32)
	for i := range parts {
		s, err := d.part(&parts[i])
		if err != nil {
			return undefined, err
		}
		b.WriteString(s)
		if err := r.makeText(b.Len()); err != nil {
			return undefined, err
		}
	}
	return text(b.String()), nil
}

// dateFormat writes a moment.
type dateFormat struct {
	run            *run
	at             moment
	hours, minutes float64 // the time zone
}

func (d *dateFormat) part(p *datePart) (string, error) {
	switch {
	case p.component == 0:
		return p.literal, nil
	case p.component == 'Z' || p.component == 'z':
		return d.zone(p)
	case p.names != noNames && strings.IndexByte("YMDdFWwXxHhms", p.component) >= 0:
		return d.name(p)
	case p.integer != nil:
		f := d.at.fragment(p.component)
		if p.yearSize >= 0 {
			f = math.Mod(f, math.Pow(10, float64(p.yearSize)))
		}
		return p.integer.format(d.run, f)
	case p.component == 'P':
		half := "am"
		if d.at.fragment('P') == 1 {
			half = "pm"
		}
		if p.names == upperNames {
			half = strings.ToUpper(half)
		}
		return half, nil
	}
	return "ISO", nil // the calendar C and the era E
}

var (
	monthNames = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
	dayNames   = [...]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
)

func (d *dateFormat) name(p *datePart) (string, error) {
	names := monthNames[:]
	switch p.component {
	case 'M', 'x':
	case 'F':
		names = dayNames[:]
	default:
		return "", fail("D3133", text(string(p.component)))
	}
	f := d.at.fragment(p.component)
	if math.IsNaN(f) {
		return "", nil
	}
	name := names[int(f)-1]
	switch p.names {
	case upperNames:
		name = strings.ToUpper(name)
	case lowerNames:
		name = strings.ToLower(name)
	}
	if p.maxWidth >= 0 && p.maxWidth < len(name) {
		name = name[:p.maxWidth]
	}
	return name, nil
}

// zone writes the time zone's offset.
func (d *dateFormat) zone(p *datePart) (string, error) {
	offset := d.hours*100 + d.minutes
	var s string
	var err error
	switch n := p.integer.mandatory; {
	case p.integer.regular > 0 || n == 3 || n == 4:
		s, err = p.integer.format(d.run, offset)
	case n == 1 || n == 2:
		s, err = p.integer.format(d.run, d.hours)
		if d.minutes != 0 && err == nil {
			two := integerPicture{zero: '0', mandatory: 2}
			var minutes string
			minutes, err = two.format(d.run, d.minutes)
			s += ":" + minutes
		}
	default:
		return "", fail("D3134", number(float64(n)))
	}
	if err != nil {
		return "", err
	}
	if offset >= 0 {
		s = "+" + s
	}
	if p.component == 'z' {
		s = "GMT" + s
	}
	if offset == 0 && p.modifier == 't' {
		s = "Z"
	}
	return s, nil
}

// moment is a time in UTC; one that JavaScript's dates cannot hold is invalid.
type moment struct {
	time  time.Time
	valid bool
}

// lastMillis is the farthest time from 1970 that a JavaScript date holds.
const lastMillis = 8.64e15

func newMoment(millis float64) moment {
	if !(math.Abs(millis) <= lastMillis) {
		return moment{}
	}
	return moment{time.UnixMilli(int64(millis)).UTC(), true}
}

// fragment gives a component as a number: NaN of an invalid moment.
func (m moment) fragment(component byte) float64 {
	if !m.valid {
		return math.NaN()
	}
	t := m.time
	switch component {
	case 'Y':
		return float64(t.Year())
	case 'M':
		return float64(t.Month())
	case 'D':
		return float64(t.Day())
	case 'd':
		return float64(t.YearDay())
	case 'F':
		return float64(weekday(t))
	case 'W':
		_, week := t.ISOWeek()
		return float64(week)
	case 'X':
		year, _ := t.ISOWeek()
		return float64(year)
	case 'w':
		return float64((thursday(t).Day()-1)/7 + 1)
	case 'x':
		return float64(thursday(t).Month())
	case 'H':
		return float64(t.Hour())
	case 'h':
		return float64((t.Hour()+11)%12 + 1)
	case 'P':
		return float64(t.Hour() / 12)
	case 'm':
		return float64(t.Minute())
	case 's':
		return float64(t.Second())
	case 'f':
		return float64(t.Nanosecond() / 1e6)
	}
	return 0
}

// weekday counts from Monday, 1, to Sunday, 7.
func weekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// thursday is the one of the same week, which says which month, as which year, the
// week belongs to.
func thursday(t time.Time) time.Time { return t.AddDate(0, 0, 4-weekday(t)) }
