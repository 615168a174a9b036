package arch

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const top = "../.." // the module's root, seen from here

// TestImports holds each import of each file to the table, whatever the file's
// build constraints.
func TestImports(t *testing.T) {
	for _, file := range goFiles(t) {
		for _, imported := range importsOf(t, file) {
			if why := refuse(file, imported); why != "" {
				t.Errorf("%s imports %q, but %s; the table is in internal/arch/table.go, and imports only ever point up it", file, imported, why)
			}
		}
	}
}

// TestTable holds the table itself to its order, and each row to a room that is
// there.
func TestTable(t *testing.T) {
	lived := map[*Room]bool{}
	for _, file := range goFiles(t) {
		lived[rowOf(path.Dir(file))] = true
	}
	for i := range table {
		if !lived[&table[i]] {
			t.Errorf("the table has a row for %s, where no Go file is", table[i].Path)
		}
	}
	earlier := slices.Clone(everywhere)
	for _, room := range table {
		if slices.Contains(earlier, room.Path) && !slices.Contains(everywhere, room.Path) {
			t.Errorf("the table names %s twice", room.Path)
		}
		if !strings.HasSuffix(room.What, ".") {
			t.Errorf("%s has no sentence", room.Path)
		}
		earlier = append(earlier, room.Path)
		for _, up := range room.Imports {
			if up == allAbove {
				continue
			}
			row := rowOf(up)
			if row == nil || !slices.Contains(earlier, row.Path) || (row.Path == room.Path && !isTree(up)) {
				t.Errorf("%s imports %s, which comes no earlier in the table", room.Path, up)
			}
		}
	}
}

// TestRefuse shows that the table refuses, and in which words.
func TestRefuse(t *testing.T) {
	for _, c := range []struct{ file, imported, want string }{
		{"asl/a.go", "encoding/json", ""},
		{"asl/a.go", Module + "/diag", ""},
		{"dsl/sns/sns.go", Module + "/dsl", ""},
		{"asl/a_test.go", Module + "/internal/shared", ""},
		{"asl/a_test.go", "pgregory.net/rapid", ""},
		{"dsl/awssdk/a.go", "github.com/aws/aws-sdk-go-v2/service/ec2", ""},
		{"examples/saga/cmd/main.go", Module + "/examples/saga", ""},
		{"runner/sfntest/a.go", Module + "/dsl/lambda", ""},
		{"cli/a.go", Module + "/internal/conformance", ""},
		{"diag/a.go", Module + "/internal/jsonvalue", "diag may import no room"},
		{"asl/a.go", Module + "/internal/shared", "asl may import diag and internal/jsonvalue"},
		{"asl/a.go", "pgregory.net/rapid", "asl may import go.yaml.in/yaml/v3"},
		{"runner/a.go", Module + "/dsl", "runner may import asl, asl/check, internal/jsonpath, internal/jsonata, internal/awsshapes, internal/membername, diag and internal/jsonvalue"},
		{"dsl/sns/sns.go", Module + "/dsl/lambda", "dsl/... may import dsl, diag and internal/jsonvalue"},
		{"draw/a.go", "github.com/aws/jsii-runtime-go", "draw may import no module of others"},
		{"diag/a_test.go", Module + "/asl", "a test in diag may import diag, internal/shared and internal/cputime"},
		{"attic/a.go", "fmt", "the table has no row for attic: add one that says in a sentence what it is for, and what it may import"},
	} {
		if got := refuse(c.file, c.imported); got != c.want {
			t.Errorf("%s importing %s: %q, want %q", c.file, c.imported, got, c.want)
		}
	}
}

// refuse says why a file may not import a package, or nothing where it may.
func refuse(file, imported string) string {
	folder := path.Dir(file)
	room := rowOf(folder)
	if room == nil {
		return "the table has no row for " + folder + ": add one that says in a sentence what it is for, and what it may import"
	}
	name, rooms, modules := room.Path, allowedRooms(room), room.Modules
	if name == "" {
		name = "the front page"
	}
	if strings.HasSuffix(file, "_test.go") {
		name = "a test in " + name
		rooms = slices.Concat([]string{room.Path}, rooms, room.Tests, testEverywhere)
		modules = slices.Concat(modules, room.TestModules, testModules)
	}
	if imported == Module || strings.HasPrefix(imported, Module+"/") {
		other := strings.TrimPrefix(strings.TrimPrefix(imported, Module), "/")
		row := rowOf(other)
		if slices.Contains(rooms, other) || row != nil && slices.Contains(rooms, row.Path) {
			return ""
		}
		return name + " may import " + list("no room", rooms)
	}
	first, _, _ := strings.Cut(imported, "/")
	if !strings.Contains(first, ".") || within(modules, imported) {
		return "" // the standard library has no dot there
	}
	return name + " may import " + list("no module of others", modules)
}

// allowedRooms are those that the row names and those that all later rows may
// import.
func allowedRooms(room *Room) []string {
	if room.Path == "" {
		return nil
	}
	if at := slices.Index(everywhere, room.Path); at >= 0 {
		return everywhere[:at]
	}
	if !slices.Contains(room.Imports, allAbove) {
		return slices.Concat(room.Imports, everywhere)
	}
	var rooms []string
	for above := range table {
		if table[above].Path == room.Path {
			break
		}
		rooms = append(rooms, table[above].Path)
	}
	return rooms
}

// rowOf finds the row of a package's folder: its own, or that of a tree it is in.
func rowOf(folder string) *Room {
	if folder == "." {
		folder = ""
	}
	var found *Room
	for i := range table {
		room := &table[i]
		if room.Path == folder {
			return room
		}
		tree, isTree := strings.CutSuffix(room.Path, "...")
		if isTree && strings.HasPrefix(folder, tree) && (found == nil || len(found.Path) < len(room.Path)) {
			found = room
		}
	}
	return found
}

func isTree(room string) bool { return strings.HasSuffix(room, "/...") }

// within tells whether a package is in one of the modules.
func within(modules []string, imported string) bool {
	return slices.ContainsFunc(modules, func(m string) bool {
		return imported == m || strings.HasPrefix(imported, m+"/")
	})
}

func list(none string, names []string) string {
	last := len(names) - 1
	switch last {
	case -1:
		return none
	case 0:
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// goFiles lists the module's own Go files, with slashes and from its top. What has
// a go.mod of its own, is test data or is hidden is not the module's.
func goFiles(t *testing.T) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(top, func(at string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && at != top && foreign(at, entry.Name()) {
			return filepath.SkipDir
		}
		if !entry.IsDir() && strings.HasSuffix(at, ".go") {
			file, err := filepath.Rel(top, at)
			files = append(files, filepath.ToSlash(file))
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func foreign(folder, name string) bool {
	if name == "testdata" || name == "node_modules" || name == "cdk.out" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") {
		return true
	}
	_, err := os.Stat(filepath.Join(folder, "go.mod"))
	return err == nil
}

func importsOf(t *testing.T, file string) []string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(top, file), nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var imports []string
	for _, spec := range parsed.Imports {
		if imported, err := strconv.Unquote(spec.Path.Value); err == nil {
			imports = append(imports, imported)
		}
	}
	return imports
}
