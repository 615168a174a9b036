package cli_test

import (
	"os"
	"strings"

	"github.com/quickstep-go/quickstep/cli"
)

func Example() {
	input := strings.NewReader(`{"items":[{"price":5},{"price":20}]}`)
	cli.Main([]string{"eval", "--jsonpath", "$.items[*].price", "--input", "-"}, input, os.Stdout, os.Stderr)
	// Output: [5,20]
}
