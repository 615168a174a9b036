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
var leftOut = map[string]string{
	"Encode":              "no construct: what a service that a test stands for answers with",
	"NoCall":              "a mistake by design",
	"NoItems":             "a mistake by design",
	"Redefine":            "programs differ between the languages, in code of the author's own; every test of data and of examples has it",
	"Workflow.Redefine":   "the same, with types",
	"Callback.Prefix":     "for tests that answer, which programs do through the token",
	"Call.Arguments":      "for reading a call",
	"Call.Payload":        "for reading a call",
	"Call.Resource":       "for reading a call",
	"Call.Result":         "for reading a call",
	"Integration.Linked":  "package sfn fills it",
	"MapRun.ARN":          "an identifier, which nobody foretells",
	"ResultsLocation.Key": "holds an identifier, which nobody foretells",
	"Resource.Handler":    "Go code, which the test kit calls and no text holds",
	"Resource.Machine":    "package sfn fills it, for the workflows that a program starts",
	"Resource.In":         "package lambda fills it",
	"Resource.Out":        "package lambda fills it",
	"Transfer.Resource":   "package s3 fills it",
	"Transfer.Arguments":  "package s3 fills it",
	"Transfer.Config":     "package s3 fills it",
	"Transfer.On":         "package s3 fills it",
	"Transfer.Entries":    "package s3 fills it",
	"Setting.Name":        "package s3 fills it",
	"Setting.Value":       "package s3 fills it",
	"Read":                "package s3 calls it",
	"Workflow.Graph":      "for synth",
	"Workflow.Name":       "for reading a workflow",
}

// leftOutOf is the same for the packages of services that random programs call.
var leftOutOf = map[string]map[string]string{
	"activity": {"Activity.Name": "for reading an activity"},
	"awssdk":   {"Of": "the same call by name, with types of one's own; dsl/optimized and its tests have it"},
	"lambda": {
		"Handle":           "Go code, which the test kit calls and no text holds",
		"Handler":          "the same",
		"Function.Handler": "the same",
		"Function.Name":    "for reading a function",
	},
	"s3": {
		"Bucket.Name":                  "for reading a bucket",
		"Inventoried.ETag":             "a column such as Size",
		"Inventoried.LastModifiedDate": "a column such as Size",
		"Inventoried.StorageClass":     "a column such as Size",
		"Inventoried.VersionID":        "a column such as Size",
		"Listed.ETag":                  "objects that tests keep have none",
		"Listed.LastModified":          "objects that tests keep have none",
		"Listed.StorageClass":          "objects that tests keep have none",
	},
	"sfn": {
		"Declare":              "a machine that no workflow made, which nothing here runs",
		"Started.ExecutionARN": "an identifier, which nobody foretells",
		"Started.StartDate":    "a time of the service's",
	},
}

// TestComplete holds the generator to the builder's API: each function, method and
// field of an option is used by it, or is left out with a reason.
func TestComplete(t *testing.T) {
	used := uses(t)
	complete(t, used, "dsl", "../../dsl", leftOut)
	for pkg, left := range leftOutOf {
		complete(t, used, pkg, "../../dsl/"+pkg, left)
	}
}

// complete holds it to a package.
func complete(t *testing.T, used map[string]bool, pkg, dir string, left map[string]string) {
	t.Helper()
	known := declared(t, dir)
	for _, name := range slices.Sorted(maps.Keys(known)) {
		isUsed := used[pkg+"."+name]
		if _, member, ok := strings.Cut(name, "."); ok {
			isUsed = used[member] // of whichever type: nothing tells them apart here
		}
		if !isUsed && left[name] == "" {
			t.Errorf("%s.%s is used by no random program; draw it, or say why not", pkg, name)
		}
		if isUsed && left[name] != "" && !strings.Contains(name, ".") {
			t.Errorf("%s.%s is used, and said to be left out: %s", pkg, name, left[name])
		}
	}
	for name := range left {
		if !known[name] {
			t.Errorf("%s has no %s", pkg, name)
		}
	}
	t.Logf("%d of %d names of %s are drawn", len(known)-len(left), len(known), pkg)
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
				if of := receiver(d); d.Name.IsExported() && (of == "" || ast.IsExported(of)) {
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
				if x, ok := n.X.(*ast.Ident); ok {
					names[x.Name+"."+n.Sel.Name] = true
				}
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
