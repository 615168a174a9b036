package jsonata

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
	"github.com/quickstep-go/quickstep/internal/shared"
)

// reference is what the reference implementation answered.
type reference struct {
	Kind, JSON, Code string
	Message          string `json:"msg"`
	Position         *int
}

// suiteCase is one recorded case.
type suiteCase struct {
	Group, Name, Expr, Bindings string
	Data                        *string
	Timelimit                   int
	Depth                       int
	Ref                         reference
}

func load(t *testing.T, path string, into any) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}

// evaluate runs a case under its limits.
func evaluate(t *testing.T, c suiteCase, input string) (jsonvalue.Value, error) {
	t.Helper()
	e, err := Compile(c.Expr, Standard)
	if err != nil {
		return jsonvalue.Value{}, err
	}
	env := Env{Limits: Limits{Depth: c.Depth}}
	if input != "" {
		if env.Input, err = jsonvalue.ParseString(input); err != nil {
			t.Fatal(err)
		}
	}
	if c.Bindings != "" {
		bindings, err := jsonvalue.ParseString(c.Bindings)
		if err != nil {
			t.Fatal(err)
		}
		env.Lookup = func(name string) (jsonvalue.Value, bool) {
			v := bindings.Get(name)
			return v, v.Exists()
		}
	}
	ctx := context.Background()
	if c.Timelimit > 0 {
		limited, cancel := context.WithTimeout(ctx, time.Duration(c.Timelimit)*time.Millisecond)
		defer cancel()
		ctx = limited
	}
	return e.Eval(ctx, env)
}

// compare judges a result by what the reference answered.
func compare(t *testing.T, c suiteCase, v jsonvalue.Value, err error) {
	t.Helper()
	var e *Error
	switch {
	case c.Ref.Kind == "error":
		if !errors.As(err, &e) {
			t.Errorf("%s\n gave %v, %v\nwant %s: %s", c.Expr, v, err, c.Ref.Code, c.Ref.Message)
		} else if e.Code != c.Ref.Code || e.Code != "U1001" && c.Ref.Message != "" && e.Message != c.Ref.Message {
			t.Errorf("%s\n gave %v\nwant %s: %s", c.Expr, err, c.Ref.Code, c.Ref.Message)
		} else if c.Ref.Position != nil && e.Position != *c.Ref.Position {
			t.Errorf("%s\n gave position %d\nwant %d", c.Expr, e.Position, *c.Ref.Position)
		}
	case c.Ref.Kind == "function":
		if !errors.Is(err, ErrFunctionResult) {
			t.Errorf("%s\n gave %v, %v\nwant a function", c.Expr, v, err)
		}
	case err != nil:
		t.Errorf("%s\n gave %v\nwant %s", c.Expr, err, c.Ref.JSON)
	case c.Ref.Kind == "undefined":
		if v.Exists() {
			t.Errorf("%s\n gave %v\nwant nothing", c.Expr, v)
		}
	case v.String() != c.Ref.JSON:
		t.Errorf("%s\n gave %v\nwant %s", c.Expr, v, c.Ref.JSON)
	}
}

// loneSurrogates are the cases left out: their texts hold half a surrogate pair as
// it is, not as an escape, which no Go string and no UTF-8 file can.
var loneSurrogates = map[string]bool{"$encodeUrl('\uFFFD')": true, "$encodeUrlComponent('\uFFFD')": true}

func TestSuite(t *testing.T) {
	var suite struct {
		Datasets map[string]string
		Cases    []suiteCase
	}
	load(t, shared.Path(t, "oracle", "jsonata", "suite-2.0.6.json"), &suite)
	for _, c := range suite.Cases {
		if loneSurrogates[c.Expr] {
			continue
		}
		t.Run(c.Group+"/"+c.Name, func(t *testing.T) {
			input := ""
			if c.Data != nil {
				input = suite.Datasets[*c.Data]
			}
			v, err := evaluate(t, c, input)
			compare(t, c, v, err)
		})
	}
}

func TestProbes(t *testing.T) {
	var probes struct {
		Bindings string
		Cases    []suiteCase
	}
	load(t, shared.Path(t, "oracle", "jsonata", "probes.json"), &probes)
	for _, c := range probes.Cases {
		t.Run(c.Name, func(t *testing.T) {
			c.Bindings = probes.Bindings
			v, err := evaluate(t, c, "")
			compare(t, c, v, err)
		})
	}
}
