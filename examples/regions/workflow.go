// Package regions lists the running instances of the first three regions, side
// by side and in two forms: [Branches] has a branch per region, [Each] a Map over
// a list of them. Both give the same.
package regions

import (
	"context"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
)

// Region is one region.
type Region struct {
	Region string `json:"Region"`
}

// Regions are the first three.
type Regions struct{ Region1, Region2, Region3 Region }

var regions = dsl.Fields[Regions]()

// Retrieve is the code of [RetrieveRegions].
func Retrieve(context.Context, struct{}) (Regions, error) {
	return Regions{Region{"us-east-1"}, Region{"us-east-2"}, Region{"us-west-1"}}, nil
}

var (
	// RetrieveRegions gives the first three regions.
	RetrieveRegions = lambda.Handle("retrieve_regions", Retrieve)
	// GetRunning lists the running instances of one region.
	GetRunning = lambda.Declare[Region, []string]("get_running_instances")
)

var retried = dsl.Policy{Retry: []dsl.Retry{{On: lambda.TransientErrors(), Jitter: true}}}

// Branches lists each region in a branch of its own. Where one of them fails, the
// others are stopped, and the execution fails with its error.
var Branches = dsl.Define("RunningInstances", func(b *dsl.Block, _ dsl.Val[struct{}]) dsl.Val[[][]string] {
	found := dsl.Task(b, "Get Regions", RetrieveRegions.Invoke(), dsl.Lit(struct{}{}), retried)
	running := func(name string, region *Region) func(*dsl.Block) dsl.Val[[]string] {
		return func(b *dsl.Block) dsl.Val[[]string] {
			return dsl.Task(b, "Get Running Instances "+name, GetRunning.Invoke(), dsl.At(found, region), retried)
		}
	}
	return dsl.Parallel(b, "Each Region", []func(*dsl.Block) dsl.Val[[]string]{
		running("Region 1", &regions.Region1),
		running("Region 2", &regions.Region2),
		running("Region 3", &regions.Region3),
	})
})

// Each lists the regions with a Map.
var Each = dsl.Define("RunningInstancesMap", func(b *dsl.Block, _ dsl.Val[struct{}]) dsl.Val[[][]string] {
	found := dsl.Task(b, "Get Regions", RetrieveRegions.Invoke(), dsl.Lit(struct{}{}), retried)
	list := dsl.List(dsl.At(found, &regions.Region1), dsl.At(found, &regions.Region2), dsl.At(found, &regions.Region3))
	return dsl.Map(b, "Each Region", list, func(b *dsl.Block, region dsl.Val[Region]) dsl.Val[[]string] {
		return dsl.Task(b, "Get Running Instances", GetRunning.Invoke(), region, retried)
	})
})
