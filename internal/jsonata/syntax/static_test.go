package syntax

import (
	"fmt"
	"slices"
	"testing"
)

func TestFacts(t *testing.T) {
	for _, c := range []struct {
		source    string
		variables string
		states    string
		unknown   string
	}{
		{`$states.input.id`, `[states]`, `[[input id]]`, `[]`},
		{`$states`, `[states]`, `[[]]`, `[]`},
		{`$states.context.Execution.Input.x & $states.input.id`, `[states]`, `[[context Execution Input x] [input id]]`, `[]`},
		{`$states.input.items[price > $limit].id`, `[limit states]`, `[[input items]]`, `[]`},
		{`$states.input.($x).y`, `[states x]`, `[[input]]`, `[]`},
		{`($x := 1; $x + $y)`, `[y]`, `[]`, `[]`},
		{`($f := function($a) { $a + $b + $f }; $f(1))`, `[b]`, `[]`, `[]`},
		{`$map($list, function($v, $i) { $v & $i & $j })`, `[j list]`, `[]`, `[]`},
		{`$a@$b.c#$i.($b & $i)`, `[a]`, `[]`, `[]`},
		{`$sum($lst) + $smu($lst)`, `[lst smu]`, `[]`, `[{$smu 13}]`},
		{`uppercase("x") & $upper("y")`, `[upper]`, `[]`, `[{uppercase 0} {$upper 17}]`},
		{`($o := {"f": function($x) { $x }}; $o.f(1))`, `[]`, `[]`, `[]`},
		{`$states.input.list.$nope()`, `[nope states]`, `[[input list]]`, `[{$nope 19}]`},
		{`$x ~> $nope`, `[nope x]`, `[]`, `[{$nope 6}]`},
		{`(($inner := 1); $inner)`, `[inner]`, `[]`, `[]`},
		{`$$ & $`, `[]`, `[]`, `[]`},
	} {
		e, err := Parse(c.source, AWS)
		if err != nil {
			t.Errorf("%s: %v", c.source, err)
			continue
		}
		if got := fmt.Sprint(e.Variables()); got != c.variables {
			t.Errorf("%s: variables %s, want %s", c.source, got, c.variables)
		}
		if got := fmt.Sprint(e.StatesPaths()); got != c.states {
			t.Errorf("%s: paths %s, want %s", c.source, got, c.states)
		}
		if got := fmt.Sprint(e.UnknownFunctions()); got != c.unknown {
			t.Errorf("%s: unknown %s, want %s", c.source, got, c.unknown)
		}
	}
}

func TestFunctions(t *testing.T) {
	standard, aws := Functions(Standard), Functions(AWS)
	if !slices.Contains(standard, "eval") || slices.Contains(aws, "eval") || !slices.Contains(aws, "uuid") || slices.Contains(standard, "uuid") {
		t.Errorf("%v\n%v", standard, aws)
	}
	if !slices.IsSorted(aws) {
		t.Error("not sorted")
	}
}
