package draw_test

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/draw"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// grammar is the small part of Mermaid's syntax that pictures are made of. A label
// has no character in it that steers Mermaid, Markdown or HTML.
var grammar = regexp.MustCompile(`^ *(` + strings.Join([]string{
	`stateDiagram-v2`,
	`direction (TB|LR)`,
	`state "` + text + `" as ` + id + `( \{)?`,
	`(` + id + `|\[\*\]) --> (` + id + `|\[\*\])( : ` + text + `)?`,
	id + ` : ` + text,
	`--`,
	`\}`,
	`classDef [a-zA-Z]+ [a-z:#0-9, -]+`,
	`class [A-Za-z0-9_,]+ [a-zA-Z]+`,
}, "|") + `)$`)

const (
	text = `([A-Za-z0-9 ,?/!'.)(_$=+\[\]-]|[^\x00-\x7f]|#[0-9]+;)+`
	id   = `[A-Z][A-Za-z0-9]*(_[0-9]+)?`
)

// steers are words that mean something to Mermaid wherever they stand in a line.
var steers = regexp.MustCompile(`(?i)(direction\s+(TB|BT|LR|RL)|<<|\[\[|\$\$|--.*--|ﬂ|¶ß|www\.)`)

func checkSyntax(t interface{ Errorf(string, ...any) }, picture string) {
	for line := range strings.Lines(picture) {
		line = strings.TrimSuffix(line, "\n")
		if !grammar.MatchString(line) {
			t.Errorf("no line of a picture: %q", line)
		}
		if steers.MatchString(strings.TrimLeft(line, " ")) && !strings.HasPrefix(strings.TrimLeft(line, " "), "direction ") {
			t.Errorf("this would steer Mermaid: %q", line)
		}
	}
}

func arrows(picture string) int { return strings.Count(picture, " --> ") }

// TestNames draws machines with any names at all: each line stays one of the
// grammar, and the arrows are as many as with tame names.
func TestNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfNDistinct(anyName(), 6, 6, func(s string) string { return s }).Draw(t, "names")
		picture := draw.Mermaid(named(names), draw.Options{})
		checkSyntax(t, picture)
		tame := draw.Mermaid(named([]string{"a", "b", "c", "d", "e", "f"}), draw.Options{})
		if arrows(picture) != arrows(tame) {
			t.Errorf("other arrows than with tame names:\n%s", picture)
		}
		run := draw.MermaidRun(named(names), draw.Run{Entered: names[1:4], Failed: names[1:2]}, draw.Options{})
		checkSyntax(t, run)
	})
}

// anyName makes names of what is known to be awkward, and of anything.
func anyName() *rapid.Generator[string] {
	awkward := rapid.SampledFrom([]string{
		`"`, `'`, ":", ";", "#", "${", "}", "{", "<b>", "</b>", "&amp;", "-->", "--", "[*]", "<<choice>>", "[[fork]]",
		"direction TB", "Direction  lr", "%%", "%%{", "*", "_", "`", "$$", "$&", "\\", "\n", "\t", "end note", "state ", "default",
		"class", "note", "1.", "- ", "www.", "http://x.y", "ﬂ°°35¶ß", "注文", "ß", "é", "🚀", "\u202e", "\u2028", "\xff", " ", "a", "B", "7",
		"fa:fa-bell", "style", "~~~", "|", "\u00a0", "\u200d", "[a](b)", "![x]", "x@y.z", "]", "(", ")", "=", "+",
	})
	mixed := rapid.Map(rapid.SliceOfN(awkward, 1, 12), func(parts []string) string { return strings.Join(parts, "") })
	return rapid.OneOf(mixed, rapid.String(), awkward).Filter(func(name string) bool { return name != "" })
}

// named builds a machine around six names, with each place where a name or a text
// of the author comes into the picture.
func named(n []string) *asl.StateMachine {
	m := &asl.StateMachine{StartAt: n[0]}
	m.States.Set(n[0], &asl.Choice{
		Choices: []asl.Rule{
			{Condition: jsonvalue.StringOf("{% " + n[1] + " %}"), Next: n[1]},
			{Test: asl.Test{Variable: "$." + n[2], Operator: "StringEquals", Operand: jsonvalue.StringOf(n[3])}, Next: n[2]},
		},
		Default: n[5],
	})
	m.States.Set(n[1], &asl.Task{
		Resource: n[2],
		Retry:    []asl.Retrier{{ErrorEquals: []string{n[3]}}},
		Catch:    []asl.Catcher{{ErrorEquals: []string{n[4]}, Next: n[5]}},
		Next:     n[2],
	})
	inside := &asl.ItemProcessor{StartAt: n[3]}
	inside.States.Set(n[3], &asl.Wait{Timestamp: "x" + n[0], End: true})
	m.States.Set(n[2], &asl.Map{Items: jsonvalue.StringOf("x" + n[4]), ItemProcessor: inside, Next: n[5]})
	m.States.Set(n[5], &asl.Succeed{})
	return m
}

func FuzzMermaid(f *testing.F) {
	f.Add([]byte(`{"StartAt":"a","States":{"a":{"Type":"Map","Next":"a","ItemProcessor":{"StartAt":"b","States":{"b":{"Type":"Fail"}}}}}}`))
	f.Add([]byte(`{"StartAt":"direction TB","States":{"\"":{"Type":"Choice","Choices":[{"Not":{"And":[]},"Next":"["}]}}}`))
	f.Fuzz(func(t *testing.T, source []byte) {
		m, _ := asl.Parse(source)
		picture := draw.Mermaid(m, draw.Options{Plain: len(source)%2 == 0})
		if _, after, ok := strings.Cut(picture, "\n---\n"); ok {
			picture = after
		}
		checkSyntax(t, picture)
	})
}
