package runner

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

const errItemReader = "States.ItemReaderFailed"

// What an ItemReader works on: the content of one object, the objects of a
// bucket, the content of those, or the files that a manifest names.
type reads uint8

const (
	readsObject reads = iota
	readsListing
	readsListed
	readsInventory
	readsAthena
)

// itemReader says where a distributed map's items come from (Developer Guide,
// "ItemReader (Map)").
type itemReader struct {
	what      reads
	arguments *template
	config    asl.ReaderConfig
	most      *amount
}

func (c *compiler) itemReader(r *asl.ItemReader) *itemReader {
	if r == nil {
		return nil
	}
	made := &itemReader{}
	if c.at.jsonata {
		made.arguments = c.template("ItemReader/Arguments", r.Arguments)
	} else {
		made.arguments = c.template("ItemReader/Parameters", r.Parameters)
	}
	if r.ReaderConfig != nil {
		made.config = *r.ReaderConfig
		made.most = c.amount("MaxItems", r.ReaderConfig.MaxItems, r.ReaderConfig.MaxItemsPath)
	}
	made.what = made.kind(r.Resource)
	return made
}

func (r *itemReader) kind(resource string) reads {
	listing := strings.HasSuffix(resource, ":listObjectsV2")
	switch {
	case listing && r.config.Transformation == "LOAD_AND_FLATTEN":
		return readsListed
	case listing:
		return readsListing
	case r.config.ManifestType == "ATHENA_DATA":
		return readsAthena
	case r.config.ManifestType == "S3_INVENTORY", r.config.InputType == "MANIFEST":
		return readsInventory
	}
	return readsObject
}

// limit gives the most items to read; 0 is no limit.
func (r *itemReader) limit(t *thread) (int64, *failure) { return r.most.eval(t) }

// open begins to read. The failure is of the run; a fault is of the harness.
func (r *itemReader) open(t *thread, most int64) (source, *failure, error) {
	if most < 0 {
		return nil, failed(errItemReader, "field MaxItems must be positive"), nil
	}
	o := &t.run.eng.options
	if o.Objects == nil {
		return nil, nil, &Fault{Kind: ErrUnserved, State: t.at.name, Resource: "arn:aws:states:::s3:getObject",
			Message: "no objects to read items from; write Options.Objects: &runner.MemoryObjects{} and Put the file into it"}
	}
	if r.config.InputType == "PARQUET" && r.what != readsListing && o.Parquet == nil {
		return nil, nil, &Fault{Kind: ErrUnserved, State: t.at.name, Resource: "Parquet",
			Message: "nothing reads Parquet files; import github.com/quickstep-go/quickstep/runner/parquet and write Options.Parquet: parquet.Rows"}
	}
	at, f := r.arguments.eval(t.data(t.input))
	if f != nil {
		return nil, f, nil
	}
	s, err := (&reading{itemReader: r, thread: t, objects: o.Objects}).begin(at)
	if err != nil {
		return nil, t.unread(err), nil
	}
	if most > 0 {
		s = &limited{s, most}
	}
	return s, nil, nil
}

// unread is the failure of a reader.
func (t *thread) unread(err error) *failure {
	if w := words(""); errors.As(err, &w) {
		return failed(errItemReader, t.located(string(w)))
	}
	from := "the items"
	if u := (*unreadable)(nil); errors.As(err, &u) {
		from, err = u.from, u.err
	}
	why := strings.ReplaceAll(err.Error(), "jsontext: ", "")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		why = "The specified key does not exist."
	case errors.Is(err, io.ErrUnexpectedEOF):
		why = "the file ends too early"
	case errors.Is(err, fs.ErrPermission):
		why = accessDenied + " | Message from S3: " + why
	}
	return failed(errItemReader, t.located(fmt.Sprintf("Attempting to read %s failed: %s", from, why)))
}

// accessDenied is what AWS says where a role lacks permissions.
const accessDenied = "Access denied. Ensure the correct permissions are added to your state machine's execution role."

// A reading is a reader at work.
type reading struct {
	*itemReader
	thread  *thread
	objects Objects
}

