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

// toMillis is $toMillis.
func toMillis(r *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	s := args[0].Text()
	if picture := arg(args, 1); picture.Exists() {
		return parseDate(r, s, picture.Text())
	}
	if !isoTimestamp.MatchString(s) {
		return undefined, fail("D3110", args[0])
	}
	return number(parseISO(s)), nil
}

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

// timestampPicture is a picture to read timestamps by.
type timestampPicture struct {
	parts   []datePart
	matcher *regexp.Regexp
}

// analyseTimestamp reads a picture and makes the regular expression of what it
// describes, one group a part.
func analyseTimestamp(picture string) (*timestampPicture, error) {
	parts, err := analyseDate(picture)
	if err != nil {
		return nil, err
	}
	var pattern strings.Builder
	pattern.WriteString("(?i)^")
	for i := range parts {
		p, err := parts[i].pattern()
		if err != nil {
			return nil, err
		}
		pattern.WriteString("(" + p + ")")
	}
	matcher, err := regexp.Compile(pattern.String() + "$")
	if err != nil {
		return nil, tooLarge("A date/time picture is too large")
	}
	return &timestampPicture{parts, matcher}, nil
}

// parseDate reads a timestamp that a picture describes; nothing where it does not
// match.
func parseDate(r *run, s, picture string) (value, error) {
	p, err := r.expr.pictures.timestamp(picture)
	if err != nil {
		return undefined, err
	}
	if err := r.spend(len(s) + len(picture)); err != nil {
		return undefined, err
	}
	found := p.matcher.FindStringSubmatch(s)
	if found == nil {
		return undefined, nil
	}
	c, some := components{}, false
	for i := range p.parts {
		if part := &p.parts[i]; part.component != 0 {
			some = true
			if f, known := part.parse(found[i+1]); known {
				c[part.component] = f
			}
		}
	}
	if !some {
		return undefined, nil
	}
	millis, err := c.millis(moment{r.clock().UTC(), true})
	return number(millis), err
}

// pattern is the regular expression of a part, which has no group of its own.
func (p *datePart) pattern() (string, error) {
	switch {
	case p.component == 0:
		return regexp.QuoteMeta(p.literal), nil
	case p.component == 'Z' || p.component == 'z':
		s := "[-+][0-9]+"
		if p.colon() {
			s += ":[0-9]+"
		}
		if p.component == 'z' {
			s = "GMT" + s
		}
		return s, nil
	case p.integer != nil:
		return p.integer.pattern()
	case strings.IndexByte("MxFP", p.component) >= 0:
		return "[a-zA-Z]+", nil
	}
	return "", fail("D3133", text(string(p.component)))
}

// colon tells whether a time zone is written with a separator.
func (p *datePart) colon() bool { return p.integer.regular > 0 }

// pattern is the regular expression of a number.
func (p *integerPicture) pattern() (string, error) {
	switch p.style {
	case letterStyle:
		return "[a-z]+", nil
	case romanStyle:
		return "[mdclxvi]+", nil
	case wordStyle:
		return wordPattern, nil
	case unknownStyle:
		return "", fail("D3130", text(p.token))
	}
	s := "[0-9]+"
	if p.width > 0 {
		s = "[0-9]{" + strconv.Itoa(min(p.width, 1000)) + "}"
	}
	if p.ordinal {
		s += "(?:th|st|nd|rd)"
	}
	return s, nil
}

var wordPattern = func() string {
	list := make([]string, 0, len(wordValues))
	for word := range wordValues {
		list = append(list, word)
	}
	return "(?:" + strings.Join(append(list, "and", `[\-, ]`), "|") + ")+"
}()

// parse reads the text of a part.
func (p *datePart) parse(s string) (f float64, known bool) {
	switch {
	case p.component == 'Z' || p.component == 'z':
		return p.parseZone(strings.TrimPrefix(strings.ToUpper(s), "GMT")), true
	case p.integer != nil:
		return p.integer.parse(s), true
	case p.component == 'P':
		switch s {
		case "am", "AM":
			return 0, true
		case "pm", "PM":
			return 1, true
		}
		return 0, false
	}
	names := monthNames[:]
	if p.component == 'F' {
		names = dayNames[:]
	}
	for i, name := range names {
		if p.maxWidth > 0 && p.maxWidth < len(name) {
			name = name[:p.maxWidth]
		}
		if name == s {
			return float64(i + 1), true
		}
	}
	return 0, false
}

// parseZone gives the offset in minutes.
func (p *datePart) parseZone(s string) float64 {
	if hours, minutes, found := strings.Cut(s, ":"); found && p.colon() {
		return leadingInt(hours)*60 + leadingInt(minutes)
	}
	if len(s) <= 3 {
		return leadingInt(s) * 60
	}
	return leadingInt(s[:3])*60 + leadingInt(s[3:])
}

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
