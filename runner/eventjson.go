package runner

import (
	"maps"
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// MarshalJSON writes the event as GetExecutionHistory answers it: timestamp,
// type, id, previousEventId, and the details under the name that belongs to the
// type. Timestamps are ISO 8601 with milliseconds.
func (e Event) MarshalJSON() ([]byte, error) {
	members := []jsonvalue.Member{
		{Name: "timestamp", Value: jsonvalue.StringOf(e.Time.UTC().Format("2006-01-02T15:04:05.000Z"))},
		{Name: "type", Value: jsonvalue.StringOf(e.Type.String())},
		{Name: "id", Value: jsonvalue.IntOf(e.ID)},
		{Name: "previousEventId", Value: jsonvalue.IntOf(e.PreviousID)},
	}
	if int(e.Type) < len(shapes) && shapes[e.Type].field != "" {
		members = append(members, jsonvalue.Member{Name: shapes[e.Type].field, Value: e.details()})
	}
	return jsonvalue.ObjectOf(members...).AppendJSON(nil), nil
}

// fields collects the members that are there.
type fields []jsonvalue.Member

func (f *fields) add(name string, v jsonvalue.Value) {
	*f = append(*f, jsonvalue.Member{Name: name, Value: v})
}

func (f *fields) text(name, s string) {
	if s != "" {
		f.add(name, jsonvalue.StringOf(s))
	}
}

func (f *fields) number(name string, n int64) {
	if n != 0 {
		f.add(name, jsonvalue.IntOf(n))
	}
}

// payload adds a JSON text and that it was not cut.
func (f *fields) payload(name, s string) {
	if s == "" {
		return
	}
	f.text(name, s)
	f.add(name+"Details", whole)
}

var whole = jsonvalue.ObjectOf(jsonvalue.Member{Name: "truncated", Value: jsonvalue.BoolOf(false)})

func (e *Event) details() jsonvalue.Value {
	var f fields
	e.naming(&f)
	f.text("resourceType", e.ResourceType)
	f.text("resource", e.Resource)
	f.text("region", e.Region)
	f.text("parameters", e.Parameters)
	f.number("timeoutInSeconds", e.Timeout)
	f.number("heartbeatInSeconds", e.Heartbeat)
	if e.CallerRole != "" {
		f.add("taskCredentials", jsonvalue.ObjectOf(jsonvalue.Member{Name: "roleArn", Value: jsonvalue.StringOf(e.CallerRole)}))
	}
	f.payload("input", e.Input)
	f.payload("output", e.Output)
	f.text("error", e.Error)
	f.text("cause", e.Cause)
	f.text("location", e.Location)
	f.text("workerName", e.Worker)
	f.text("mapRunArn", e.MapRun)
	f.number("redriveCount", e.RedriveCount)
	f.text("roleArn", e.RoleARN)
	e.assigned(&f)
	return jsonvalue.ObjectOf(f...)
}

// naming adds which state, or which iteration of which state, the event is of.
func (e *Event) naming(f *fields) {
	switch name := shapes[e.Type].field; {
	case strings.HasPrefix(name, "mapIteration"):
		f.text("name", e.State)
		f.add("index", jsonvalue.IntOf(e.Index))
	case name == "mapStateStartedEventDetails":
		f.add("length", jsonvalue.IntOf(e.Length))
	case strings.HasPrefix(name, "state"):
		f.text("name", e.State)
	case name == "evaluationFailedEventDetails":
		f.text("state", e.State)
	}
}

func (e *Event) assigned(f *fields) {
	if len(e.Variables) == 0 {
		return
	}
	var all fields
	for _, name := range slices.Sorted(maps.Keys(e.Variables)) {
		all.add(name, jsonvalue.StringOf(e.Variables[name]))
	}
	f.add("assignedVariables", jsonvalue.ObjectOf(all...))
	f.add("assignedVariablesDetails", whole)
}
