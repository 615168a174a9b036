package jsonpath

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

const callInput = `{
	"name": "Ada", "n": 3, "half": 2.5, "whole": 7.0, "tiny": 0.0001, "big": 12345678.5, "yes": true, "nil": null,
	"list": [3, 1, 2], "empty": [], "twice": [1, 1.0, "1", {"a": 1, "b": 2}, {"b": 2, "a": 1}, null, null],
	"flags": [true, false, true], "nested": [[1, 2], [1, 2], [2, 1]],
	"object": {"a": 1, "b": [true, null, "x"], "c": {}}, "other": {"b": 2, "d": 3},
	"csv": "a,,b;c,", "json": " {\"k\": [1.0]} ", "template": "\\{{}\\} C:\\x", "fancy-name": {"x": 1}
}`

func callRoots(t testing.TB) *Roots {
	return &Roots{
		Document: document(t, callInput),
		Context:  document(t, `{"Execution":{"Name":"run-7"}}`),
		Lookup: func(name string) (jsonvalue.Value, bool) {
			if name != "suffix" {
				return jsonvalue.Value{}, false
			}
			return document(t, `{"text":"!"}`), true
		},
		Random: rand.New(rand.NewPCG(1, 2)),
	}
}

func TestIntrinsics(t *testing.T) {
	roots := callRoots(t)
	long := strings.Repeat("a", maxDigestText)
	for _, c := range []struct{ call, want string }{
		// arguments
		{"States.Array()", `[]`},
		{"States.Array( 'a' , 1, -1.50, 1e3, true, false, null, $.name, $$.Execution.Name, $suffix.text )", `["a",1,-1.50,1e3,true,false,null,"Ada","run-7","!"]`},
		{"States.Array($.list[*], $.none[*], $['fancy-name'].x, $.list[?(@ > 1)])", `[[3,1,2],[],1,[3,2]]`},
		{"States.Array(States.Array(1), States.Array())", `[[1],[]]`},
		{`States.Array('it\'s', '\\', '\{\}', 'a,b)c')`, `["it's","\\","{}","a,b)c"]`},
		{"States.Array('line\nbreak')", `["line\nbreak"]`},
		// States.Format
		{"States.Format('Hello {}, {}{}', $.name, $.n, $suffix.text)", `"Hello Ada, 3!"`},
		{"States.Format('no braces')", `"no braces"`},
		{"States.Format('{}|{}|{}|{}|{}|{}', $.nil, $.yes, $.half, $.whole, $.tiny, $.big)", `"null|true|2.5|7.0|1.0E-4|1.23456785E7"`},
		{"States.Format('{}', $.object)", `"{a=1, b=[true, null, x], c={}}"`},
		{`States.Format('\{{}\} \'\\', 1)`, `"{1} '\\"`},
		{"States.Format($.template, 1)", `"{1} C:\\x"`},
		{"States.Format('{}', States.JsonToString($.list))", `"[3,1,2]"`},
		// texts
		{"States.StringSplit($.csv, ',')", `["a","b;c"]`},
		{"States.StringSplit($.csv, ',;')", `["a","b","c"]`},
		{"States.StringSplit('abc', '')", `["abc"]`},
		{"States.StringSplit('', ',')", `[]`},
		{"States.StringSplit(' , ', ',')", `[" "," "]`},
		// JSON
		{"States.StringToJson($.json)", `{"k":[1.0]}`},
		{"States.StringToJson('')", `null`},
		{"States.JsonToString($.object)", `"{\"a\":1,\"b\":[true,null,\"x\"],\"c\":{}}"`},
		{"States.JsonToString('x')", `"\"x\""`},
		{"States.JsonMerge($.object, $.other, false)", `{"a":1,"b":2,"c":{},"d":3}`},
		{"States.JsonMerge($.object, $.other, 'no')", `{"a":1,"b":2,"c":{},"d":3}`},
		// arrays
		{"States.ArrayPartition($.list, 2)", `[[3,1],[2]]`},
		{"States.ArrayPartition($.list, 3)", `[[3,1,2]]`},
		{"States.ArrayPartition($.list, 99)", `[[3,1,2]]`},
		{"States.ArrayPartition($.list, 1.5)", `[[3,1],[2]]`},
		{"States.ArrayPartition($.empty, 2)", `[]`},
		{"States.ArrayContains($.list, 2)", `true`},
		{"States.ArrayContains($.list, 9)", `false`},
		{"States.ArrayContains($.list, '2')", `true`},
		{"States.ArrayContains($.empty, $.empty)", `false`},
		{"States.ArrayContains($.nested, $.nested[2])", `true`},
		{"States.ArrayContains($.twice, null)", `true`},
		{"States.ArrayRange(1, 9, 2)", `[1,3,5,7,9]`},
		{"States.ArrayRange(0, 10, 3)", `[0,3,6,9]`},
		{"States.ArrayRange(5, 1, -2)", `[5,3,1]`},
		{"States.ArrayRange(5, 1, 1)", `[]`},
		{"States.ArrayRange(3, 3, -1)", `[3]`},
		{"States.ArrayLength(States.ArrayRange(1, 1000, 1))", `1000`},
		{"States.ArrayGetItem($.list, 2)", `2`},
		{"States.ArrayGetItem($.empty, 5)", `null`},
		{"States.ArrayLength($.list)", `3`},
		{"States.ArrayUnique($.twice)", `[{"a":1,"b":2},null,1,"1"]`},
		{"States.ArrayUnique($.flags)", `[false,true]`},
		{"States.ArrayUnique($.nested)", `[[2,1],[1,2]]`},
		{"States.ArrayUnique($.empty)", `[]`},
		// numbers
		{"States.MathAdd($.n, -1)", `2`},
		{"States.MathAdd(2147483647, 0)", `2147483647`},
		{"States.MathAdd(-1.5, 0)", `-1`},
		{"States.MathAdd(-1.51, 0)", `-2`},
		{"States.MathAdd(2.5, 0.49)", `3`},
		// digests
		{"States.Base64Encode('h✓')", `"aOKckw=="`},
		{"States.Base64Decode('aOKckw==')", `"h✓"`},
		{"States.Base64Decode(' aOKc kw')", `"h✓"`},
		{"States.Base64Decode('_w==')", `"�"`},
		{"States.Base64Decode('YQ==YQ==')", `"a"`},
		{"States.Base64Decode('')", `""`},
		{"States.Hash('hello', 'MD5')", `"5d41402abc4b2a76b9719d911017c592"`},
		{"States.Hash('hello', 'SHA-1')", `"aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d"`},
		{"States.Hash('hello', 'SHA-256')", `"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"`},
		{"States.Hash($.n, 'MD5')", `"eccbc87e4b5ce2fe28308fd9f2a7baf3"`},
		{"States.Hash('39', 'SHA-256')", `"b918943df0962bc7a1824c0555a389347b4febdc7cf9d1254406d80ce44e3f9"`},
		{"States.ArrayLength(States.Array(States.Base64Encode('" + long + "')))", `1`},
		// nested
		{"States.ArrayGetItem(States.StringSplit($$.Execution.Name, '-'), States.MathAdd(States.ArrayLength(States.StringSplit($$.Execution.Name, '-')), -1))", `"7"`},
	} {
		call, err := ParseIntrinsic(c.call)
		if err != nil {
			t.Error(err)
			continue
		}
		got, err := call.Eval(roots)
		if err != nil || got.JSON() != c.want {
			t.Errorf("%.90s gave %s, %v; want %s", c.call, got, err, c.want)
		}
	}
}

