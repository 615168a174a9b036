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
