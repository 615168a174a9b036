package runner

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestEveryEventTypeHasANameAndAShape(t *testing.T) {
	if len(eventNames) != len(shapes) || len(eventNames)-1 != 62 {
		t.Fatalf("%d names, %d shapes", len(eventNames)-1, len(shapes)-1)
	}
	seen := map[string]bool{}
	for i := 1; i < len(eventNames); i++ {
		name := EventType(i).String()
		if seen[name] || name == "" {
			t.Errorf("event type %d is named %q", i, name)
		}
		seen[name] = true
		field := shapes[i].field
		own := strings.ToLower(name[:1]) + name[1:] + "EventDetails"
		if field != "" && field != own && field != "stateEnteredEventDetails" && field != "stateExitedEventDetails" {
			t.Errorf("%s keeps its details in %s", name, field)
		}
	}
	if s := EventType(0).String(); !strings.Contains(s, "invalid") {
		t.Errorf("the zero type is %q", s)
	}
}

func TestEventJSON(t *testing.T) {
	e := Event{ID: 7, PreviousID: 6, Type: MapIterationStarted, State: "Each", Index: 0, Time: DefaultStart}
	text, err := json.Marshal(e)
	want := `{"timestamp":"2026-01-01T00:00:00.000Z","type":"MapIterationStarted","id":7,"previousEventId":6,"mapIterationStartedEventDetails":{"name":"Each","index":0}}`
	if err != nil || string(text) != want {
		t.Errorf("got %s, %v", text, err)
	}
	if text, err := json.Marshal(Event{}); err != nil || !json.Valid(text) {
		t.Errorf("the zero event is %s, %v", text, err)
	}
}

// TestTextsOfEvents: events of equal numbers keep each its own text.
func TestTextsOfEvents(t *testing.T) {
	r := finished(t, start(t, `{"StartAt":"A","States":{"A":{"Type":"Pass","Result":1.0,"Next":"B"},"B":{"Type":"Pass","Result":1,"Next":"C"},"C":{"Type":"Pass","Result":{"n":1.0},"Next":"D"},"D":{"Type":"Pass","Result":{"n":1},"End":true}}}`, `1.00`, Options{}))
	var got []string
	for _, e := range r.History {
		got = append(got, e.Input+e.Output)
	}
	if want := `1.00 1.00 1.0 1.0 1 1 {"n":1.0} {"n":1.0} {"n":1} {"n":1}`; strings.Join(got, " ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " "), want)
	}
}
