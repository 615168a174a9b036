package randomflow

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/s3"
)

// reading is a dsl.DistributedMap over what a reader finds in S3, or one that writes
// its results there.
type reading struct {
	name      string
	label     string
	format    format
	place     place
	key       string // of the object, or what the keys of several begin with
	version   string
	packed    bool
	delimiter s3.Delimiter
	most      int  // items to be read; 0 is all
	computed  bool // the most is
	missing   bool
	located   bool
	into      bool
	shapes    []s3.Shape
	items     []any // records, numbers or texts
	sources   []string
	kind      kind // an element of the result
	body      *block
	rules     *rules

	number, source, param, id int
}

// The buckets: one that is declared, and one with a name of its own.
const (
	bucketName   = "Files"
	existingName = "own-files"
)

var buckets = []string{"${" + bucketName + "}", existingName}

// A place is how a program names a bucket.
type place int

const (
	declared place = iota
	existing
	computed
	places
)

func (s *reading) bucket() s3.Bucket {
	switch s.place {
	case existing:
		return s3.Existing(existingName)
	case computed:
		return s3.Computed(dsl.Format("own-{}", dsl.Lit("files")), "arn:aws:s3:::"+existingName)
	}
	return s3.Declare(bucketName)
}

func (s *reading) bucketName() string {
	if s.place == declared {
		return buckets[0]
	}
	return existingName
}

type csvRow struct {
	Name  string `json:"the name"`
	Value string `json:"value"`
}

// storedRow is csvRow with a number, as Parquet has them.
type storedRow struct {
	Name  string `json:"the name" parquet:"the name"`
	Value int64  `json:"value" parquet:"value"`
}

var (
	csvFields       = dsl.Fields[csvRow]()
	storedFields    = dsl.Fields[storedRow]()
	listedFields    = dsl.Fields[s3.Listed]()
	inventoryFields = dsl.Fields[s3.Inventoried]()
	entryFields     = dsl.Fields[dsl.MapEntry[int]]()
)

// reading draws a distributed map over files, which it makes up. Its children run
// one by one, or cannot fail.
func (g *gen) reading(depth int) (stmt, bool) {
	g.files.last++
	s := &reading{name: g.name(), label: fmt.Sprintf("files-%d", g.files.last), format: format(g.n(int(formats))), place: place(g.n(int(places)))}
	s.located, s.into, s.computed = g.n(2) == 0, g.n(4) == 0, g.n(2) == 0
	s.kind = []kind{aNumber, aText, aRecord, numbers}[g.n(4)]
	s.object(g)
	s.missing = g.n(8) == 0 && !g.calm && !s.format.belowPrefix()
	if !s.missing {
		s.fill(g)
	}
	if g.n(3) == 0 {
		s.most = 1 + g.n(3)
		s.items = s.items[:min(s.most, len(s.items))]
	}
	if g.n(4) > 0 {
		s.shapes = []s3.Shape{{Transformation: []s3.Transformation{"", s3.Whole, s3.Compact, s3.Flat}[g.n(4)], Lines: g.n(2) == 0}}
	}
	inner := g.scope(s.kind)
	inner.child, inner.inner = true, true
	inner.calm, inner.sure = true, true
	s.number, s.source = inner.add(aNumber), inner.add(aText)
	if !s.located {
		inner.vars = inner.vars[:len(inner.vars)-2]
	}
	s.param = inner.add(s.format.item())
	s.body = inner.block(s.kind, depth)
	s.rules = g.rules(depth)
	s.id = g.add(s.gives())
	return s, true
}

// object draws what the files are like.
func (s *reading) object(g *gen) {
	s.key = fmt.Sprintf("it's/%d", g.files.last)
	if s.packed = s.format.packable() && g.n(3) == 0; s.packed && s.format < parquetRows {
		s.key += ".gz"
	}
	if s.format != parquetRows && g.n(4) == 0 {
		s.version = "v1"
	}
	s.delimiter = s3.Comma
	if s.format != inventory {
		s.delimiter = []s3.Delimiter{s3.Comma, s3.Pipe, s3.Semicolon, s3.Space, s3.Tab}[g.n(len(delimiters))]
	}
}

func (s *reading) gives() kind {
	if s.into {
		return aText
	}
	return lists[s.kind]
}

func (s *reading) build(m *maker, b *dsl.Block) { m.values[s.id] = s.kind.typed().reading(b, s, m) }

