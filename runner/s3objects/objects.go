package s3objects

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"

	"github.com/quickstep-go/quickstep/runner"
)

// New gives the objects that a client reaches, as [runner.Options] take them. They
// may be used from any goroutine.
func New(client *s3.Client) runner.VersionedObjects { return &objects{client} }

type objects struct{ client *s3.Client }

// Open implements [runner.Objects]. The content comes as it is read.
func (o *objects) Open(ctx context.Context, bucket, key string) (io.ReadCloser, error) {
	return o.get(ctx, &s3.GetObjectInput{Bucket: &bucket, Key: &key})
}

// OpenVersion implements [runner.VersionedObjects].
func (o *objects) OpenVersion(ctx context.Context, bucket, key, version string) (io.ReadCloser, error) {
	return o.get(ctx, &s3.GetObjectInput{Bucket: &bucket, Key: &key, VersionId: &version})
}

func (o *objects) get(ctx context.Context, in *s3.GetObjectInput) (io.ReadCloser, error) {
	out, err := o.client.GetObject(ctx, in)
	if err != nil {
		return nil, known(err)
	}
	return out.Body, nil
}

// List implements [runner.Objects]. A page is asked for when it is needed.
func (o *objects) List(ctx context.Context, bucket, prefix string) iter.Seq2[runner.ObjectInfo, error] {
	return func(yield func(runner.ObjectInfo, error) bool) {
		pages := s3.NewListObjectsV2Paginator(o.client, &s3.ListObjectsV2Input{Bucket: &bucket, Prefix: &prefix})
		for pages.HasMorePages() {
			page, err := pages.NextPage(ctx)
			if err != nil {
				yield(runner.ObjectInfo{}, known(err))
				return
			}
			for _, c := range page.Contents {
				if !yield(runner.ObjectInfo{
					Key: aws.ToString(c.Key), Size: aws.ToInt64(c.Size), ETag: aws.ToString(c.ETag),
					Modified: aws.ToTime(c.LastModified), StorageClass: string(c.StorageClass),
				}, nil) {
					return
				}
			}
		}
	}
}

// Create implements [runner.Objects]. What is written is sent in parts as it
// comes.
func (o *objects) Create(ctx context.Context, bucket, key string) (io.WriteCloser, error) {
	return &upload{ctx: ctx, client: o.client, bucket: bucket, key: key}, nil
}

// known tells in terms of package fs what is missing or forbidden. The text stays
// that of S3.
func known(err error) error {
	var api smithy.APIError
	if !errors.As(err, &api) {
		return err
	}
	switch said := fmt.Errorf("%s: %s", api.ErrorCode(), api.ErrorMessage()); api.ErrorCode() {
	case "NoSuchKey", "NoSuchVersion", "NotFound":
		return &kind{said, fs.ErrNotExist, err}
	case "AccessDenied", "Forbidden":
		return &kind{said, fs.ErrPermission, err}
	default:
		return &kind{said, nil, err}
	}
}

// kind is an error of S3 that is also one of package fs.
type kind struct{ said, is, err error }

func (k *kind) Error() string { return k.said.Error() }

func (k *kind) Is(target error) bool { return k.is != nil && target == k.is }

func (k *kind) Unwrap() error { return k.err }
