// Package csvimport writes the rows of a CSV file in S3 to a DynamoDB table, a
// thousand child executions at a time: the file may have millions of rows.
package csvimport

import (
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/dynamodb"
	"github.com/quickstep-go/quickstep/dsl/s3"
)

// Input names the file.
type Input struct {
	Key string `json:"key"`
}

// Product is one row; all fields of a CSV file are texts.
type Product struct {
	SKU   string `json:"sku"`
	Name  string `json:"name"`
	Cents string `json:"cents"`
}

var (
	input   = dsl.Fields[Input]()
	product = dsl.Fields[Product]()
	put     = dsl.Fields[dynamodb.PutItem]()
)

var (
	// Files is the bucket with the files, Reports the one for what came of each row.
	Files   = s3.Declare("Files")
	Reports = s3.Declare("Reports")
	// Products is the table.
	Products = dynamodb.Declare("Products")
)

// Workflow imports the file, whose first line has the names of the columns. One row in
// a hundred may fail, and the reports say which; more of them fail the execution. The
// result says where the reports are.
var Workflow = dsl.Define("CSVImport", func(b *dsl.Block, in dsl.Val[Input]) dsl.Val[dsl.MapRun] {
	rows := s3.CSV[Product](Files.ObjectVal(dsl.At(in, &input.Key)))

	return dsl.DistributedMapInto(b, "Import Rows", rows, s3.WriteTo(Reports.Prefix("imports")), func(b *dsl.Block, row dsl.Val[Product]) dsl.Val[string] {
		sku := dsl.At(row, &product.SKU)
		dsl.If(b, "Lacks SKU?", dsl.Eq(sku, ""), func(b *dsl.Block) {
			dsl.Fail(b, "No SKU", "NoSKU", "a product needs a SKU")
		})
		dsl.Task(b, "Put Product", Products.PutItem(), dsl.Build(dynamodb.PutItem{}, dsl.To(&put.Item, dynamodb.ItemOf(
			dynamodb.Is("sku", dynamodb.S(sku)),
			dynamodb.Is("name", dynamodb.S(dsl.At(row, &product.Name))),
			dynamodb.Is("cents", dynamodb.N(dsl.ToNumber(dsl.At(row, &product.Cents))))))),
			dsl.Policy{Retry: []dsl.Retry{{On: []dsl.ErrorName{"DynamoDB.ProvisionedThroughputExceededException"}, Max: 8, Jitter: true}}})
		return sku
	}, dsl.DistributedOptions{Label: "Rows", Express: true, MaxConcurrency: 1000, ToleratedFailurePercentage: 1})
})
