package synth_test

import (
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/synth"
)

type indexed struct {
	N []float64 `json:"n"`
	S []string  `json:"s"`
}

var indexedOf = dsl.Fields[indexed]()

// TestAnItemThatIsNotThereFails: what reads an item that its list does not have fails
// its state, in few words where the operator or the function is absent with the item,
// and with an Or around only where the Or is for the item itself.
func TestAnItemThatIsNotThereFails(t *testing.T) {
	type in = dsl.Val[indexed]
	n := func(v in) dsl.Val[float64] { return dsl.Index(dsl.At(v, &indexedOf.N), 1) }
	s := func(v in) dsl.Val[string] { return dsl.Index(dsl.At(v, &indexedOf.S), 1) }
	for name, w := range map[string]dsl.Definition{
		"item":       reads(n),
		"add":        reads(func(v in) dsl.Val[float64] { return dsl.Add(n(v), 2) }),
		"less":       reads(func(v in) dsl.Val[float64] { return dsl.Add(n(v), -2) }),
		"sub":        reads(func(v in) dsl.Val[float64] { return dsl.SubVal(dsl.Lit(2.0), n(v)) }),
		"mul":        reads(func(v in) dsl.Val[float64] { return dsl.MulVal(n(v), n(v)) }),
		"div":        reads(func(v in) dsl.Val[float64] { return dsl.Div(n(v), 2) }),
		"round":      reads(func(v in) dsl.Val[float64] { return dsl.Round(dsl.Mul(n(v), 1.5), 0) }),
		"floor":      reads(func(v in) dsl.Val[int] { return dsl.Floor(n(v)) }),
		"ceil":       reads(func(v in) dsl.Val[int] { return dsl.Ceil(n(v)) }),
		"abs":        reads(func(v in) dsl.Val[float64] { return dsl.Abs(n(v)) }),
		"upper":      reads(func(v in) dsl.Val[string] { return dsl.Upper(s(v)) }),
		"lower":      reads(func(v in) dsl.Val[string] { return dsl.Lower(dsl.Trim(s(v))) }),
		"length":     reads(func(v in) dsl.Val[int] { return dsl.Length(s(v)) }),
		"substring":  reads(func(v in) dsl.Val[string] { return dsl.Substring(s(v), 0, 1) }),
		"replace":    reads(func(v in) dsl.Val[string] { return dsl.Replace(s(v), "a", "b") }),
		"number":     reads(func(v in) dsl.Val[float64] { return dsl.ToNumber(s(v)) }),
		"text":       reads(func(v in) dsl.Val[string] { return dsl.Upper(dsl.ToText(n(v))) }),
		"base64":     reads(func(v in) dsl.Val[string] { return dsl.Base64(s(v)) }),
		"from64":     reads(func(v in) dsl.Val[string] { return dsl.FromBase64(dsl.Base64(s(v))) }),
		"format":     reads(func(v in) dsl.Val[string] { return dsl.Format("a {}", s(v)) }),
		"concat":     reads(func(v in) dsl.Val[string] { return dsl.Format("{}{}", dsl.Upper(s(v)), n(v)) }),
		"or outside": reads(func(v in) dsl.Val[string] { return dsl.Or(dsl.Upper(s(v)), "none") }),
		"either":     reads(func(v in) dsl.Val[bool] { return dsl.IfElse(dsl.Eq(s(v), "x"), dsl.Lit(true), dsl.Lit(false)) }),
		"lt":         choosesBy(func(v in) dsl.Cond { return dsl.Lt(n(v), 3) }),
		"ge":         choosesBy(func(v in) dsl.Cond { return dsl.LtVal(dsl.Lit(3.0), n(v)) }),
		"eq":         choosesBy(func(v in) dsl.Cond { return dsl.Eq(n(v), 3) }),
		"ne":         choosesBy(func(v in) dsl.Cond { return dsl.Ne(n(v), 3) }),
		"not":        choosesBy(func(v in) dsl.Cond { return dsl.Not(dsl.Lt(n(v), 3)) }),
		"all":        choosesBy(func(v in) dsl.Cond { return dsl.And(dsl.Gt(n(v), 3), dsl.Lt(n(v), 9)) }),
		"any":        choosesBy(func(v in) dsl.Cond { return dsl.AnyOf(dsl.Gt(n(v), 3), dsl.Lt(n(v), 2)) }),
		"has text":   choosesBy(func(v in) dsl.Cond { return dsl.HasText(s(v), "a") }),
		"matches":    choosesBy(func(v in) dsl.Cond { return dsl.Matches(s(v), "a") }),
	} {
		for input, fails := range map[string]bool{
			`{"n":[1,2],"s":["YQ==","12"]}`: false, `{"n":[1],"s":["a"]}`: true, `{"n":[],"s":[]}`: true, `{"n":1,"s":"a"}`: true,
		} {
			if got := failsWith(t, w, input); (got == "States.QueryEvaluationError") != fails || !fails && got != "" {
				out, _ := synth.Workflow(w)
				t.Errorf("%s of %s: failed with %q\n%s", name, input, got, out.Definition)
			}
		}
	}
	text := output(t, reads(func(v in) dsl.Val[string] { return dsl.Upper(s(v)) }))
	if text != "{% $uppercase($states.input.s[1]) %}" {
		t.Errorf("got %s", text)
	}
}

func reads[T any](of func(dsl.Val[indexed]) dsl.Val[T]) dsl.Definition {
	return dsl.Define("Reads", func(_ *dsl.Block, in dsl.Val[indexed]) dsl.Val[T] { return of(in) })
}

func choosesBy(of func(dsl.Val[indexed]) dsl.Cond) dsl.Definition {
	return dsl.Define("Chooses", func(b *dsl.Block, in dsl.Val[indexed]) dsl.Val[string] {
		dsl.If(b, "Which?", of(in), func(b *dsl.Block) { dsl.Wait(b, "Wait", time.Second) })
		return dsl.Lit("done")
	})
}

// failsWith gives the error with which a workflow fails, or "".
func failsWith(t *testing.T, w dsl.Definition, input string) string {
	t.Helper()
	_, m := compiled(t, w)
	return ended(t, m, input, runner.Options{}).Error
}
