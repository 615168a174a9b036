package shared

import (
	"path/filepath"
	"testing"
)

func TestPathFollowsTheVariable(t *testing.T) {
	dir := t.TempDir()
	t.Setenv(Variable, dir)
	if got := Path(t); got != dir {
		t.Errorf("Path() = %q, want %q", got, dir)
	}
	var skipped bool
	t.Run("absent", func(t *testing.T) {
		defer func() { skipped = t.Skipped() }()
		t.Log(Path(t, "no", "such", "folder"))
	})
	if !skipped {
		t.Errorf("a path that is absent (%s) did not skip", filepath.Join(dir, "no", "such", "folder"))
	}
}
