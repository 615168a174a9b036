package synth_test

import (
	"fmt"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/synth"
)

// Example shows what is told of a workflow that is wrong: all of it at once. Each
// diagnostic also has the file and the line, left out here.
func Example() {
	w := dsl.Define("Wrong", func(b *dsl.Block, in dsl.Val[query]) dsl.Val[query] {
		dsl.Wait(b, "", 30e9)
		dsl.Wait(b, "Wait", 1.5e9)
		return in
	})
	_, err := synth.Workflow(w)
	found, _ := diag.FromError(err)
	for _, d := range found {
		fmt.Printf("%s; %s\n", d.Message, d.Help)
	}
	// Output:
	// a state has no name; give it one; it shows in the console and in the history
	// the wait "Wait" is 1.5s; the service counts whole seconds; round it
}
