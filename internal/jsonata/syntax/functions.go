package syntax

import "sort"

// Profile says which library of functions an expression sees.
type Profile int

const (
	// Standard is JSONata as its reference implementation has it, $eval included.
	Standard Profile = iota
	// AWS is what Step Functions offers: $partition, $range, $hash, $random with a
	// seed, $uuid and $parse come on top, $eval is missing.
	AWS
)

// signatures are those of the functions that both profiles have, by their names
// (docs.jsonata.org, "Function library").
var signatures = map[string]string{
	"string":             "<x-b?:s>",
	"length":             "<s-:n>",
	"substring":          "<s-nn?:s>",
	"substringBefore":    "<s-s:s>",
	"substringAfter":     "<s-s:s>",
	"lowercase":          "<s-:s>",
	"uppercase":          "<s-:s>",
	"trim":               "<s-:s>",
	"pad":                "<s-ns?:s>",
	"join":               "<a<s>s?:s>",
	"contains":           "<s-(sf):b>",
	"split":              "<s-(sf)n?:a<s>>",
	"match":              "<s-f<s:o>n?:a<o>>",
	"replace":            "<s-(sf)(sf)n?:s>",
	"base64encode":       "<s-:s>",
	"base64decode":       "<s-:s>",
	"encodeUrl":          "<s-:s>",
	"encodeUrlComponent": "<s-:s>",
	"decodeUrl":          "<s-:s>",
	"decodeUrlComponent": "<s-:s>",

	"number":        "<(nsb)-:n>",
	"abs":           "<n-:n>",
	"floor":         "<n-:n>",
	"ceil":          "<n-:n>",
	"round":         "<n-n?:n>",
	"sqrt":          "<n-:n>",
	"power":         "<n-n:n>",
	"sum":           "<a<n>:n>",
	"max":           "<a<n>:n>",
	"min":           "<a<n>:n>",
	"average":       "<a<n>:n>",
	"formatBase":    "<n-n?:s>",
	"formatNumber":  "<n-so?:s>",
	"formatInteger": "<n-s:s>",
	"parseInteger":  "<s-s:n>",
	"boolean":       "<x-:b>",
	"not":           "<x-:b>",

	"count":    "<a:n>",
	"append":   "<xx:a>",
	"reverse":  "<a:a>",
	"shuffle":  "<a:a>",
	"distinct": "<x:x>",
	"zip":      "<a+>",
	"sort":     "<af?:a>",
	"map":      "<af>",
	"filter":   "<af>",
	"single":   "<af?>",
	"reduce":   "<afj?:j>",

	"keys":   "<x-:a<s>>",
	"lookup": "<x-s:x>",
	"spread": "<x-:a<o>>",
	"merge":  "<a<o>:o>",
	"each":   "<o-f:a>",
	"sift":   "<o-f?:o>",
	"clone":  "<(oa)-:o>",
	"exists": "<x:b>",
	"type":   "<x:s>",
	"error":  "<s?:x>",
	"assert": "<bs?:x>",

	"now":        "<s?s?:s>",
	"millis":     "<:n>",
	"fromMillis": "<n-s?s?:s>",
	"toMillis":   "<s-s?:n>",
}

// more are the signatures of the functions that a profile has to itself (of AWS:
// Developer Guide, "Transforming data with JSONata in Step Functions").
var more = [...]map[string]string{
	Standard: {"eval": "<sx?:x>", "random": "<:n>"},
	AWS: {
		"partition": "<an:a>",
		"range":     "<nnn:a>",
		"hash":      "<ss:s>",
		"random":    "<n?:n>",
		"uuid":      "<:s>",
		"parse":     "<s:x>",
	},
}

// Functions gives the names of the library's functions, without the $, sorted.
func Functions(p Profile) []string {
	names := make([]string, 0, len(signatures)+len(more[p]))
	for name := range signatures {
		names = append(names, name)
	}
	for name := range more[p] {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// FunctionSignature gives the signature of a function of the library, and whether
// there is such a function.
func FunctionSignature(p Profile, name string) (string, bool) {
	if text, ok := more[p][name]; ok {
		return text, true
	}
	text, ok := signatures[name]
	return text, ok
}
