package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// models are the service models of one SDK release.
type models struct {
	date     string // of the release
	services []service
}

// service is one SDK service as its model describes it, and the IAM prefix that
// resolve found for it.
type service struct {
	name       string   // as Step Functions writes it
	candidates []string // names that may be its IAM prefix
	operations []string
	streams    map[string]bool     // operations that take or give a stream of events
	roles      map[string][]string // operation to the paths of role arguments

	newer   bool     // the service came after the models
	prefix  string   // "" where none answers
	orphans []string // operations without an action of their name
}

// fetchModels downloads the module with the go command and reads its models.
func fetchModels(ctx context.Context, version string) (*models, error) {
	dir, err := os.MkdirTemp("", "models")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	var module struct{ Dir, Info string }
	cmd := exec.CommandContext(ctx, "go", "mod", "download", "-json", "github.com/aws/aws-sdk-go@"+version)
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go mod download: %w", err)
	}
	if err := json.Unmarshal(out, &module); err != nil {
		return nil, err
	}
	var info struct{ Time string }
	if text, err := os.ReadFile(module.Info); err != nil {
		return nil, err
	} else if err := json.Unmarshal(text, &info); err != nil {
		return nil, err
	}
	date, _, _ := strings.Cut(info.Time, "T")
	services, err := readModels(filepath.Join(module.Dir, "models", "apis"))
	return &models{date: date, services: services}, err
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
	for folder, file := range newest {
		s, err := readModel(folder, file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		services = append(services, s)
	}
	slices.SortFunc(services, func(a, b service) int { return strings.Compare(a.name, b.name) })
	return services, nil
}

type model struct {
	Metadata struct{ ServiceID, SigningName, EndpointPrefix string }

	Operations map[string]struct{ Input, Output struct{ Shape string } }
	Shapes     map[string]shape
}

type shape struct {
	Type string
	// EventStream tells that the members come one after the other, as events.
	EventStream bool
	Members     map[string]struct{ Shape string }
	Member      struct{ Shape string }
}

func readModel(folder, file string) (service, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return service{}, err
	}
	var m model
	if err := json.NewDecoder(bytes.NewReader(text)).Decode(&m); err != nil {
		return service{}, err
	}
	id := m.Metadata.ServiceID
	if id == "" {
		id = m.Metadata.EndpointPrefix
	}
	s := service{name: serviceName(id), roles: map[string][]string{}, streams: map[string]bool{}}
	s.candidates = []string{s.name, m.Metadata.SigningName, m.Metadata.EndpointPrefix, filepath.Base(folder)}
	for name, op := range m.Operations {
		s.operations = append(s.operations, name)
		if m.streams(op.Input.Shape) || m.streams(op.Output.Shape) {
			s.streams[name] = true
		}
		if paths := m.roles(op.Input.Shape, "", 0); passes(name) && len(paths) > 0 {
			slices.Sort(paths)
			s.roles[name] = paths
		}
	}
	slices.Sort(s.operations)
	return s, nil
}

// streams tells whether a member of an input or output is a stream of events.
func (m *model) streams(name string) bool {
	for _, ref := range m.Shapes[name].Members {
		if m.Shapes[ref.Shape].EventStream {
			return true
		}
	}
	return false
}

// serviceName writes a service id as Step Functions does: lower case, letters
// and digits only, without "service" at the end.
func serviceName(id string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(id) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		}
	}
	return strings.TrimSuffix(b.String(), "service")
}

// readOnly are the verbs of operations to which no role is passed.
var readOnly = []string{"Get", "List", "Describe", "Delete", "Search", "BatchGet", "Assume", "Detach", "Remove", "Query", "Disassociate", "Untag"}

func passes(operation string) bool {
	return !slices.ContainsFunc(readOnly, func(verb string) bool { return strings.HasPrefix(operation, verb) })
}

// roles gives the paths of an input's members that hold a role, at most five
// members deep; [] stands for the items of a list.
func (m *model) roles(name, at string, depth int) []string {
	if depth > 4 {
		return nil
	}
	s := m.Shapes[name]
	switch s.Type {
	case "list":
		return m.roles(s.Member.Shape, at+"[]", depth+1)
	case "structure":
		var found []string
		for member, ref := range s.Members {
			path := strings.TrimPrefix(at+"."+member, ".")
			if m.Shapes[ref.Shape].Type == "string" {
				if isRole(member) {
					found = append(found, path)
				}
				continue
			}
			found = append(found, m.roles(ref.Shape, path, depth+1)...)
		}
		return found
	}
	return nil
}

// isRole tells a member that holds a role from those that only speak of one.
func isRole(member string) bool {
	m := strings.ToLower(member)
	m = strings.TrimSuffix(m, "arn")
	return strings.HasSuffix(m, "role") && !strings.Contains(m, "assumedrole") && !strings.Contains(m, "linkedrole")
}
