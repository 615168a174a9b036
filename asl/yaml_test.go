package asl_test

import (
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/asl"
)

func TestYAML(t *testing.T) {
	m, found := asl.Parse([]byte(`# a comment
StartAt: A
TimeoutSeconds: 0x10
States:
  A:
    Type: Task
    Resource: ${Charge}
    Arguments: &args
      Payload: "{% $states.input %}"
      é: [1, 2.50, ~, {deep: yes}]
      Text: |
        two
        lines
    Retry:
      - ErrorEquals: [States.ALL]
        MaxAttempts: 3
    Next: B
  B:
    Type: Pass
    Output: *args
    End: true
`), asl.File("m.asl.yaml"))
	if len(found) != 0 {
		t.Fatal(found)
	}
	want := `{"StartAt":"A","TimeoutSeconds":16,"States":{"A":{"Type":"Task","Resource":"${Charge}",` +
		`"Arguments":{"Payload":"{% $states.input %}","é":[1,2.50,null,{"deep":"yes"}],"Text":"two\nlines\n"},` +
		`"Retry":[{"ErrorEquals":["States.ALL"],"MaxAttempts":3}],"Next":"B"},` +
		`"B":{"Type":"Pass","Output":{"Payload":"{% $states.input %}","é":[1,2.50,null,{"deep":"yes"}],"Text":"two\nlines\n"},"End":true}}}`
	if got := string(m.Format(asl.Style{Compact: true})); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	a := m.States.Get("A").Base()
	for want, got := range map[string]string{
		"m.asl.yaml:6:5":   a.At().String(),
		"m.asl.yaml:9:16":  a.At("Arguments", "Payload").String(),
		"m.asl.yaml:10:15": a.At("Arguments", "é", "1").String(),
		"m.asl.yaml:10:31": a.At("Arguments", "é", "3", "deep").String(),
		"m.asl.yaml:14:5":  a.NameAt("Retry").String(),
		"m.asl.yaml:16:22": a.At("Retry", "0", "MaxAttempts").String(),
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// TestMerge holds that "<<" takes members over, of several mappings too, and that they
// replace none.
func TestMerge(t *testing.T) {
	m, found := asl.Parse([]byte(`StartAt: A
States:
  A: &a {Type: Pass, Next: B}
  B:
    <<: *a
    Next: C
  C:
    <<: [{Comment: c, End: true}, {Comment: d, Type: Pass}]
`), asl.YAML())
	want := `{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","Next":"C"},"C":{"Comment":"c","End":true,"Type":"Pass"}}}`
	if got := string(m.Format(asl.Style{Compact: true})); got != want || len(found) > 0 {
		t.Errorf("got  %s\nwant %s\n%v", got, want, found)
	}
}

// TestYAMLScalars holds what a value without quotes is: a number or a boolean as in
// YAML 1.2, which also reads the octal numbers of 1.1, and a text in case of doubt.
func TestYAMLScalars(t *testing.T) {
	for _, c := range []struct{ written, want string }{
		{"yes", `"yes"`}, {"no", `"no"`}, {"on", `"on"`}, {"off", `"off"`}, {"y", `"y"`}, {"NO", `"NO"`},
		{"true", "true"}, {"True", "true"}, {"FALSE", "false"}, {"tRue", `"tRue"`},
		{"null", "null"}, {"Null", "null"}, {"~", "null"}, {"", "null"}, {"nul", `"nul"`},
		{"0", "0"}, {"-0", "-0"}, {"+1", "1"}, {"1.50", "1.50"}, {"1.", "1"}, {".5", "0.5"}, {"+.5", "0.5"},
		{"1e3", "1e3"}, {"1.5E-3", "1.5E-3"}, {"1e400", `"1e400"`}, {"1_000", "1000"},
		{"0x1F", "31"}, {"-0x10", "-16"}, {"0o17", "15"}, {"0777", "511"}, {"0b101", "5"},
		{"08", `"08"`}, {"012345678901", `"012345678901"`}, {"123456789012", "123456789012"},
		{"9223372036854775808", "9223372036854775808"}, {"123456789012345678901234567890", "123456789012345678901234567890"},
		{"0xFFFFFFFFFFFFFFFF", "18446744073709551615"}, {"0xFFFFFFFFFFFFFFFFFF", `"0xFFFFFFFFFFFFFFFFFF"`},
		{"2012-10-17", `"2012-10-17"`}, {"2001-12-14T21:59:43Z", `"2001-12-14T21:59:43Z"`}, {"2001-12-14 21:59:43", `"2001-12-14 21:59:43"`},
		{"12:30:45", `"12:30:45"`}, {"1:30", `"1:30"`}, {"<<", `"<<"`}, {"=", `"="`}, {"NaN", `"NaN"`}, {"Infinity", `"Infinity"`},
		{"${X}", `"${X}"`}, {"${A}${B}", `"${A}${B}"`}, {"$.a[0]", `"$.a[0]"`}, {"$$.Task.Token", `"$$.Task.Token"`},
		{"arn:aws:states:::lambda:invoke", `"arn:aws:states:::lambda:invoke"`}, {"http://x.y:80/z?a=b&c=d", `"http://x.y:80/z?a=b&c=d"`},
		{`"5"`, `"5"`}, {"'true'", `"true"`}, {"'it''s'", `"it's"`}, {`"\u00e9\x41\t"`, `"éA\t"`},
		{"!!str 5", `"5"`}, {"!!str", `""`}, {"!!str &x 5", `"5"`}, {"&x !!str 5", `"5"`}, {`!!int "5"`, "5"}, {"!!float 1", "1"}, {`!!bool "true"`, "true"},
		{`!!null ""`, "null"}, {"!!timestamp 2001-01-01", `"2001-01-01"`}, {"!!binary aGk=", `"aGk="`}, {"!<tag:yaml.org,2002:str> 5", `"5"`},
		{"!!map {a: 1}", `{"a":1}`}, {"!!set {a, b}", `{"a":null,"b":null}`}, {"!!seq [a]", `["a"]`}, {"!!omap [a: 1]", `[{"a":1}]`},
		{"&x", "null"}, {"{a:1}", `{"a:1":null}`}, {`{"a":1}`, `{"a":1}`}, {"{? a : 1}", `{"a":1}`}, {"[a: 1]", `[{"a":1}]`},
		{"|\n  x\n   y\n", `"x\n y\n"`}, {"|-\n  x\n\n", `"x"`}, {"|+\n  x\n\n", `"x\n\n\n"`}, {">\n  x\n  y\n\n  z\n", `"x y\nz\n"`}, {">-\n  x\n  y\n", `"x y"`},
		{"\"x\n\n  y\"", `"x\ny"`}, {"x\n  y", `"x y"`},
	} {
		m, found := asl.Parse([]byte("v: "+c.written+"\n"), asl.YAML())
		if len(found) > 0 {
			t.Errorf("%q: %v", c.written, found)
		} else if got := m.Value().Get("v").JSON(); got != c.want {
			t.Errorf("%q is read as %s, want %s", c.written, got, c.want)
		}
	}
}

// TestYAMLNames holds that a name is a text, whatever it would be as a value.
func TestYAMLNames(t *testing.T) {
	m, found := asl.Parse([]byte(`%YAML 1.1
---
---
1.0: a
true: b
~: c
0x10: d
"<<": e
? f
: g
k: &k h
*k : i
&l m: n
o: *l
...
---
`), asl.YAML())
	want := `{"1.0":"a","true":"b","~":"c","0x10":"d","<<":"e","f":"g","k":"h","h":"i","m":"n","o":"m"}`
	if got := string(m.Format(asl.Style{Compact: true})); got != want || len(found) > 0 {
		t.Errorf("got  %s\nwant %s\n%v", got, want, found)
	}
}

// TestYAMLPlaces holds that places are those of editors, in bytes, and those of
// values, not of the anchors and tags before them.
func TestYAMLPlaces(t *testing.T) {
	m, found := asl.Parse([]byte("a: &a # é\n\n  # c\n  x: 1\nb: !!str 5\nc:\r\n  - &d\n    e: 1\nf: &f [é, &g 2]\nh: *f\ni:\nj: \u2028 !!str\n"+
		"k: |\n  x\nl: &l\n  - 1\n&m m: &n \"x\"\no: \"\u2028\"\np: {q: *n}\n"), asl.File("f.yaml"))
	if len(found) != 0 {
		t.Fatal(found)
	}
	for _, c := range []struct{ path, value, name string }{
		{"a", "4:3", "1:1"},
		{"a/x", "4:6", "4:3"},
		{"b", "5:10", "5:1"},
		{"c", "7:3", "6:1"},
		{"c/0", "8:5", "7:3"},
		{"f", "9:7", "9:1"},
		{"f/1", "9:15", "9:7"},
		{"h", "9:7", "10:1"},
		{"i", "11:3", "11:1"},
		{"j", "12:8", "12:1"},
		{"k", "13:4", "13:1"},
		{"l", "16:3", "15:1"},
		{"m", "17:10", "17:4"},
		{"o", "18:4", "18:1"},
		{"p/q", "17:10", "19:5"},
	} {
		path := strings.Split(c.path, "/")
		if got := m.At(path...).String(); got != "f.yaml:"+c.value {
			t.Errorf("%s is at %s, want %s", c.path, got, c.value)
		}
		if got := m.NameAtPath(path...).String(); got != "f.yaml:"+c.name {
			t.Errorf("the name of %s is at %s, want %s", c.path, got, c.name)
		}
	}
}

// TestYAMLAsJSON holds that a file of YAML may hold what a file of JSON does, with
// substitutions that have no quotes.
func TestYAMLAsJSON(t *testing.T) {
	text := `{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":${Delay},"Comment":"\/\ud83d\ude00","End":true}}}`
	m, found := asl.Parse([]byte(text), asl.YAML())
	if len(found) > 0 || m.States.Get("A").(*asl.Wait).Comment != "/😀" {
		t.Errorf("found %v", found)
	}
}

// steps is a mapping of so many levels.
func steps(levels int) string {
	var b strings.Builder
	for i := range levels {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

func TestBadYAML(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "is empty"},
		{"nothing", "# x", "holds nothing"},
		{"scalar", "hello", "this is a string"},
		{"unclosed", "StartAt: [", "1:10: this is no YAML"},
		{"indent", "States:\n  A:\n b: 1", "this is no YAML"},
		{"tag", "StartAt: !Ref X", "1:10: this is no YAML definition: the tag !Ref"},
		{"infinity", "TimeoutSeconds: .inf", "1:17: this is no YAML definition: JSON has no such value"},
		{"two documents", "a: 1\n---\nb: 2", "more than one"},
		{"alias", "a: *b", "no anchor &b"},
		{"itself", "a: &a [*a]", "inside its own anchor"},
		{"infinities", "a: [+.inf]", "1:5: this is no YAML definition: JSON has no such value as +.inf"},
		{"tag in a list", "a: [x, &x !Sub x]", "1:8: this is no YAML definition: the tag !Sub"},
		{"unknown tag", "a: !!foo x", "the tag !!foo says nothing"},
		{"wrong tag", "a: !!str [x]", "the tag !!str does not fit"},
		{"not of its tag", "a: !!int x", `1:4: this is no YAML definition: "x" is no !!int`},
		{"yes of a tag", "a: !!bool yes", `"yes" is no !!bool`},
		{"list as a name", "? [a]\n: b", "1:3: this is no YAML definition: the name of a field is a text, and this is an array"},
		{"object as a name", "a: {{x}}", "1:5: this is no YAML definition: the name of a field is a text, and this is an object"},
		{"alias as a name", "a: &a [x]\n*a : b", "2:1: this is no YAML definition: the name of a field is a text"},
		{"no name", "a:\n  ? \n  : b", "2:4: this is no YAML definition: the name of a field is missing"},
		{"number taken over", "a:\n  <<: 5", "2:3: this is no YAML definition: << takes over the members of an object or of a list of objects, and this is a number"},
		{"text taken over", "<<: [{}, x]", "and this is a string"},
		{"nothing taken over", "<<:", "and this is null"},
		{"alias further down", "a: 1\né: {b: \"*c\", *c: 1, d: *c}", "2:15: this is no YAML definition: there is no anchor &c"},
		{"duplicate", "a: 1\nb: 2\na: 3", `3:1: "a" is here twice, first at 1:1`},
		{"deep", strings.Repeat("[", 100_000), "nests deeper"},
		{"deep list", strings.Repeat("- ", 100_000), "nests deeper"},
		{"deep blocks", steps(202), "202:202: the text nests deeper than 200"},
		{"deeper than any parser", strings.Repeat("- ", 20_000), "1:20001: the text nests deeper than 200"},
		{"large", "a: " + strings.Repeat("x", 1<<20), "the text has 1048579 bytes; at most 1048576 of YAML are read"},
		{"directives", strings.Repeat("%A b\n", 200) + "---\na: 1", "more than 100 directives"},
		{"bomb", "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n" +
			"d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]", "more than 200000 values, counting each use of an alias"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, found := asl.Parse([]byte(c.text), asl.YAML())
			if len(found) != 1 || !strings.Contains(found[0].String(), c.want) {
				t.Errorf("got %q, want one with %q", found, c.want)
			}
		})
	}
}
