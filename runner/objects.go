package runner

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"slices"
	"strings"
	"sync"
	"time"
)

// Objects is what distributed maps read from and write to: Amazon S3, or what
// stands for it. [MemoryObjects] and [FolderObjects] are two; package s3objects, in
// a folder of this one, has the client of the AWS SDK.
type Objects interface {
	// Open gives the content of an object. Errors that are fs.ErrNotExist say that
	// there is none.
	Open(ctx context.Context, bucket, key string) (io.ReadCloser, error)
	// List gives the objects whose keys begin with a prefix, in the order of their
	// keys.
	List(ctx context.Context, bucket, prefix string) iter.Seq2[ObjectInfo, error]
	// Create makes an object, or replaces one; it is there once it was closed.
	Create(ctx context.Context, bucket, key string) (io.WriteCloser, error)
}

// VersionedObjects are [Objects] that keep old versions, which an ItemReader's
// VersionId asks for. Of any others it gets the only version that there is.
type VersionedObjects interface {
	Objects
	// OpenVersion gives the content that an object had in a version.
	OpenVersion(ctx context.Context, bucket, key, version string) (io.ReadCloser, error)
}

// ObjectInfo is what a listing tells of an object.
type ObjectInfo struct {
	Key          string
	Size         int64 // bytes
	ETag         string
	Modified     time.Time
	StorageClass string // empty: STANDARD
}

// MemoryObjects are objects in memory. The zero value is empty and ready.
type MemoryObjects struct {
	mu      sync.Mutex
	buckets map[string]map[string][]byte
}

// Put makes or replaces an object.
func (m *MemoryObjects) Put(bucket, key string, content []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.buckets == nil {
		m.buckets = map[string]map[string][]byte{}
	}
	if m.buckets[bucket] == nil {
		m.buckets[bucket] = map[string][]byte{}
	}
	m.buckets[bucket][key] = content
}

// Get gives the content of an object, and whether there is one.
func (m *MemoryObjects) Get(bucket, key string) ([]byte, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	content, ok := m.buckets[bucket][key]
	return content, ok
}

// Open implements [Objects].
func (m *MemoryObjects) Open(_ context.Context, bucket, key string) (io.ReadCloser, error) {
	content, ok := m.Get(bucket, key)
	if !ok {
		return nil, fmt.Errorf("s3://%s/%s: %w", bucket, key, fs.ErrNotExist)
	}
	return &memoryReader{*bytes.NewReader(content)}, nil
}

// List implements [Objects].
func (m *MemoryObjects) List(_ context.Context, bucket, prefix string) iter.Seq2[ObjectInfo, error] {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []ObjectInfo
	for key, content := range m.buckets[bucket] {
		if strings.HasPrefix(key, prefix) {
			all = append(all, ObjectInfo{Key: key, Size: int64(len(content)), ETag: etag(key, int64(len(content))), Modified: DefaultStart})
		}
	}
	slices.SortFunc(all, func(a, b ObjectInfo) int { return strings.Compare(a.Key, b.Key) })
	return each(all)
}

func each(all []ObjectInfo) iter.Seq2[ObjectInfo, error] {
	return func(yield func(ObjectInfo, error) bool) {
		for _, o := range all {
			if !yield(o, nil) {
				return
			}
		}
	}
}

// Create implements [Objects].
func (m *MemoryObjects) Create(_ context.Context, bucket, key string) (io.WriteCloser, error) {
	return &memoryWriter{to: m, bucket: bucket, key: key}, nil
}

// memoryReader reads an object, at any place of it.
type memoryReader struct{ bytes.Reader }

// Close does nothing.
func (*memoryReader) Close() error { return nil }

type memoryWriter struct {
	bytes.Buffer
	to          *MemoryObjects
	bucket, key string
}

// Close makes the object.
func (w *memoryWriter) Close() error {
	w.to.Put(w.bucket, w.key, w.Bytes())
	return nil
}

// etag stands for the hash that S3 gives an object.
func etag(key string, size int64) string { return fmt.Sprintf("\"%x-%d\"", key, size) }