func TestHashLengths(t *testing.T) {
	for algorithm, digits := range map[string]int{"MD5": 32, "SHA-1": 40, "SHA-256": 64, "SHA-384": 96, "SHA-512": 128} {
		call, err := ParseIntrinsic("States.Hash('quickstep', '" + algorithm + "')")
		if err != nil {
			t.Fatal(err)
		}
		v, err := call.Eval(&Roots{})
		if err != nil || len(v.Text()) > digits || len(v.Text()) < digits-3 {
			t.Errorf("%s gave %s, %v", algorithm, v, err)
		}
	}
}

func TestIntrinsicErrors(t *testing.T) {
	roots := callRoots(t)
	long := strings.Repeat("a", maxDigestText+1)
	for _, c := range []struct{ call, function, detail string }{
		{"States.Format('{}', $.none)", "States.Format", "The JsonPath argument for the field '$.none' could not be found in the input '" + roots.Document.JSON() + "'"},
		{"States.Format('{}', States.Format('{}', $.none.x))", "States.Format", "The JsonPath argument for the field '$.none.x' could not be found in the input '" + roots.Document.JSON() + "'"},
		{"States.Format('{}', $$.Execution.Id)", "States.Format", "The JsonPath argument for the field '$.Execution.Id' could not be found in the input '" + roots.Document.JSON() + "'"},
		{"States.Array($.list[3])", "States.Array", "The JsonPath argument for the field '$.list[3]' could not be found in the input '" + roots.Document.JSON() + "'"},
		{"States.Array($.n[0])", "States.Array", "Filter: [0] can only be applied to arrays. Current context is: 3"},
		{"States.Array($unset)", "States.Array", "the variable 'unset' has no value"},
		{"States.Format('{} {}', 1)", "States.Format", "Invalid arguments in States.Format: number of arguments do not match the occurrences of {}"},
		{"States.Format('', 1)", "States.Format", "Invalid arguments in States.Format: number of arguments do not match the occurrences of {}"},
		{"States.Format('{', 1)", "States.Format", "Invalid template in States.Format: matching '}' not found for '{'."},
		{"States.Format('{{}}', 1)", "States.Format", "Invalid template in States.Format: matching '}' not found for '{'."},
		{"States.Format('}')", "States.Format", "Invalid template in States.Format: matching '{' not found for '}'."},
		{"States.Format($.n, 1)", "States.Format", "Invalid arguments in States.Format"},
		{"States.StringSplit($.n, ',')", "States.StringSplit", "Invalid arguments in States.StringSplit"},
		{"States.StringSplit('a', $.nil)", "States.StringSplit", "Invalid arguments in States.StringSplit"},
		{"States.StringToJson('{')", "States.StringToJson", "Invalid arguments in States.StringToJson"},
		{"States.StringToJson($.object)", "States.StringToJson", "Invalid arguments in States.StringToJson"},
		{"States.JsonMerge($.object, $.other, true)", "States.JsonMerge", "Invalid arguments in States.JsonMerge"},
		{"States.JsonMerge($.nil, $.other, false)", "States.JsonMerge", "Invalid arguments in States.JsonMerge"},
		{"States.JsonMerge($.object, $.list, false)", "States.JsonMerge", "Invalid arguments in States.JsonMerge"},
		{"States.ArrayPartition($.name, 2)", "States.ArrayPartition", "Invalid arguments in States.ArrayPartition"},
		{"States.ArrayPartition($.list, 0)", "States.ArrayPartition", "Invalid arguments in States.ArrayPartition"},
		{"States.ArrayPartition($.list, 0.49)", "States.ArrayPartition", "Invalid arguments in States.ArrayPartition"},
		{"States.ArrayContains($.name, 'A')", "States.ArrayContains", "Invalid arguments in States.ArrayContains"},
		{"States.ArrayRange(1, 5, 0)", "States.ArrayRange", "Invalid arguments in States.ArrayRange"},
		{"States.ArrayRange(1, 1001, 1)", "States.ArrayRange", "Invalid arguments in States.ArrayRange"},
		{"States.ArrayRange(1, 1e300, 1)", "States.ArrayRange", "Invalid arguments in States.ArrayRange"},
		{"States.ArrayRange('a', 5, 1)", "States.ArrayRange", "Invalid arguments in States.ArrayRange"},
		{"States.ArrayGetItem($.list, 3)", "States.ArrayGetItem", "Invalid arguments in States.ArrayGetItem"},
		{"States.ArrayGetItem($.list, -1)", "States.ArrayGetItem", "Invalid arguments in States.ArrayGetItem"},
		{"States.ArrayGetItem($.list, '1')", "States.ArrayGetItem", "Invalid arguments in States.ArrayGetItem"},
		{"States.ArrayLength($.object)", "States.ArrayLength", "Invalid arguments in States.ArrayLength"},
		{"States.ArrayUnique($.object)", "States.ArrayUnique", "Invalid arguments in States.ArrayUnique"},
		{"States.MathAdd(2147483647, 1)", "States.MathAdd", "Invalid arguments in States.MathAdd"},
		{"States.MathAdd(-2147483649, 1)", "States.MathAdd", "Invalid arguments in States.MathAdd"},
		{"States.MathAdd('1', 1)", "States.MathAdd", "Invalid arguments in States.MathAdd"},
		{"States.MathRandom(1, 1)", "States.MathRandom", "Invalid arguments in States.MathRandom"},
		{"States.MathRandom(5, 1)", "States.MathRandom", "Invalid arguments in States.MathRandom"},
		{"States.MathRandom(1, 5, 'x')", "States.MathRandom", "Invalid arguments in States.MathRandom"},
		{"States.Base64Encode('" + long + "')", "States.Base64Encode", "Invalid arguments in States.Base64Encode"},
		{"States.Base64Decode('" + long + "')", "States.Base64Decode", "Invalid arguments in States.Base64Decode"},
		{"States.Base64Encode($.n)", "States.Base64Encode", "Invalid arguments in States.Base64Encode"},
		{"States.Hash('" + long + "', 'MD5')", "States.Hash", "Invalid arguments in States.Hash"},
		{"States.Hash('a', 'sha-256')", "States.Hash", "Invalid arguments in States.Hash"},
		{"States.Array(States.MathAdd(States.ArrayLength($.n), 1))", "States.ArrayLength", "Invalid arguments in States.ArrayLength"},
	} {
		call, err := ParseIntrinsic(c.call)
		if err != nil {
			t.Error(err)
			continue
		}
		_, err = call.Eval(roots)
		var e *IntrinsicError
		if !errors.As(err, &e) || e.Detail != c.detail || e.Function != c.function || e.Call != c.call {
			t.Errorf("%.90s failed with %v; want %s", c.call, err, c.detail)
			continue
		}
		if want := "The function '" + c.call + "' had the following error: " + c.detail; e.Error() != want {
			t.Errorf("got %q, want %q", e, want)
		}
	}
}

