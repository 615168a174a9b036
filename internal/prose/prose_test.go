package prose

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// A block is Go code in a Markdown file.
type block struct {
	file string
	line int // of the code's first line
	code string
}

func (b block) first() string { first, _, _ := strings.Cut(b.code, "\n"); return first }

// TestCompiles: each block is a part of a Go file, or compiles in its frame. Those
// with a frame are laid over the module as packages of their own, so that its own
// go.mod decides about all that they import.
func TestCompiles(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	files, frames := goFiles(t, root), readFrames(t)
	overlay := map[string]string{}
	var packages []string
	for _, b := range blocks(t, root) {
		frame, ok := frames[b.first()]
		delete(frames, b.first())
		switch {
		case ok:
			path := fmt.Sprintf("internal/prose/frame%d", len(packages))
			packages = append(packages, "./"+path)
			overlay[filepath.Join(root, path, "block.go")] = written(t, strings.Replace(frame, "\nBLOCK\n", fmt.Sprintf("\n//line %s:%d\n%s\n", b.file, b.line, b.code), 1))
		case !isPart(files, b.code):
			t.Errorf("%s:%d: this block is no part of a Go file; copy one, or give it a frame in testdata/frames.txtar:\n%s", b.file, b.line, b.code)
		}
	}
	for first := range frames {
		t.Errorf("testdata/frames.txtar has a frame for a block that is not there: %s", first)
	}
	if len(packages) == 0 {
		t.Fatal("no block has a frame")
	}
	text, err := json.Marshal(map[string]any{"Replace": overlay})
	if err != nil {
		t.Fatal(err)
	}
	build := exec.CommandContext(t.Context(), "go", append([]string{"build", "-o", os.DevNull, "-overlay", written(t, string(text))}, packages...)...)
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Errorf("the code in the prose does not compile: %v\n%s", err, out)
	}
}

// written puts a text into a file that is gone after the test.
func written(t *testing.T, text string) string {
	t.Helper()
	f, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteString(text); err != nil {
		t.Fatal(err)
	}
	return f.Name()
}

// readFrames gives the frames by the first line of the block that they are for.
func readFrames(t *testing.T) map[string]string {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/frames.txtar")
	if err != nil {
		t.Fatal(err)
	}
	frames := map[string]string{}
	for _, f := range archive.Files {
		first, rest, _ := strings.Cut(string(f.Data), "\n")
		of, ok := strings.CutPrefix(first, "// block: ")
		if !ok || !strings.Contains(rest, "\nBLOCK\n") {
			t.Fatalf("the frame %s does not begin with the block's first line, or has no place for it", f.Name)
		}
		frames[of] = rest
	}
	return frames
}

// blocks are those of Go in README.md and in docs.
func blocks(t *testing.T, root string) (all []block) {
	t.Helper()
	docs, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range append(docs, filepath.Join(root, "README.md")) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, blocksIn(name, string(text))...)
	}
	return all
}

func blocksIn(file, text string) (all []block) {
	var code []string
	inside, begin := false, 0
	for i, line := range strings.Split(text, "\n") {
		switch {
		case !inside && strings.TrimSpace(line) == "```go":
			inside, begin, code = true, i+2, nil
		case inside && strings.TrimSpace(line) == "```":
			inside = false
			all = append(all, block{file, begin, strings.Join(code, "\n")})
		case inside:
			code = append(code, line)
		}
	}
	return all
}

// goFiles is the text of the module's Go files, flush. All are read even where no block
// needs it: go test then knows that the result depends on them.
func goFiles(t *testing.T, root string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case d.IsDir() || filepath.Ext(path) != ".go":
			return nil
		}
		text, err := os.ReadFile(path)
		all = append(all, flush(string(text)))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// isPart tells whether code stands in one of the files, at whatever depth.
func isPart(files []string, code string) bool {
	return slices.ContainsFunc(files, func(text string) bool { return strings.Contains(text, flush(code)) })
}

// flush is code without its indentation.
func flush(code string) string {
	lines := strings.Split(strings.TrimSpace(code), "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return "\n" + strings.Join(lines, "\n") + "\n"
}

// TestIsPart: indentation is all that may differ.
func TestIsPart(t *testing.T) {
	files := []string{flush("package x\n\nfunc f() {\n\tif a {\n\t\tb()\n\t}\n}\n")}
	for code, want := range map[string]bool{"if a {\n\tb()\n}": true, "if a {\n\tc()\n}": false, "a {": false} {
		if isPart(files, code) != want {
			t.Errorf("%q: %t", code, !want)
		}
	}
}

// TestBlocksIn: where blocks begin, and that those of other languages are left out.
func TestBlocksIn(t *testing.T) {
	got := blocksIn("x.md", "a\n```go\nx := 1\n\ny := 2\n```\n```sh\nls\n```\n  ```go\n  z()\n  ```\n")
	want := []block{{"x.md", 3, "x := 1\n\ny := 2"}, {"x.md", 11, "  z()"}}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
