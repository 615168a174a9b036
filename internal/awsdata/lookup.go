package awsdata

import (
	"slices"
	"strconv"
	"strings"
)

// prefix is what IAM has under one prefix, in a notation that costs nothing
// until it is read. types has one ARN a line, ~ standing for
// arn:${Partition}:PREFIX:${Region}:${Account}:. actions has one group a line:
// the indexes of the types its actions are checked against, ! behind those that
// always are, then a colon and the names.
type prefix struct{ name, types, actions string }

// service is one SDK service: its name in a task's Resource, its IAM prefix, and
// a line for each operation that takes roles, with the paths of those, or noModel.
type service struct{ name, prefix, roles string }

// noModel stands in for the roles of a service that came after the models.
const noModel = "?"

// ResourceType is one kind of resource that an action is checked against.
type ResourceType struct {
	// ARN is its form, such as arn:${Partition}:sqs:${Region}:${Account}:${QueueName}.
	ARN string
	// Required tells that the action is always checked against one.
	Required bool
}

// Prefix gives the IAM prefix of an SDK service, written as in a task's
// Resource ("cloudwatchlogs" gives "logs"), and whether the service is known.
// The prefix is empty where IAM has none for it.
func Prefix(name string) (prefix string, known bool) {
	i, ok := slices.BinarySearchFunc(services[:], name, func(s service, n string) int { return strings.Compare(s.name, n) })
	if !ok {
		return "", false
	}
	return services[i].prefix, true
}

// Services gives the names of all known services, sorted.
func Services() []string {
	names := make([]string, len(services))
	for i := range services {
		names[i] = services[i].name
	}
	return names
}

// Roles gives the paths of an operation's arguments that hold a role, such as
// "Target.RoleArn" or "Monitors[].AlarmRoleArn". Letter case is that of the
// service's model, which may differ from the definition's. It is false for a
// service without a model.
func Roles(name, operation string) (paths []string, modelled bool) {
	i, ok := slices.BinarySearchFunc(services[:], name, func(s service, n string) int { return strings.Compare(s.name, n) })
	if !ok || services[i].roles == noModel {
		return nil, false
	}
	for line := range strings.Lines(services[i].roles) {
		words := strings.Fields(line)
		if strings.EqualFold(words[0], operation) {
			return words[1:], true
		}
	}
	return nil, true
}

// Action looks an action up, whatever the case of its name: its name as IAM
// writes it, and the resource types it is checked against (none where only "*"
// matches it). It is false where IAM has no such action.
func Action(prefix, name string) (canonical string, types []ResourceType, ok bool) {
	p := find(prefix)
	if p == nil {
		return "", nil, false
	}
	for line := range strings.Lines(p.actions) {
		keys, names, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ":")
		for n := range strings.SplitSeq(names, " ") {
			if strings.EqualFold(n, name) {
				return n, p.typesOf(keys), true
			}
		}
	}
	return "", nil, false
}

// Actions gives the names of all actions under a prefix.
func Actions(prefix string) []string {
	p := find(prefix)
	if p == nil {
		return nil
	}
	var all []string
	for line := range strings.Lines(p.actions) {
		_, names, _ := strings.Cut(line, ":")
		all = append(all, strings.Fields(names)...)
	}
	slices.Sort(all)
	return all
}

func find(name string) *prefix {
	i, ok := slices.BinarySearchFunc(prefixes[:], name, func(p prefix, n string) int { return strings.Compare(p.name, n) })
	if !ok {
		return nil
	}
	return &prefixes[i]
}

func (p *prefix) typesOf(keys string) []ResourceType {
	if keys == "" {
		return nil
	}
	arns := strings.Split(p.types, "\n")
	var types []ResourceType
	for key := range strings.SplitSeq(keys, ",") {
		number, required := strings.CutSuffix(key, "!")
		i, err := strconv.Atoi(number)
		if err != nil || i >= len(arns) {
			continue // cannot be: the generator writes indexes
		}
		arn := arns[i]
		if rest, ok := strings.CutPrefix(arn, "~"); ok {
			arn = "arn:${Partition}:" + p.name + ":${Region}:${Account}:" + rest
		}
		types = append(types, ResourceType{ARN: arn, Required: required})
	}
	return types
}
