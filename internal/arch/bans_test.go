package arch

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

// listed is what the go command says of a package, or of the variant of one that a
// test links.
type listed struct {
	ImportPath string
	ForTest    string // the package whose test it is a variant for
	Imports    []string
	Module     *struct{ Path string }
}

// TestBans holds all that the module's packages link, and all that their tests
// link, to the bans.
func TestBans(t *testing.T) {
	packages := goList(t)
	for _, p := range packages {
		name, test := strings.CutSuffix(p.ImportPath, ".test")
		if p.Module == nil || p.Module.Path != Module || p.ForTest != "" {
			continue
		}
		room := strings.TrimPrefix(strings.TrimPrefix(name, Module), "/")
		for _, b := range bans {
			if b.links(room) || test && !b.tests {
				continue
			}
			if way := wayTo(packages, p.ImportPath, b.modules); way != nil {
				t.Errorf("%s; but %s", b.why, strings.ReplaceAll(strings.Join(way, "\n\timports "), Module+"/", ""))
			}
		}
	}
}

// wayTo gives a chain of imports from a package to one of the modules, or nil.
func wayTo(packages map[string]*listed, from string, modules []string) []string {
	cameFrom := map[string]string{from: ""}
	for queue := []string{from}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		if within(modules, at) {
			way := []string{at}
			for at = cameFrom[at]; at != ""; at = cameFrom[at] {
				way = append([]string{at}, way...)
			}
			return way
		}
		p := packages[at]
		if p == nil {
			continue // unsafe, C
		}
		for _, next := range p.Imports {
			if _, seen := cameFrom[next]; !seen {
				cameFrom[next] = at
				queue = append(queue, next)
			}
		}
	}
	return nil
}

// goList asks the go command, once, for the module's packages, their tests and all
// that these import.
func goList(t *testing.T) map[string]*listed {
	t.Helper()
	command := exec.Command("go", "list", "-deps", "-test", "-json=ImportPath,ForTest,Imports,Module", "./...")
	command.Dir = top
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", command, err, stderr.Bytes())
	}
	packages := map[string]*listed{}
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		p := new(listed)
		if err := decoder.Decode(p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages[p.ImportPath] = p
	}
}
