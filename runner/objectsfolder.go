package runner

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// FolderObjects are objects in a folder: each bucket is a folder in it, each
// object a file below that. No key and no symbolic link leads out of it.
type FolderObjects string

// unfinished begins the names of files that are being written.
const unfinished = ".quickstep-"

// Open implements [Objects].
func (f FolderObjects) Open(_ context.Context, bucket, key string) (io.ReadCloser, error) {
	name, err := fileName(bucket, key)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(string(f))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	file, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	if info, err := file.Stat(); err != nil || info.IsDir() {
		file.Close()
		return nil, fmt.Errorf("s3://%s/%s is a folder and no object: %w", bucket, key, fs.ErrNotExist)
	}
	return file, nil
}

// fileName gives the name of an object's file in the folder.
func fileName(bucket, key string) (string, error) {
	if bucket == "." || strings.ContainsAny(bucket, `/\`) || !filepath.IsLocal(bucket) {
		return "", fmt.Errorf("%q is not the name of a bucket", bucket)
	}
	inside := filepath.FromSlash(key)
	if !filepath.IsLocal(inside) || filepath.Clean(inside) == "." {
		return "", fmt.Errorf("s3://%s/%s leads out of the folder of its bucket", bucket, key)
	}
	return filepath.Join(bucket, inside), nil
}

// List implements [Objects]. A bucket without a folder has no objects.
func (f FolderObjects) List(_ context.Context, bucket, prefix string) iter.Seq2[ObjectInfo, error] {
	all, err := f.list(bucket, prefix)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return func(yield func(ObjectInfo, error) bool) { yield(ObjectInfo{}, err) }
	}
	slices.SortFunc(all, func(a, b ObjectInfo) int { return strings.Compare(a.Key, b.Key) })
	return each(all)
}

func (f FolderObjects) list(bucket, prefix string) (all []ObjectInfo, err error) {
	if _, err := fileName(bucket, "x"); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(string(f))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	err = fs.WalkDir(root.FS(), bucket, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(path.Base(name), unfinished) {
			return err
		}
		key := strings.TrimPrefix(name, bucket+"/")
		if !strings.HasPrefix(key, prefix) {
			return nil
		}
		info, err := d.Info()
		if err == nil {
			all = append(all, ObjectInfo{Key: key, Size: info.Size(), ETag: etag(key, info.Size()), Modified: info.ModTime()})
		}
		return err
	})
	return all, err
}

// Create implements [Objects]. The file has its name once it is closed; the folders
// around it are made.
func (f FolderObjects) Create(_ context.Context, bucket, key string) (io.WriteCloser, error) {
	name, err := fileName(bucket, key)
	if err == nil {
		err = os.MkdirAll(string(f), 0o755)
	}
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(string(f))
	if err != nil {
		return nil, err
	}
	made := &folderWriter{root: root, name: name, begun: filepath.Join(filepath.Dir(name), unfinished+filepath.Base(name))}
	if err = root.MkdirAll(filepath.Dir(name), 0o755); err == nil {
		made.File, err = root.Create(made.begun)
	}
	if err != nil {
		root.Close()
		return nil, err
	}
	return made, nil
}

// folderWriter writes an object's file under another name first.
type folderWriter struct {
	*os.File
	root        *os.Root
	name, begun string
}

// Close makes the object.
func (w *folderWriter) Close() error {
	err := w.File.Close()
	if err == nil {
		err = w.root.Rename(w.begun, w.name)
	}
	return errors.Join(err, w.root.Close())
}
