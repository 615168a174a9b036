package synth_test

import (
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/dsl/s3"
)

type priced struct {
	Currency string  `json:"currency"`
	Discount *string `json:"discount,omitempty"`
}

var (
	prices = dsl.Fields[priced]()

	getPriced = lambda.Declare[orders, priced]("GetPrice")
	packOne   = lambda.Declare[packing, string]("Pack")
	itemsIn   = s3.Declare("Items")
	resultsIn = s3.Declare("Results")
)

// distributedMap: a distributed map over the workflow's data whose children read
// values from outside, handed over with each item.
var distributedMap = dsl.Define("DistributedMap", func(b *dsl.Block, in dsl.Val[orders]) dsl.Val[[]string] {
	price := dsl.Task(b, "Get Price", getPriced.Invoke(), in)
	return dsl.DistributedMap(b, "Each Order", dsl.ItemsOf(dsl.At(in, &allOrders.Orders)), func(b *dsl.Block, o dsl.Val[order]) dsl.Val[string] {
		dsl.Wait(b, "Breathe", time.Second)
		return dsl.Task(b, "Pack", packOne.Invoke(), dsl.Build(packing{SKU: "none"},
			dsl.To(&aPacking.Tenant, dsl.At(in, &allOrders.Tenant)),
			dsl.To(&aPacking.Order, dsl.At(o, &anOrder.ID)),
			dsl.To(&aPacking.Price, dsl.Format("{} {}", dsl.At(price, &prices.Currency), dsl.Or(dsl.AtOpt(price, &prices.Discount), "0")))))
	})
})

// csvToBucket: rows of a file in batches, tolerated failures, results in a bucket.
var csvToBucket = dsl.Define("CsvToBucket", func(b *dsl.Block, in dsl.Val[orders]) dsl.Val[dsl.MapRun] {
	key := dsl.Format("in/{}.csv", dsl.At(in, &allOrders.Tenant))
	rows := s3.CSV[line](itemsIn.ObjectVal(key), s3.DelimitedBy(s3.Pipe), s3.Headers("sku"), s3.MaxItems(1000))
	return dsl.DistributedMapInto(b, "Each Batch", dsl.Batches(rows, dsl.Batch{MaxItems: 10}), s3.WriteTo(resultsIn.Prefix("packed/"), s3.Shape{Transformation: s3.Compact, Lines: true}),
		func(b *dsl.Block, lines dsl.Val[[]line]) dsl.Val[[]string] {
			return dsl.Map(b, "Each Line", lines, func(b *dsl.Block, l dsl.Val[line]) dsl.Val[string] {
				return dsl.Task(b, "Pack", packOne.Invoke(), dsl.Build(packing{Order: "none", Price: "1"},
					dsl.To(&aPacking.Tenant, dsl.At(in, &allOrders.Tenant)), dsl.To(&aPacking.SKU, dsl.At(l, &aLine.SKU))))
			})
		}, dsl.DistributedOptions{Label: "lines", Express: true, MaxConcurrency: 50, ToleratedFailurePercentage: 2.5,
			Policy: dsl.Policy{Retry: []dsl.Retry{{On: []dsl.ErrorName{dsl.ErrorItemReader}, Max: 1}}}})
})

// mapsInMaps: a distributed map in another one, which reads values of all levels,
// and the members of a map as items.
var mapsInMaps = dsl.Define("MapsInMaps", func(b *dsl.Block, in dsl.Val[map[string]orders]) dsl.Val[[]string] {
	started := dsl.Name(b, "started", dsl.FormatTime(dsl.ExecutionStart(), time.DateOnly))
	return dsl.DistributedMapFlat(b, "Each Tenant", dsl.EntriesOf(in), func(b *dsl.Block, t dsl.Val[dsl.MapEntry[orders]]) dsl.Val[[]string] {
		tenant := dsl.Fields[dsl.MapEntry[orders]]()
		return dsl.DistributedMap(b, "Each Order", dsl.WithSource(dsl.ItemsOf(dsl.At(t, &tenant.Value.Orders))), func(b *dsl.Block, o dsl.Val[dsl.Located[order]]) dsl.Val[string] {
			located := dsl.Fields[dsl.Located[order]]()
			return dsl.Task(b, "Pack", packOne.Invoke(), dsl.Build(packing{SKU: "none"},
				dsl.To(&aPacking.Tenant, dsl.At(t, &tenant.Key)),
				dsl.To(&aPacking.Order, dsl.Format("{}/{}", dsl.At(o, &located.Index), dsl.At(o, &located.Value.ID))),
				dsl.To(&aPacking.Price, started)))
		})
	})
})

// listed: objects of a bucket, one child for each, which reads nothing else.
var listed = dsl.Define("Listed", func(b *dsl.Block, in dsl.Val[query]) dsl.Val[[]person] {
	f := dsl.Fields[s3.Listed]()
	return dsl.DistributedMap(b, "Each Object", s3.List(itemsIn.Prefix("photos/")), func(b *dsl.Block, o dsl.Val[s3.Listed]) dsl.Val[person] {
		return dsl.Task(b, "Find", find.Invoke(), dsl.Build(query{}, dsl.To(&queries.ID, dsl.At(o, &f.Key))))
	})
})
