package http_test

import (
	"fmt"

	"github.com/quickstep-go/quickstep/dsl/http"
)

func Example() {
	call := http.Invoke[struct{}, map[string]any]()
	fmt.Println(call.Resource(), http.Status("429"))
	// Output:
	// arn:aws:states:::http:invoke States.Http.StatusCode.429
}
