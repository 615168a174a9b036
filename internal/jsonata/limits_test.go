package jsonata

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// runaways are expressions that would go on for ever, or fill the memory.
var runaways = []string{
	`($f := function() { $f() }; $f())`,
	`($f := function($n) { 1 + $f($n + 1) }; $f(1))`,
	`($f := function($s) { $f($s & $s) }; $f("0123456789"))`,
	`($f := function($a) { $f($append($a, $a)) }; $f([1..10]))`,
	`($f := function($a) { $f([$a, $a]) }; $f(1))`,
	`($f := function($a, $n) { $n = 0 ? $a : $f([$a, $a], $n - 1) }; $f(1, 60))`,
	`($f := function($a, $n) { $n = 0 ? $string($a) : $f([$a, $a], $n - 1) }; $f(1, 60))`,
	`($f := function($a, $n) { $n = 0 ? $boolean($a) : $f([$a, $a], $n - 1) }; $f(0, 60))`,
	`($f := function($a, $b, $n) { $n = 0 ? $a = $b : $f([$a, $a], [$b, $b], $n - 1) }; $f(1, 1, 60))`,
	`($f := function($a, $n) { $n = 0 ? $count($a.**) : $f([$a, $a], $n - 1) }; $f(1, 60))`,
	`($f := function($a, $n) { $n = 0 ? $a.x : $f([$a, $a], $n - 1) }; $f({"x": 1}, 60))`,
	`($f := function($a, $n) { $n = 0 ? {"k": $a}.* : $f([$a, $a], $n - 1) }; $f(1, 60))`,
	`($f := function($a, $n) { $n = 0 ? $keys($a) : $f([$a, $a], $n - 1) }; $f({"x": 1}, 60))`,
	`($f := function($a, $n) { $n = 0 ? $spread($a) : $f([$a, $a], $n - 1) }; $f({"x": 1}, 60))`,
	`($f := function($a, $n) { $n = 0 ? $clone($a) : $f([$a, $a], $n - 1) }; $f({"x": 1}, 60))`,
	`($f := function($a, $n) { $n = 0 ? $distinct([$a, $a]) : $f([$a, $a], $n - 1) }; $f([1], 60))`,
	`($f := function($a, $n) { $n = 0 ? $a : $f([[$a]], $n - 1) }; $f(1, 100000))`,
	`($f := function($a, $n) { $n = 0 ? $a = $a : $f([[$a]], $n - 1) }; $f(1, 100000))`,
	`$map([1..9000000], function($x) { $x * 2 })`,
	`[1..3000].[1..3000].[1..3000]`,
	`$pad("x", 1e12)`,
	`$pad("x", 1e8, "ab")`,
	`$formatInteger(1e18, "I")`,
	`$string([1..9e6]) & ""`,
	`$replace("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", /^(a+)+$/, "")`,
	`$fromMillis(0, $join($map([1..10000], function($x) { "[Y,100000-100000]" })))`,
	`{"a": 1} ~> |$|{"self": $}|`,
	`($t := {"a": 1} ~> |$|{"self": $}|; $string($t))`,
	`$sort([1..2000000], function($a, $b) { true })`,
	`$reduce([1..5000], function($a, $b) { $append($a, [1..5000]) }, [])`,
	`$zip([1..100000], [1..100000]).$zip([1..100000])`,
	`$range(1, 9e6, 1) ~> $map($string)`,
	`$join($map([1..4000000], function($x) { "0123456789" }))`,
}

func TestRunaways(t *testing.T) {
	for _, source := range runaways {
		e, err := Compile(source, AWS)
		if err != nil {
			t.Fatalf("%s: %v", source, err)
		}
		start := time.Now()
		v, err := e.Eval(t.Context(), Env{})
		var limit *Error
		if !errors.As(err, &limit) || limit.Code != "U1001" {
			t.Errorf("%s gave %.100s, %v", source, v, err)
		}
		if took := time.Since(start); took > 20*time.Second {

			t.Errorf("%s took %v", source, took)
		}
	}
}

