package runner

import (
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/klauspost/compress/zstd"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// source gives a distributed map its items, one by one, so that no file need fit
// into memory.
type source interface {
	// next gives an item; ok is false at the end.
	next() (it item, ok bool, err error)
	close()
}

// inState is a source of items that the state's data holds.
type inState struct {
	items jsonvalue.Value
	given int
}

func (s *inState) next() (item, bool, error) {
	if s.given >= s.items.Len() {
		return item{}, false, nil
	}
	it := item{index: s.given, value: s.items.At(s.given), from: "STATE_DATA"}
	if s.items.Kind() == jsonvalue.Object {
		m := s.items.Members()[s.given]
		it.key, it.keyed, it.value = m.Name, true, m.Value
	}
	s.given++
	return it, true, nil
}

func (s *inState) close() {}

// limited is a source that ends after a number of items.
type limited struct {
	source
	left int64
}

func (s *limited) next() (item, bool, error) {
	if s.left == 0 {
		return item{}, false, nil
	}
	s.left--
	return s.source.next()
}

// stream is a source that reads values out of a file.
type stream struct {
	from  string // such as s3://bucket/key
	read  func() (jsonvalue.Value, error)
	file  io.Closer
	given int
}

func (s *stream) next() (item, bool, error) {
	v, err := s.read()
	if errors.Is(err, io.EOF) {
		return item{}, false, nil
	}
	if err != nil {
		return item{}, false, err
	}
	s.given++
	return item{index: s.given - 1, value: v, from: s.from}, true, nil
}

func (s *stream) close() {
	if s.file != nil {
		s.file.Close()
	}
}

// unpacked reads a file that is compressed, as its name says.
func unpacked(key string, file io.Reader) (io.Reader, error) {
	switch {
	case strings.HasSuffix(key, ".gz"), strings.HasSuffix(key, ".gzip"):
		return gzip.NewReader(bufio.NewReader(file))
	case strings.HasSuffix(key, ".zst"), strings.HasSuffix(key, ".zstd"):
		return zstd.NewReader(file, zstd.WithDecoderConcurrency(1))
	}
	return bufio.NewReader(file), nil
}

var delimiters = map[string]rune{"": ',', "COMMA": ',', "PIPE": '|', "SEMICOLON": ';', "SPACE": ' ', "TAB": '\t'}

// readCSV reads the rows of a CSV file as objects of texts. Rows that are too
// short are filled with empty texts, and what is too much in a row is left out.
func readCSV(file io.Reader, delimiter string, headers []string) (func() (jsonvalue.Value, error), error) {
	rows := csv.NewReader(file)
	rows.FieldsPerRecord, rows.LazyQuotes, rows.ReuseRecord = -1, true, true
	comma, ok := delimiters[delimiter]
	if !ok {
		return nil, fmt.Errorf("the delimiter %q is none of COMMA, PIPE, SEMICOLON, SPACE and TAB", delimiter)
	}
	rows.Comma = comma
	if headers == nil {
		first, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return func() (jsonvalue.Value, error) { return jsonvalue.Value{}, io.EOF }, nil
		}
		if err != nil {
			return nil, err
		}
		headers = append([]string(nil), first...)
	}
	return func() (jsonvalue.Value, error) {
		row, err := rows.Read()
		if err != nil {
			return jsonvalue.Value{}, err
		}
		members := make([]jsonvalue.Member, len(headers))
		for i, h := range headers {
			members[i] = jsonvalue.Member{Name: h, Value: jsonvalue.StringOf("")}
			if i < len(row) {
				members[i].Value = jsonvalue.StringOf(strings.Clone(row[i]))
			}
		}
		return jsonvalue.ObjectOf(members...), nil
	}, nil
}

// readLines reads a file of JSON values, one in a line.
func readLines(file io.Reader) func() (jsonvalue.Value, error) {
	d := jsontext.NewDecoder(file, jsontext.AllowDuplicateNames(true))
	return func() (jsonvalue.Value, error) { return decode(d) }
}

func decode(d *jsontext.Decoder) (jsonvalue.Value, error) {
	text, err := d.ReadValue()
	if err != nil {
		return jsonvalue.Value{}, err
	}
	return jsonvalue.Parse(text)
}

// readJSON reads the items of a JSON array one by one, or the members of an
// object as objects of Key and Value. A pointer leads to them inside the file.
func readJSON(file io.Reader, pointer string) (func() (jsonvalue.Value, error), error) {
	d := jsontext.NewDecoder(file, jsontext.AllowDuplicateNames(true))
	for _, step := range strings.Split(strings.TrimPrefix(pointer, "/"), "/") {
		if pointer == "" {
			break
		}
		if err := descend(d, strings.NewReplacer("~1", "/", "~0", "~").Replace(step)); err != nil {
			return nil, err
		}
	}
	open, err := d.ReadToken()
	if err != nil {
		return nil, err
	}
	switch open.Kind() {
	case '[':
		return func() (jsonvalue.Value, error) {
			if d.PeekKind() == ']' {
				return jsonvalue.Value{}, io.EOF
			}
			return cutShort(decode(d))
		}, nil
	case '{':
		return func() (jsonvalue.Value, error) {
			if d.PeekKind() == '}' {
				return jsonvalue.Value{}, io.EOF
			}
			name, err := d.ReadToken()
			if err != nil {
				return cutShort(jsonvalue.Value{}, err)
			}
			key := name.String()
			v, err := cutShort(decode(d))
			return jsonvalue.ObjectOf(jsonvalue.Member{Name: "Key", Value: jsonvalue.StringOf(key)}, jsonvalue.Member{Name: "Value", Value: v}), err
		}, nil
	}
	return nil, errors.New("the items are neither an array nor an object")
}

// cutShort tells the end of a file inside its items from the end of the items.
func cutShort(v jsonvalue.Value, err error) (jsonvalue.Value, error) {
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return v, err
}

// descend goes to a member of an object or an item of an array.
func descend(d *jsontext.Decoder, step string) error {
	open, err := d.ReadToken()
	if err != nil {
		return err
	}
	switch open.Kind() {
	case '{':
		for d.PeekKind() == '"' {
			name, err := d.ReadToken()
			if err != nil {
				return err
			}
			if name.String() == step {
				return nil
			}
			if err := d.SkipValue(); err != nil {
				return err
			}
		}
	case '[':
		n, err := strconv.Atoi(step)
		for i := 0; err == nil && d.PeekKind() != ']'; i++ {
			if i == n {
				return nil
			}
			if err := d.SkipValue(); err != nil {
				return err
			}
		}
	}
	return fmt.Errorf("nothing is at %q", step)
}
