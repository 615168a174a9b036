package refusal_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	construct "github.com/aws/constructs-go/constructs/v10"

	"github.com/quickstep-go/quickstep/constructs/cdktest"
	"github.com/quickstep-go/quickstep/constructs/internal/refusal"
	"github.com/quickstep-go/quickstep/diag"
)

func TestMain(m *testing.M) { cdktest.Main(m) }

func Example() {
	cause := errors.New("There is already a Construct with name 'Orders' in Stack [Shop]")
	fmt.Println(refusal.Of(cause, "the queue of Shop/Orders", diag.Position{File: "main.go", Line: 7}))
	// Output: main.go:7: the queue of Shop/Orders: CDK refused: There is already a Construct with name 'Orders' in Stack [Shop]; give one of the two another id [QS8005]
}

func TestPlace(t *testing.T) {
	stack := cdktest.Stack(t)
	construct.NewConstruct(stack, new("Taken"))
	construct.NewConstruct(stack, new("Taken-2"))
	for _, c := range []struct {
		id         *string
		name, want string
	}{
		{new("Free"), "Free", ""},
		{new("Taken"), "Taken-3", `Test has a construct "Taken" already; give one of the two another id [QS8008]`},
		{nil, "Thing", `a thing was given no id; pass one, such as new("Thing") [QS8008]`},
		{new(""), "Thing", `a thing was given no id; pass one, such as new("Thing") [QS8008]`},
	} {
		name, d := refusal.Place(stack, c.id, "thing", "Thing", diag.Position{})
		said := ""
		if d != nil {
			said = d.String()
		}
		if name != c.name || said != c.want {
			t.Errorf("%q and %q, want %q and %q", name, said, c.name, c.want)
		}
	}
}

// The caller of this package's tests is the testing package.
func TestCaller(t *testing.T) {
	for _, at := range []diag.Position{refusal.Caller(), func() diag.Position { return refusal.Caller() }()} {
		if !strings.HasSuffix(at.File, "testing.go") || at.Line == 0 {
			t.Errorf("called at %s", at)
		}
	}
}
