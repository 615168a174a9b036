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
		{"duplicate", "a: 1\nb: 2\na: 3", `3:1: "a" is here twice, first at 1:1`},
		{"deep", strings.Repeat("[", 100_000), "nests deeper"},
		{"deep list", strings.Repeat("- ", 100_000), "nests deeper"},
		{"many lines", strings.Repeat("a:\n", 100_000), "lines"},
		{"long line", strings.Repeat("a: ", 100_000), "quotes and colons"},
		{"bomb", "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n" +
			"d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]", "aliases"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, found := asl.Parse([]byte(c.text), asl.YAML())
			if len(found) != 1 || !strings.Contains(found[0].String(), c.want) {
				t.Errorf("got %q, want one with %q", found, c.want)
			}
		})
	}
}
