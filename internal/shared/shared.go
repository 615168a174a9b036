// Package shared finds the folder of reference material that stands beside a
// checkout: recorded answers of AWS, expression-language suites, benchmark
// cases. Tests that read it skip where it is absent, because the project
// carries cases of its own for every rule.
package shared

import (
	"os"
	"path/filepath"
	"testing"
)

// Variable names the environment variable that points to the folder.
const Variable = "QUICKSTEP_SHARED"

// Path gives a path inside the shared folder: the one that [Variable] names, or
// else ../shared seen from the module's root. It skips the test where that path
// does not exist.
func Path(t testing.TB, elem ...string) string {
	t.Helper()
	dir := os.Getenv(Variable)
	if dir == "" {
		dir = filepath.Join(root(t), "..", "shared")
	}
	path := filepath.Join(append([]string{dir}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no reference material at %s: set %s to the folder that holds it", path, Variable)
	}
	return path
}

// root walks up to the folder with go.mod.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the working directory")
		}
		dir = up
	}
}
