package check

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var itemReader = &Rule{Code: "QS7003", Name: "itemreader", Severity: diag.Error, Title: "An ItemReader says what it reads, and how", state: checkItemReaders}

var readsS3 = regexp.MustCompile(`^arn:[^:]*:states:::s3:(getObject|listObjectsV2)$`)

func checkItemReaders(r *run, p *visit) {
	m, ok := p.State.(*asl.Map)
	if !ok {
		return
	}
	reader := m.ItemReader
	if reader == nil || reader.Malformed() || reader.Resource == "" || substituted(reader.Resource) {
		return
	}
	calls := readsS3.FindStringSubmatch(reader.Resource)
	if calls == nil {
		r.report(problem{state: p.Name, at: reader.At("Resource"), message: fmt.Sprintf("an ItemReader cannot read by %s", reader.Resource),
			help: "write arn:aws:states:::s3:getObject or arn:aws:states:::s3:listObjectsV2",
			aws:  schema("The field 'Resource' does not match any of the allowed values", reader.Location("Resource"))})
		return
	}
	r.checkReaderInput(p, reader, calls[1])
	r.checkVersion(p, reader)
	if c := reader.ReaderConfig; c != nil && !c.Malformed() {
		r.checkReaderConfig(p, c, calls[1])
	}
}

// checkReaderInput asks for the bucket and the object.
func (r *run) checkReaderInput(p *visit, reader *asl.ItemReader, call string) {
	v := reader.Parameters
	if p.language == asl.JSONata {
		v = reader.Arguments
	}
	if call == "getObject" {
		r.checkTransfer(p, &reader.Object, v, call, []string{"Bucket", "Key"}, []string{"VersionId", "ExpectedBucketOwner"})
	} else {
		r.checkTransfer(p, &reader.Object, v, call, []string{"Bucket"}, []string{"Prefix", "ExpectedBucketOwner"})
	}
}

// checkTransfer looks at what an ItemReader or a ResultWriter tells S3: for the
// fields that it needs, and for misspelt ones.
func (r *run) checkTransfer(p *visit, o *asl.Object, v jsonvalue.Value, call string, needs, takes []string) {
	field := "Parameters"
	if p.language == asl.JSONata {
		field = "Arguments"
	}
	if v.Exists() && v.Kind() != jsonvalue.Object {
		return
	}
	for _, f := range append(needs, takes...) {
		if v.Get(f).Exists() || v.Get(f+".$").Exists() {
			continue
		}
		x := problem{state: p.Name, at: o.At(), severity: diag.Warning, message: fmt.Sprintf("s3:%s needs %s in %s", call, f, field)}
		if v.Exists() {
			x.at = o.At(field)
		}
		near := nearMember(v, f)
		switch {
		case near != "":
			x.at, x.help = o.NameAtPath(field, near), fmt.Sprintf("write %s for %q", f, near)
			if slices.Contains(takes, f) {
				x.message = fmt.Sprintf("s3:%s has no %s", call, near)
			}
		case slices.Contains(takes, f):
			continue
		}
		r.report(x)
	}
}

// checkVersion knows that Parquet files are read in their latest version only
// (Developer Guide, "ItemReader (Map)").
func (r *run) checkVersion(p *visit, reader *asl.ItemReader) {
	field, v := "Parameters", reader.Parameters
	if p.language == asl.JSONata {
		field, v = "Arguments", reader.Arguments
	}
	for _, name := range []string{"VersionId", "VersionId.$"} {
		if c := reader.ReaderConfig; c != nil && c.InputType == "PARQUET" && v.Get(name).Exists() {
			r.report(problem{state: p.Name, at: reader.NameAtPath(field, name), severity: diag.Warning, message: "Parquet files are not read by their version", help: "remove VersionId"})
		}
	}
}

