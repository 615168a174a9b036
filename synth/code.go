package synth

import (
	"errors"
	"fmt"
	"strings"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
	jsonata "github.com/quickstep-go/quickstep/internal/jsonata/syntax"
)

// checkLanguage reports what is wrong with an expression that the author wrote in
// a query language.
func (p *plan) checkLanguage(c *graph.Code) {
	switch {
	case c.Language == graph.JSONPath && p.machine.Language == graph.JSONata:
		p.report(c.Position, "QS0028", fmt.Sprintf("the code %q is JSONPath, and the workflow is written in JSONata", c.Text), "write it with dsl.JSONata, or give dsl.Define the option dsl.JSONPath()")
	case c.Language == graph.JSONPath:
		p.checkPath(c)
	case p.machine.Language == graph.JSONata:
		p.checkCode(c)
	}
}

// checkCode reports what is wrong with an expression that the author wrote in
// the query language, and keeps the names of its arguments from being variables.
func (p *plan) checkCode(c *graph.Code) {
	names := map[string]bool{"states": true}
	var known []string
	for _, a := range c.Args {
		names[a.Name], p.local[a.Name] = true, true
		known = append(known, "$"+a.Name)
	}
	x, err := jsonata.Parse(c.Text, jsonata.AWS)
	if err != nil {
		message := err.Error()
		var e *jsonata.Error
		if errors.As(err, &e) {
			message = fmt.Sprintf("%s: %s (at character %d)", e.Code, e.Message, e.Position)
		}
		p.report(c.Position, "QS0028", fmt.Sprintf("the code %q is no JSONata: %s", c.Text, message), "")
		return
	}
	for _, f := range x.UnknownFunctions() {
		names[strings.TrimPrefix(f.Name, "$")] = true // one mistake, one diagnostic
		p.report(c.Position, "QS0028", fmt.Sprintf("the code %q calls %s, which is no function", c.Text, f.Name),
			diag.DidYouMean(strings.TrimPrefix(f.Name, "$"), jsonata.Functions(jsonata.AWS)))
	}
	for _, v := range x.Variables() {
		if names[v] {
			continue
		}
		help := "hand it over with dsl.With(\"" + v + "\", …)"
		if len(known) > 0 {
			help += "; its arguments are " + strings.Join(known, ", ")
		}
		p.report(c.Position, "QS0028", fmt.Sprintf("the code %q reads $%s, which is no argument of it", c.Text, v), help)
	}
}

// bound are names that the writer's own expressions bind.
var bound = []string{"all", "v", "i", "k", "text", "value"}
