package activity_test

import (
	"fmt"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/activity"
	"github.com/quickstep-go/quickstep/synth"
)

// Example has a photo retouched by hand, by whoever takes the work.
func Example() {
	retouch := activity.Declare[string, string]("Retouch")

	w := dsl.Define("Photos", func(b *dsl.Block, key dsl.Val[string]) dsl.Val[string] {
		return dsl.Task(b, "Retouch", retouch.Perform(), key, dsl.Policy{Timeout: 8 * time.Hour, Heartbeat: time.Hour})
	})

	out, err := synth.Workflow(w)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(out.Resources[0].Kind, out.Resources[0].Name)
	// Output:
	// activity Retouch
}
