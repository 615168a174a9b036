package jsonata

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	bytesof "encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"math"
	"math/rand/v2"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// awsFunctions are those that only Step Functions has (Developer Guide,
// "Transforming data with JSONata in Step Functions"). Whole numbers among their
// arguments are rounded down. The guide gives no error codes; D32… are ours.
var awsFunctions = map[string]builtin{
	"partition": {2, partition},
	"range":     {3, rangeOf},
	"hash":      {2, hashOf},
	"random":    {1, seededRandom},
	"uuid":      {0, uuid},
	"parse":     {1, parseJSON},
}

// partition cuts an array into arrays of a size.
func partition(r *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	items, size := args[0].Items(), math.Floor(arg(args, 1).Float())
	if !(size >= 1) {
		return undefined, &fault{Code: "D3201", Text: fmt.Sprintf("The size of a partition must be a positive number, but is %s", arg(args, 1))}
	}
	var parts []value
	for len(items) > 0 {
		n := int(math.Min(size, float64(len(items))))
		parts = append(parts, array(items[:n:n]))
		items = items[n:]
	}
	return array(parts), r.makeItems(len(parts))
}

// rangeOf gives the numbers from the first argument to the second one, the third
// one apart. As recorded on AWS, a single number stands for itself.
func rangeOf(r *run, _ callSite, args []value) (value, error) {
	for i := range 3 {
		if !arg(args, i).Exists() {
			return undefined, nil
		}
	}
	first, last, delta := math.Floor(args[0].Float()), math.Floor(args[1].Float()), math.Floor(args[2].Float())
	if delta == 0 {
		return undefined, &fault{Code: "D3202", Text: "The step of a range must not be 0"}
	}
	count := math.Floor((last-first)/delta) + 1
	if count < 0 || math.IsNaN(count) {
		count = 0
	}
	if count > largestRange {
		return undefined, fail("D2014", number(count))
	}
	if err := r.makeItems(int(count)); err != nil {
		return undefined, err
	}
	items := make([]value, int(count))
	for i := range items {
		items[i] = number(first + float64(i)*delta)
	}
	return sequenceOf(items), nil
}

var hashes = map[string]func() hash.Hash{
	"MD5": md5.New, "SHA-1": sha1.New, "SHA-256": sha256.New, "SHA-384": sha512.New384, "SHA-512": sha512.New,
}

// hashOf gives a text's hash in hexadecimal digits.
func hashOf(r *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() || !arg(args, 1).Exists() {
		return undefined, nil
	}
	algorithm := hashes[args[1].Text()]
	if algorithm == nil {
		return undefined, &fault{Code: "D3203", Text: fmt.Sprintf("The algorithm of a hash must be MD5, SHA-1, SHA-256, SHA-384 or SHA-512, but is %s", args[1])}
	}
	h := algorithm()
	h.Write([]byte(args[0].Text()))
	return text(hex.EncodeToString(h.Sum(nil))), r.spend(len(args[0].Text()) / 64)
}

// seededRandom gives a number from 0 up to 1: with a seed, always the same one.
func seededRandom(r *run, _ callSite, args []value) (value, error) {
	if seed := arg(args, 0); seed.Exists() {
		bits := math.Float64bits(math.Floor(seed.Float()))
		return number(rand.New(rand.NewPCG(bits, bits^0x9E3779B97F4A7C15)).Float64()), nil
	}
	return number(r.random()), nil
}

// uuid gives a random UUID, version 4.
func uuid(r *run, _ callSite, _ []value) (value, error) {
	next := rand.Uint64
	if r.env.Random != nil {
		next = r.env.Random.Uint64
	}
	var id [16]byte
	bytesof.BigEndian.PutUint64(id[:8], next())
	bytesof.BigEndian.PutUint64(id[8:], next())
	id[6] = id[6]&0x0F | 0x40
	id[8] = id[8]&0x3F | 0x80
	return text(fmt.Sprintf("%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])), nil
}

// parseJSON reads a JSON text.
func parseJSON(r *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	if err := r.makeText(len(args[0].Text()) * 8); err != nil {
		return undefined, err
	}
	v, err := jsonvalue.ParseString(args[0].Text())
	if err != nil {
		return undefined, &fault{Code: "D3204", Text: "The argument of the parse function must be a JSON text: " + err.Error()}
	}
	return v, nil
}
