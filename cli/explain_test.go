package cli

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/internal/codes"
)

// TestEveryCodeIsExplained holds that explain knows every code that some room may
// report, and that what it tells of other rooms' codes is about codes there are.
func TestEveryCodeIsExplained(t *testing.T) {
	code := regexp.MustCompile(`(QS\d{4})\]?"`) // at the end of a string, perhaps in brackets
	used := map[string]string{}
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, m := range code.FindAllSubmatch(text, -1) {
			used[string(m[1])] = path
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(used) < 100 {
		t.Errorf("only %d codes are used", len(used))
	}
	for c, file := range used {
		if _, ok := explanation(c); !ok {
			t.Errorf("nobody explains %s, which %s reports", c, file)
		}
	}
	for _, x := range codes.All() {
		if used[x.Code] == "" {
			t.Errorf("%s is explained, and nobody reports it", x.Code)
		}
	}
}
