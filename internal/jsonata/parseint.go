package jsonata

import (
	"math"
	"strconv"
	"strings"
)

// parseInteger is $parseInteger.
func parseInteger(r *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	p, err := r.expr.pictures.integer(arg(args, 1).Text())
	if err != nil {
		return undefined, err
	}
	if p.style == unknownStyle {
		return undefined, fail("D3130", text(p.token))
	}
	return number(p.parse(args[0].Text())), nil
}

// parse reads a number that the picture wrote; NaN for what is none.
func (p *integerPicture) parse(s string) float64 {
	switch p.style {
	case letterStyle:
		return fromLetters(s, p.letters)
	case romanStyle:
		if p.letters == lowerCase {
			s = strings.ToUpper(s)
		}
		return fromRoman(s)
	case wordStyle:
		return fromWords(s)
	}
	if p.ordinal && len(s) >= 2 {
		s = s[:len(s)-2]
	}
	if p.regular > 0 {
		s = strings.ReplaceAll(s, ",", "")
	} else {
		for _, sep := range p.separators {
			s = strings.ReplaceAll(s, string(sep.character), "")
		}
	}
	if p.zero != '0' {
		s = strings.Map(func(c rune) rune { return c - p.zero + '0' }, s)
	}
	return leadingInt(s)
}

// blanks is what JavaScript passes over before a number.
const blanks = " \t\n\r\v"

// leadingInt is JavaScript's parseInt: the whole number that a text starts with.
func leadingInt(s string) float64 {
	s = strings.TrimLeft(s, blanks)
	sign := 0
	if s != "" && (s[0] == '-' || s[0] == '+') {
		sign = 1
	}
	n := digits(s[sign:])
	if n == 0 {
		return math.NaN()
	}
	f, _ := strconv.ParseFloat(s[:sign+n], 64)
	return f
}

// digits counts the digits at the start.
func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

func fromLetters(s string, c letterCase) float64 {
	a := 'a'
	if c == upperCase {
		a = 'A'
	}
	total, place := 0.0, 1.0
	letters := []rune(s)
	for i := len(letters) - 1; i >= 0; i-- {
		total += float64(letters[i]-a+1) * place
		place *= 26
	}
	return total
}

var romanDigits = map[byte]float64{'M': 1000, 'D': 500, 'C': 100, 'L': 50, 'X': 10, 'V': 5, 'I': 1}

func fromRoman(s string) float64 {
	total, largest := 0.0, 1.0
	for i := len(s) - 1; i >= 0; i-- {
		v, known := romanDigits[s[i]]
		switch {
		case !known:
			return math.NaN()
		case v < largest:
			total -= v
		default:
			largest = v
			total += v
		}
	}
	return total
}
