package jsonata

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var numberFunctions = map[string]builtin{
	"number":  {1, toNumber},
	"abs":     {1, numeral(math.Abs)},
	"floor":   {1, numeral(math.Floor)},
	"ceil":    {1, numeral(math.Ceil)},
	"round":   {2, round},
	"sqrt":    {1, squareRoot},
	"power":   {2, powerOf},
	"sum":     {1, sum},
	"max":     {1, extreme(math.Max)},
	"min":     {1, extreme(math.Min)},
	"average": {1, average},

	"formatBase":    {2, formatBase},
	"formatNumber":  {3, formatNumber},
	"formatInteger": {2, formatInteger},
	"parseInteger":  {2, parseInteger},
	"boolean":       {1, boolean},
	"not":           {1, not},
}

// numeral makes a function of one number; nothing stays nothing.
func numeral(compute func(float64) float64) native {
	return func(_ *run, _ callSite, args []value) (value, error) {
		if !arg(args, 0).Exists() {
			return undefined, nil
		}
		return number(compute(args[0].Float())), nil
	}
}

var (
	decimalText = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?$`)
	radixText   = regexp.MustCompile(`^0([xX][0-9A-Fa-f]+|[oO][0-7]+|[bB][01]+)$`)
)

// toNumber is $number.
func toNumber(_ *run, _ callSite, args []value) (value, error) {
	v := arg(args, 0)
	switch v.Kind() {
	case jsonvalue.Absent, jsonvalue.Number:
		return v, nil
	case jsonvalue.Bool:
		if v.Bool() {
			return number(1), nil
		}
		return number(0), nil
	}
	s := v.Text()
	if decimalText.MatchString(s) {
		if f, err := strconv.ParseFloat(s, 64); err == nil {
			return number(f), nil
		}
	}
	if radixText.MatchString(s) {
		if n, err := strconv.ParseUint(s, 0, 64); err == nil {
			return number(float64(n)), nil
		}
	}
	return undefined, fail("D3030", v)
}

// round is $round: to the nearest, halves to the even neighbour, at a decimal
// place that may be negative.
func round(_ *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	places := arg(args, 1).Float()
	if places != math.Trunc(places) {
		return number(math.NaN()), nil
	}
	return number(roundTo(args[0].Float(), int(math.Max(-400, math.Min(400, places))))), nil
}

func roundTo(f float64, places int) float64 {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return f
	}
	shifted := math.RoundToEven(shift(f, places))
	if r := shift(shifted, -places); r != 0 {
		return r
	}
	return 0 // not minus zero
}

// shift moves the decimal point without the error of a multiplication.
func shift(f float64, places int) float64 {
	if places == 0 || math.IsInf(f, 0) {
		return f
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'e', -1, 64), "e")
	e, _ := strconv.Atoi(exponent)
	moved, _ := strconv.ParseFloat(mantissa+"e"+strconv.Itoa(e+places), 64)
	return moved
}

func squareRoot(_ *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	if args[0].Float() < 0 {
		return undefined, fail("D3060", args[0])
	}
	return number(math.Sqrt(args[0].Float())), nil
}

func powerOf(_ *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	f := math.Pow(args[0].Float(), arg(args, 1).Float())
	if math.IsNaN(f) || math.IsInf(f, 0) || !arg(args, 1).Exists() {
		return undefined, fail("D3061", args[0], arg(args, 1))
	}
	return number(f), nil
}

func sum(_ *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	total := 0.0
	for _, item := range args[0].Items() {
		total += item.Float()
	}
	return number(total), nil
}

func extreme(better func(a, b float64) float64) native {
	return func(_ *run, _ callSite, args []value) (value, error) {
		items := arg(args, 0).Items()
		if len(items) == 0 {
			return undefined, nil
		}
		best := items[0].Float()
		for _, item := range items[1:] {
			best = better(best, item.Float())
		}
		return number(best), nil
	}
}

func average(r *run, c callSite, args []value) (value, error) {
	n := arg(args, 0).Len()
	if n == 0 {
		return undefined, nil
	}
	total, err := sum(r, c, args)
	return number(total.Float() / float64(n)), err
}

func boolean(r *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	ok, err := r.truthy(args[0])
	return jsonvalue.BoolOf(ok), err
}

func not(r *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	ok, err := r.truthy(args[0])
	return jsonvalue.BoolOf(!ok), err
}

func random(r *run, _ callSite, _ []value) (value, error) { return number(r.random()), nil }

func formatBase(_ *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	f, radix := roundTo(args[0].Float(), 0), 10.0
	if arg(args, 1).Exists() {
		radix = roundTo(args[1].Float(), 0)
	}
	if radix < 2 || radix > 36 {
		return undefined, fail("D3100", number(radix))
	}
	if radix == 10 || math.Abs(f) >= 1<<63 {
		return text(number(f).JSON()), nil
	}
	return text(strconv.FormatInt(int64(f), int(radix))), nil
}
