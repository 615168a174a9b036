package synth

import "github.com/quickstep-go/quickstep/internal/graph"

func (p *plan) emitMap(o *object, s *state) {
	o.text("Type", "Map")
	d := s.Distributed
	if s.Input != nil {
		p.language(s).items(o, s)
	}
	if d != nil {
		p.emitItems(o, s, d)
	}
	p.field(o, "MaxConcurrency", s, s.MaxConcurrency)
	if d != nil {
		p.field(o, "ToleratedFailureCount", s, d.Failures.Count)
		p.field(o, "ToleratedFailurePercentage", s, d.Failures.Percentage)
		o.text("Label", d.Label)
	}
}

// emitProcessor writes the body of a Map, and what becomes of its results.
func (p *plan) emitProcessor(o *object, s *state, pointer string) {
	var processor, config object
	d := s.Distributed
	if d == nil {
		config.text("Mode", "INLINE")
	} else {
		config.text("Mode", "DISTRIBUTED")
		config.text("ExecutionType", executionType(d))
	}
	processor.add("ProcessorConfig", config.value())
	p.emitScope(&processor, s.branches[0], pointer+"/ItemProcessor", func(*object) {})
	o.add("ItemProcessor", processor.value())
	p.emitWriter(o, s)
}

func (p *plan) emitWriter(o *object, s *state) {
	if s.Distributed != nil && s.Distributed.Writer != nil {
		p.emitTransfer(o, "ResultWriter", s, s.Distributed.Writer)
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
	handed := p.handedBy(s)
	item := d.Item
	switch {
	case d.Batch == nil && len(handed) > 0:
		var selector object
		if item == nil {
			item = d.Value
		}
		if item == nil {
			item = &graph.Apply{Op: graph.Context, Path: []string{"Map", "Item", "Value"}}
		}
		if p.capturesOf(s).item {
			p.language(s).payload(&selector, "item", item, place{state: s})
		}
		p.handing(&selector, s)
		o.add("ItemSelector", selector.value())
	case item != nil:
		p.language(s).payload(o, "ItemSelector", item, place{state: s})
	}
	if d.Batch == nil {
		return
	}
	var batch, input object
	p.field(&batch, "MaxItemsPerBatch", s, d.Batch.MaxItems)
	p.field(&batch, "MaxInputBytesPerBatch", s, d.Batch.MaxBytes)
	if p.handing(&input, s); len(input) > 0 {
		batch.add("BatchInput", input.value())
	}
	o.add("ItemBatcher", batch.value())
}

// emitTransfer writes a call that reads items or writes results.
func (p *plan) emitTransfer(o *object, name string, s *state, t *graph.Transfer) {
	var call, config, arguments object
	call.text("Resource", t.Resource)
	for _, m := range t.Config {
		p.field(&config, m.Name, s, m.Expr)
	}
	for _, m := range t.Arguments {
		p.language(s).payload(&arguments, m.Name, m.Expr, place{state: s})
	}
	if name == "ItemReader" && len(config) > 0 {
		call.add("ReaderConfig", config.value())
	}
	if len(arguments) > 0 {
		call.add(p.language(s).sent(), arguments.value())
	}
	if name == "ResultWriter" && len(config) > 0 {
		call.add("WriterConfig", config.value())
	}
	o.add(name, call.value())
}
