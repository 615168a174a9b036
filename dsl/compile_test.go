package dsl_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"
)

// TestCompilerRefuses type-checks programs that must not compile, each for the
// reason that its comment gives. The first must compile, so that the others are
// refused for nothing else.
func TestCompilerRefuses(t *testing.T) {
	fset := token.NewFileSet()
	imports := importer.ForCompiler(fset, "source", nil)
	for name, c := range map[string]struct{ body, refusal string }{
		"a good program": {`
			name := dsl.At(in, &fields.Name)
			dsl.If(b, "Named?", dsl.Eq(name, "x"), func(b *dsl.Block) { dsl.Fail(b, "Failed", "E", "c") })
			return dsl.Task(b, "Call", call, dsl.Build(Order{}, dsl.To(&fields.Name, name)))`, ""},
		"comparing a Val": {`
			if dsl.At(in, &fields.Name) == dsl.At(in, &fields.Name) { }
			return in`, "cannot be compared"},
		"comparing a Val with a constant": {`
			if dsl.At(in, &fields.Name) == "x" { }
			return in`, "mismatched types"},
		"a wrong payload type": {`
			return dsl.Task(b, "Call", call, dsl.At(in, &fields.Name))`, "does not match"},
		"a mistyped field": {`
			dsl.At(in, &fields.Nmae)
			return in`, "fields.Nmae undefined"},
		"a wrong constant": {`
			dsl.If(b, "If", dsl.Eq(dsl.At(in, &fields.Count), "three"), func(*dsl.Block) {})
			return in`, `cannot use "three"`},
		"a part of another type": {`
			return dsl.Build(Order{}, dsl.To(&fields.Count, dsl.At(in, &fields.Name)))`, "does not satisfy"},
		"an arm of the wrong type": {`
			dsl.Choose(b, "Which?", dsl.Cases[string]{
				{If: dsl.Eq(dsl.At(in, &fields.Name), ""), Do: func(*dsl.Block) dsl.Val[int] { return dsl.At(in, &fields.Count) }},
			}, func(*dsl.Block) dsl.Val[string] { return dsl.At(in, &fields.Name) })
			return in`, "cannot use"},
		"the wrong output": {`
			return dsl.At(in, &fields.Name)`, "cannot use"},
		"a token where a string is wanted": {`
			dsl.WaitForToken(b, answer, call, func(token dsl.Val[dsl.Token]) dsl.Val[Order] {
				return dsl.Build(Order{}, dsl.To(&fields.Name, token))
			})
			return in`, "does not satisfy"},
		"an answer of the wrong type": {`
			return dsl.WaitForToken(b, answer, call, func(token dsl.Val[dsl.Token]) dsl.Val[Order] { return in })`, "cannot use"},
		"ordering what has no order": {`
			dsl.If(b, "If", dsl.Ge(in, Order{}), func(*dsl.Block) {})
			return in`, "does not satisfy"},
		"reading a Val": {`
			return dsl.Lit(Order{Name: string(dsl.At(in, &fields.Name))})`, "cannot convert"},
	} {
		t.Run(name, func(t *testing.T) {
			source := `package program
				import "github.com/quickstep-go/quickstep/dsl"
				type Order struct { Name string; Count int }
				type Answer struct { OK bool }
				var fields = dsl.Fields[Order]()
				var answer = &dsl.Callback[Answer]{Name: "Answer"}
				var call dsl.Call[Order, Order]
				func body(b *dsl.Block, in dsl.Val[Order]) dsl.Val[Order] {` + c.body + `
				}
				var _ = dsl.Define("Program", body)`
			file, err := parser.ParseFile(fset, name+".go", source, 0)
			if err != nil {
				t.Fatal(err)
			}
			var refusals []string
			config := types.Config{Importer: imports, Error: func(err error) { refusals = append(refusals, err.Error()) }}
			config.Check("program", fset, []*ast.File{file}, nil)
			switch text := strings.Join(refusals, "\n"); {
			case c.refusal == "" && text != "":
				t.Errorf("refused: %s", text)
			case c.refusal != "" && !strings.Contains(text, c.refusal):
				t.Errorf("want a refusal with %q, got:\n%s", c.refusal, text)
			}
		})
	}
}
