package asl

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// Map is a state that runs its processor once per item, inline or as a
// distributed map (ASL spec, "Map State"; Developer Guide, "Map workflow
// state").
type Map struct {
	Common
	InputPath    Path            // JSONPath; absent is "$", null is {}
	ItemsPath    string          // a reference path to the items; JSONPath
	Items        jsonvalue.Value // an array, an object or an expression; JSONata
	ItemReader   *ItemReader     // where a distributed map reads its items
	ItemSelector jsonvalue.Value // a template for each item's input, in both languages
	Parameters   jsonvalue.Value // the older name of ItemSelector; JSONPath
	ItemBatcher  *ItemBatcher    // how a distributed map groups items

	MaxConcurrency     Number // iterations at a time, 0 is no limit; JSONata may compute it
	MaxConcurrencyPath string // a reference path to that number; JSONPath
	// ToleratedFailurePercentage is from 0 to 100; JSONata may compute it.
	ToleratedFailurePercentage     Number
	ToleratedFailurePercentagePath string // a reference path to that number; JSONPath
	// ToleratedFailureCount counts items; JSONata may compute it.
	ToleratedFailureCount     Number
	ToleratedFailureCountPath string // a reference path to that number; JSONPath
	Label                     string // part of the child executions' ARN, of a distributed map

	ItemProcessor  *ItemProcessor
	Iterator       *ItemProcessor // the older name of ItemProcessor
	ResultWriter   *ResultWriter  // where a distributed map writes its results
	Retry          []Retrier      // each retry runs all iterations anew
	Catch          []Catcher
	ResultSelector jsonvalue.Value // JSONPath payload template
	ResultPath     Path            // JSONPath; absent is "$", null drops the result
	Assign         jsonvalue.Value // an object: variable names and values
	Output         jsonvalue.Value // JSONata
	OutputPath     Path            // JSONPath; absent is "$", null is {}
	Next           string
	End            bool
}

// Kind is [KindMap].
func (m *Map) Kind() Kind { return KindMap }

// Processor gives what runs for each item, under its newer or its older name; it
// is nil where neither is there.
func (m *Map) Processor() *ItemProcessor {
	if m.ItemProcessor != nil {
		return m.ItemProcessor
	}
	return m.Iterator
}

// Selector gives the template for each item's input, under its newer or its older
// name.
func (m *Map) Selector() jsonvalue.Value {
	if m.ItemSelector.Exists() {
		return m.ItemSelector
	}
	return m.Parameters
}

// Distributed tells whether the map runs its items as executions of their own.
func (m *Map) Distributed() bool {
	p := m.Processor()
	return p != nil && p.ProcessorConfig != nil && p.ProcessorConfig.Mode == Distributed
}

func (m *Map) fields(c *codec) {
	m.head(c, KindMap)
	path(c, "InputPath", &m.InputPath)
	text(c, "ItemsPath", &m.ItemsPath)
	value(c, "Items", &m.Items)
	one(c, "ItemReader", &m.ItemReader)
	value(c, "ItemSelector", &m.ItemSelector)
	value(c, "Parameters", &m.Parameters)
	one(c, "ItemBatcher", &m.ItemBatcher)
	number(c, "MaxConcurrency", &m.MaxConcurrency)
	text(c, "MaxConcurrencyPath", &m.MaxConcurrencyPath)
	number(c, "ToleratedFailurePercentage", &m.ToleratedFailurePercentage)
	text(c, "ToleratedFailurePercentagePath", &m.ToleratedFailurePercentagePath)
	number(c, "ToleratedFailureCount", &m.ToleratedFailureCount)
	text(c, "ToleratedFailureCountPath", &m.ToleratedFailureCountPath)
	text(c, "Label", &m.Label)
	one(c, "ItemProcessor", &m.ItemProcessor)
	one(c, "Iterator", &m.Iterator)
	one(c, "ResultWriter", &m.ResultWriter)
	many(c, "Retry", &m.Retry)
	many(c, "Catch", &m.Catch)
	value(c, "ResultSelector", &m.ResultSelector)
	path(c, "ResultPath", &m.ResultPath)
	value(c, "Assign", &m.Assign)
	value(c, "Output", &m.Output)
	path(c, "OutputPath", &m.OutputPath)
	text(c, "Next", &m.Next)
	flag(c, "End", &m.End)
}
