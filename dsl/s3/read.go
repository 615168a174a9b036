package s3

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
)

const (
	getObject  = "arn:aws:states:::s3:getObject"
	listObject = "arn:aws:states:::s3:listObjectsV2"
	putObject  = "arn:aws:states:::s3:putObject"
)

// An Option says more of how items are read.
type Option func(*config)

type config struct {
	settings []dsl.Setting
	problem  string
	help     string
}

func (c *config) set(name string, value dsl.Any) {
	c.settings = append(c.settings, dsl.Setting{Name: name, Value: value})
}

// MaxItems reads n items at most.
func MaxItems(n int) Option {
	return func(c *config) {
		if n <= 0 {
			c.problem, c.help = fmt.Sprintf("s3.MaxItems is %d", n), "take a positive number, or leave it out"
		}
		c.set("MaxItems", dsl.Lit(n))
	}
}

// MaxItemsVal reads as many items at most as the workflow computes.
func MaxItemsVal(n dsl.Val[int]) Option { return func(c *config) { c.set("MaxItems", n) } }

// At is where in a JSON file the items are, as a JSON pointer such as /data/items
// (RFC 6901).
func At(pointer string) Option {
	return func(c *config) {
		if !strings.HasPrefix(pointer, "/") {
			c.problem, c.help = fmt.Sprintf("the JSON pointer %q does not begin with /", pointer), "write it as in /data/items"
		}
		c.set("ItemsPointer", dsl.Lit(pointer))
	}
}

// A Delimiter stands between the columns of a CSV file.
type Delimiter string

// The delimiters.
const (
	Comma     Delimiter = "COMMA"
	Pipe      Delimiter = "PIPE"
	Semicolon Delimiter = "SEMICOLON"
	Space     Delimiter = "SPACE"
	Tab       Delimiter = "TAB"
)

// DelimitedBy says what stands between the columns of a CSV file; the default is a
// comma.
func DelimitedBy(d Delimiter) Option {
	return func(c *config) {
		switch d {
		case Comma, Pipe, Semicolon, Space, Tab:
		default:
			c.problem, c.help = fmt.Sprintf("the delimiter %q is none that Step Functions knows", d), "take s3.Comma, Pipe, Semicolon, Space or Tab"
		}
		c.set("CSVDelimiter", dsl.Lit(d))
	}
}

// Headers names the columns of a CSV file that has no row with their names. The
// names are those of the items' fields in JSON.
func Headers(names ...string) Option {
	return func(c *config) {
		if len(names) == 0 {
			c.problem, c.help = "s3.Headers has no names", "name the columns, or leave it out where the first row does"
		}
		c.set("CSVHeaderLocation", dsl.Lit("GIVEN"))
		c.set("CSVHeaders", dsl.Lit(names))
	}
}

// JSON are the elements of an array in a JSON file (Developer Guide, "ItemReader
// (Map)", also for the others). Files may be compressed: .gz and .zst.
func JSON[E any](o Object, options ...Option) dsl.Items[E] {
	return read[E](o, "JSON", "JSON", "", []string{"ItemsPointer"}, options)
}

// JSONEntries are the members of an object in a JSON file.
func JSONEntries[T any](o Object, options ...Option) dsl.Items[dsl.MapEntry[T]] {
	return read[dsl.MapEntry[T]](o, "JSONEntries", "JSON", "", []string{"ItemsPointer"}, options)
}

// JSONLines are the values of a file with one in each line.
func JSONLines[E any](o Object, options ...Option) dsl.Items[E] {
	return read[E](o, "JSONLines", "JSONL", "", nil, options)
}

// CSV are the rows of a CSV file; the first row names the columns, unless [Headers]
// does. All fields of a row are texts.
func CSV[Row any](o Object, options ...Option) dsl.Items[Row] {
	return read[Row](o, "CSV", "CSV", "", csvSettings, options)
}

var csvSettings = []string{"CSVDelimiter", "CSVHeaderLocation", "CSVHeaders"}

// Parquet are the rows of a Parquet file.
func Parquet[Row any](o Object, options ...Option) dsl.Items[Row] {
	if o.Version != "" {
		return dsl.NoItems[Row]("a Parquet file is read in its latest version only", "leave the version out")
	}
	return read[Row](o, "Parquet", "PARQUET", "", nil, options)
}

// A Listed is an object as a listing has it.
type Listed struct {
	Key          string  `json:"Key"`
	Size         int64   `json:"Size"`
	LastModified float64 `json:"LastModified"` // seconds since 1970
	ETag         string  `json:"Etag"`
	StorageClass string  `json:"StorageClass"`
}

// List are the objects below a prefix, without what is in them.
func List(p Prefix, options ...Option) dsl.Items[Listed] {
	c, items, ok := settings[Listed]("List", nil, options)
	if !ok {
		return items
	}
	return dsl.Read[Listed](dsl.Transfer{Resource: listObject, Arguments: p.arguments(), Config: c, On: p.bucket.on})
}

// A Format is that of files whose items are read one file after the other.
type Format string

// The formats.
const (
	FormatJSON    Format = "JSON"
	FormatJSONL   Format = "JSONL"
	FormatCSV     Format = "CSV"
	FormatParquet Format = "PARQUET"
)

