package randomflow

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/quickstep-go/quickstep/dsl/s3"
	"github.com/quickstep-go/quickstep/runner"
)

// A format is one of the readers, with what it reads.
type format int

const (
	jsonArray format = iota
	jsonWithin
	jsonEntries
	jsonLines
	csvNamed
	csvGiven
	parquetRows
	inventory
	athenaLines
	athenaRows
	athenaParquet
	flattenedArrays // from here on, what is below a prefix, where nothing may be
	flattenedLines
	flattenedRows
	flattenedParquet
	listed
	formats
)

// item is the kind that a body is given: a record, or a text of what was found.
func (f format) item() kind {
	switch f {
	case jsonArray, jsonWithin, jsonLines, athenaLines, flattenedArrays, flattenedLines:
		return aRecord
	case jsonEntries:
		return aNumber
	}
	return aText
}

func (f format) belowPrefix() bool { return f >= flattenedArrays }

// packable tells whether files of the format may be compressed as a whole.
func (f format) packable() bool {
	return f != parquetRows && f != athenaParquet && f != flattenedParquet && f != listed && f != inventory
}

// fileset is what a program's readers find: the same files in each bucket.
type fileset struct {
	last    int
	content map[string]string
}

// put keeps a file, compressed if its name says so.
func (f *fileset) put(key, text string) {
	if strings.HasSuffix(key, ".gz") {
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		fmt.Fprint(w, text)
		if err := w.Close(); err != nil {
			panic(err)
		}
		text = packed.String()
	}
	f.content[key] = text
}

// Objects gives the files that the program reads, for one execution.
func (p *Program) Objects() runner.Objects {
	objects := &runner.MemoryObjects{}
	for key, text := range p.files.content {
		for _, bucket := range buckets {
			objects.Put(bucket, key, []byte(text))
		}
	}
	return objects
}

// fill makes the files, and notes what is found in them.
func (s *reading) fill(g *gen) {
	many := g.n(4)
	switch s.format.item() {
	case aRecord:
		for range many {
			s.items = append(s.items, aRecord.value(g.n, false))
		}
	case aNumber:
		for range many {
			s.items = append(s.items, g.n(5))
		}
	default:
		for range many {
			s.items = append(s.items, cells[g.n(len(cells))])
		}
	}
	switch {
	case s.format == listed:
		s.list(g)
	case s.format.belowPrefix():
		for i, item := range s.items {
			s.put(g, fmt.Sprintf("%s/%d%s", s.key, i, s.ending()), []any{item})
		}
	case s.format >= inventory:
		s.manifest(g)
	default:
		s.put(g, s.key, s.items)
	}
}

// ending is that of the names of data files.
func (s *reading) ending() string {
	if s.packed {
		return ".gz"
	}
	return ""
}

// put makes a file of items, which come from there.
func (s *reading) put(g *gen, key string, items []any) {
	g.files.put(key, s.text(items))
	for range items {
		s.sources = append(s.sources, "S3://"+s.bucketName()+"/"+key)
	}
}

// list makes files that are listed, and not read.
func (s *reading) list(g *gen) {
	for i := range s.items {
		key, text := fmt.Sprintf("%s/%d é", s.key, i), strings.Repeat("x", i)
		s.items[i] = fmt.Sprintf("%s %d", key, len(text))
		s.sources = append(s.sources, "S3://"+s.bucketName())
		g.files.put(key, text)
	}
}

// manifest makes a file that names others.
func (s *reading) manifest(g *gen) {
	half := len(s.items) / 2
	first, second := s.key+"-1"+s.ending(), s.key+"-2"+s.ending()
	s.put(g, first, s.items[:half])
	s.put(g, second, s.items[half:])
	if s.format == inventory {
		columns := s.columns(g)
		g.files.put(s.key, fmt.Sprintf(`{"fileFormat":"CSV","fileSchema":%q,"files":[{"key":%q},{"key":%q}]}`, columns, first, second))
		return
	}
	g.files.put(s.key, fmt.Sprintf("s3://%[1]s/%[2]s\n\"s3://%[1]s/%[3]s\"\n", s.bucketName(), first, second))
}

// columns draws those of an inventory, of which the last is the key. The body is given
// the size as well.
func (s *reading) columns(g *gen) string {
	sized := g.n(2) == 0
	half := len(s.items) / 2
	for i, item := range s.items {
		size := "?"
		if sized {
			size = fmt.Sprint(i)
			if i >= half {
				size = fmt.Sprint(i - half)
			}
		}
		s.items[i] = fmt.Sprintf("%s %s", item, size)
	}
	if sized {
		return "Size, Key"
	}
	return "Bucket, Key"
}

// text is a file with items.
func (s *reading) text(items []any) string {
	lines := make([]string, len(items))
	for i, item := range items {
		lines[i] = string(encode(item))
	}
	switch s.format {
	case jsonArray, flattenedArrays:
		return "[" + strings.Join(lines, ",") + "]"
	case jsonWithin:
		return `{"other":1,"a/b":{"items":[` + strings.Join(lines, ",") + `]}}`
	case jsonEntries:
		for i := range lines {
			lines[i] = string(encode(keys[i])) + ":" + lines[i]
		}
		return "{" + strings.Join(lines, ",") + "}"
	case jsonLines, athenaLines, flattenedLines:
		return strings.Join(lines, "\n")
	case parquetRows, athenaParquet, flattenedParquet:
		return stored(items)
	}
	return s.csv(items)
}

// cells are texts that files hold as they are.
var cells = []string{"a", "1", "it's", "${a}", "{% 1 %}", "é€😀", "null", "x y", "$.a", "[1]", "a,b;c|d\te", `"quoted"`}

var delimiters = map[s3.Delimiter]rune{s3.Comma: ',', s3.Pipe: '|', s3.Semicolon: ';', s3.Space: ' ', s3.Tab: '\t'}

// csv makes rows of a value and a name, below names where the reader is not given
// them.
func (s *reading) csv(items []any) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.Comma = delimiters[s.delimiter]
	rows := [][]string{}
	if s.format == csvNamed || s.format == flattenedRows {
		rows = append(rows, []string{"value", "the name"})
	}
	for i, item := range items {
		rows = append(rows, []string{fmt.Sprint(i), item.(string)})
	}
	if err := w.WriteAll(rows); err != nil {
		panic(err)
	}
	return b.String()
}

// stored makes a Parquet file.
func stored(items []any) string {
	rows := make([]storedRow, len(items))
	for i, item := range items {
		rows[i] = storedRow{Name: item.(string), Value: int64(i)}
	}
	var b bytes.Buffer
	if err := parquet.Write(&b, rows); err != nil {
		panic(err)
	}
	return b.String()
}
