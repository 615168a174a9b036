package asl

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// ItemBatcher says how a distributed map groups items: each child execution then
// gets {"BatchInput": …, "Items": […]} (Developer Guide, "ItemBatcher (Map)").
type ItemBatcher struct {
	Object
	BatchInput                jsonvalue.Value // a template, in both languages
	MaxItemsPerBatch          Number          // JSONata may compute it
	MaxItemsPerBatchPath      string          // a reference path to that number; JSONPath
	MaxInputBytesPerBatch     Number          // bytes; JSONata may compute it
	MaxInputBytesPerBatchPath string          // a reference path to that number; JSONPath
}

func (b *ItemBatcher) fields(c *codec) {
	value(c, "BatchInput", &b.BatchInput)
	number(c, "MaxItemsPerBatch", &b.MaxItemsPerBatch)
	text(c, "MaxItemsPerBatchPath", &b.MaxItemsPerBatchPath)
	number(c, "MaxInputBytesPerBatch", &b.MaxInputBytesPerBatch)
	text(c, "MaxInputBytesPerBatchPath", &b.MaxInputBytesPerBatchPath)
}
