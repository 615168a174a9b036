package jsonata

import (
	"regexp"
	"strconv"
	"strings"
)

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
