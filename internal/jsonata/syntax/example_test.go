package syntax_test

import (
	"fmt"

	"github.com/quickstep-go/quickstep/internal/jsonata/syntax"
)

func Example() {
	e, err := syntax.Parse(`$sum($states.input.items.(price * quantity)) & $currency`, syntax.AWS)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(e.Variables(), e.StatesPaths())

	e, err = syntax.Parse(`$smu(items.price)`, syntax.AWS)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(e.UnknownFunctions(), e.ContextReads())

	_, err = syntax.Parse(`$match(name, /[z-a]/)`, syntax.AWS)
	fmt.Println(err)
	// Output:
	// [currency states] [[input items]]
	// [{$smu 0}] [items]
	// S0303: The regular expression cannot be read: "the range from z to a is in the wrong order"
}
