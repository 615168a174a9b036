package cputime_test

import (
	"fmt"
	"time"

	"github.com/quickstep-go/quickstep/internal/cputime"
)

func Example() {
	sum := 0
	took := cputime.Of(func() {
		for i := range 1000 {
			sum += i
		}
	})
	fmt.Println(sum, took < time.Minute)
	// Output: 499500 true
}
