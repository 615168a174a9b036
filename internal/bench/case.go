package bench

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// A Case is something to run and to time.
type Case struct {
	Name        string            `json:"-"`
	Definition  []byte            `json:"-"`
	Input       []byte            `json:"-"`
	Transitions int               `json:"transitions"` // states entered, nested ones included
	Executions  int               `json:"execs"`       // how many one timed run has
	Expect      jsonvalue.Value   `json:"expect"`      // absent: anything; see [Case.Check]
	Handlers    map[string]string `json:"handlers"`    // by state: inc, flaky2 or boom; see [Case.Options]
}

// Load reads the cases of a folder, by name: meta.json, and for each name in it
// the files name.asl.json and name.input.json.
func Load(folder fs.FS) ([]*Case, error) {
	text, err := fs.ReadFile(folder, "meta.json")
	if err != nil {
		return nil, err
	}
	byName := map[string]*Case{}
	if err := json.Unmarshal(text, &byName); err != nil {
		return nil, fmt.Errorf("meta.json: %w", err)
	}
	var cases []*Case
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		c := byName[name]
		c.Name = name
		if c.Definition, err = fs.ReadFile(folder, name+".asl.json"); err != nil {
			return nil, err
		}
		if c.Input, err = fs.ReadFile(folder, name+".input.json"); err != nil {
			return nil, err
		}
		cases = append(cases, c)
	}
	return cases, nil
}

//go:embed testdata
var testdata embed.FS

// Own gives the project's own cases.
func Own() ([]*Case, error) {
	folder, err := fs.Sub(testdata, "testdata")
	if err != nil {
		return nil, err
	}
	return Load(folder)
}

// Check tells what is wrong with what an execution came to: an output, a JSON
// text, or a failure. An expectation {"$error": true} is any failure, {"$len": n}
// an array of n items, and anything else exactly that JSON.
func (c *Case) Check(output []byte, failure error) error {
	want := c.Expect
	if want.Get("$error").Bool() {
		if failure == nil {
			return fmt.Errorf("it gave %.100s, and should have failed", output)
		}
		return nil
	}
	if failure != nil {
		return failure
	}
	got, err := jsonvalue.Parse(output)
	if err != nil || !want.Exists() {
		return err
	}
	if n, ok := want.Get("$len").Int(); ok {
		if got.Kind() != jsonvalue.Array || int64(got.Len()) != n {
			return fmt.Errorf("it gave %.100s, which is no array of %d items", output, n)
		}
		return nil
	}
	if !jsonvalue.Equal(got, want) {
		return fmt.Errorf("it gave %.100s instead of %.100s", output, want)
	}
	return nil
}
