package runner

import (
	"errors"
	"io"
	"strings"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// said gives the items of a file that a test says the reader reads. They are absent
// where it does not say, or where the reader reads no such file.
func (r *itemReader) said(t *thread, text string) (jsonvalue.Value, *failure) {
	if text == "" || r.what == readsInventory || r.config.InputType == "PARQUET" {
		return jsonvalue.Value{}, nil
	}
	most, f := r.limit(t)
	if f != nil {
		return jsonvalue.Value{}, f
	}
	all, err := r.all(text, most)
	if err != nil {
		return all, failed(errItemReader, "Attempting to parse the items of MapItemReaderData failed: "+err.Error())
	}
	if r.config.ItemsPointer != "" {
		t.see(afterItemsPointer, all)
	}
	return all, nil
}

func (r *itemReader) all(text string, most int64) (jsonvalue.Value, error) {
	c, err := r.contents("", strings.NewReader(text), nil)
	if err != nil {
		return jsonvalue.Value{}, err
	}
	defer c.close()
	var all []jsonvalue.Value
	for most <= 0 || int64(len(all)) < most {
		it, err := c.read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return jsonvalue.Value{}, err
		}
		all = append(all, it.input())
	}
	return jsonvalue.ArrayOf(all...), nil
}
