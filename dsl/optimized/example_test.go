package optimized_test

import (
	"fmt"

	"github.com/quickstep-go/quickstep/dsl/optimized"
)

type Job struct{ JobName, JobQueue, JobDefinition string }
type Done struct{ JobId, Status string }

func Example() {
	submit := optimized.Call[Job, Done]("batch", "submitJob")
	fmt.Println(submit.Sync().Resource())
	// Output:
	// arn:aws:states:::batch:submitJob.sync
}
