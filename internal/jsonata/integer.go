package jsonata

import (
	"math"
	"sort"
	"strings"
	"unicode/utf8"
)

// Integers in pictures, as XPath's fn:format-integer has them (XPath and XQuery
// Functions and Operators 3.1, section 4.6).

// integerStyle is how an integer is written.
type integerStyle uint8

const (
	decimalStyle integerStyle = iota
	letterStyle               // a, b, c
	romanStyle
	wordStyle
	unknownStyle // some other numbering sequence
)

// letterCase is the case of letters and words.
type letterCase uint8

const (
	lowerCase letterCase = iota
	upperCase
	titleCase
)

// integerPicture is a picture such as #,##0;o or Ww, analysed.
type integerPicture struct {
	style      integerStyle
	letters    letterCase
	ordinal    bool
	zero       rune // the digit zero of its family
	mandatory  int  // digits at least
	optional   int
	separators []separator // from right to left
	regular    int         // a separator after every so many digits; 0: only at the separators
	token      string
	width      int // digits to read exactly; 0: any number
}

// separator stands between groups of digits, so many digits from the right.
type separator struct {
	position  int
	character rune
}

// zeros are the digits zero of Unicode's decimal digit families that the
// reference knows.
var zeros = []rune{0x30, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10}

// zeroOf gives the zero of a digit's family.
func zeroOf(c rune) (rune, bool) {
	i := sort.Search(len(zeros), func(i int) bool { return zeros[i] > c }) - 1
	if i < 0 || c > zeros[i]+9 {
		return 0, false
	}
	return zeros[i], true
}

// analyseInteger reads a picture.
func analyseInteger(picture string) (*integerPicture, error) {
	p := &integerPicture{zero: '0'}
	if i := strings.LastIndexByte(picture, ';'); i >= 0 {
		p.ordinal = strings.HasPrefix(picture[i+1:], "o")
		picture = picture[:i]
	}
	switch picture {
	case "A":
		p.style, p.letters = letterStyle, upperCase
	case "a":
		p.style = letterStyle
	case "I":
		p.style, p.letters = romanStyle, upperCase
	case "i":
		p.style = romanStyle
	case "W":
		p.style, p.letters = wordStyle, upperCase
	case "Ww":
		p.style, p.letters = wordStyle, titleCase
	case "w":
		p.style = wordStyle
	default:
		return p, p.digitPattern(picture)
	}
	return p, nil
}

// digitPattern reads a picture of digits, # and separators, from the right.
func (p *integerPicture) digitPattern(picture string) error {
	zero, position := rune(0), 0
	for rest := picture; rest != ""; {
		c, n := utf8.DecodeLastRuneInString(rest)
		rest = rest[:len(rest)-n]
		family, isDigit := zeroOf(c)
		switch {
		case isDigit && zero != 0 && family != zero:
			return fail("D3131")
		case isDigit:
			zero = family
			p.mandatory++
			position++
		case c == '#':
			p.optional++
			position++
		default:
			p.separators = append(p.separators, separator{position, c})
		}
	}
	if p.mandatory == 0 {
		p.style, p.token = unknownStyle, picture
		return nil
	}
	p.zero = zero
	positions := make([]int, len(p.separators))
	for i, s := range p.separators {
		positions[i] = s.position
		if s.character != p.separators[0].character {
			return nil
		}
	}
	p.regular = regularity(positions)
	return nil
}

// regularity gives the distance of separators that stand at each of its
// multiples, or 0.
func regularity(positions []int) int {
	factor := 0
	for _, p := range positions {
		factor = gcd(factor, p)
	}
	if factor == 0 {
		return 0
	}
	for i := range positions {
		found := false
		for _, p := range positions {
			found = found || p == (i+1)*factor
		}
		if !found {
			return 0
		}
	}
	return factor
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// formatInteger is $formatInteger.
func formatInteger(r *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	p, err := r.expr.pictures.integer(arg(args, 1).Text())
	if err != nil {
		return undefined, err
	}
	s, err := p.format(r, math.Floor(args[0].Float()))
	return text(s), err
}

// format writes a whole number.
func (p *integerPicture) format(r *run, f float64) (string, error) {
	sign := ""
	if f < 0 {
		sign, f = "-", -f
	}
	if p.style == romanStyle {
		if err := r.makeText(int(math.Min(f/1000, 1<<40))); err != nil {
			return "", err
		}
	}
	var s string
	switch p.style {
	case letterStyle:
		s = p.inCase(toLetters(f))
	case romanStyle:
		s = p.inCase(toRoman(f))
	case wordStyle:
		s = p.inCase(toWords(f, p.ordinal))
	case unknownStyle:
		return "", fail("D3130", text(p.token))
	default:
		s = p.digits(f)
	}
	return sign + s, nil
}

func (p *integerPicture) inCase(s string) string {
	switch p.letters {
	case upperCase:
		return strings.ToUpper(s)
	case lowerCase:
		return strings.ToLower(s)
	}
	return s
}

// digits writes a number with the picture's digits and separators.
func (p *integerPicture) digits(f float64) string {
	plain := jsNumber(f)
	if missing := p.mandatory - len(plain); missing > 0 {
		plain = strings.Repeat("0", missing) + plain
	}
	if p.zero == '0' && len(p.separators) == 0 && !p.ordinal {
		return plain
	}
	digits := []rune(plain)
	if p.zero != '0' {
		for i, c := range digits {
			digits[i] = c - '0' + p.zero
		}
	}
	if p.regular > 0 {
		n := (len(digits) - 1) / p.regular
		for i := n; i > 0; i-- {
			digits = inserted(digits, len(digits)-i*p.regular, p.separators[0].character)
		}
	} else {
		for i := len(p.separators) - 1; i >= 0; i-- {
			digits = inserted(digits, len(digits)-p.separators[i].position, p.separators[i].character)
		}
	}
	if p.ordinal {
		return string(digits) + ordinalSuffix(digits)
	}
	return string(digits)
}

// inserted puts a character into a number. Where the number is too short for it,
// the character goes to the front, once, as in the reference.
func inserted(digits []rune, at int, c rune) []rune {
	if at < 0 {
		kept := digits[max(0, len(digits)+at):]
		return append([]rune{c}, kept...)
	}
	made := append([]rune(nil), digits[:at]...)
	return append(append(made, c), digits[at:]...)
}

func ordinalSuffix(digits []rune) string {
	n := len(digits)
	if n > 1 && digits[n-2] == '1' {
		return "th"
	}
	switch digits[n-1] {
	case '1':
		return "st"
	case '2':
		return "nd"
	case '3':
		return "rd"
	}
	return "th"
}

// jsNumber is a number's text in JavaScript.
func jsNumber(f float64) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	}
	var buffer [32]byte
	return string(number(f).AppendJSON(buffer[:0]))
}

// toLetters writes 1 as a, 26 as z, 27 as aa.
func toLetters(f float64) string {
	var letters []byte
	for ; f > 0; f = math.Floor((f - 1) / 26) {
		letters = append([]byte{byte('a' + int(math.Mod(f-1, 26)))}, letters...)
	}
	return string(letters)
}

var romans = []struct {
	value   float64
	numeral string
}{
	{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"},
}

func toRoman(f float64) string {
	var b strings.Builder
	for _, r := range romans {
		for ; f >= r.value; f -= r.value {
			b.WriteString(r.numeral)
		}
	}
	return b.String()
}
