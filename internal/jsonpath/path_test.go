package jsonpath

import (
	"testing"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

func document(t testing.TB, text string) jsonvalue.Value {
	t.Helper()
	v, err := jsonvalue.ParseString(text)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func parse(t testing.TB, text string) *Path {
	t.Helper()
	p, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestDefinitePathsAllocateNothing holds what the runner's speed rests on.
func TestDefinitePathsAllocateNothing(t *testing.T) {
	roots := &Roots{
		Document: document(t, `{"order":{"lines":[{"sku":"a"},{"sku":"b"}]},"a b":1}`),
		Context:  document(t, `{"Execution":{"Id":"arn"}}`),
		Lookup:   func(string) (jsonvalue.Value, bool) { return jsonvalue.IntOf(1), true },
	}
	for _, text := range []string{"$", "$.order.lines[1].sku", "$.order.lines[-1]['sku']", "$['a b']", "$$.Execution.Id", "$count"} {
		p := parse(t, text)
		if n := testing.AllocsPerRun(100, func() {
			if _, err := p.Eval(roots); err != nil {
				t.Error(err)
			}
		}); n != 0 {
			t.Errorf("%s allocates %v times", text, n)
		}
	}
	missing := parse(t, "$.order.none.at.all")
	if n := testing.AllocsPerRun(100, func() { missing.Find(roots) }); n != 0 {
		t.Errorf("finding nothing allocates %v times", n)
	}
}

func BenchmarkEval(b *testing.B) {
	roots := &Roots{Document: document(b, `{"order":{"lines":[{"sku":"a","n":1},{"sku":"b","n":5}]}}`)}
	for _, text := range []string{"$.order.lines[1].sku", "$.order.lines[*].sku", "$..sku", "$.order.lines[?(@.n > 2)].sku"} {
		p := parse(b, text)
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := p.Eval(roots); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
