package runner

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// words are an error in the words of AWS.
type words string

func (w words) Error() string { return string(w) }

// What AWS says of a JSON file that holds no items where they should be.
const (
	errNoSuchItems = words("The provided ReaderConfig.ItemsPointer does not match any valid path in the JSON structure.")
	errNoItems     = words("Attempting to map over non-iterable node.")
)

// readLines reads a file of JSON values, one in a line. Lines of nothing are not
// items.
func readLines(file *lines) func() (item, error) {
	number := 0
	return func() (item, error) {
		for {
			line, err := file.next()
			if err != nil {
				return item{}, err
			}
			number++
			if line = bytes.TrimSpace(line); len(line) == 0 {
				continue
			}
			if len(line) > mostItemBytes {
				return item{}, errItemTooLarge
			}
			v, err := jsonvalue.Parse(line)
			if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
				return item{}, fmt.Errorf("line %d ends inside its value", number)
			}
			if err != nil {
				return item{}, fmt.Errorf("line %d: %w", number, err)
			}
			return item{value: v}, nil
		}
	}
}

// notTheEnd tells the end of a file inside something from the end of the items.
func notTheEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// Where the items of a file must begin (Developer Guide, "ItemReader (Map)").
const mostBeforeItems = 16 << 20

// budget is a reader that refuses to read on without end while one value is
// being read.
type budget struct {
	io.Reader
	left int
	over error
}

func (b *budget) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, b.over
	}
	n, err := b.Reader.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

// jsonItems reads the items of a JSON file.
type jsonItems struct {
	decoder *jsontext.Decoder
	budget  *budget
	inside  bool // the items are inside something, which need not be read to its end
}

// readJSON reads the items of a JSON array one by one, or the members of an
// object. A pointer leads to them inside the file.
func readJSON(file io.Reader, pointer string) (func() (item, error), error) {
	b := &budget{file, mostBeforeItems, fmt.Errorf("the items do not begin within the first %d bytes", mostBeforeItems)}
	r := &jsonItems{jsontext.NewDecoder(b, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)), b, pointer != ""}
	if err := r.follow(pointer); err != nil {
		return nil, notTheEnd(err)
	}
	open, err := r.decoder.ReadToken()
	if err != nil {
		return nil, notTheEnd(err)
	}
	b.over = errItemTooLarge
	switch open.Kind() {
	case '[':
		return r.item, nil
	case '{':
		return r.member, nil
	}
	return nil, errNoItems
}

// item gives an item of an array.
func (r *jsonItems) item() (item, error) {
	r.renew()
	if r.decoder.PeekKind() == ']' {
		return item{}, r.end()
	}
	v, err := r.value()
	return item{value: v}, err
}

// member gives a member of an object.
func (r *jsonItems) member() (item, error) {
	r.renew()
	if r.decoder.PeekKind() == '}' {
		return item{}, r.end()
	}
	name, err := r.decoder.ReadToken()
	if err != nil {
		return item{}, notTheEnd(err)
	}
	key := name.String()
	v, err := r.value()
	return item{key: key, keyed: true, value: v}, err
}

// end is io.EOF, unless the file goes on after its items.
func (r *jsonItems) end() error {
	if r.inside {
		return io.EOF
	}
	if _, err := r.decoder.ReadToken(); err != nil {
		return err
	}
	if _, err := r.decoder.ReadToken(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("the file goes on after its items, at byte %d; if it is JSON Lines, InputType is JSONL", r.decoder.InputOffset())
	}
	r.inside = true
	return io.EOF
}

// renew allows as much as an item and its neighbour may have, as the decoder reads
// ahead.
func (r *jsonItems) renew() { r.budget.left = 2*mostItemBytes + 1 }

func (r *jsonItems) value() (jsonvalue.Value, error) {
	text, err := r.decoder.ReadValue()
	if err != nil {
		return jsonvalue.Value{}, notTheEnd(err)
	}
	if len(text) > mostItemBytes {
		return jsonvalue.Value{}, errItemTooLarge
	}
	return jsonvalue.Parse(text)
}

// follow goes where a pointer leads.
func (r *jsonItems) follow(pointer string) error {
	if pointer == "" {
		return nil
	}
	for _, step := range strings.Split(strings.TrimPrefix(pointer, "/"), "/") {
		if err := r.descend(strings.NewReplacer("~1", "/", "~0", "~").Replace(step)); err != nil {
			return err
		}
	}
	return nil
}

// descend goes to a member of an object or an item of an array.
func (r *jsonItems) descend(step string) error {
	open, err := r.decoder.ReadToken()
	if err != nil {
		return err
	}
	switch open.Kind() {
	case '{':
		return r.descendTo(func(name string, _ int) bool { return name == step }, true)
	case '[':
		n, err := strconv.Atoi(step)
		return r.descendTo(func(_ string, i int) bool { return err == nil && i == n }, false)
	}
	return errNoSuchItems
}

// descendTo skips what stands before a value that is wanted.
func (r *jsonItems) descendTo(wanted func(string, int) bool, named bool) error {
	for i := 0; ; i++ {
		if k := r.decoder.PeekKind(); k == ']' || k == '}' {
			return errNoSuchItems
		}
		name := ""
		if named {
			token, err := r.decoder.ReadToken()
			if err != nil {
				return err
			}
			name = token.String()
		}
		if wanted(name, i) {
			return nil
		}
		if err := r.decoder.SkipValue(); err != nil {
			return err
		}
	}
}