// TestLargeButReasonable holds that what a workflow may well do with its 256 KiB
// stays within the limits.
func TestLargeButReasonable(t *testing.T) {
	for source, want := range map[string]string{
		`$count($split($join($map([1..40000], $string), ","), /,/))`:                  `40000`,
		`$length($replace($join($map([1..40000], $string), ","), /\d/, "x"))`:         `228893`,
		`$count($match($join($map([1..20000], $string), ";"), /[0-9]+/))`:             `20000`,
		`$sum($map([1..100000], function($n) { $n % 7 = 0 ? $n : 0 }))`:               `714264285`,
		`$count($keys($merge($map([1..20000], function($n) { {$string($n): $n} }))))`: `20000`,
		`$count($sort($map([1..20000], function($n) { -$n })))`:                       `20000`,
		`$length($reduce([1..20000], function($s, $n) { $s & "0123456789" }, ""))`:    `200000`,
		`$count($distinct($map([1..50000], function($n) { $n % 100 })))`:              `100`,
	} {
		e, err := Compile(source, AWS)
		if err != nil {
			t.Fatal(err)
		}
		if v, err := e.Eval(t.Context(), Env{}); err != nil || v.JSON() != want {
			t.Errorf("%s gave %s, %v", source, v, err)
		}
	}
}

func TestContextEnds(t *testing.T) {
	e, err := Compile(`($f := function() { $f() }; $f())`, AWS)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = e.Eval(ctx, Env{Limits: Limits{Steps: 1 << 50}})
	var limit *Error
	if !errors.Is(err, context.Canceled) || !errors.As(err, &limit) || limit.Code != "U1001" {
		t.Errorf("got %v", err)
	}
}

func TestLimitsAreCounted(t *testing.T) {
	for _, c := range []struct {
		source string
		limits Limits
		ok     bool
	}{
		{`$sum([1..100])`, Limits{Steps: 1000}, true},
		{`$sum([1..100])`, Limits{Steps: 50}, false},
		{`$sum([1..100])`, Limits{Size: 99}, false},
		{`[[[1]]]`, Limits{Depth: 10}, true},
		{`[[[1]]]`, Limits{Depth: 3}, false},
		{`$pad("", 1000)`, Limits{Size: 500}, false},
	} {
		e, err := Compile(c.source, AWS)
		if err != nil {
			t.Fatal(err)
		}
		if v, err := e.Eval(t.Context(), Env{Limits: c.limits}); (err == nil) != c.ok {
			t.Errorf("%s under %+v gave %.50s, %v", c.source, c.limits, v, err)
		}
	}
}

func TestLargeExpressions(t *testing.T) {
	for _, source := range []string{
		strings.Repeat("(", 100000), strings.Repeat("[", 100000) + strings.Repeat("]", 100000), strings.Repeat("-", 100000) + "1",
		strings.Repeat("1+", 100000) + "1", strings.Repeat("a.", 300000) + "a", strings.Repeat("a ? ", 50000) + "1",
		strings.Repeat("x", 1<<20+1), strings.Repeat("a[0]", 200000), strings.Repeat("f(", 50000),
		"(" + strings.Repeat("$x := ", 50000) + "1)", strings.Repeat("function(){", 50000),
	} {
		e, err := Compile(source, AWS)
		if err == nil {
			_, err = e.Eval(t.Context(), Env{})
		}
		_ = err // any result will do, but there must be one
	}
}

