package jsonata

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/recolabs/gnata"

	"github.com/quickstep-go/quickstep/internal/jsonata"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// expressions are what workflows typically compute.
var expressions = []struct{ name, source string }{
	{"path", `order.customer.address.city`},
	{"sum", `{"total": $sum(order.items.(price * quantity)), "size": $count(order.items) > 10 ? "large" : "small"}`},
	{"lambdas", `$map($filter(order.items, function($i) { $i.price > 20 and $i.quantity > 1 }), function($i) { {"sku": $i.sku, "cost": $i.price * $i.quantity} })`},
	{"sort", `order.items^(>price, sku)[[0..4]].{"sku": sku, "price": $formatNumber(price, "#,##0.00")}`},
	{"merge", `$merge([order.customer, {"at": $fromMillis(order.placed, "[Y0001]-[M01]-[D01]"), "name": $replace(order.customer.name, /\s+/, "-")}])`},
}

// input is an order of fifty items, about four kilobytes.
var input = func() string {
	var items []string
	for i := range 50 {
		items = append(items, fmt.Sprintf(`{"sku":"S-%03d","price":%d.%02d,"quantity":%d,"tags":["a","b"],"gift":%v}`, i*37%50, 5+i*13%90, i*7%100, i%5, i%3 == 0))
	}
	return `{"order":{"id":"A-17","placed":1709214306789,"customer":{"name":"Ann  Lee  Smith","tier":"gold","address":{"city":"Oslo","zip":"0150"}},"items":[` +
		strings.Join(items, ",") + `]}}`
}()

// TestSameResults holds that both engines compute the same.
func TestSameResults(t *testing.T) {
	ours, theirs := jsonvalue.Value{}, any(nil)
	if err := json.Unmarshal([]byte(input), &ours); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(input), &theirs); err != nil {
		t.Fatal(err)
	}
	for _, e := range expressions {
		a, err := jsonata.Compile(e.source, jsonata.AWS)
		if err != nil {
			t.Fatal(err)
		}
		b, err := gnata.Compile(e.source)
		if err != nil {
			t.Fatal(err)
		}
		x, err := a.Eval(t.Context(), jsonata.Env{Input: ours})
		if err != nil {
			t.Fatal(err)
		}
		y, err := b.Eval(t.Context(), theirs)
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(y)
		if err != nil {
			t.Fatal(err)
		}
		same, err := jsonvalue.Parse(text)
		if err != nil || !jsonvalue.Equal(x, same) {
			t.Errorf("%s\ngives %s\n  and %s", e.source, x, text)
		}
	}
}

func BenchmarkEval(b *testing.B) {
	ours, err := jsonvalue.ParseString(input)
	if err != nil {
		b.Fatal(err)
	}
	var theirs any
	if theirs, err = gnata.DecodeJSON([]byte(input)); err != nil {
		b.Fatal(err)
	}
	ctx := context.Background()
	for _, e := range expressions {
		b.Run(e.name+"/quickstep", func(b *testing.B) {
			expr, err := jsonata.Compile(e.source, jsonata.AWS)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := expr.Eval(ctx, jsonata.Env{Input: ours}); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(e.name+"/gnata", func(b *testing.B) {
			expr, err := gnata.Compile(e.source)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := expr.Eval(ctx, theirs); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkCompile(b *testing.B) {
	for _, e := range expressions {
		b.Run(e.name+"/quickstep", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := jsonata.Compile(e.source, jsonata.AWS); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(e.name+"/gnata", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := gnata.Compile(e.source); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
