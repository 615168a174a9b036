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
