package runner

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestRules runs each archive of testdata/rules: the definition, the input and
// the answers of mocked states in it, and what must come out. The comment of an
// archive says which rule it shows.
func TestRules(t *testing.T) {
	files, err := filepath.Glob("testdata/rules/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no rules", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { rule(t, file) })
	}
}

func rule(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, f := range archive.Files {
		parts[f.Name] = f.Data
	}
	m, err := Compile(parts["definition.json"])
	if err != nil {
		t.Fatal(err)
	}
	o := Options{States: mocked(t, parts["mocks.json"])}
	if _, ok := parts["express"]; ok {
		o.Type = asl.Express
	}
	x, err := m.Start(context.Background(), parts["input.json"], o)
	if err != nil {
		t.Fatal(err)
	}
	r, err := x.Result(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	got := story(r)
	if *update {
		archive.Files = append(otherThan(archive.Files, "want"), txtar.File{Name: "want", Data: []byte(got)})
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want := string(parts["want"]); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func otherThan(files []txtar.File, name string) []txtar.File {
	var kept []txtar.File
	for _, f := range files {
		if f.Name != name {
			kept = append(kept, f)
		}
	}
	return kept
}

// mocked reads mocks: by state, a list of answers with Return, Throw, Never.
func mocked(t *testing.T, text []byte) map[string]Service {
	var by map[string][]struct {
		Return json.RawMessage
		Throw  *struct{ Error, Cause string }
		Never  bool
	}
	if len(text) > 0 {
		if err := json.Unmarshal(text, &by); err != nil {
			t.Fatal(err)
		}
	}
	services := map[string]Service{}
	for state, list := range by {
		var answers []Answer
		for _, a := range list {
			answer := Answer{Return: a.Return, Never: a.Never}
			if a.Throw != nil {
				answer.Throw = &Failure{Name: a.Throw.Error, Cause: a.Throw.Cause}
			}
			answers = append(answers, answer)
		}
		services[state] = Mock(answers...)
	}
	return services
}

// story writes a result with one line per event.
func story(r *Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s after %s", r.Status, r.Elapsed)
	for _, s := range []string{string(r.Output), r.Error, r.Cause} {
		if s != "" {
			b.WriteString("\n" + s)
		}
	}
	b.WriteString("\n\n")
	for _, e := range r.History {
		text, _ := json.Marshal(e)
		v, _ := jsonvalue.Parse(text)
		fmt.Fprintf(&b, "%d %d %s", e.ID, e.PreviousID, e.Type)
		for _, m := range v.Members() {
			if strings.HasSuffix(m.Name, "EventDetails") {
				details := m.Value
				for _, drop := range []string{"inputDetails", "outputDetails", "assignedVariablesDetails"} {
					details = details.Without(drop)
				}
				b.WriteString(" " + details.JSON())
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}
