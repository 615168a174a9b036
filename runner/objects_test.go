package runner_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/runner"
)

// put writes an object, in two pieces.
func put(t *testing.T, o runner.Objects, bucket, key, content string) {
	t.Helper()
	w, err := o.Create(t.Context(), bucket, key)
	if err != nil {
		t.Fatal(err)
	}
	half := len(content) / 2
	for _, piece := range []string{content[:half], content[half:]} {
		if _, err := io.WriteString(w, piece); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := o.Open(t.Context(), bucket, key); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s is there before it was closed: %v", key, err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func keys(t *testing.T, o runner.Objects, bucket, prefix string) string {
	t.Helper()
	var all []string
	for info, err := range o.List(t.Context(), bucket, prefix) {
		if err != nil {
			return err.Error()
		}
		all = append(all, info.Key)
	}
	return strings.Join(all, " ")
}

// TestObjects holds that both forms of objects do as S3 does.
func TestObjects(t *testing.T) {
	for name, o := range map[string]runner.Objects{"memory": &runner.MemoryObjects{}, "folder": runner.FolderObjects(filepath.Join(t.TempDir(), "not", "yet"))} {
		t.Run(name, func(t *testing.T) {
			put(t, o, "b", "in/2.txt", "two")
			put(t, o, "b", "in/1.txt", "one")
			put(t, o, "b", "in.txt", "")
			put(t, o, "b", "out/deep/3.txt", "three")
			put(t, o, "c", "in/other", "other")
			r, err := o.Open(t.Context(), "b", "in/2.txt")
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			if content, err := io.ReadAll(r); err != nil || string(content) != "two" {
				t.Errorf("read %q %v", content, err)
			}
			for prefix, want := range map[string]string{"": "in.txt in/1.txt in/2.txt out/deep/3.txt", "in": "in.txt in/1.txt in/2.txt", "in/": "in/1.txt in/2.txt", "out/d": "out/deep/3.txt", "x": ""} {
				if got := keys(t, o, "b", prefix); got != want {
					t.Errorf("%q lists %s, want %s", prefix, got, want)
				}
			}
			if got := keys(t, o, "none", ""); got != "" {
				t.Errorf("a bucket that is not there lists %s", got)
			}
			for _, key := range []string{"none", "in", "in/2.txt/x"} {
				if _, err := o.Open(t.Context(), "b", key); err == nil {
					t.Errorf("%s could be opened", key)
				}
			}
			if _, err := o.Open(t.Context(), "none", "k"); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("a bucket that is not there: %v", err)
			}
		})
	}
}

// TestFolderObjectsStayInside holds that nothing leads out of the folder.
func TestFolderObjectsStayInside(t *testing.T) {
	outside, inside := t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(outside, "secret"), []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(inside, "b"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(inside, "b", "link")); err != nil {
		t.Skip("no symbolic links: ", err)
	}
	o := runner.FolderObjects(inside)
	for _, at := range [][2]string{{"b", "../secret"}, {"b", "link/secret"}, {"b", "/etc/passwd"}, {"b", "a/../../x"}, {"b", ""}, {"b", "."}, {"..", "secret"}, {".", "b/x"}, {"", "x"}, {"b/..", "x"}, {`b\..`, "x"}} {
		if r, err := o.Open(t.Context(), at[0], at[1]); err == nil {
			r.Close()
			t.Errorf("%q could be opened", at)
		}
		if w, err := o.Create(t.Context(), at[0], at[1]); err == nil {
			w.Close()
			t.Errorf("%q could be written", at)
		}
	}
	for _, bucket := range []string{"..", ".", "b/.."} {
		if got := keys(t, o, bucket, ""); !strings.Contains(got, "is not the name of a bucket") {
			t.Errorf("%q lists %s", bucket, got)
		}
	}
}
