package jsonata

import (
	"math"
	"regexp"
	"strings"
)

// Numbers as English words.

var (
	fewWords   = strings.Fields("Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen Nineteen")
	fewthWords = strings.Fields("Zeroth First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth Thirteenth Fourteenth Fifteenth Sixteenth Seventeenth Eighteenth Nineteenth")
	tensWords  = strings.Fields("Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety Hundred")
	magnitudes = strings.Fields("Thousand Million Billion Trillion")
)

// toWords writes a number in title case: Twelve Thousand, Four Hundred and Six.
func toWords(f float64, ordinal bool) string {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return ""
	}
	return words(f, "", ordinal)
}

// words writes a number, with a separator for the case that it ends a larger one.
func words(f float64, before string, ordinal bool) string {
	and := ""
	if before != "" {
		and = " and "
	}
	switch {
	case f <= 19 && ordinal:
		return and + fewthWords[int(f)]
	case f <= 19:
		return and + fewWords[int(f)]
	case f < 100:
		return and + tens(int(f), ordinal)
	case f < 1000:
		return before + fewWords[int(f/100)] + " Hundred" + remainder(math.Mod(f, 100), ordinal)
	}
	size := min(int(math.Floor(math.Log10(f)/3)), len(magnitudes))
	factor := math.Pow(10, float64(size*3))
	whole := math.Floor(f / factor)
	return before + words(whole, "", false) + " " + magnitudes[size-1] + remainder(f-whole*factor, ordinal)
}

func tens(n int, ordinal bool) string {
	s, rest := tensWords[n/10-2], n%10
	switch {
	case rest > 0 && ordinal:
		return s + "-" + fewthWords[rest]
	case rest > 0:
		return s + "-" + fewWords[rest]
	case ordinal:
		return strings.TrimSuffix(s, "y") + "ieth"
	}
	return s
}

func remainder(f float64, ordinal bool) string {
	switch {
	case f > 0:
		return words(f, ", ", ordinal)
	case ordinal:
		return "th"
	}
	return ""
}

// wordValues gives the number of each word, in lower case.
var wordValues = func() map[string]float64 {
	values := map[string]float64{}
	add := func(list []string, value func(i int) float64) {
		for i, w := range list {
			values[strings.ToLower(w)] = value(i)
		}
	}
	add(fewWords, func(i int) float64 { return float64(i) })
	add(fewthWords, func(i int) float64 { return float64(i) })
	for i, w := range tensWords {
		w = strings.ToLower(w)
		values[w] = float64(i+2) * 10
		values[strings.TrimSuffix(w, "y")+"ieth"] = values[w]
	}
	values["hundredth"] = 100
	for i, w := range magnitudes {
		w = strings.ToLower(w)
		values[w] = math.Pow(10, float64(i+1)*3)
		values[w+"th"] = values[w]
	}
	return values
}()

var betweenWords = regexp.MustCompile(`,\s|\sand\s|[\s\\-]`)

// fromWords reads a number in words; NaN where a word is unknown.
func fromWords(s string) float64 {
	parts := []float64{0}
	for _, word := range betweenWords.Split(strings.ToLower(s), -1) {
		v, known := wordValues[word]
		last := len(parts) - 1
		switch {
		case !known:
			return math.NaN()
		case v >= 100:
			parts[last] *= v
		case parts[last] >= 1000:
			parts = append(parts, v)
		default:
			parts[last] += v
		}
	}
	total := 0.0
	for _, p := range parts {
		total += p
	}
	return total
}
