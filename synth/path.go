package synth

import (
	"fmt"
	"strings"

	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/jsonpath"
)

// checkPath reports what is wrong with a path or an intrinsic function that the
// author wrote.
func (p *plan) checkPath(c *graph.Code) {
	paths, err := pathsOf(c.Text)
	if err != nil {
		p.report(c.Position, "QS0028", fmt.Sprintf("the code %q is no JSONPath: %v", c.Text, err), "")
		return
	}
	known := map[string]bool{"": true}
	var names []string
	for _, a := range c.Args {
		known[a.Name] = true
		names = append(names, "$"+a.Name)
	}
	for _, path := range paths {
		name := strings.TrimPrefix(path.Variable(), "$")
		if known[name] {
			continue
		}
		known[name] = true
		help := "hand it over with dsl.With(\"" + name + "\", …)"
		if len(names) > 0 {
			help += "; its arguments are " + strings.Join(names, ", ")
		}
		p.report(c.Position, "QS0028", fmt.Sprintf("the code %q reads $%s, which is no argument of it", c.Text, name), help)
	}
}

func pathsOf(text string) ([]*jsonpath.Path, error) {
	if jsonpath.IsIntrinsic(text) {
		call, err := jsonpath.ParseIntrinsic(text)
		if err != nil {
			return nil, err
		}
		return call.Paths(), nil
	}
	path, err := jsonpath.Parse(text)
	if err != nil {
		return nil, err
	}
	return []*jsonpath.Path{path}, nil
}

// code writes what the author wrote, with the paths of its arguments in their
// places. An argument that is no path is computed before.
func (w *pathWriter) code(c *graph.Code, at place) string {
	w.calls += strings.Count(c.Text, "States.")
	places := map[string]string{}
	for _, a := range c.Args {
		text, ok := w.one(a.Expr, at)
		if !ok {
			return w.lift(a.Expr, at)
		}
		places[a.Name] = text
	}
	return inPlaces(c.Text, places)
}

// inPlaces puts other paths in the places of variables; what stands in quotes is
// left as it is.
func inPlaces(text string, places map[string]string) string {
	var b strings.Builder
	quoted := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && i+1 < len(text):
			b.WriteByte(c)
			i++
		case c == '\'':
			quoted = !quoted
		case c == '$' && !quoted:
			n := nameLength(text[i+1:])
			if path, ok := places[text[i+1:i+1+n]]; ok && n > 0 {
				b.WriteString(path)
				i += n
				continue
			}
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

// nameLength is how many bytes of a text are a variable's name.
func nameLength(text string) int {
	for i, r := range text {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_' || r >= 0x80
		if !letter && (i == 0 || r < '0' || r > '9') {
			return i
		}
	}
	return len(text)
}
