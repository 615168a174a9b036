package jsonpath

import (
	crypto "crypto/rand"
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var numberFunctions = []*function{
	{Function{Name: "States.MathAdd", Doc: "the sum of two numbers, both rounded first", Params: []Param{{"a", NumberKind}, {"b", NumberKind}}, Required: 2, Result: NumberKind}, mathAdd},
	{Function{Name: "States.MathRandom", Doc: "a random number from start up to, and without, end", Params: []Param{{"start", NumberKind}, {"end", NumberKind}, {"seed", NumberKind}}, Required: 2, Result: NumberKind}, mathRandom},
}

// rounded rounds to the nearest whole number, halves up, as Java's Math.round
// does; it is false beyond what doubles hold exactly.
func rounded(v jsonvalue.Value) (int64, bool) {
	if i, ok := v.Int(); ok {
		return i, i >= -1<<53 && i <= 1<<53
	}
	f := math.Floor(v.Float() + 0.5)
	if math.Abs(f) > 1<<53 || math.IsNaN(f) {
		return 0, false
	}
	return int64(f), true
}

func int32ish(i int64) bool { return i >= math.MinInt32 && i <= math.MaxInt32 }

func mathAdd(in *invocation) (jsonvalue.Value, *problem) {
	a, ok := rounded(in.args[0])
	b, also := rounded(in.args[1])
	if !ok || !also || !int32ish(a) || !int32ish(b) || !int32ish(a+b) {
		return jsonvalue.Value{}, in.invalid("numbers and their sum must be from -2147483648 to 2147483647")
	}
	return jsonvalue.IntOf(a + b), nil
}

func mathRandom(in *invocation) (jsonvalue.Value, *problem) {
	start, ok := rounded(in.args[0])
	end, also := rounded(in.args[1])
	if !ok || !also {
		return jsonvalue.Value{}, in.invalid("start or end is too large")
	}
	if start >= end {
		return jsonvalue.Value{}, in.invalid("start, %d, must be less than end, %d", start, end)
	}
	if len(in.args) < 3 {
		return jsonvalue.IntOf(start + in.random(end-start)), nil
	}
	seed, ok := rounded(in.args[2])
	if !ok {
		return jsonvalue.Value{}, in.invalid("the seed is too large")
	}
	seeded := rand.New(rand.NewPCG(uint64(seed), 0))
	return jsonvalue.IntOf(start + seeded.Int64N(end-start)), nil
}

// random gives a number from 0 up to, and without, n.
func (in *invocation) random(n int64) int64 {
	if in.roots.Random != nil {
		return in.roots.Random.Int64N(n)
	}
	return rand.Int64N(n)
}

func uuid(in *invocation) (jsonvalue.Value, *problem) {
	var b [16]byte
	if r := in.roots.Random; r != nil {
		for i := range b {
			b[i] = byte(r.Uint32())
		}
	} else {
		crypto.Read(b[:])
	}
	b[6] = b[6]&0x0f | 0x40 // version 4
	b[8] = b[8]&0x3f | 0x80 // the variant of RFC 9562
	return jsonvalue.StringOf(fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])), nil
}
