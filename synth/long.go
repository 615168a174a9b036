package synth

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/quickstep-go/quickstep/asl/check"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// written is a definition as text: on many lines, or where that is more than AWS takes
// on one.
func written(definition jsonvalue.Value) string {
	text := definition.Indent() + "\n"
	if isTooLong(text) {
		return definition.JSON() + "\n"
	}
	return text
}

// tooLongText is the checker's code of a definition that is too long.
const tooLongText = "QS1007"

func isTooLong(text string) bool {
	return len(text) > check.MaxDefinition && utf8.RuneCountInString(text) > check.MaxDefinition
}

// checkLength reports a definition that AWS does not take, with the states that are the
// most of it.
func (p *plan) checkLength(text string, definition jsonvalue.Value) (found diag.List) {
	if !isTooLong(text) {
		return nil
	}
	const most = 3
	states := largest(definition)
	slices.SortStableFunc(states, func(a, b sized) int { return cmp.Compare(b.size, a.size) })
	names := make([]string, 0, most)
	for _, s := range states[:min(most, len(states))] {
		names = append(names, fmt.Sprintf("%q with %d", s.name, s.size))
	}
	found.Add(diag.Diagnostic{Severity: diag.Error, Code: tooLongText, Position: p.machine.Position,
		Message: fmt.Sprintf("the definition has %d characters, and AWS takes %d; the largest of its %d states: %s",
			utf8.RuneCountInString(text), check.MaxDefinition, len(states), strings.Join(names, ", ")),
		Help: "keep large constants in S3, and move parts into workflows of their own, which dsl/sfn starts"})
	return found
}

// sized is a state with the bytes of its text, without the states inside of it.
type sized struct {
	name string
	size int
}

// largest lists the states of a scope and of those inside.
func largest(scope jsonvalue.Value) (all []sized) {
	for _, m := range scope.Get("States").Members() {
		size := m.Value.Size()
		for _, inner := range append(m.Value.Get("Branches").Items(), m.Value.Get("ItemProcessor")) {
			if inner.Exists() {
				size -= inner.Size()
				all = append(all, largest(inner)...)
			}
		}
		all = append(all, sized{m.Name, size})
	}
	return all
}