func (r *run) checkReaderConfig(p *visit, c *asl.ReaderConfig, call string) {
	unsupported := func(field, help string) {
		if c.Has(field) {
			r.report(problem{state: p.Name, at: c.NameAt(field), message: fmt.Sprintf("%s does not go with what is read", field), help: help,
				aws: schema("Field '"+field+"' is not supported", c.Location())})
		}
	}
	doubt := func(field, message, help string) {
		r.report(problem{state: p.Name, at: c.NameAt(field), severity: diag.Warning, message: message, help: help})
	}
	csv := c.InputType == "CSV"
	switch {
	case csv && !c.Has("CSVHeaderLocation"):
		at, help := misspelt(&c.Object, []string{"CSVHeaderLocation"})
		if help == "" {
			help = "write FIRST_ROW, or GIVEN with CSVHeaders"
		}
		r.report(problem{state: p.Name, at: at, message: "a CSV file needs CSVHeaderLocation", help: help,
			aws: schema("The field 'CSVHeaderLocation' is required", c.Location())})
	case c.CSVHeaderLocation == "GIVEN" && !c.Has("CSVHeaders"):
		at, help := misspelt(&c.Object, []string{"CSVHeaders"})
		if help == "" {
			help = "name the columns, or write FIRST_ROW"
		}
		r.report(problem{state: p.Name, at: at, message: "CSVHeaderLocation GIVEN needs CSVHeaders", help: help,
			aws: schema("These fields are required: [CSVHeaders]", c.Location())})
	case c.CSVHeaderLocation == "FIRST_ROW" && c.Has("CSVHeaders"):
		doubt("CSVHeaders", "CSVHeaders are not read where the first row names the columns", `write "CSVHeaderLocation": "GIVEN", or remove them`)
	}
	if slices.Contains([]string{"JSON", "JSONL", "PARQUET"}, c.InputType) && c.ManifestType == "" {
		unsupported("CSVHeaderLocation", "it is for CSV files")
		for _, f := range []string{"CSVHeaders", "CSVDelimiter"} {
			if c.Has(f) {
				doubt(f, f+" has no effect on "+c.InputType, "it is for CSV files")
			}
		}
	}
	if c.Has("ItemsPointer") && c.InputType != "JSON" && c.InputType != "" {
		doubt("ItemsPointer", "ItemsPointer has no effect on "+c.InputType, "it points into a JSON file")
	}
	checkManifest(c, call, doubt)
	if c.Transformation == "LOAD_AND_FLATTEN" {
		if call != "listObjectsV2" {
			doubt("Transformation", "LOAD_AND_FLATTEN is for s3:listObjectsV2", "remove it: s3:getObject reads one object anyway")
		} else if !c.Has("InputType") {
			doubt("Transformation", "LOAD_AND_FLATTEN needs InputType", "say what the objects hold: CSV, JSON, JSONL or PARQUET")
		} else if c.InputType == "MANIFEST" {
			doubt("InputType", "LOAD_AND_FLATTEN reads no manifests", "say what the objects hold: CSV, JSON, JSONL or PARQUET")
		}
	} else if call == "listObjectsV2" && c.Has("InputType") {
		doubt("InputType", "InputType has no effect on a listing", `write "Transformation": "LOAD_AND_FLATTEN" to read what is in the objects, or remove it`)
	}
}

// checkManifest holds a manifest against what its files are.
func checkManifest(c *asl.ReaderConfig, call string, doubt func(field, message, help string)) {
	switch {
	case !c.Has("ManifestType"):
	case call == "listObjectsV2":
		doubt("ManifestType", "ManifestType is for s3:getObject, which reads the manifest", "remove it, or read the manifest itself")
	case c.ManifestType == "S3_INVENTORY" && c.Has("InputType") && c.InputType != "MANIFEST":
		doubt("InputType", "an S3 inventory says itself what its files are", "remove InputType")
	case c.ManifestType == "ATHENA_DATA" && !slices.Contains([]string{"CSV", "JSONL", "PARQUET"}, c.InputType):
		doubt("ManifestType", "ATHENA_DATA needs the InputType of the files that the manifest names", "write CSV, JSONL or PARQUET as InputType")
	}
}
