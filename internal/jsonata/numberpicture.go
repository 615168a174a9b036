package jsonata

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// decimalFormat is the characters that mean something in a picture.
type decimalFormat struct {
	decimal, grouping, exponent, minus, percent, permille, zero, digit, pattern string
}

func newDecimalFormat(options value) *decimalFormat {
	d := &decimalFormat{".", ",", "e", "-", "%", "‰", "0", "#", ";"}
	for name, to := range map[string]*string{
		"decimal-separator": &d.decimal, "grouping-separator": &d.grouping, "exponent-separator": &d.exponent,
		"minus-sign": &d.minus, "percent": &d.percent, "per-mille": &d.permille,
		"zero-digit": &d.zero, "digit": &d.digit, "pattern-separator": &d.pattern,
	} {
		if v := options.Get(name); isString(v) {
			*to = v.Text()
		}
	}
	return d
}

// isDigit tells whether a character is of the family of the zero.
func (d *decimalFormat) isDigit(c rune) bool {
	zero, _ := utf8.DecodeRuneInString(d.zero)
	return c >= zero && c <= zero+9
}

// isActive tells whether a character means something.
func (d *decimalFormat) isActive(c rune) bool {
	if d.isDigit(c) {
		return true
	}
	switch string(c) {
	case d.decimal, d.exponent, d.grouping, d.digit, d.pattern:
		return true
	}
	return false
}

// count counts the digits, and with them the optional ones.
func (d *decimalFormat) count(s string, optional bool) int {
	n := 0
	for _, c := range s {
		if d.isDigit(c) || optional && string(c) == d.digit {
			n++
		}
	}
	return n
}

// numberPicture is one sub-picture, analysed.
type numberPicture struct {
	text, prefix, suffix          string
	active, mantissa              string
	integer, fraction, exponent   string
	hasExponent                   bool
	minInteger, scale             int
	minFraction, maxFraction      int
	minExponent                   int
	integerGroups, fractionGroups []int
	regular                       int
}

// parts cuts a sub-picture into what stands around the number and its parts.
func (d *decimalFormat) parts(picture string) *numberPicture {
	p := &numberPicture{text: picture}
	starts := func(c rune) bool { return d.isActive(c) && string(c) != d.exponent }
	first := strings.IndexFunc(picture, starts)
	if first < 0 {
		p.prefix = picture
		return p
	}
	last := strings.LastIndexFunc(picture, starts)
	_, n := utf8.DecodeRuneInString(picture[last:])
	p.prefix, p.active, p.suffix = picture[:first], picture[first:last+n], picture[last+n:]
	p.mantissa = p.active
	if at := strings.Index(picture[first:], d.exponent); at >= 0 && first+at <= len(picture)-len(p.suffix) {
		at += first // the reference forgets that the prefix is gone here
		p.mantissa, p.hasExponent = p.active[:min(at, len(p.active))], true
		if at+len(d.exponent) <= len(p.active) {
			p.exponent = p.active[at+len(d.exponent):]
		}
	}
	var found bool
	if p.integer, p.fraction, found = strings.Cut(p.mantissa, d.decimal); !found {
		p.fraction = p.suffix
	}
	return p
}

// refuse gives the code of what is wrong with a sub-picture.
func (d *decimalFormat) refuse(p *numberPicture) string {
	percents, permilles := strings.Count(p.text, d.percent), strings.Count(p.text, d.permille)
	point := strings.Index(p.text, d.decimal)
	passive := strings.IndexFunc(p.active, func(c rune) bool { return !d.isActive(c) }) >= 0
	optional := strings.Index(p.integer, d.digit)
	lastOptional := strings.LastIndex(p.fraction, d.digit)
	switch {
	case strings.Count(p.text, d.decimal) > 1:
		return "D3081"
	case percents > 1:
		return "D3082"
	case permilles > 1:
		return "D3083"
	case percents > 0 && permilles > 0:
		return "D3084"
	case d.count(p.mantissa, true) == 0:
		return "D3085"
	case passive:
		return "D3086"
	case point >= 0 && (strings.HasSuffix(p.text[:point], d.grouping) || strings.HasPrefix(p.text[point+len(d.decimal):], d.grouping)):
		return "D3087"
	case point < 0 && strings.HasSuffix(p.integer, d.grouping):
		return "D3088"
	case strings.Contains(p.text, d.grouping+d.grouping):
		return "D3089"
	case optional >= 0 && d.count(p.integer[:optional], false) > 0:
		return "D3090"
	case lastOptional >= 0 && d.count(p.fraction[lastOptional:], false) > 0:
		return "D3091"
	case p.hasExponent && p.exponent != "" && percents+permilles > 0:
		return "D3092"
	case p.hasExponent && (p.exponent == "" || d.count(p.exponent, false) < utf8.RuneCountInString(p.exponent)):
		return "D3093"
	}
	return ""
}

// analyse counts a sub-picture's digits and groups.
func (d *decimalFormat) analyse(p *numberPicture) {
	p.integerGroups = d.groups(p, []rune(p.integer), false)
	p.regular = regularity(p.integerGroups)
	p.fractionGroups = d.groups(p, []rune(p.fraction), true)
	p.minInteger = d.count(p.integer, false)
	p.scale = p.minInteger
	p.minFraction, p.maxFraction = d.count(p.fraction, false), d.count(p.fraction, true)
	if p.minInteger == 0 && p.maxFraction == 0 {
		if p.hasExponent {
			p.minFraction, p.maxFraction = 1, 1
		} else {
			p.minInteger = 1
		}
	}
	if p.hasExponent && p.minInteger == 0 && strings.Contains(p.integer, d.digit) {
		p.minInteger = 1
	}
	if p.minInteger == 0 && p.minFraction == 0 {
		p.minFraction = 1
	}
	p.minExponent = d.count(p.exponent, false)
}

// groups gives the digits between each grouping separator of a part and the
// decimal point. Like the reference, it looks for all but the first one in the
// integer part.
func (d *decimalFormat) groups(p *numberPicture, part []rune, fraction bool) []int {
	separator := []rune(d.grouping)
	if len(separator) != 1 {
		return nil
	}
	var positions []int
	integer := []rune(p.integer)
	at := slices.Index(part, separator[0])
	for at >= 0 {
		side := part[min(at, len(part)):]
		if fraction {
			side = part[:min(at, len(part))]
		}
		positions = append(positions, d.count(string(side), true))
		next := slices.Index(integer[min(at+1, len(integer)):], separator[0])
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return positions
}
