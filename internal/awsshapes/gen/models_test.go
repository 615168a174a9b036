package main

import (
	"encoding/json"
	"testing"
)

// TestTable writes the table of a small model: equal shapes once, what leads back to
// itself, and what is always there.
func TestTable(t *testing.T) {
	var m model
	if err := json.Unmarshal([]byte(`{"operations": {"Get": {"output": {"shape": "Answer"}}, "Drop": {}},
		"shapes": {
			"Answer": {"type": "structure", "required": ["Id"], "members": {"Id": {"shape": "Name"}, "Tree": {"shape": "Node"}, "At": {"shape": "When"}, "Raw": {"shape": "Free"}}},
			"Name": {"type": "string", "min": 1}, "Other": {"type": "string", "min": 1}, "When": {"type": "timestamp"}, "Free": {"type": "structure", "document": true},
			"Node": {"type": "structure", "members": {"Kids": {"shape": "Nodes"}, "Kind": {"shape": "Kind"}, "Label": {"shape": "Other"}, "Sizes": {"shape": "Sizes"}, "Text": {"shape": "Plain", "jsonvalue": true}}},
			"Nodes": {"type": "list", "member": {"shape": "Node"}}, "Kind": {"type": "string", "enum": ["leaf", "twig"]},
			"Sizes": {"type": "map", "key": {"shape": "Plain"}, "value": {"shape": "Size"}}, "Size": {"type": "integer", "max": 9}, "Plain": {"type": "string"}}}`), &m); err != nil {
		t.Fatal(err)
	}
	const want = "Get\t0\n\n" +
		"s\tAt\td\tId!\t1\tRaw\tx\tTree\t2\n" +
		"t\t1\n" +
		"s\tKids\t3\tKind\t4\tLabel\t1\tSizes\t5\tText\tx\n" +
		"l\t2\n" +
		"e\tleaf\ttwig\n" +
		"m\t6\n" +
		"n\t\t9\n"
	if got := m.table(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestServiceName(t *testing.T) {
	for id, want := range map[string]string{"SFN": "sfn", "Secrets Manager": "secretsmanager", "Database Migration Service": "databasemigration"} {
		if got := serviceName(id); got != want {
			t.Errorf("%s is %s, want %s", id, got, want)
		}
	}
}
