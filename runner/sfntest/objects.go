package sfntest

import (
	"context"
	"io"
	"iter"
	"strings"

	"github.com/quickstep-go/quickstep/runner"
)

// named are objects whose buckets have the names of their substitutions.
type named struct{ runner.Objects }

func bare(bucket string) string {
	if name, ok := strings.CutPrefix(bucket, "${"); ok {
		return strings.TrimSuffix(name, "}")
	}
	return bucket
}

// Objects gives the objects in memory that the workflow's distributed maps read
// and write, under the names of their buckets: Put files into them before Start,
// and Get results from them afterwards.
//
//	run.Objects().Put("Orders", "2026/01.jsonl", []byte("{\"id\": 1}\n"))
//
// There are none until the first call, so that a test which leaves a file out is
// told so. Where the option [Objects] has given others, those are the ones; if they
// are not in memory, the test ends.
func (r *Run[In, Out]) Objects() *runner.MemoryObjects {
	r.t.Helper()
	if r.options.Objects == nil {
		r.options.Objects = named{&runner.MemoryObjects{}}
	}
	given := r.options.Objects
	if n, ok := given.(named); ok {
		given = n.Objects
	}
	objects, ok := given.(*runner.MemoryObjects)
	if !ok {
		r.t.Fatalf("the objects of this run are %T, given by sfntest.Objects, and not in memory; put files where those are", given)
	}
	return objects
}

// Parquet lets distributed maps read Parquet files: give it parquet.Rows of package
// runner/parquet, which this package does not link.
func Parquet(rows func(file io.Reader) iter.Seq2[[]byte, error]) Option {
	return func(o *runner.Options) { o.Parquet = rows }
}

// Open implements [runner.Objects].
func (n named) Open(ctx context.Context, bucket, key string) (io.ReadCloser, error) {
	return n.Objects.Open(ctx, bare(bucket), key)
}

// List implements [runner.Objects].
func (n named) List(ctx context.Context, bucket, prefix string) iter.Seq2[runner.ObjectInfo, error] {
	return n.Objects.List(ctx, bare(bucket), prefix)
}

// Create implements [runner.Objects].
func (n named) Create(ctx context.Context, bucket, key string) (io.WriteCloser, error) {
	return n.Objects.Create(ctx, bare(bucket), key)
}

// OpenVersion implements [runner.VersionedObjects]. Of objects that keep no
// versions it opens the one that there is.
func (n named) OpenVersion(ctx context.Context, bucket, key, version string) (io.ReadCloser, error) {
	if versions, ok := n.Objects.(runner.VersionedObjects); ok {
		return versions.OpenVersion(ctx, bare(bucket), key, version)
	}
	return n.Open(ctx, bucket, key)
}
