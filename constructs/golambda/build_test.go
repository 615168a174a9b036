package golambda_test

import (
	"debug/elf"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/constructs/golambda"
)

func TestBuildIsReproducible(t *testing.T) {
	var hashes []string
	for range 2 {
		source, out := t.TempDir(), t.TempDir()
		write(t, source, "go.mod", "module example.com/hello\n\ngo 1.26\n")
		write(t, source, "main.go", "package main\n\nfunc main() { println(\"hello\") }\n")
		t.Chdir(source)
		hash, err := golambda.Build(out, "./.", "arm64", nil)
		if err != nil {
			t.Fatal(err)
		}
		hashes = append(hashes, hash)
	}
	if hashes[0] != hashes[1] {
		t.Error("the same source in two folders gave two binaries")
	}
}

func TestBuildForBothArchitectures(t *testing.T) {
	for goarch, machine := range map[string]elf.Machine{"arm64": elf.EM_AARCH64, "amd64": elf.EM_X86_64} {
		dir := t.TempDir()
		if _, err := golambda.Build(dir, "./testdata/hello", goarch, nil); err != nil {
			t.Fatal(err)
		}
		f, err := elf.Open(filepath.Join(dir, "bootstrap"))
		if err != nil {
			t.Fatal(err)
		}
		if f.Machine != machine {
			t.Errorf("%s: the binary is for %v", goarch, f.Machine)
		}
		if libraries, _ := f.ImportedLibraries(); len(libraries) > 0 {
			t.Errorf("%s: the binary needs %v", goarch, libraries)
		}
		if info, err := os.Stat(filepath.Join(dir, "bootstrap")); err != nil || info.Mode()&0o111 == 0 {
			t.Errorf("%s: the binary cannot be executed: %v, %v", goarch, info.Mode(), err)
		}
		f.Close()
	}
}

func TestBuildErrors(t *testing.T) {
	for entry, parts := range map[string][]string{
		"":                   {"the function has no Entry", `such as "./lambda"`},
		"-o=/etc/passwd":     {"is no package"},
		"./testdata/broken":  {"./testdata/broken does not compile for linux/arm64", "main.go:4:15: undefined: undefined"},
		"./testdata/library": {"./testdata/library is no program; name a package main"},
		"./testdata/nowhere": {"does not compile", "directory not found"},
	} {
		_, err := golambda.Build(t.TempDir(), entry, "arm64", nil)
		if err == nil {
			t.Errorf("%q was built", entry)
			continue
		}
		for _, part := range parts {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%q: the error does not say %q:\n%v", entry, part, err)
			}
		}
	}
}

func TestBuildWithoutGo(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := golambda.Build(t.TempDir(), "./testdata/hello", "arm64", nil)
	if err == nil || !strings.Contains(err.Error(), "needs the go tool") {
		t.Errorf("the error is %v", err)
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
