package synth_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"
	"testing"
)

// TestDataIsComplete holds the tables to the functions on data that dsl has.
func TestDataIsComplete(t *testing.T) {
	elsewhere := map[string]string{
		"Named": "the name of a resource, in integrations_test.go", "Role": "the name of a role, in jsonpath_test.go",
		"Variant": "a union of the AWS SDK, in unions_test.go", "VariantOf": "a union of the AWS SDK, in unions_test.go",
	}
	files, err := filepath.Glob("data*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, file := range files {
		ast.Inspect(parsedFile(t, file), func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok && x.Name == "dsl" {
					used[s.Sel.Name] = true
				}
			}
			return true
		})
	}
	functions := 0
	for _, name := range functionsOnData(t) {
		functions++
		if used[name] == (elsewhere[name] != "") {
			t.Errorf("dsl.%s is in the tables of this test: %t; elsewhere: %q", name, used[name], elsewhere[name])
		}
		delete(elsewhere, name)
	}
	for name := range elsewhere {
		t.Errorf("dsl has no %s", name)
	}
	t.Logf("%d functions on data", functions)
}

// functionsOnData lists the functions of dsl that give a Val or a Cond and append
// no state.
func functionsOnData(t *testing.T) (names []string) {
	t.Helper()
	files, err := filepath.Glob("../dsl/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files of dsl: %v", err)
	}
	for _, file := range files {
		for _, d := range parsedFile(t, file).Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv != nil || !f.Name.IsExported() || f.Type.Results == nil || strings.HasSuffix(file, "_test.go") {
				continue
			}
			result, params := typeText(f.Type.Results.List[0].Type), ""
			if len(f.Type.Params.List) > 0 {
				params = typeText(f.Type.Params.List[0].Type)
			}
			if params != "*Block" && (result == "Cond" || strings.HasPrefix(result, "Val[")) {
				names = append(names, f.Name.Name)
			}
		}
	}
	return names
}

func parsedFile(t *testing.T, file string) *ast.File {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func typeText(x ast.Expr) string { return types.ExprString(x) }
