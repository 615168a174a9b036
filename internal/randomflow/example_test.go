package randomflow_test

import (
	"context"
	"fmt"

	"github.com/quickstep-go/quickstep/internal/randomflow"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/synth"
)

// Example runs one program in both ways.
func Example() {
	program := randomflow.Programs().Example(2)
	input := []byte(randomflow.Inputs().Example(2))
	want := program.Run(input, runner.DefaultStart)

	out, err := synth.Workflow(program.Define())
	if err != nil {
		fmt.Println(err)
		return
	}
	machine, err := runner.CompileParsed(out.Machine, runner.Named(out.Name))
	if err != nil {
		fmt.Println(err)
		return
	}
	x, err := machine.Start(context.Background(), input, program.Options())
	if err != nil {
		fmt.Println(err)
		return
	}
	got, err := x.Result(context.Background())
	fmt.Println(got.Error == want.Error && (want.Error != "" || same(got.Output, want.Output)), err)
	// Output: true <nil>
}
