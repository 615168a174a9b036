package runner

import (
	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// itemBatcher groups items for a distributed map's children (Developer Guide,
// "ItemBatcher (Map)").
type itemBatcher struct {
	input *template
	items *amount
	bytes *amount
}

func (c *compiler) itemBatcher(b *asl.ItemBatcher) *itemBatcher {
	if b == nil {
		return nil
	}
	return &itemBatcher{
		input: c.template("ItemBatcher/BatchInput", b.BatchInput),
		items: c.amount("MaxItemsPerBatch", b.MaxItemsPerBatch, b.MaxItemsPerBatchPath),
		bytes: c.amount("MaxInputBytesPerBatch", b.MaxInputBytesPerBatch, b.MaxInputBytesPerBatchPath),
	}
}

// batching is a batcher at work: its limits and what every batch holds.
type batching struct {
	input        jsonvalue.Value
	items, bytes int64 // 0 is no limit
	kept         *jsonvalue.Value
}

func (b *itemBatcher) begin(t *thread) (*batching, *failure) {
	if b == nil {
		return nil, nil
	}
	w := &batching{}
	var f *failure
	if w.items, f = b.items.eval(t); f != nil {
		return nil, f
	}
	if w.bytes, f = b.bytes.eval(t); f != nil {
		return nil, f
	}
	if b.input != nil {
		if w.input, f = b.input.eval(t.data(t.input)); f != nil {
			return nil, f
		}
	}
	if w.bytes == 0 {
		w.bytes = int64(t.run.quotas().PayloadBytes)
	}
	return w, nil
}

// fill makes the input of one child: as many items as fit.
func (w *batching) fill(next func() (jsonvalue.Value, bool, *failure)) (jsonvalue.Value, bool, *failure) {
	var batch []jsonvalue.Value
	size := int64(len(`{"Items":[]}`))
	if w.input.Exists() {
		size += int64(len(`"BatchInput":,`) + w.input.Size())
	}
	for w.items == 0 || int64(len(batch)) < w.items {
		v, ok, f := w.take(next)
		if f != nil {
			return jsonvalue.Value{}, false, f
		}
		if !ok {
			break
		}
		if grown := size + int64(v.Size()) + 1; w.bytes == 0 || grown <= w.bytes || len(batch) == 0 {
			batch, size = append(batch, v), grown
			continue
		}
		w.kept = &v
		break
	}
	if len(batch) == 0 {
		return jsonvalue.Value{}, false, nil
	}
	var o []jsonvalue.Member
	if w.input.Exists() {
		o = append(o, jsonvalue.Member{Name: "BatchInput", Value: w.input})
	}
	return jsonvalue.ObjectOf(append(o, jsonvalue.Member{Name: "Items", Value: jsonvalue.ArrayOf(batch...)})...), true, nil
}

// take gives the item that did not fit into the last batch, or the next one.
func (w *batching) take(next func() (jsonvalue.Value, bool, *failure)) (jsonvalue.Value, bool, *failure) {
	if w.kept != nil {
		v := *w.kept
		w.kept = nil
		return v, true, nil
	}
	return next()
}
