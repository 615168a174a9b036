package runner

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// TestTestState runs testdata/teststate: each file has a "definition", and pairs of
// NAME, the test, and NAME.want, what it comes to.
func TestTestState(t *testing.T) {
	files, err := filepath.Glob("testdata/teststate/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		parts := map[string][]byte{}
		for _, f := range archive.Files {
			parts[f.Name] = f.Data
		}
		for i := range archive.Files {
			f := &archive.Files[i]
			of, ok := strings.CutSuffix(f.Name, ".want")
			if !ok {
				continue
			}
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar")+"/"+of, func(t *testing.T) {
				definition := parts["definition"]
				if own, ok := parts[of+".definition"]; ok {
					definition = own
				}
				got := tested(t, definition, parts[of])
				if *update {
					f.Data = []byte(got)
				} else if got != string(f.Data) {
					t.Errorf("got\n%s\nwant\n%s", got, f.Data)
				}
			})
		}
		if *update {
			if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// tested gives what a test comes to, or how it is refused.
func tested(t *testing.T, definition, request []byte) string {
	var test struct {
		StateTest
		Role string
	}
	decoder := json.NewDecoder(bytes.NewReader(request))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&test); err != nil {
		t.Fatal(err)
	}
	echo := Handler(func(_ context.Context, payload []byte) ([]byte, error) { return payload, nil })
	o := Options{RoleARN: test.Role, Name: "run", Functions: map[string]Service{"Echo": echo}}
	result, err := TestState(context.Background(), definition, test.StateTest, o)
	var refusal *TestError
	if errors.As(err, &refusal) {
		return refusal.Error() + "\n"
	}
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(result)
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonvalue.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	var lines strings.Builder
	for _, m := range v.Members() {
		if m.Name != "inspectionData" {
			lines.WriteString(m.Name + ": " + m.Value.JSON() + "\n")
			continue
		}
		for _, step := range m.Value.Members() {
			lines.WriteString("  " + step.Name + ": " + step.Value.JSON() + "\n")
		}
	}
	return lines.String()
}

// FuzzTestState holds that no state, input or mock makes a test panic or hang, and
// that what it comes to is JSON.
func FuzzTestState(f *testing.F) {
	f.Add(`{"Type":"Pass","Parameters":{"a.$":"$.a"},"End":true}`, `{"a":1}`, ``)
	f.Add(`{"Type":"Map","QueryLanguage":"JSONata","Items":"{% $states.input %}","ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"End":true}`, `[1]`, `[2]`)
	f.Add(`{"Type":"Task","Resource":"arn:aws:states:::events:putEvents","Parameters":{"Entries":[]},"End":true}`, `{}`, `{"Entries":[{"EventId":1}]}`)
	f.Add(`{"Type":"Choice","Choices":[{"Variable":"$.n","NumericEquals":1,"Next":"A"}]}`, `{"n":1}`, ``)
	f.Fuzz(func(t *testing.T, definition, input, mock string) {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		test := StateTest{Input: []byte(input), Level: InspectDebug}
		if mock != "" {
			test.Mock = &StateMock{Result: []byte(mock)}
		}
		result, err := TestState(ctx, []byte(definition), test, Options{})
		if err != nil {
			return
		}
		if _, err := json.Marshal(result); err != nil {
			t.Errorf("%v: %+v", err, result)
		}
	})
}
