package patterns_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/dsl/patterns"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type listing struct {
	Folder string  `json:"folder"`
	Next   *string `json:"next,omitempty"`
}

type listed struct {
	Files []string `json:"files"`
	Next  *string  `json:"next,omitempty"`
}

var (
	listings  = dsl.Fields[listing]()
	pages     = dsl.Fields[listed]()
	listFiles = lambda.Declare[listing, listed]("ListFiles")

	counted = dsl.Define("Counted", func(b *dsl.Block, folder dsl.Val[string]) dsl.Val[[]string] {
		return patterns.Pages(b, dsl.Lit([]string{}),
			func(b *dsl.Block, next dsl.Val[string]) dsl.Val[listed] {
				return dsl.Task(b, "List Files", listFiles.Invoke(), dsl.Build(listing{},
					dsl.To(&listings.Folder, folder), dsl.ToOpt(&listings.Next, next)))
			},
			func(p dsl.Val[listed]) dsl.Val[string] { return dsl.AtOpt(p, &pages.Next) },
			func(_ *dsl.Block, all dsl.Val[[]string], p dsl.Val[listed]) dsl.Val[[]string] {
				return dsl.Concat(all, dsl.At(p, &pages.Files))
			})
	})
)

func TestPages(t *testing.T) {
	for _, all := range [][]string{{""}, {"a"}, {"a b", "c", "", "d"}} {
		r := sfntest.New(t, counted)
		asked := 0
		sfntest.Handle(r, listFiles, func(_ context.Context, in listing) (listed, error) {
			if (in.Next == nil) != (asked == 0) || in.Folder != "docs" {
				t.Errorf("page %d was asked for with %+v", asked, in)
			}
			page := listed{Files: strings.Fields(all[asked])}
			if asked++; asked < len(all) {
				page.Next = new("more")
			}
			return page, nil
		})
		out, err := r.Start("docs").Result()
		if err != nil || !slices.Equal(out, strings.Fields(strings.Join(all, " "))) || asked != len(all) {
			t.Errorf("%q: got %q, %v after %d pages", all, out, err, asked)
		}
	}
}

func TestAPageThatFails(t *testing.T) {
	r := sfntest.New(t, counted)
	sfntest.Handle(r, listFiles, func(_ context.Context, in listing) (listed, error) {
		if in.Next != nil {
			return listed{}, sfntest.Error("Gone", "")
		}
		return listed{Files: []string{"a"}, Next: new("more")}, nil
	})
	_, err := r.Start("docs").Result()
	wantError(t, err, "Gone")
}
