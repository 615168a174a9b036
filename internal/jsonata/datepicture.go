package jsonata

import "strings"

// Dates and times in pictures, as XPath's fn:format-dateTime has them (XPath and
// XQuery Functions and Operators 3.1, section 9.8.4).

// datePart is a literal text or a component of a date in a picture.
type datePart struct {
	literal   string
	component byte            // Y, M, D, …; 0: a literal
	names     nameStyle       // names instead of numbers
	integer   *integerPicture // how a number is written
	modifier  byte            // the second presentation modifier: a, t, c, o
	maxWidth  int             // -1: none
	yearSize  int             // digits that are kept of a year, -1: all
}

// nameStyle is the case of names.
type nameStyle uint8

const (
	noNames nameStyle = iota
	lowerNames
	upperNames
	titleNames
)

// defaultPresentation is each component's first presentation modifier.
var defaultPresentation = map[byte]string{
	'Y': "1", 'M': "1", 'D': "1", 'd': "1", 'F': "n", 'W': "1", 'w': "1", 'X': "1", 'x': "1", 'H': "1", 'h': "1",
	'P': "n", 'm': "01", 's': "01", 'f': "1", 'Z': "01:01", 'z': "01:01", 'C': "n", 'E': "n",
}

const (
	isoPicture        = "[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]"
	integerComponents = "YMDdFWwXxHhmsf"
)

// isoParts is the picture of $fromMillis without one.
var isoParts, _ = analyseDate(isoPicture)

// analyseDate reads a picture.
func analyseDate(picture string) ([]datePart, error) {
	var parts []datePart
	literal := func(s string) {
		if s != "" {
			parts = append(parts, datePart{literal: strings.ReplaceAll(s, "]]", "]")})
		}
	}
	for {
		open := strings.IndexByte(picture, '[')
		if open < 0 {
			literal(picture)
			return parts, nil
		}
		literal(picture[:open])
		if strings.HasPrefix(picture[open:], "[[") {
			parts = append(parts, datePart{literal: "["})
			picture = picture[open+2:]
			continue
		}
		end := strings.IndexByte(picture[open:], ']')
		if end < 0 {
			return nil, fail("D3135")
		}
		part, err := analyseMarker(strings.Join(strings.Fields(picture[open+1:open+end]), ""))
		if err != nil {
			return nil, err
		}
		fixWidth(parts, &part)
		parts = append(parts, part)
		picture = picture[open+end+1:]
	}
}

// fixWidth says of a number that another follows without anything between how
// many digits it has.
func fixWidth(before []datePart, part *datePart) {
	if !part.numeric() || len(before) == 0 {
		return
	}
	if last := before[len(before)-1].integer; last != nil {
		last.width = last.mandatory
	}
}

func (p *datePart) numeric() bool {
	return p.names == noNames && p.component != 0 && strings.IndexByte(integerComponents, p.component) >= 0
}

// analyseMarker reads what stands between brackets: component, presentation,
// width.
func analyseMarker(marker string) (datePart, error) {
	p := datePart{maxWidth: -1, yearSize: -1}
	component := ""
	if marker != "" {
		component = marker[:1]
		p.component = marker[0]
	}
	presentation, width := strings.TrimPrefix(marker, component), ""
	minWidth := -1
	if comma := strings.LastIndexByte(presentation, ','); comma >= 0 {
		presentation, width = presentation[:comma], presentation[comma+1:]
		least, most, _ := strings.Cut(width, "-")
		minWidth, p.maxWidth = parseWidth(least), parseWidth(most)
	}
	if n := len(presentation); n > 1 && strings.IndexByte("atco", presentation[n-1]) >= 0 {
		presentation, p.modifier = presentation[:n-1], presentation[n-1]
	}
	if presentation == "" {
		presentation = defaultPresentation[p.component]
	}
	switch {
	case presentation == "":
		return p, fail("D3132", text(component))
	case presentation[0] == 'n':
		p.names = lowerNames
	case strings.HasPrefix(presentation, "Nn"):
		p.names = titleNames
	case presentation[0] == 'N':
		p.names = upperNames
	}
	if p.numeric() {
		return p, p.number(presentation, minWidth)
	}
	if p.component == 'Z' || p.component == 'z' {
		var err error
		p.integer, err = analyseInteger(presentation)
		return p, err
	}
	return p, nil
}

// parseWidth reads a width; -1 is none.
func parseWidth(s string) int {
	n := digits(s)
	if n == 0 || n > 6 {
		return -1
	}
	return int(leadingInt(s[:n]))
}

// number reads how a numeric component is written.
func (p *datePart) number(presentation string, minWidth int) error {
	if p.modifier != 0 {
		presentation += ";" + string(p.modifier)
	}
	var err error
	if p.integer, err = analyseInteger(presentation); err != nil {
		return err
	}
	if p.integer.style == decimalStyle {
		p.integer.mandatory = max(p.integer.mandatory, minWidth)
	}
	if p.maxWidth >= 0 && strings.IndexByte("YMD", p.component) >= 0 {
		p.integer.mandatory = p.maxWidth
	}
	if p.component != 'Y' {
		return nil
	}
	if p.maxWidth >= 0 {
		p.yearSize = p.maxWidth
	} else if w := p.integer.mandatory + p.integer.optional; w >= 2 {
		p.yearSize = w
	}
	return nil
}