func (of[T]) reading(b *dsl.Block, s *reading, m *maker) any {
	options := s.options()
	object, prefix := s.bucket().ObjectVal(dsl.Format("it's/{}", dsl.Lit(strings.TrimPrefix(s.key, "it's/")))), s.bucket().Prefix(s.key+"/")
	if s.computed {
		object, prefix = s.bucket().Object(s.key), s.bucket().PrefixVal(dsl.Format("{}/", dsl.Lit(s.key)))
	}
	object.Version = s.version
	rows := append(slices.Clip(options), s3.DelimitedBy(s.delimiter))
	named := s3.Headers("value", "the name")
	whole := func(v dsl.Val[record]) any { return v }
	switch s.format {
	case jsonArray:
		return read[record, T](b, s, m, s3.JSON[record](object, options...), whole)
	case jsonWithin:
		return read[record, T](b, s, m, s3.JSON[record](object, append(options, s3.At("/a~1b/items"))...), whole)
	case jsonEntries:
		return read[dsl.MapEntry[int], T](b, s, m, s3.JSONEntries[int](object, options...), func(v dsl.Val[dsl.MapEntry[int]]) any { return dsl.At(v, &entryFields.Value) })
	case jsonLines:
		return read[record, T](b, s, m, s3.JSONLines[record](object, options...), whole)
	case csvNamed:
		return read[csvRow, T](b, s, m, s3.CSV[csvRow](object, rows...), nameOf)
	case csvGiven:
		return read[csvRow, T](b, s, m, s3.CSV[csvRow](object, append(rows, named)...), nameOf)
	case parquetRows:
		return read[storedRow, T](b, s, m, s3.Parquet[storedRow](object, options...), nameOfStored)
	case inventory:
		return read[s3.Inventoried, T](b, s, m, s3.Inventory(object, options...), keyAndSize)
	case athenaLines:
		return read[record, T](b, s, m, s3.AthenaManifest[record](object, s3.FormatJSONL, options...), whole)
	case athenaRows:
		return read[csvRow, T](b, s, m, s3.AthenaManifest[csvRow](object, s3.FormatCSV, append(rows, named)...), nameOf)
	case athenaParquet:
		return read[storedRow, T](b, s, m, s3.AthenaManifest[storedRow](object, s3.FormatParquet, options...), nameOfStored)
	case flattenedArrays:
		return read[record, T](b, s, m, s3.Flatten[record](prefix, s3.FormatJSON, options...), whole)
	case flattenedLines:
		return read[record, T](b, s, m, s3.Flatten[record](prefix, s3.FormatJSONL, options...), whole)
	case flattenedRows:
		return read[csvRow, T](b, s, m, s3.Flatten[csvRow](prefix, s3.FormatCSV, rows...), nameOf)
	case flattenedParquet:
		return read[storedRow, T](b, s, m, s3.Flatten[storedRow](prefix, s3.FormatParquet, options...), nameOfStored)
	}
	return read[s3.Listed, T](b, s, m, s3.List(prefix, options...), func(v dsl.Val[s3.Listed]) any {
		return dsl.Format("{} {}", dsl.At(v, &listedFields.Key), dsl.At(v, &listedFields.Size))
	})
}

func (s *reading) options() []s3.Option {
	switch {
	case s.most == 0:
		return nil
	case s.computed:
		return []s3.Option{s3.MaxItemsVal(dsl.Add(dsl.Lit(0), s.most))}
	}
	return []s3.Option{s3.MaxItems(s.most)}
}

func nameOf(v dsl.Val[csvRow]) any { return dsl.At(v, &csvFields.Name) }

func keyAndSize(v dsl.Val[s3.Inventoried]) any {
	return dsl.Format("{} {}", dsl.At(v, &inventoryFields.Key), dsl.Or(dsl.AtOpt(v, &inventoryFields.Size), "?"))
}

func nameOfStored(v dsl.Val[storedRow]) any { return dsl.At(v, &storedFields.Name) }

func read[E, T any](b *dsl.Block, s *reading, m *maker, items dsl.Items[E], item func(dsl.Val[E]) any) any {
	o := dsl.DistributedOptions{Label: s.label, Policy: s.rules.policy(m)}
	if !s.located {
		return placed(b, s, items, func(b *dsl.Block, v dsl.Val[E]) dsl.Val[T] {
			m.values[s.param] = item(v)
			return body[T](m, s.body)(b)
		}, o)
	}
	f := dsl.Fields[dsl.Located[E]]()
	return placed(b, s, dsl.WithSource(items), func(b *dsl.Block, v dsl.Val[dsl.Located[E]]) dsl.Val[T] {
		m.values[s.number], m.values[s.source], m.values[s.param] = dsl.At(v, &f.Index), dsl.At(v, &f.Source), item(dsl.At(v, &f.Value))
		return body[T](m, s.body)(b)
	}, o)
}

var runFields = dsl.Fields[dsl.MapRun]()

// placed gives the results, or where they are.
func placed[E, T any](b *dsl.Block, s *reading, items dsl.Items[E], body func(*dsl.Block, dsl.Val[E]) dsl.Val[T], o dsl.DistributedOptions) any {
	if !s.into {
		return dsl.DistributedMap(b, s.name, items, body, o)
	}
	where := s3.WriteTo(s.results(), s.shapes...)
	return dsl.At(dsl.DistributedMapInto(b, s.name, items, where, body, o), &runFields.Results.Bucket)
}

// results is where they are written.
func (s *reading) results() s3.Prefix {
	if s.computed {
		return s.bucket().All()
	}
	return s.bucket().Prefix("results/")
}

func (s *reading) run(r *run) signal {
	return s.rules.attempts(r, func(int) *dsl.ErrorOutput {
		if s.missing {
			return &dsl.ErrorOutput{Error: string(dsl.ErrorItemReader), Cause: unforetold}
		}
		all := []any{}
		for i, item := range s.items {
			r.env[s.number], r.env[s.source], r.env[s.param] = i, s.sources[i], item
			v, err := r.scope(s.body)
			if err != nil {
				return &dsl.ErrorOutput{Error: string(dsl.ErrorTolerance), Cause: unforetold}
			}
			all = append(all, v)
		}
		if r.env[s.id] = s.kind.typed().pack(all); s.into {
			r.env[s.id] = s.bucketName()
		}
		return nil
	})
}
