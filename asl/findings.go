package asl

import (
	"fmt"
	"strings"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// findings collects what reading a text has to say.
type findings struct {
	file  string
	state string // the state that is being read
	list  diag.List
	// hasTwice says that a name comes twice in some object.
	hasTwice bool
	bytes    int      // of the findings
	spare    []*codec // that are done with their nodes
}

// schemaFailed is AWS's code for nearly everything.
const schemaFailed = "SCHEMA_VALIDATION_FAILED"

func noObject() *diag.AWS {
	return &diag.AWS{Code: schemaFailed, Message: "Definition must be a valid JSON object"}
}

func notJSON() *diag.AWS {
	return &diag.AWS{Code: "INVALID_JSON_DESCRIPTION", Message: "Definition must be a valid JSON object"}
}

// mostFindings is the most that is reported of one text.
const mostFindings = 1000

// mostBytes is the most text that findings have in all: names may be long.
const mostBytes = 16 << 20

func (f *findings) full() bool { return len(f.list) >= mostFindings || f.bytes > mostBytes }

func (f *findings) add(code string, at diag.Position, message, help string, aws *diag.AWS) {
	if f.full() {
		return
	}
	f.bytes += len(message) + len(at.Pointer)
	f.list.Add(diag.Diagnostic{Severity: diag.Error, Code: code, Message: message, Help: help, Position: at, State: f.state, AWS: aws})
}

// wrongKind reports a value that is none of what a field can hold. What holds a
// ${Substitution} is no such value yet.
func (f *findings) wrongKind(n *node, want, aws string) {
	if f.full() || strings.Contains(n.value.Text(), "${") {
		return
	}
	words := &diag.AWS{Code: schemaFailed, Message: "Expected value of type [" + aws + "]", Location: n.location()}
	f.add(CodeWrongKind, n.position(), fmt.Sprintf("%s has to be %s, and is %s", n.called(), want, article(n.value.Kind())), "", words)
}

// called names a node for people.
func (n *node) called() string {
	switch {
	case n.parent == nil:
		return "the definition"
	case n.index >= 0:
		return fmt.Sprintf("item %d of %s", n.index, n.parent.called())
	}
	return n.name
}

// article gives a kind with its article.
func article(k jsonvalue.Kind) string {
	switch k {
	case jsonvalue.Null:
		return "null"
	case jsonvalue.Array, jsonvalue.Object:
		return "an " + k.String()
	}
	return "a " + k.String()
}
