package s3objects

import (
	"bytes"
	"context"
	"errors"
	"io/fs"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

// PartBytes is how many bytes of an object are kept until they are sent. S3 takes
// at least five MiB, and ten thousand parts to an object.
const PartBytes = 8 << 20

// upload is an object that is being written: by one call if it is small, in parts
// if it is not.
type upload struct {
	ctx         context.Context
	client      *s3.Client
	bucket, key string

	kept   bytes.Buffer
	id     *string // of the multipart upload; nil is none
	parts  []types.CompletedPart
	failed error
	closed bool
}

// Write keeps what is written, and sends a part when there is enough for one.
func (u *upload) Write(p []byte) (n int, err error) {
	if u.closed {
		return 0, fs.ErrClosed
	}
	if u.failed != nil {
		return 0, u.failed
	}
	for n < len(p) {
		take := min(len(p)-n, PartBytes-u.kept.Len())
		u.kept.Write(p[n : n+take])
		n += take
		if u.kept.Len() == PartBytes {
			if err := u.send(); err != nil {
				return n, u.giveUp(err)
			}
		}
	}
	return n, nil
}

// send sends a part, and begins the upload with the first.
func (u *upload) send() error {
	if u.id == nil {
		out, err := u.client.CreateMultipartUpload(u.ctx, &s3.CreateMultipartUploadInput{Bucket: &u.bucket, Key: &u.key})
		if err != nil {
			return err
		}
		u.id = out.UploadId
	}
	number := int32(len(u.parts) + 1)
	out, err := u.client.UploadPart(u.ctx, &s3.UploadPartInput{
		Bucket: &u.bucket, Key: &u.key, UploadId: u.id, PartNumber: &number, Body: bytes.NewReader(u.kept.Bytes())})
	if err != nil {
		return err
	}
	u.parts = append(u.parts, types.CompletedPart{PartNumber: aws.Int32(number), ETag: out.ETag})
	u.kept.Reset()
	return nil
}

// Close makes the object.
func (u *upload) Close() error {
	if u.closed {
		return nil
	}
	u.closed = true
	switch {
	case u.failed != nil:
		return u.failed
	case u.id == nil:
		_, err := u.client.PutObject(u.ctx, &s3.PutObjectInput{Bucket: &u.bucket, Key: &u.key, Body: bytes.NewReader(u.kept.Bytes())})
		if err != nil {
			return known(err)
		}
		return nil
	case u.kept.Len() > 0:
		if err := u.send(); err != nil {
			return u.giveUp(err)
		}
	}
	_, err := u.client.CompleteMultipartUpload(u.ctx, &s3.CompleteMultipartUploadInput{
		Bucket: &u.bucket, Key: &u.key, UploadId: u.id, MultipartUpload: &types.CompletedMultipartUpload{Parts: u.parts}})
	if err != nil {
		return u.giveUp(err)
	}
	return nil
}

// giveUp takes back the parts that were sent, also where the context has ended.
func (u *upload) giveUp(err error) error {
	u.failed = known(err)
	if u.id == nil {
		return u.failed
	}
	_, left := u.client.AbortMultipartUpload(context.WithoutCancel(u.ctx), &s3.AbortMultipartUploadInput{Bucket: &u.bucket, Key: &u.key, UploadId: u.id})
	if left != nil {
		u.failed = errors.Join(u.failed, known(left))
	}
	return u.failed
}