// TestConcurrent holds that one expression can be evaluated by many at once.
func TestConcurrent(t *testing.T) {
	e, err := Compile(`($k := id; {"id": $k, "t": $sum(list.(x * 2)), "d": $fromMillis(0, "[Y]"), "n": $formatNumber(1.5, "0.00"),
		"m": $map(list, function($v) { ($w := $v.x + $offset; $w) }), "r": $replace("aXb", /x/i, "-"), "s": list^(>x).x, "c": $ ~> |list|{"y": x}|})`, AWS)
	if err != nil {
		t.Fatal(err)
	}
	input, _ := jsonvalue.ParseString(`{"id": 1, "list": [{"x": 1}, {"x": 2}, {"x": 3}]}`)
	want := `{"id":1,"t":12,"d":"1970","n":"1.50","m":[11,12,13],"r":"a-b","s":[3,2,1],"c":{"id":1,"list":[{"x":1,"y":1},{"x":2,"y":2},{"x":3,"y":3}]}}`
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 50 {
				v, err := e.Eval(context.Background(), Env{Input: input, Lookup: func(name string) (jsonvalue.Value, bool) {
					return jsonvalue.IntOf(10), name == "offset"
				}})
				if err != nil || v.JSON() != want {
					t.Errorf("got %s, %v", v, err)
					return
				}
			}
		})
	}
	wait.Wait()
	if input.JSON() != `{"id":1,"list":[{"x":1},{"x":2},{"x":3}]}` {
		t.Errorf("the input became %s", input)
	}
}

// TestTransformKeepsTheInput holds that a transform changes nothing but its own
// copy, whatever its pattern points to.
func TestTransformKeepsTheInput(t *testing.T) {
	input, _ := jsonvalue.ParseString(`{"a": {"b": 1}}`)
	for source, want := range map[string]string{
		`a ~> |$$.a|{"c": 2}|`:                    `{"b":1}`,
		`a ~> |$|{"c": 2}|`:                       `{"b":1,"c":2}`,
		`($x := a; $y := $x ~> |$|{"c": 2}|; $x)`: `{"b":1}`,
	} {
		e, err := Compile(source, Standard)
		if err != nil {
			t.Fatal(err)
		}
		v, err := e.Eval(t.Context(), Env{Input: input})
		if err != nil || v.JSON() != want || input.JSON() != `{"a":{"b":1}}` {
			t.Errorf("%s gave %s, %v; the input is %s", source, v, err, input)
		}
	}
}

func FuzzEval(f *testing.F) {
	for _, source := range expressions(f) {
		f.Add(source, `{"a": [1, {"b": "x"}], "n": 2, "s": "text"}`)
	}
	for _, source := range runaways {
		f.Add(source, `null`)
	}
	f.Fuzz(func(t *testing.T, source, text string) {
		for _, p := range []Profile{Standard, AWS} {
			e, err := Compile(source, p)
			if err != nil {
				return
			}
			e.Variables()
			input, _ := jsonvalue.ParseString(text)
			before := input.String()
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
			v, err := e.Eval(ctx, Env{Input: input, Limits: Limits{Steps: 20000, Size: 1 << 20, Depth: 1000}})
			cancel()
			if errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("%s did not end", source)
			}
			if err == nil && v.Exists() {
				if _, err := jsonvalue.ParseString(v.JSON()); err != nil {
					t.Errorf("%s gave no JSON: %v", source, err)
				}
			}
			if input.String() != before {
				t.Errorf("%s changed its input", source)
			}
		}
	})
}

// TestRandomCanBeRepeated holds that the same source of randomness gives the same
// results, and that two calls differ.
func TestRandomCanBeRepeated(t *testing.T) {
	e, err := Compile(`{"id": [$uuid(), $uuid()], "n": $random(), "list": $shuffle([1..20])}`, AWS)
	if err != nil {
		t.Fatal(err)
	}
	results := make([]string, 3)
	for i := range results {
		v, err := e.Eval(t.Context(), Env{Random: rand.New(rand.NewPCG(7, uint64(i/2)))})
		if err != nil {
			t.Fatal(err)
		}
		if ids := v.Get("id"); jsonvalue.Equal(ids.At(0), ids.At(1)) {
			t.Errorf("two UUIDs are %s", ids.At(0))
		}
		results[i] = v.JSON()
	}
	if results[0] != results[1] || results[0] == results[2] {
		t.Errorf("got %q", results)
	}
}
