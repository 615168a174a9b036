package codes_test

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/quickstep-go/quickstep/internal/codes"
)

func Example() {
	e, _ := codes.Explain("QS0008")
	fmt.Println(e.Title)
	// Output: A constant encodes to JSON
}

func TestAll(t *testing.T) {
	code := regexp.MustCompile(`^QS\d{4}$`)
	last := ""
	for _, e := range codes.All() {
		if !code.MatchString(e.Code) || e.Code <= last {
			t.Errorf("%q is no code, or out of order", e.Code)
		}
		if e.Title == "" || len(e.Text) < 50 {
			t.Errorf("%s: there is next to no prose", e.Code)
		}
		last = e.Code
	}
	if _, ok := codes.Explain("QS2005"); ok {
		t.Error("a rule of the checker is explained here too")
	}
}