func TestLargeArrays(t *testing.T) {
	items := make([]jsonvalue.Value, maxArraySize)
	for i := range items {
		items[i] = jsonvalue.IntOf(1)
	}
	roots := &Roots{Document: jsonvalue.ArrayOf(items...)}
	for _, text := range []string{"States.ArrayPartition($, 2)", "States.ArrayContains($, 2)"} {
		call, err := ParseIntrinsic(text)
		if err != nil {
			t.Fatal(err)
		}
		_, err = call.Eval(roots)
		var e *IntrinsicError
		if !errors.As(err, &e) || !strings.Contains(e.Help, "262144") {
			t.Errorf("%s gave %.200v", text, err)
		}
	}
}

// TestMissingArgumentUnwraps: the runner can tell a missing argument from others.
func TestMissingArgumentUnwraps(t *testing.T) {
	call, err := ParseIntrinsic("States.Array($.none)")
	if err != nil {
		t.Fatal(err)
	}
	_, err = call.Eval(callRoots(t))
	var e *PathError
	if !errors.As(err, &e) || e.Path != "$.none" {
		t.Errorf("got %v", err)
	}
}

func TestRandomness(t *testing.T) {
	run := func(text string, seed uint64) jsonvalue.Value {
		call, err := ParseIntrinsic(text)
		if err != nil {
			t.Fatal(err)
		}
		roots := &Roots{}
		if seed > 0 {
			roots.Random = rand.New(rand.NewPCG(seed, 0))
		}
		v, err := call.Eval(roots)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	version4 := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	for _, seed := range []uint64{0, 1} {
		if id := run("States.UUID()", seed).Text(); !version4.MatchString(id) {
			t.Errorf("%s is no UUID of version 4", id)
		}
	}
	if jsonvalue.Equal(run("States.UUID()", 0), run("States.UUID()", 0)) {
		t.Error("two UUIDs are the same")
	}
	if !jsonvalue.Equal(run("States.UUID()", 5), run("States.UUID()", 5)) {
		t.Error("a seeded UUID does not repeat itself")
	}
	if !jsonvalue.Equal(run("States.MathRandom(1, 1000000, 42)", 0), run("States.MathRandom(1, 1000000, 42)", 7)) {
		t.Error("a seed of the call itself does not decide")
	}
	seen := map[int64]bool{}
	for range 200 {
		i, _ := run("States.MathRandom(-1, 2)", 0).Int()
		seen[i] = true
	}
	if len(seen) != 3 || !seen[-1] || !seen[0] || !seen[1] {
		t.Errorf("from -1 up to 2 came %v", seen)
	}
}

func TestIntrinsicSyntaxErrors(t *testing.T) {
	for _, c := range []struct {
		call     string
		position int
		words    string
	}{
		{"", 0, "an intrinsic function such as"},
		{"States.", 0, "there is no intrinsic function States."},
		{"States.Formta('')", 0, `did you mean "States.Format"?`},
		{"States.format('')", 0, `did you mean "States.Format"?`},
		{"States.UUID", 11, "needs its arguments in parentheses"},
		{"States.UUID(", 11, "has no ')'"},
		{"States.UUID() x", 13, "ends before"},
		{"States.UUID()()", 13, "ends before"},
		{"States.UUID(1)", 0, "takes no argument, and got 1"},
		{"States.Format()", 0, "takes 1 argument or more, and got 0"},
		{"States.MathAdd(1)", 0, "takes 2 arguments, and got 1"},
		{"States.MathRandom(1,2,3,4)", 0, "2 or 3 arguments, and got 4"},
		{"States.Array(1 2)", 15, "expected ',' or ')'"},
		{"States.Array(1,)", 15, "an argument is"},
		{"States.Array(,1)", 13, "an argument is"},
		{"States.Array([1])", 13, "an argument is"},
		{"States.Array({})", 13, "an argument is"},
		{"States.Array(nil)", 13, "an argument is"},
		{"States.Array(1.)", 13, "no JSON number"},
		{"States.Array(.5)", 13, "an argument is"},
		{"States.Array(01)", 13, "no JSON number"},
		{`States.Array("a")`, 13, "single quotes"},
		{"States.Array('a)", 13, "does not end"},
		{`States.Array('a\n')`, 15, "a backslash may only stand before"},
		{`States.Array('\"')`, 14, "a backslash may only stand before"},
		{`States.Array('a\`, 15, "a backslash may only stand before"},
		{"States.Array($.a-b)", 16, "needs brackets and quotes"},
		{"States.Array($.)", 14, "cannot end with"},
		{"States.Array($['a)", 15, "does not end"},
		{"States.Array($.a.length())", 23, "no JSONPath functions"},
		{"States.Array(States.Nope(1))", 13, "there is no intrinsic function States.Nope"},
		{strings.Repeat("States.Array(", 33) + strings.Repeat(")", 33), 32 * 13, "nest deeper than 32"},
	} {
		_, err := ParseIntrinsic(c.call)
		var e *SyntaxError
		if !errors.As(err, &e) {
			t.Errorf("%s was taken", c.call)
			continue
		}
		if !strings.Contains(e.Error(), c.words) || c.position >= 0 && e.Position != c.position {
			t.Errorf("%s failed at %d with %q; want %q at %d", c.call, e.Position, e, c.words, c.position)
		}
	}
}

func TestCheck(t *testing.T) {
	for call, want := range map[string]string{
		"States.Format('{} {}', $.a, $.b)":                              "",
		"States.Format('{} {}', $.a)":                                   "0: the template has 2 {}s, and gets 1 value",
		"States.Format('{', $.a)":                                       `0: a brace that is no {} is written \{ or \}`,
		"States.Format(1)":                                              "14: template of States.Format must be a text, not 1",
		"States.MathAdd('1', $.x)":                                      `15: a of States.MathAdd must be a number, not "1"`,
		"States.MathAdd(States.UUID(), 1)":                              "15: a of States.MathAdd must be a number, and States.UUID gives a text",
		"States.ArrayLength(States.StringToJson($.x))":                  "",
		"States.Hash($.x, 'SHA256')":                                    `17: the algorithm is MD5, SHA-1, SHA-256, SHA-384 or SHA-512, not "SHA256"`,
		"States.JsonMerge($.a, $.b, true)":                              "27: the service merges one level only: the third argument must be false",
		"States.ArrayPartition($.a, 0)":                                 "27: the size must be 1 or more, and is 0",
		"States.ArrayRange($.a, $.b, 0)":                                "28: the step cannot be 0",
		"States.ArrayRange(1, 2000, 1)":                                 "0: the range has more than 1000 items",
		"States.Array(States.MathAdd(1, true), $.x)":                    "31: b of States.MathAdd must be a number, not true",
		"States.StringToJson('{')":                                      "0: this is no JSON",
		"States.ArrayGetItem($.a, States.MathAdd($.b, -1))":             "",
		"States.Array(" + strings.Repeat("States.UUID(),", 9) + "$.a)":  "",
		"States.Array(" + strings.Repeat("States.UUID(),", 10) + "$.a)": "139: a field may hold 10 intrinsic functions, and this one holds 11; compute a part in a state before",
	} {
		c, err := ParseIntrinsic(call)
		if err != nil {
			t.Error(err)
			continue
		}
		got := ""
		for _, e := range c.Check() {
			got += fmt.Sprintf("%d: %s", e.Position, e.Message)
		}
		if got != want && !(strings.Contains(want, "no JSON") && strings.HasPrefix(got, want)) {
			t.Errorf("%s: %q, want %q", call, got, want)
		}
	}
}

func TestAboutCalls(t *testing.T) {
	c, err := ParseIntrinsic("States.Format('{}{}', States.MathAdd($.a, $$.b), $v)")
	if err != nil {
		t.Fatal(err)
	}
	var names, paths []string
	for _, call := range c.Calls() {
		names = append(names, fmt.Sprint(call.Function(), "@", call.Position()))
	}
	for _, p := range c.Paths() {
		paths = append(paths, p.String())
	}
	got := fmt.Sprint(names, paths, len(c.Args()), c)
	want := "[States.Format@0 States.MathAdd@22] [$v $.a $$.b] 3 States.Format('{}{}', States.MathAdd($.a, $$.b), $v)"
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if !IsIntrinsic("States.UUID()") || IsIntrinsic("$.States.UUID()") {
		t.Error("IsIntrinsic is wrong")
	}
}

func TestFunctions(t *testing.T) {
	all := Functions()
	if len(all) != 18 {
		t.Errorf("there are %d intrinsic functions, and not 18", len(all))
	}
	for _, f := range all {
		if f.Doc == "" || f.Required > len(f.Params) || !IsIntrinsic(f.Name) {
			t.Errorf("%+v is incomplete", f)
		}
	}
}
