package runner

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

const errItemReader = "States.ItemReaderFailed"

// itemReader says where a distributed map's items come from (Developer Guide,
// "ItemReader (Map)").
type itemReader struct {
	list      bool // the objects of a bucket, not the content of one
	arguments *template
	input     string
	config    asl.ReaderConfig
	most      *amount
}

func (c *compiler) itemReader(r *asl.ItemReader) *itemReader {
	if r == nil {
		return nil
	}
	made := &itemReader{list: strings.HasSuffix(r.Resource, ":listObjectsV2")}
	if c.at.jsonata {
		made.arguments = c.template("ItemReader/Arguments", r.Arguments)
	} else {
		made.arguments = c.template("ItemReader/Parameters", r.Parameters)
	}
	if r.ReaderConfig != nil {
		made.config = *r.ReaderConfig
		made.most = c.amount("MaxItems", r.ReaderConfig.MaxItems, r.ReaderConfig.MaxItemsPath)
	}
	switch kind := made.config.InputType; {
	case kind == "PARQUET", kind == "MANIFEST", made.config.ManifestType != "", made.config.Transformation == "LOAD_AND_FLATTEN":
		made.input = "unserved"
	default:
		made.input = kind
	}
	return made
}

// limit gives the most items to read; 0 is no limit.
func (r *itemReader) limit(t *thread) (int64, *failure) { return r.most.eval(t) }

// open begins to read. The failure is of the run; a fault is of the harness.
func (r *itemReader) open(t *thread, most int64) (source, *failure, error) {
	if r.input == "unserved" {
		return nil, nil, &Fault{State: t.at.name, Message: "the local runner reads CSV, JSON and JSONL files and listings; manifests, Parquet and LOAD_AND_FLATTEN are not supported yet"}
	}
	if most < 0 {
		return nil, failed(errItemReader, "field MaxItems must be positive"), nil
	}
	objects := t.run.eng.options.Objects
	if objects == nil {
		return nil, nil, &Fault{Kind: ErrUnserved, State: t.at.name, Resource: "arn:aws:states:::s3:getObject",
			Message: "no objects to read items from; write Options.Objects: &runner.MemoryObjects{} and Put the file into it"}
	}
	at, f := r.arguments.eval(t.data(t.input))
	if f != nil {
		return nil, f, nil
	}
	s, err := r.begin(t, objects, at)
	if err != nil {
		return nil, unread(at, err), nil
	}
	if most > 0 {
		s = &limited{s, most}
	}
	return s, nil, nil
}

// unread is the failure of a reader.
func unread(at jsonvalue.Value, err error) *failure {
	where := "s3://" + at.Get("Bucket").Text() + "/" + at.Get("Key").Text()
	if errors.Is(err, fs.ErrNotExist) {
		return failed(errItemReader, fmt.Sprintf("The specified key does not exist: %s", where))
	}
	return failed(errItemReader, fmt.Sprintf("Attempting to parse the items of %s failed: %v", where, err))
}

func (r *itemReader) begin(t *thread, objects Objects, at jsonvalue.Value) (source, error) {
	ctx, bucket := t.run.eng.ctx, at.Get("Bucket").Text()
	if r.list {
		next, stop := iter.Pull2(objects.List(ctx, bucket, at.Get("Prefix").Text()))
		return &stream{from: "S3://" + bucket, file: closer(stop), read: func() (jsonvalue.Value, error) { return listed(next) }}, nil
	}
	key := at.Get("Key").Text()
	file, err := objects.Open(ctx, bucket, key)
	if err != nil {
		return nil, err
	}
	s := &stream{from: "S3://" + bucket + "/" + key, file: file}
	if s.read, err = r.reading(key, file); err != nil {
		file.Close()
		return nil, err
	}
	return s, nil
}

func (r *itemReader) reading(key string, file interface{ Read([]byte) (int, error) }) (func() (jsonvalue.Value, error), error) {
	content, err := unpacked(key, file)
	if err != nil {
		return nil, err
	}
	switch r.input {
	case "CSV":
		var headers []string
		if r.config.CSVHeaderLocation == "GIVEN" {
			headers = r.config.CSVHeaders
		}
		return readCSV(content, r.config.CSVDelimiter, headers)
	case "JSONL":
		return readLines(content), nil
	}
	return readJSON(content, r.config.ItemsPointer)
}

type closer func()

// Close ends the listing.
func (c closer) Close() error {
	c()
	return nil
}

// listed is an object of a listing as an item.
func listed(next func() (ObjectInfo, error, bool)) (jsonvalue.Value, error) {
	o, err, ok := next()
	if !ok {
		return jsonvalue.Value{}, io.EOF
	}
	if err != nil {
		return jsonvalue.Value{}, err
	}
	text := jsonvalue.StringOf
	return jsonvalue.ObjectOf(
		jsonvalue.Member{Name: "Etag", Value: text(o.ETag)},
		jsonvalue.Member{Name: "LastModified", Value: jsonvalue.IntOf(o.Modified.Unix())},
		jsonvalue.Member{Name: "Key", Value: text(o.Key)},
		jsonvalue.Member{Name: "Size", Value: jsonvalue.IntOf(o.Size)},
		jsonvalue.Member{Name: "StorageClass", Value: text("STANDARD")}), nil
}
