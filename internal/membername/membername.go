// Package membername spells the names of AWS APIs as the aws-sdk integrations of
// Step Functions do, which are made with the AWS SDK for Java 2.
//
// Goal: one rule for those who write such calls and those who serve them. Non-goal:
// names that the SDK for Java spells by an exception of its own, but for Nul.
package membername

import "unicode"

// Of gives a name in that spelling: each run of capitals is one word, of which only
// the first stays a capital, as in DbInstanceIdentifier for DBInstanceIdentifier.
// The first letter always is one.
func Of(name string) string {
	if name == "NULL" { // a word of Java, where no member is called so
		return "Nul"
	}
	runes := []rune(name)
	spelt := make([]rune, len(runes))
	for i, r := range runes {
		spelt[i] = r
		if i == 0 || !unicode.IsUpper(r) {
			continue
		}
		startsWord := !unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])
		if !startsWord {
			spelt[i] = unicode.ToLower(r)
		}
	}
	if len(spelt) > 0 {
		spelt[0] = unicode.ToUpper(spelt[0])
	}
	return string(spelt)
}
