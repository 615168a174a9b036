package randomflow

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/s3"
	"github.com/quickstep-go/quickstep/runner"
)

// reading is a dsl.DistributedMap over what a reader finds in S3, or one that writes
// its results there.
type reading struct {
	name    string
	format  format
	key     string // of the object, or what the keys of several begin with
	most    int    // items to be read; 0 is all
	missing bool
	located bool
	into    bool
	items   []any // records or texts
	sources []string
	kind    kind // an element of the result
	body    *block
	rules   *rules

	number, source, param, id int
}

// A format is one of the readers.
type format int

const (
	jsonArray format = iota
	jsonWithin
	jsonEntries
	jsonLines
	csvNamed
	csvGiven
	listed
	flattened
	formats
)

// item is the kind that a body is given: a record, or a text of what was found.
func (f format) item() kind {
	switch f {
	case jsonArray, jsonWithin, jsonLines, flattened:
		return aRecord
	case jsonEntries:
		return aNumber
	}
	return aText
}

const bucketName = "Files"

var files = s3.Declare(bucketName)

type csvRow struct {
	Name  string `json:"the name"`
	Value string `json:"value"`
}

var (
	csvFields    = dsl.Fields[csvRow]()
	listedFields = dsl.Fields[s3.Listed]()
	entryFields  = dsl.Fields[dsl.MapEntry[int]]()
)

// reading draws a distributed map over files, which it makes up. Its children run
// one by one, or cannot fail.
func (g *gen) reading(depth int) (stmt, bool) {
	g.files.last++
	s := &reading{name: g.name(), format: format(g.n(int(formats))), key: fmt.Sprintf("it's/%d", g.files.last), located: g.n(2) == 0, into: g.n(4) == 0}
	s.kind = []kind{aNumber, aText, aRecord, numbers}[g.n(4)]
	s.missing = g.n(8) == 0 && !g.calm && s.format < listed
	if !s.missing {
		s.fill(g)
	}
	if g.n(3) == 0 {
		s.most = 1 + g.n(3)
		s.items = s.items[:min(s.most, len(s.items))]
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

func (s *reading) gives() kind {
	if s.into {
		return aText
	}
	return lists[s.kind]
}

// fill makes the files, and notes what is found in them.
func (s *reading) fill(g *gen) {
	n, many := g.n, g.n(4)
	all := make([]string, many)
	for i := range all {
		switch s.format.item() {
		case aRecord:
			v := aRecord.value(n, false).(record)
			s.items, all[i] = append(s.items, v), string(encode(v))
		case aNumber:
			v := n(5)
			s.items, all[i] = append(s.items, v), string(encode(keys[i]))+":"+string(encode(v))
		default:
			s.items, all[i] = append(s.items, cells[n(len(cells))]), ""
		}
	}
	object := "S3://${" + bucketName + "}/" + s.key
	s.sources = slices.Repeat([]string{object}, many)
	switch s.format {
	case jsonArray:
		g.files.put(s.key, "["+strings.Join(all, ",")+"]")
	case jsonWithin:
		g.files.put(s.key, `{"other":1,"a/b":{"items":[`+strings.Join(all, ",")+`]}}`)
	case jsonEntries:
		g.files.put(s.key, "{"+strings.Join(all, ",")+"}")
	case jsonLines:
		g.files.put(s.key, strings.Join(all, "\n"))
	case csvNamed, csvGiven:
		g.files.put(s.key, s.csv())
	case listed:
		s.sources = slices.Repeat([]string{"S3://${" + bucketName + "}"}, many)
		for i := range s.items {
			key := fmt.Sprintf("%s/%d é", s.key, i)
			s.items[i] = key
			g.files.put(key, "anything")
		}
	case flattened:
		for i, line := range all {
			key := fmt.Sprintf("%s/%d", s.key, i)
			s.sources[i] = "S3://${" + bucketName + "}/" + key
			g.files.put(key, line)
		}
	}
}

// cells are texts that a CSV file holds as they are.
var cells = []string{"a", "1", "it's", "${a}", "{% 1 %}", "é€😀", "null", "x y", "$.a", "[1]"}

func (s *reading) csv() string {
	var b strings.Builder
	comma := ","
	if s.format == csvNamed {
		comma = ";"
		b.WriteString("value;the name\n")
	}
	for i, v := range s.items {
		fmt.Fprintf(&b, "%d%s%s\n", i, comma, v)
	}
	return b.String()
}

func (s *reading) build(m *maker, b *dsl.Block) { m.values[s.id] = s.kind.typed().reading(b, s, m) }

func (of[T]) reading(b *dsl.Block, s *reading, m *maker) any {
	var options []s3.Option
	if s.most > 0 {
		options = []s3.Option{s3.MaxItems(s.most)}
	}
	object, prefix := files.ObjectVal(dsl.Format("it's/{}", dsl.Lit(strings.TrimPrefix(s.key, "it's/")))), files.Prefix(s.key+"/")
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
		return read[csvRow, T](b, s, m, s3.CSV[csvRow](object, append(options, s3.DelimitedBy(s3.Semicolon))...), nameOf)
	case csvGiven:
		return read[csvRow, T](b, s, m, s3.CSV[csvRow](object, append(options, s3.Headers("value", "the name"))...), nameOf)
	case listed:
		return read[s3.Listed, T](b, s, m, s3.List(prefix, options...), func(v dsl.Val[s3.Listed]) any { return dsl.At(v, &listedFields.Key) })
	}
	return read[record, T](b, s, m, s3.Flatten[record](prefix, s3.FormatJSONL, options...), whole)
}

func nameOf(v dsl.Val[csvRow]) any { return dsl.At(v, &csvFields.Name) }

func read[E, T any](b *dsl.Block, s *reading, m *maker, items dsl.Items[E], item func(dsl.Val[E]) any) any {
	o := dsl.DistributedOptions{Label: "files-" + strings.TrimPrefix(s.key, "it's/"), Policy: s.rules.policy(m)}
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
	where := s3.WriteTo(files.Prefix("results/"), s3.Shape{Transformation: s3.Compact, Lines: s.located})
	return dsl.At(dsl.DistributedMapInto(b, s.name, items, where, body, o), &runFields.Results.Bucket)
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
			r.env[s.id] = "${" + bucketName + "}"
		}
		return nil
	})
}

// fileset is what a program's readers find.
type fileset struct {
	last    int
	content map[string]string
}

func (f *fileset) put(key, text string) { f.content[key] = text }

// Objects gives the files that the program reads, for one execution.
func (p *Program) Objects() runner.Objects {
	objects := &runner.MemoryObjects{}
	for _, key := range slices.Sorted(maps.Keys(p.files.content)) {
		objects.Put("${"+bucketName+"}", key, []byte(p.files.content[key]))
	}
	return objects
}
