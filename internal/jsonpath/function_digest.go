package jsonpath

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"hash"
	"math/big"
	"strings"
	"unicode/utf8"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// maxDigestText is how many characters a text may have that is encoded, decoded
// or hashed (developer guide, "Intrinsic functions").
const maxDigestText = 10_000

var digestFunctions = []*function{
	{Function{Name: "States.Base64Encode", Doc: "a text in Base64", Params: []Param{{"text", TextKind}}, Required: 1, Result: TextKind}, base64Encode},
	{Function{Name: "States.Base64Decode", Doc: "the text that Base64 holds", Params: []Param{{"text", TextKind}}, Required: 1, Result: TextKind}, base64Decode},
	{Function{Name: "States.Hash", Doc: "the hash of a value's text, in hexadecimal", Params: []Param{{"data", AnyKind}, {"algorithm", TextKind}}, Required: 2, Result: TextKind}, hashOf},
}

var algorithms = map[string]func() hash.Hash{
	"MD5": md5.New, "SHA-1": sha1.New, "SHA-256": sha256.New, "SHA-384": sha512.New384, "SHA-512": sha512.New,
}

func (in *invocation) short(text string) *problem {
	if n := utf8.RuneCountInString(text); n > maxDigestText {
		return in.invalid("the text has %d characters, and may have %d", n, maxDigestText)
	}
	return nil
}

func base64Encode(in *invocation) (jsonvalue.Value, *problem) {
	text := in.args[0].Text()
	return jsonvalue.StringOf(base64.StdEncoding.EncodeToString([]byte(text))), in.short(text)
}

// base64Decode is as lenient as the service: it passes over characters that are
// no Base64, takes the URL alphabet too, and stops at the first padding.
func base64Decode(in *invocation) (jsonvalue.Value, *problem) {
	text := in.args[0].Text()
	if p := in.short(text); p != nil {
		return jsonvalue.Value{}, p
	}
	text, _, _ = strings.Cut(text, "=")
	digits := strings.Map(base64Digit, text)
	if len(digits)%4 == 1 {
		digits = digits[:len(digits)-1]
	}
	decoded, err := base64.RawStdEncoding.DecodeString(digits)
	if err != nil {
		return jsonvalue.Value{}, in.invalid("this is no Base64: %v", err)
	}
	return jsonvalue.StringOf(strings.ToValidUTF8(string(decoded), "\uFFFD")), nil
}

func base64Digit(r rune) rune {
	switch {
	case r >= 'A' && r <= 'Z', r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '+', r == '/':
		return r
	case r == '-':
		return '+'
	case r == '_':
		return '/'
	}
	return -1
}

// hashOf writes the digest as one number, as the service does: without leading
// zeros.
func hashOf(in *invocation) (jsonvalue.Value, *problem) {
	text := javaText(in.args[0])
	algorithm := algorithms[in.args[1].Text()]
	if algorithm == nil {
		return jsonvalue.Value{}, in.invalid("the algorithm is MD5, SHA-1, SHA-256, SHA-384 or SHA-512, not %s", excerpt(in.args[1].JSON()))
	}
	h := algorithm()
	h.Write([]byte(text))
	digest := new(big.Int).SetBytes(h.Sum(nil)).Text(16)
	return jsonvalue.StringOf(digest), in.short(text)
}
