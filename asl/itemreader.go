package asl

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// ItemReader says where a distributed map reads its items (Developer Guide,
// "ItemReader (Map)").
type ItemReader struct {
	Object
	Resource     string          // the ARN of an S3 call
	Parameters   jsonvalue.Value // JSONPath payload template
	Arguments    jsonvalue.Value // JSONata
	ReaderConfig *ReaderConfig
}

func (r *ItemReader) fields(c *codec) {
	text(c, "Resource", &r.Resource)
	value(c, "Parameters", &r.Parameters)
	value(c, "Arguments", &r.Arguments)
	one(c, "ReaderConfig", &r.ReaderConfig)
}

// ReaderConfig says how what an [ItemReader] finds becomes items.
type ReaderConfig struct {
	Object
	InputType         string   // CSV, JSON, JSONL, PARQUET or MANIFEST
	Transformation    string   // NONE or LOAD_AND_FLATTEN
	ManifestType      string   // ATHENA_DATA or S3_INVENTORY
	CSVHeaderLocation string   // FIRST_ROW or GIVEN
	CSVHeaders        []string // the names of the columns, where GIVEN
	CSVDelimiter      string   // COMMA, PIPE, SEMICOLON, SPACE or TAB
	ItemsPointer      string   // a JSON pointer to the items in a JSON file
	MaxItems          Number   // JSONata may compute it
	MaxItemsPath      string   // a reference path to that number; JSONPath
}

func (r *ReaderConfig) fields(c *codec) {
	text(c, "InputType", &r.InputType)
	text(c, "Transformation", &r.Transformation)
	text(c, "ManifestType", &r.ManifestType)
	text(c, "CSVHeaderLocation", &r.CSVHeaderLocation)
	texts(c, "CSVHeaders", &r.CSVHeaders)
	text(c, "CSVDelimiter", &r.CSVDelimiter)
	text(c, "ItemsPointer", &r.ItemsPointer)
	number(c, "MaxItems", &r.MaxItems)
	text(c, "MaxItemsPath", &r.MaxItemsPath)
}