// Flatten are the items of all objects below a prefix, one object after the other
// (LOAD_AND_FLATTEN).
func Flatten[E any](p Prefix, format Format, options ...Option) dsl.Items[E] {
	allowed := map[Format][]string{FormatJSON: {"ItemsPointer"}, FormatJSONL: nil, FormatCSV: csvSettings, FormatParquet: nil}
	may, known := allowed[format]
	if !known {
		return dsl.NoItems[E](fmt.Sprintf("s3.Flatten reads no files of the format %q", format), "take s3.FormatJSON, FormatJSONL, FormatCSV or FormatParquet")
	}
	c, items, ok := settings[E]("Flatten", may, options)
	if !ok {
		return items
	}
	if problem := unfit(reflect.TypeFor[E](), string(format)); problem != "" {
		return dsl.NoItems[E](problem, ofTexts)
	}
	c = append([]dsl.Setting{{Name: "InputType", Value: dsl.Lit(string(format))}, {Name: "Transformation", Value: dsl.Lit("LOAD_AND_FLATTEN")}}, firstRow(string(format), c)...)
	return dsl.Read[E](dsl.Transfer{Resource: listObject, Arguments: p.arguments(), Config: c, On: p.bucket.on})
}

// An Inventoried is an object as an S3 inventory in CSV has it; which fields there
// are, the inventory's own configuration says. All are texts.
type Inventoried struct {
	Bucket           string  `json:"Bucket"`
	Key              string  `json:"Key"`
	Size             *string `json:"Size,omitempty"`
	LastModifiedDate *string `json:"LastModifiedDate,omitempty"`
	ETag             *string `json:"ETag,omitempty"`
	StorageClass     *string `json:"StorageClass,omitempty"`
	VersionID        *string `json:"VersionId,omitempty"`
}

// Inventory are the objects that the manifest of an S3 inventory lists. Where the
// files that it names are in another bucket, [Computed] states that.
func Inventory(manifest Object, options ...Option) dsl.Items[Inventoried] {
	return read[Inventoried](manifest, "Inventory", "MANIFEST", "", nil, options)
}

// AthenaManifest are the rows of the files that an Athena query wrote by UNLOAD, in
// the format of the query: JSON lines, CSV or Parquet.
func AthenaManifest[Row any](manifest Object, format Format, options ...Option) dsl.Items[Row] {
	switch format {
	case FormatCSV:
		return read[Row](manifest, "AthenaManifest", "CSV", "ATHENA_DATA", csvSettings, options)
	case FormatJSONL, FormatParquet:
		return read[Row](manifest, "AthenaManifest", string(format), "ATHENA_DATA", nil, options)
	}
	return dsl.NoItems[Row](fmt.Sprintf("an Athena manifest has no files of the format %q", format), "take s3.FormatJSONL, FormatCSV or FormatParquet")
}

func read[E any](o Object, reader, inputType, manifest string, allowed []string, options []Option) dsl.Items[E] {
	c, items, ok := settings[E](reader, allowed, options)
	if !ok {
		return items
	}
	if problem := unfit(reflect.TypeFor[E](), inputType); problem != "" {
		return dsl.NoItems[E](problem, ofTexts)
	}
	kind := []dsl.Setting{{Name: "InputType", Value: dsl.Lit(inputType)}}
	if manifest != "" {
		kind = append(kind, dsl.Setting{Name: "ManifestType", Value: dsl.Lit(manifest)})
	}
	return dsl.Read[E](dsl.Transfer{Resource: getObject, Arguments: o.arguments(), Config: append(kind, firstRow(inputType, c)...), On: o.bucket.on, Entries: reader == "JSONEntries"})
}

// settings gathers options, of which a reader has some.
func settings[E any](reader string, allowed []string, options []Option) ([]dsl.Setting, dsl.Items[E], bool) {
	var c config
	for _, o := range options {
		if o != nil {
			o(&c)
		}
	}
	if c.problem != "" {
		return nil, dsl.NoItems[E](c.problem, c.help), false
	}
	seen := map[string]bool{}
	for _, s := range c.settings {
		if s.Name != "MaxItems" && !slices.Contains(allowed, s.Name) {
			return nil, dsl.NoItems[E](fmt.Sprintf("s3.%s has no %s", reader, s.Name), "leave the option out"), false
		}
		if seen[s.Name] {
			return nil, dsl.NoItems[E](fmt.Sprintf("the %s of s3.%s is given twice", s.Name, reader), "keep one of the two"), false
		}
		seen[s.Name] = true
	}
	return c.settings, dsl.Items[E]{}, true
}

// firstRow says of a CSV file without given headers that its first row has them.
func firstRow(inputType string, c []dsl.Setting) []dsl.Setting {
	if inputType != "CSV" {
		return c
	}
	for _, s := range c {
		if s.Name == "CSVHeaderLocation" {
			return c
		}
	}
	return append([]dsl.Setting{{Name: "CSVHeaderLocation", Value: dsl.Lit("FIRST_ROW")}}, c...)
}

const ofTexts = "give it a struct whose fields are strings, and dsl.ToNumber for numbers"

// unfit tells why rows of a CSV file cannot be of a type: all their fields are
// texts.
func unfit(t reflect.Type, inputType string) string {
	if inputType != "CSV" {
		return ""
	}
	if t.Kind() == reflect.Map && t.Elem().Kind() == reflect.String {
		return ""
	}
	if t.Kind() != reflect.Struct {
		return fmt.Sprintf("a row of a CSV file is no %s", t)
	}
	for i := range t.NumField() {
		f := t.Field(i)
		field := f.Type
		if field.Kind() == reflect.Pointer {
			field = field.Elem()
		}
		isText := field.Kind() == reflect.String || field == reflect.TypeFor[time.Time]()
		if f.IsExported() && !f.Anonymous && f.Tag.Get("json") != "-" && !isText {
			return fmt.Sprintf("the field %s of %s is a %s, and the fields of a row of a CSV file are texts", f.Name, t, f.Type)
		}
	}
	return ""
}
