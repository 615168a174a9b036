package s3_test

import (
	"fmt"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/dsl/s3"
	"github.com/quickstep-go/quickstep/synth"
)

type Customer struct {
	ID    string `json:"id"`
	Email string `json:"email"`
}

// Example sends a letter to each customer in a CSV file, ten to a child execution,
// and writes what came of it to another bucket.
func Example() {
	write := lambda.Declare[[]Customer, int]("Write")
	customers := s3.CSV[Customer](s3.Declare("Lists").Object("customers.csv"))

	w := dsl.Define("Letters", func(b *dsl.Block, in dsl.Val[struct{}]) dsl.Val[dsl.MapRun] {
		return dsl.DistributedMapInto(b, "Write To All", dsl.Batches(customers, dsl.Batch{MaxItems: 10}), s3.WriteTo(s3.Declare("Reports").Prefix("letters")),
			func(b *dsl.Block, some dsl.Val[[]Customer]) dsl.Val[int] {
				return dsl.Task(b, "Write", write.Invoke(), some)
			}, dsl.DistributedOptions{ToleratedFailurePercentage: 1})
	})

	out, err := synth.Workflow(w)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range out.Resources {
		fmt.Println(r.Kind, r.Name)
	}
	// Output:
	// bucket Lists
	// bucket Reports
	// function Write
}
