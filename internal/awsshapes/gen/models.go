package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// service is one SDK service: its name as Step Functions writes it, and its table.
type service struct {
	name  string
	table string
}

// model is what a service's model tells of its responses.
type model struct {
	Metadata   struct{ ServiceID, EndpointPrefix string }
	Operations map[string]struct{ Output struct{ Shape string } }
	Shapes     map[string]shape
}

type shape struct {
	Type        string
	Required    []string
	Members     map[string]reference
	Member      reference
	Value       reference
	Enum        []string
	Min, Max    *float64
	Document    bool
	EventStream bool
}

type reference struct {
	Shape     string
	JSONValue bool
}

// readModels reads the newest API version of every service.
func readModels(dir string) ([]service, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*", "*", "api-2.json"))
	if err != nil {
		return nil, err
	}
	newest := map[string]string{} // folder of a service to its newest file
	for _, f := range files {
		folder := filepath.Dir(filepath.Dir(f))
		newest[folder] = max(newest[folder], f)
	}
	var services []service
	for _, folder := range slices.Sorted(maps.Keys(newest)) {
		text, err := os.ReadFile(newest[folder])
		if err != nil {
			return nil, err
		}
		var m model
		if err := json.Unmarshal(text, &m); err != nil {
			return nil, fmt.Errorf("%s: %w", newest[folder], err)
		}
		id := m.Metadata.ServiceID
		if id == "" {
			id = m.Metadata.EndpointPrefix
		}
		services = append(services, service{serviceName(id), m.table()})
	}
	slices.SortFunc(services, func(a, b service) int { return strings.Compare(a.name, b.name) })
	return services, nil
}

// serviceName writes a service id as Step Functions does: lower case, letters and
// digits only, without "service" at the end.
func serviceName(id string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(id) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		}
	}
	return strings.TrimSuffix(b.String(), "service")
}

// tabler writes the lines of a service's shapes; equal shapes have one line.
type tabler struct {
	model  *model
	lines  []string
	named  map[string]string // reference of a shape by its name
	shared map[string]string // and by its line
}

// table writes a service's operations and shapes in the notation that package
// awsshapes describes.
func (m *model) table() string {
	t := &tabler{model: m, named: map[string]string{}, shared: map[string]string{}}
	var operations []string
	for _, name := range slices.Sorted(maps.Keys(m.Operations)) {
		if output := m.Operations[name].Output.Shape; output != "" {
			operations = append(operations, name+"\t"+t.reference(output))
		}
	}
	return strings.Join(operations, "\n") + "\n\n" + strings.Join(t.lines, "\n") + "\n"
}

// reference gives what stands for a shape: a letter, or the number of its line.
func (t *tabler) reference(name string) string {
	if ref, ok := t.named[name]; ok {
		return ref
	}
	s := t.model.Shapes[name]
	switch s.Type {
	case "structure", "list", "map":
		if s.Document || s.EventStream {
			return "x"
		}
		// The number is set before the members are looked at, which may lead back.
		ref := t.add("")
		t.named[name] = ref
		t.lines[index(ref)] = t.container(&s)
		return ref
	}
	ref := t.scalar(&s)
	t.named[name] = ref
	return ref
}

func (t *tabler) container(s *shape) string {
	switch s.Type {
	case "list":
		return "l\t" + t.of(s.Member)
	case "map":
		return "m\t" + t.of(s.Value)
	}
	line := "s"
	for _, name := range slices.Sorted(maps.Keys(s.Members)) {
		needed := ""
		if slices.Contains(s.Required, name) {
			needed = "!"
		}
		line += "\t" + name + needed + "\t" + t.of(s.Members[name])
	}
	return line
}

func (t *tabler) of(r reference) string {
	if r.JSONValue {
		return "x"
	}
	return t.reference(r.Shape)
}

func (t *tabler) scalar(s *shape) string {
	switch s.Type {
	case "boolean":
		return "b"
	case "timestamp":
		return "d"
	case "integer", "long", "float", "double", "bigdecimal":
		if s.Min == nil && s.Max == nil {
			return "n"
		}
		return t.share("n\t" + bound(s.Min) + "\t" + bound(s.Max))
	case "string", "character":
		if len(s.Enum) > 0 {
			return t.share("e\t" + strings.Join(s.Enum, "\t"))
		}
		if s.Min != nil && *s.Min > 0 {
			return t.share("t\t" + bound(s.Min))
		}
		return "t"
	case "blob":
		if s.Min != nil && *s.Min > 0 {
			return t.share("y\t" + bound(s.Min))
		}
		return "t"
	}
	return "x"
}

func (t *tabler) share(line string) string {
	ref, ok := t.shared[line]
	if !ok {
		ref = t.add(line)
		t.shared[line] = ref
	}
	return ref
}

func (t *tabler) add(line string) string {
	t.lines = append(t.lines, line)
	return strconv.Itoa(len(t.lines) - 1)
}

func index(ref string) int {
	n, _ := strconv.Atoi(ref)
	return n
}

func bound(n *float64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatFloat(*n, 'f', -1, 64)
}