func (r *reading) begin(at jsonvalue.Value) (source, error) {
	p := address{at.Get("Bucket").Text(), at.Get("Key").Text()}
	s := &files{open: func(p address) (*contents, error) { return r.open(p, "") }}
	var err error
	switch prefix := at.Get("Prefix").Text(); r.what {
	case readsListing:
		return listing(r.objects.List(r.thread.run.eng.ctx, p.bucket, prefix), p.bucket), nil
	case readsListed:
		err = r.listed(s, p.bucket, prefix)
	case readsAthena:
		err = r.athena(s, p)
	case readsInventory:
		err = r.inventory(s, p)
	default:
		version := at.Get("VersionId").Text()
		s.open = func(p address) (*contents, error) { return r.open(p, version) }
		s.list = once(p)
	}
	if err == nil {
		err = s.begin()
	}
	if err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// once lists one file.
func once(p address) func() (address, error) {
	var err error
	return func() (address, error) {
		before := err
		err = io.EOF
		return p, before
	}
}

// file opens an object.
func (r *reading) file(p address, version string) (io.ReadCloser, error) {
	if versions, ok := r.objects.(VersionedObjects); ok && version != "" {
		return versions.OpenVersion(r.thread.run.eng.ctx, p.bucket, p.key, version)
	}
	return r.objects.Open(r.thread.run.eng.ctx, p.bucket, p.key)
}

// open opens an object to read its items.
func (r *reading) open(p address, version string) (*contents, error) {
	file, err := r.file(p, version)
	if err != nil {
		return nil, err
	}
	c, err := r.contents(p.key, file, r.thread.run.eng.options.Parquet)
	if err != nil {
		file.Close()
		return nil, notTheEnd(err)
	}
	done := c.close
	c.close = func() { done(); file.Close() }
	return c, nil
}

// listed reads the objects of a listing, but for those that stand for folders.
func (r *reading) listed(s *files, bucket, prefix string) error {
	if !slices.Contains([]string{"CSV", "JSON", "JSONL", "PARQUET"}, r.config.InputType) {
		return fmt.Errorf("the transformation LOAD_AND_FLATTEN needs InputType CSV, JSON, JSONL or PARQUET, and not %q", r.config.InputType)
	}
	s.list, s.stop = addressesOf(r.objects.List(r.thread.run.eng.ctx, bucket, prefix), bucket)
	return nil
}

// athena reads the files that an Athena manifest names.
func (r *reading) athena(s *files, p address) error {
	if !slices.Contains([]string{"CSV", "JSONL", "PARQUET"}, r.config.InputType) {
		return fmt.Errorf("the manifest type ATHENA_DATA needs InputType CSV, JSONL or PARQUET, and not %q", r.config.InputType)
	}
	file, err := r.file(p, "")
	if err != nil {
		return &unreadable{p.String(), err}
	}
	content, done, err := unpacked(p.key, file)
	if err != nil {
		file.Close()
		return &unreadable{p.String(), notTheEnd(err)}
	}
	list := athenaAddresses(&lines{file: content})
	s.list = func() (address, error) {
		found, err := list()
		if err != nil && !errors.Is(err, io.EOF) {
			err = &unreadable{p.String(), err}
		}
		return found, err
	}
	s.stop = func() { done(); file.Close() }
	return nil
}

// inventory reads the files that the manifest of an S3 inventory names.
func (r *reading) inventory(s *files, p address) error {
	file, err := r.file(p, "")
	if err != nil {
		return &unreadable{p.String(), err}
	}
	defer file.Close()
	m, err := readInventory(file, p.bucket)
	if err != nil {
		return &unreadable{p.String(), err}
	}
	config := r.config
	config.InputType = "CSV"
	if config.CSVHeaderLocation == "" {
		config.CSVHeaderLocation, config.CSVHeaders = "GIVEN", m.columns
	}
	r.itemReader = &itemReader{what: readsObject, config: config}
	s.list = m.addresses()
	return nil
}

// contents reads the items of a file.
func (r *itemReader) contents(key string, file io.Reader, parquet rows) (*contents, error) {
	if r.config.InputType == "PARQUET" {
		return readParquet(file, parquet), nil
	}
	content, done, err := unpacked(key, file)
	if err != nil {
		return nil, err
	}
	c := &contents{close: done}
	switch r.config.InputType {
	case "CSV":
		var headers []string
		if r.config.CSVHeaderLocation == "GIVEN" {
			headers = r.config.CSVHeaders
		}
		c.read, err = readCSV(content, r.config.CSVDelimiter, headers)
	case "JSONL":
		c.read = readLines(&lines{file: content})
	case "", "JSON":
		c.read, err = readJSON(content, r.config.ItemsPointer)
	default:
		err = fmt.Errorf("InputType %q is none of CSV, JSON, JSONL, PARQUET and MANIFEST", r.config.InputType)
	}
	if err != nil {
		done()
		return nil, err
	}
	return c, nil
}
