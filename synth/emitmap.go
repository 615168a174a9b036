package synth

import (
	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

func (p *plan) emitMap(o *object, s *state, pointer string) {
	o.text("Type", "Map")
	p.field(o, "Items", s, s.Input)
	d := s.Distributed
	if d != nil {
		p.emitItems(o, s, d)
	}
	p.field(o, "MaxConcurrency", s, s.MaxConcurrency)
	var processor, config object
	config.text("Mode", "INLINE")
	if d != nil {
		p.field(o, "ToleratedFailureCount", s, d.Failures.Count)
		p.field(o, "ToleratedFailurePercentage", s, d.Failures.Percentage)
		o.text("Label", d.Label)
		config = nil
		config.text("Mode", "DISTRIBUTED")
		config.text("ExecutionType", executionType(d))
	}
	processor.add("ProcessorConfig", config.value())
	p.emitScope(&processor, s.branches[0], pointer+"/ItemProcessor", func(*object) {})
	o.add("ItemProcessor", processor.value())
	if d != nil && d.Writer != nil {
		p.emitTransfer(o, "ResultWriter", s, d.Writer)
	}
}

func executionType(d *graph.Distributed) string {
	if d.Express {
		return "EXPRESS"
	}
	return "STANDARD"
}

// emitItems writes where a distributed map has its items from, and how they come
// to its children.
func (p *plan) emitItems(o *object, s *state, d *graph.Distributed) {
	if d.Reader != nil {
		p.emitTransfer(o, "ItemReader", s, d.Reader)
	}
	handed := p.capturesOf(s)
	item := d.Item
	switch {
	case d.Batch == nil && len(handed.list) > 0:
		var before object
		if item == nil {
			item = &graph.Apply{Op: graph.Context, Path: []string{"Map", "Item", "Value"}}
		}
		if handed.item {
			p.field(&before, "item", s, item)
		}
		o.add("ItemSelector", p.handing(s, before...))
	case item != nil:
		p.field(o, "ItemSelector", s, item)
	}
	if d.Batch == nil {
		return
	}
	var batch object
	p.field(&batch, "MaxItemsPerBatch", s, d.Batch.MaxItems)
	p.field(&batch, "MaxInputBytesPerBatch", s, d.Batch.MaxBytes)
	if len(handed.list) > 0 {
		batch.add("BatchInput", p.handing(s))
	}
	o.add("ItemBatcher", batch.value())
}

// emitTransfer writes a call that reads items or writes results.
func (p *plan) emitTransfer(o *object, name string, s *state, t *graph.Transfer) {
	var call object
	call.text("Resource", t.Resource)
	if config := p.members(s, t.Config); name == "ItemReader" && config.Len() > 0 {
		call.add("ReaderConfig", config)
	}
	if len(t.Arguments) > 0 {
		call.add("Arguments", p.members(s, t.Arguments))
	}
	if config := p.members(s, t.Config); name == "ResultWriter" && config.Len() > 0 {
		call.add("WriterConfig", config)
	}
	o.add(name, call.value())
}

func (p *plan) members(s *state, list []graph.Member) jsonvalue.Value {
	return writer{plan: p, at: place{state: s}}.template(&graph.Object{Members: list})
}
