package runner

import (
	"io"
	"iter"
	"strings"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// listing is a source of what a listing tells of objects.
func listing(objects iter.Seq2[ObjectInfo, error], bucket string) source {
	next, stop := iter.Pull2(objects)
	read := func() (item, error) {
		o, err, ok := next()
		switch {
		case !ok:
			return item{}, io.EOF
		case err != nil:
			return item{}, err
		}
		return item{value: o.item()}, nil
	}
	return &files{list: noMore, from: "S3://" + bucket, now: &contents{read: read, close: stop}}
}

// noMore lists nothing.
func noMore() (address, error) { return address{}, io.EOF }

// item is an object of a listing as an item.
func (o *ObjectInfo) item() jsonvalue.Value {
	text := jsonvalue.StringOf
	class := o.StorageClass
	if class == "" {
		class = "STANDARD"
	}
	return jsonvalue.ObjectOf(
		jsonvalue.Member{Name: "Etag", Value: text(o.ETag)},
		jsonvalue.Member{Name: "LastModified", Value: jsonvalue.IntOf(o.Modified.Unix())},
		jsonvalue.Member{Name: "Key", Value: text(o.Key)},
		jsonvalue.Member{Name: "Size", Value: jsonvalue.IntOf(o.Size)},
		jsonvalue.Member{Name: "StorageClass", Value: text(class)})
}

// addressesOf lists the objects that can be read: all but those without content that
// the S3 console makes for folders.
func addressesOf(objects iter.Seq2[ObjectInfo, error], bucket string) (list func() (address, error), stop func()) {
	next, stop := iter.Pull2(objects)
	return func() (address, error) {
		for {
			o, err, ok := next()
			switch {
			case !ok:
				return address{}, io.EOF
			case err != nil:
				return address{}, &unreadable{"S3://" + bucket, err}
			case o.Size == 0 && strings.HasSuffix(o.Key, "/"):
				continue
			}
			return address{bucket, o.Key}, nil
		}
	}, stop
}

// rows reads the rows of a file, each a JSON object.
type rows = func(file io.Reader) iter.Seq2[[]byte, error]

// readParquet reads a file by what is plugged in for it.
func readParquet(file io.Reader, parquet rows) *contents {
	next, stop := iter.Pull2(parquet(file))
	return &contents{close: stop, read: func() (item, error) {
		text, err, ok := next()
		switch {
		case !ok:
			return item{}, io.EOF
		case err != nil:
			return item{}, notTheEnd(err)
		case len(text) > mostItemBytes:
			return item{}, errItemTooLarge
		}
		v, err := jsonvalue.Parse(text)
		return item{value: v}, notTheEnd(err)
	}}
}
