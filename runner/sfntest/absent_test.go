package sfntest_test

import (
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type noted struct {
	ID   string  `json:"id"`
	Note *string `json:"note,omitempty"`
}

var notedFields = dsl.Fields[noted]()

// TestAbsentValuesFail: a value that may be absent and is given a name fails the
// state that gives it, whether the text needs a variable for it or not.
func TestAbsentValuesFail(t *testing.T) {
	for name, of := range map[string]func(*dsl.Block, dsl.Val[string]) dsl.Val[string]{
		"name":  func(b *dsl.Block, v dsl.Val[string]) dsl.Val[string] { return dsl.Name(b, "note", v) },
		"let":   func(b *dsl.Block, v dsl.Val[string]) dsl.Val[string] { return dsl.Let(b, "Note", v) },
		"plain": func(b *dsl.Block, v dsl.Val[string]) dsl.Val[string] { return v },
		"choose": func(b *dsl.Block, v dsl.Val[string]) dsl.Val[string] {
			return dsl.Choose(b, "Which?", dsl.Cases[string]{{dsl.Eq(dsl.Lit(1), 1), func(*dsl.Block) dsl.Val[string] { return v }}},
				func(*dsl.Block) dsl.Val[string] { return dsl.Lit("none") })
		},
	} {
		w := dsl.Define("Absent", func(b *dsl.Block, in dsl.Val[noted]) dsl.Val[string] {
			dsl.Wait(b, "Wait", time.Second)
			note := of(b, dsl.AtOpt(in, &notedFields.Note))
			if name == "plain" {
				return note
			}
			return dsl.Format("{}!", note)
		})
		t.Run(name, func(t *testing.T) {
			if out, err := sfntest.New(t, w).Start(noted{ID: "1"}).Result(); err == nil {
				t.Errorf("it gives %q", out)
			}
			text := "x"
			if out, err := sfntest.New(t, w).Start(noted{Note: &text}).Result(); err != nil || out != "x!" && out != "x" {
				t.Errorf("it gives %q, %v", out, err)
			}
		})
	}
}

// TestMissingItemsFail: an item that a list does not have fails the state in
// whatever expression it stands, unless an Or stands for it.
func TestMissingItemsFail(t *testing.T) {
	for name, of := range map[string]func(*dsl.Block, dsl.Val[string]) dsl.Val[string]{
		"alone":      func(_ *dsl.Block, v dsl.Val[string]) dsl.Val[string] { return v },
		"a format":   func(_ *dsl.Block, v dsl.Val[string]) dsl.Val[string] { return dsl.Format("{}!", v) },
		"a function": func(_ *dsl.Block, v dsl.Val[string]) dsl.Val[string] { return dsl.Join(dsl.List(v, v), ",") },
		"a condition": func(_ *dsl.Block, v dsl.Val[string]) dsl.Val[string] {
			return dsl.IfElse(dsl.Ne(v, "x"), dsl.Lit("a"), dsl.Lit("b"))
		},
		"what Each makes": func(_ *dsl.Block, v dsl.Val[string]) dsl.Val[string] {
			all := dsl.Each(dsl.Lit([]int{1}), func(dsl.Val[int]) dsl.Val[noted] { return dsl.Build(noted{}, dsl.To(&notedFields.ID, v)) })
			return dsl.JSONText(all)
		},
		"a choice": func(b *dsl.Block, v dsl.Val[string]) dsl.Val[string] {
			dsl.If(b, "If", dsl.Eq(v, "x"), func(b *dsl.Block) { dsl.Fail(b, "Failed", "E", "") })
			return dsl.Lit("")
		},
	} {
		t.Run(name, func(t *testing.T) {
			define := func(item func(dsl.Val[[]string]) dsl.Val[string]) *dsl.Workflow[[]string, string] {
				return dsl.Define("Missing", func(b *dsl.Block, in dsl.Val[[]string]) dsl.Val[string] {
					dsl.Wait(b, "Wait", time.Second)
					return of(b, item(in))
				})
			}
			run := sfntest.New(t, define(func(in dsl.Val[[]string]) dsl.Val[string] { return dsl.Index(in, 1) }))
			if out, err := run.Start([]string{"only"}).Result(); err == nil {
				t.Errorf("it gives %q", out)
			}
			if out, err := run.Start([]string{"first", "second"}).Result(); err != nil {
				t.Errorf("it gives %q, %v", out, err)
			}
			run = sfntest.New(t, define(func(in dsl.Val[[]string]) dsl.Val[string] { return dsl.Or(dsl.Index(in, 1), "none") }))
			if out, err := run.Start([]string{"only"}).Result(); err != nil {
				t.Errorf("with an Or it gives %q, %v", out, err)
			}
		})
	}
}
