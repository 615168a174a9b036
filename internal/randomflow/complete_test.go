package randomflow_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// leftOut is what random programs do without, with the reason.
var leftOut = map[string]string{}

// TestComplete holds the generator to the builder's API: each function, method and
// field of an option is used by it, or is left out with a reason.
func TestComplete(t *testing.T) {
	used := uses(t)
	for _, name := range slices.Sorted(maps.Keys(declared(t, "../../dsl"))) {
		short := name[strings.LastIndex(name, ".")+1:]
		switch why := leftOut[name]; {
		case used[short] && why != "":
			t.Errorf("dsl.%s is used, and said to be left out: %s", name, why)
		case !used[short] && why == "":
			t.Errorf("dsl.%s is used by no random program; draw it, or say why not", name)
		}
	}
	known := declared(t, "../../dsl")
	for name := range leftOut {
		if !known[name] {
			t.Errorf("dsl has no %s", name)
		}
	}
	t.Logf("%d of %d names of dsl are drawn", len(known)-len(leftOut), len(known))
}

// declared lists the functions of a package, the methods as Type.Method, and the
// fields of structs as Type.Field.
func declared(t *testing.T, dir string) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for _, file := range parsed(t, dir) {
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() {
					names[receiver(d)+d.Name.Name] = true
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					if s, ok := s.(*ast.TypeSpec); ok && s.Name.IsExported() {
						fieldsOf(s, names)
					}
				}
			}
		}
	}
	return names
}

func receiver(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return ""
	}
	x := f.Recv.List[0].Type
	if star, ok := x.(*ast.StarExpr); ok {
		x = star.X
	}
	switch generic := x.(type) {
	case *ast.IndexExpr:
		x = generic.X
	case *ast.IndexListExpr:
		x = generic.X
	}
	return x.(*ast.Ident).Name + "."
}

func fieldsOf(s *ast.TypeSpec, names map[string]bool) {
	of, ok := s.Type.(*ast.StructType)
	if !ok {
		return
	}
	for _, f := range of.Fields.List {
		for _, name := range f.Names {
			if name.IsExported() {
				names[s.Name.Name+"."+name.Name] = true
			}
		}
	}
}

// uses gathers what the generator selects, and the keys of its literals.
func uses(t *testing.T) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for _, file := range parsed(t, ".") {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				names[n.Sel.Name] = true
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok {
					names[key.Name] = true
				}
			}
			return true
		})
	}
	return names
}

func parsed(t *testing.T, dir string) (files []*ast.File) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no files in %s: %v", dir, err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}
