package sfntest_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

// TestPath runs paths and intrinsic functions as the author wrote them, over values
// that are paths and over some that are computed.
func TestPath(t *testing.T) {
	for name, c := range map[string]struct {
		of   func(dsl.Val[shipment]) dsl.Val[[]string]
		want []string
	}{
		"a path": {func(in dsl.Val[shipment]) dsl.Val[[]string] {
			return dsl.Path[[]string]("$x[1:]", dsl.With("x", dsl.At(in, &shipments.IDs)))
		}, []string{"b", "c"}},
		"many parts": {func(in dsl.Val[shipment]) dsl.Val[[]string] {
			return dsl.Path[[]string]("$in.ids[?(@ != 'b')]", dsl.With("in", in))
		}, []string{"a", "c"}},
		"a function": {func(in dsl.Val[shipment]) dsl.Val[[]string] {
			return dsl.Path[[]string]("States.Array($a, $b, '$a', $$.Execution.Name)", dsl.With("a", dsl.At(in, &shipments.Tenant)), dsl.With("b", dsl.Format("{}!", dsl.At(in, &shipments.Tenant))))
		}, []string{"acme", "acme!", "$a", "one"}},
	} {
		t.Run(name, func(t *testing.T) {
			w := dsl.Define("Path", func(b *dsl.Block, in dsl.Val[shipment]) dsl.Val[[]string] {
				dsl.Wait(b, "Wait", time.Second)
				return c.of(in)
			}, dsl.JSONPath())
			out, err := sfntest.New(t, w, sfntest.Name("one")).Start(shipment{Tenant: "acme", IDs: []string{"a", "b", "c"}}).Result()
			if err != nil || !reflect.DeepEqual(out, c.want) {
				t.Errorf("got %q, %v; want %q", out, err, c.want)
			}
		})
	}
}
