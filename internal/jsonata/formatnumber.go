package jsonata

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Numbers in pictures, as XPath's fn:format-number has them (XPath and XQuery
// Functions and Operators 3.1, section 4.7), with the reference's deviations.

// formatNumber is $formatNumber.
func formatNumber(r *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	picture, options := arg(args, 1).Text(), arg(args, 2)
	var n *numberPictures
	var err error
	if options.Exists() {
		n, err = analyseNumber(picture, newDecimalFormat(options))
	} else {
		n, err = r.expr.pictures.number(picture)
	}
	if err != nil {
		return undefined, err
	}
	return text(n.format(args[0].Float())), r.makeText(len(picture))
}

// numberPictures is a picture for positive numbers and one for negative ones.
type numberPictures struct {
	*decimalFormat
	positive, negative *numberPicture
}

// analyseNumber reads a picture.
func analyseNumber(picture string, d *decimalFormat) (*numberPictures, error) {
	subpictures := strings.Split(picture, d.pattern)
	if len(subpictures) > 2 {
		return nil, fail("D3080")
	}
	analysed := make([]*numberPicture, len(subpictures))
	for i, s := range subpictures {
		p := d.parts(s)
		if code := d.refuse(p); code != "" {
			return nil, fail(code)
		}
		d.analyse(p)
		analysed[i] = p
	}
	if len(analysed) == 1 {
		negative := *analysed[0]
		negative.prefix = d.minus + negative.prefix
		analysed = append(analysed, &negative)
	}
	return &numberPictures{d, analysed[0], analysed[1]}, nil
}

// format writes a number.
func (d *numberPictures) format(f float64) string {
	p := d.positive
	if f < 0 {
		p = d.negative
	}
	switch {
	case strings.Contains(p.text, d.percent):
		f *= 100
	case strings.Contains(p.text, d.permille):
		f *= 1000
	}
	exponent := 0
	if p.minExponent > 0 && f != 0 && !math.IsInf(f, 0) && !math.IsNaN(f) {
		f = math.Abs(f)
		highest, lowest := math.Pow(10, float64(p.scale)), math.Pow(10, float64(p.scale-1))
		for ; f < lowest; exponent-- {
			f *= 10
		}
		for ; f > highest; exponent++ {
			f /= 10
		}
	}
	s := d.fixed(roundTo(f, p.maxFraction), p.maxFraction)
	whole, fraction, _ := strings.Cut(s, ".")
	whole, fraction = strings.TrimLeft(whole, d.zero), strings.TrimRight(fraction, d.zero)
	if missing := p.minInteger - utf8.RuneCountInString(whole); missing > 0 {
		whole = strings.Repeat(d.zero, missing) + whole
	}
	if missing := p.minFraction - utf8.RuneCountInString(fraction); missing > 0 {
		fraction += strings.Repeat(d.zero, missing)
	}
	s = d.grouped(p, []rune(whole), []rune(fraction))
	if p.minExponent > 0 {
		s += d.exponentText(p, exponent)
	}
	return p.prefix + s + p.suffix
}

func (d *decimalFormat) exponentText(p *numberPicture, exponent int) string {
	digits := d.fixed(float64(exponent), 0)
	if missing := p.minExponent - utf8.RuneCountInString(digits); missing > 0 {
		digits = strings.Repeat(d.zero, missing) + digits
	}
	if exponent < 0 {
		digits = d.minus + digits
	}
	return d.exponent + digits
}

// fixed writes a number's absolute value with so many digits after the point.
func (d *decimalFormat) fixed(f float64, places int) string {
	f = math.Abs(f)
	if math.IsNaN(f) || f >= 1e21 {
		return jsNumber(f)
	}
	s := strconv.FormatFloat(f, 'f', places, 64)
	if d.zero == "0" {
		return s
	}
	zero, _ := utf8.DecodeRuneInString(d.zero)
	return strings.Map(func(c rune) rune {
		if c == '.' {
			return c
		}
		return c - '0' + zero
	}, s)
}

// grouped puts both parts together, with their grouping separators. Where the
// number is too short for one, it comes where the reference has it: at a place
// counted from the end.
func (d *decimalFormat) grouped(p *numberPicture, whole, fraction []rune) string {
	point, _ := utf8.DecodeRuneInString(d.decimal)
	separator, _ := utf8.DecodeRuneInString(d.grouping)
	s := append(append(whole, point), fraction...)
	if p.regular > 0 {
		n := len(whole)
		for at := n - p.regular; at > 0; at -= p.regular {
			s = slices.Insert(s, at, separator)
		}
	} else {
		n := len(whole)
		for _, g := range p.integerGroups {
			s = slices.Insert(s, place(n-g, len(s)), separator)
			n++
		}
	}
	at := slices.Index(s, point)
	for _, g := range p.fractionGroups {
		s = slices.Insert(s, place(g+at+1, len(s)), separator)
	}
	if at = slices.Index(s, point); at == len(s)-1 || !strings.Contains(p.text, d.decimal) {
		s = s[:len(s)-1]
	}
	return string(s)
}

// place is where JavaScript's slice would cut: a negative place counts from the
// end.
func place(at, length int) int {
	if at < 0 {
		at += length
	}
	return min(max(at, 0), length)
}
