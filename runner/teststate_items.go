package runner

import (
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// items are what an ItemReader is said to have read. They are absent where the
// test does not say so, or where the file's form is not one that a test reads.
type items struct {
	all     jsonvalue.Value
	pointed bool // ItemsPointer led to them
}

// read takes the items out of what a file is said to hold.
func (q *stateRequest) read(r *asl.ItemReader) *TestError {
	q.reads = &items{}
	text := q.test.Config.MapItemReaderData
	if text == "" {
		return nil
	}
	var form, pointer string
	if c := r.ReaderConfig; c != nil {
		form, pointer = c.InputType, c.ItemsPointer
	}
	switch form {
	case "JSONL":
		text = "[" + strings.Join(strings.FieldsFunc(text, func(c rune) bool { return c == '\n' || c == '\r' }), ",") + "]"
	case "JSON", "":
	default:
		return nil
	}
	v, err := jsonvalue.Parse([]byte(text))
	if err != nil {
		return refused("MapItemReaderData is no %s: %s", form, err)
	}
	if pointer != "" {
		q.reads.pointed = true
		v = v.Path(strings.Split(strings.TrimPrefix(pointer, "/"), "/")...)
	}
	q.reads.all = v
	return nil
}
