package syntax

import (
	"slices"
	"testing"
)

func TestContextReads(t *testing.T) {
	for source, want := range map[string][]string{
		`phone`:                          {"phone"},
		`phone[0]`:                       {"phone"},
		`aaa + bbb.ccc + aaa`:            {"aaa", "bbb"},
		`$.phone`:                        {"$"},
		`a#$i.b`:                         {"a"},
		`$$`:                             {"$$"},
		`*`:                              {"*"},
		`$states.input.phone`:            nil,
		`$states.input.items[phone > 3]`: nil,
		`$states.input.items^(price).{"n": name}`:         nil,
		`$states.input.items{kind: $sum(price)}`:          nil,
		`$map($states.input.a, function($x){ $x.phone })`: nil,
		`$map($states.input.a, function($x){ b })`:        {"b"},
		`{"a": b, "c": $d}`:                               {"b"},
		`($x := $states.input; $x.a ? [1..n] : -m)`:       {"n", "m"},
		`$states.input ~> |a|{"b": c}|`:                   nil,
		`$count($states.input.a) = 1 and ready`:           {"ready"},
		`"a" & $states.context.Execution.Id`:              nil,
	} {
		e, err := Parse(source, AWS)
		if err != nil {
			t.Errorf("%s: %v", source, err)
			continue
		}
		if got := e.ContextReads(); !slices.Equal(got, want) {
			t.Errorf("%s reads %q, want %q", source, got, want)
		}
	}
}
