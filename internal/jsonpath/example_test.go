package jsonpath_test

import (
	"fmt"

	"github.com/quickstep-go/quickstep/internal/jsonpath"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

func Example() {
	input, _ := jsonvalue.ParseString(`{"name":"Ada","items":[{"price":5},{"price":20}]}`)
	roots := &jsonpath.Roots{Document: input}

	path, _ := jsonpath.Parse("$.items[?(@.price > 10)].price")
	prices, _ := path.Eval(roots)
	fmt.Println(prices)

	call, _ := jsonpath.ParseIntrinsic("States.Format('Hello {}', $.name)")
	greeting, _ := call.Eval(roots)
	fmt.Println(greeting)

	result, _ := jsonpath.ParseReference("$.greeting.text")
	output, _ := result.Set(input, greeting)
	fmt.Println(output)

	missing, _ := jsonpath.Parse("$.no.such")
	_, err := missing.Eval(roots)
	fmt.Println(err)
	// Output:
	// [20]
	// "Hello Ada"
	// {"name":"Ada","items":[{"price":5},{"price":20}],"greeting":{"text":"Hello Ada"}}
	// Invalid path '$.no.such' : Missing property in path $['no']
}
