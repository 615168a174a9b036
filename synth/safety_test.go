package synth_test

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/synth"
)

// A safety is one row of what the builder keeps people from: a mistake, in one of
// the constructs in which it can be made, and a program close by that is right.
// The comment on a line of the mistake wants exactly one diagnostic there, with
// exactly that message and code. Beside it stands the right program, which has no
// diagnostics, not even warnings, and runs to a good end; a row may leave it out
// where the row before has it.
type safety struct {
	in           string // the construct
	wrong, right func() dsl.Definition
}

// safeties are the tables, by what the mistake is. Each is in a file of its own.
var safeties = map[string][]safety{
	"assignment": assignmentSafety,
	"blocks":     blockSafety,
	"reach":      reachSafety,
	"scoped":     scopedSafety,
	"fields":     fieldSafety,
	"marshalers": marshalSafety,
	"absent":     absentSafety,
	"payloads":   payloadSafety,
	"names":      nameSafety,
	"loops":      loopSafety,
	"cases":      caseSafety,
}

func TestSafety(t *testing.T) {
	wants := map[string]string{} // by file:line
	files, err := filepath.Glob("safety*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		for _, w := range wanted(t, file) {
			line, text, _ := strings.Cut(w, ": ")
			wants[file+":"+line] = text
		}
	}
	for item, rows := range safeties {
		for _, row := range rows {
			t.Run(item+"/"+row.in, func(t *testing.T) {
				if row.wrong != nil {
					wrong(t, row, wants)
				}
				if row.right != nil {
					runs(t, row.right())
				}
			})
		}
	}
	if !t.Failed() && len(wants) > 0 {
		t.Errorf("nobody said: %v", wants)
	}
}

// helpers are lines of this file, such as that of look, which move.
var helpers = regexp.MustCompile(`safety_test\.go:[0-9]+`)

// wrong holds a mistake to what its comment wants, and crosses that off.
func wrong(t *testing.T, row safety, wants map[string]string) {
	out, err := synth.Workflow(row.wrong())
	var found diag.List
	if err == nil {
		found = out.Warnings
	} else if found, _ = diag.FromError(err); found == nil {
		t.Fatal(err)
	}
	if len(found) != 1 {
		t.Errorf("%d diagnostics: %v", len(found), found)
	}
	for _, d := range found {
		folder, file := filepath.Split(d.Position.File)
		at := fmt.Sprintf("%s:%d", file, d.Position.Line)
		got := helpers.ReplaceAllString(strings.ReplaceAll(fmt.Sprintf("%s [%s]", d.Message, d.Code), folder, ""), "safety_test.go")
		if got != wants[at] {
			t.Errorf("at %s\ngot  %s\nwant %s", at, got, wants[at])
		}
		if d.Help == "" {
			t.Errorf("no help with: %s", d)
		}
		delete(wants, at)
	}
}

// runs holds a workflow to be right: nothing is found in it, and it comes to a good
// end. It gives the output.
func runs(t *testing.T, w dsl.Definition) []byte {
	t.Helper()
	out, err := synth.Workflow(w)
	if err != nil {
		t.Fatalf("the right program: %v", err)
	}
	if len(out.Warnings) > 0 {
		t.Errorf("the right program: %v", out.Warnings)
	}
	machine, err := runner.CompileParsed(out.Machine)
	if err != nil {
		t.Fatal(err)
	}
	serve := func(answer string) runner.Service {
		return runner.ServiceFunc(func(context.Context, *runner.Task) ([]byte, error) { return []byte(answer), nil })
	}
	x, err := machine.Start(t.Context(), []byte(`{"id":"1"}`), runner.Options{Functions: map[string]runner.Service{
		"Find": serve(`{"name":"found"}`), "Store": serve(`{}`), "Ask": serve(`{}`), "Count": serve(`3`)}})
	if err != nil {
		t.Fatal(err)
	}
	for _, open := range x.OpenTokens() {
		if err := x.SendTaskSuccess(open.Token, []byte(`{"name":"answered"}`)); err != nil {
			t.Fatal(err)
		}
	}
	r, err := x.Result(t.Context())
	if err != nil || r.Status != runner.Succeeded {
		t.Errorf("the right program ended %v: %v %s %s\n%s", err, r.Status, r.Error, r.Cause, out.Definition)
	}
	return r.Output
}

// isOne is a condition that holds in the run of the right programs.
func isOne(v in) dsl.Cond { return dsl.Eq(dsl.At(v, &queries.ID), "1") }

// look is a task that finds somebody.
func look(b *block, name string, v in) dsl.Val[person] { return dsl.Task(b, name, find.Invoke(), v) }

type (
	who    = dsl.Val[person]
	number = dsl.Val[int]
	failed = dsl.Val[dsl.ErrorOutput]
)

func nobody() who { return dsl.Lit(person{"nobody"}) }
