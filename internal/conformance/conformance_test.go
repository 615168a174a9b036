package conformance

import (
	"context"
	_ "embed"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/internal/shared"
)

//go:embed known_gaps.txt
var gaps string

// knownGaps gives the reason of each listed case.
func knownGaps(t *testing.T) map[string]string {
	all := map[string]string{}
	for line := range strings.Lines(gaps) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		id, reason, ok := strings.Cut(line, "  ")
		if !ok {
			t.Fatalf("a gap without a reason: %s", line)
		}
		all[id] = reason
	}
	return all
}

// TestRecordedCases runs every recorded case and asks the judge that came with
// them. CONFORMANCE_OUT keeps the results.
func TestRecordedCases(t *testing.T) {
	dir := shared.Path(t, "conformance", "cases")
	judge := shared.Path(t, "conformance", "compare.py")
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3, which the judge needs")
	}
	out := os.Getenv("CONFORMANCE_OUT")
	if out == "" {
		out = t.TempDir()
	}
	cases, other, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	ours, retold := map[string]bool{}, 0
	for _, c := range cases {
		ours[c.ID] = true
		result := Run(context.Background(), c)
		retold += count(result.retold)
		if err := Write(out, c, result); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d histories are told as AWS told them before November 2024", retold)
	for _, c := range other {
		var answer any
		switch c.Kind {
		case "test_state", "validate_definition", "create_error", "update_error":
			answer = Ask(c)
		case "api_sequence":
			s := Follow(t.Context(), c)
			if s.Skipped != "" {
				continue
			}
			answer = s
		default:
			continue
		}
		ours[c.ID] = true
		if err := Write(out, c, answer); err != nil {
			t.Fatal(err)
		}
	}
	verdicts := filepath.Join(t.TempDir(), "verdicts.json")
	command := exec.Command(python, judge, dir, out, "--unfair", filepath.Join(dir, "unfair.json"), "--json", verdicts)
	if text, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	check(t, verdicts, ours)
}

// A verdict is what the judge says of one case.
type verdict struct {
	ID         string             `json:"id"`
	Outcome    bool               `json:"outcome"`
	History    bool               `json:"history"`
	HasHistory bool               `json:"has_history"`
	Skipped    string             `json:"skipped"`
	Diffs      map[string][][]any `json:"diffs"`
}

func (v *verdict) passed() bool { return v.Outcome && (v.History || !v.HasHistory) }

// check compares the verdicts with the list of known gaps.
func check(t *testing.T, file string, ours map[string]bool) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all struct {
		Cases []verdict `json:"cases"`
	}
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	known := knownGaps(t)
	var cases, outcome, histories, history int
	for _, v := range all.Cases {
		if !ours[v.ID] {
			continue
		}
		cases++
		outcome += count(v.Outcome)
		histories += count(v.HasHistory)
		history += count(v.HasHistory && v.History)
		_, listed := known[v.ID]
		delete(known, v.ID)
		switch {
		case listed && v.passed():
			t.Errorf("%s passes: take it off the list of known gaps", v.ID)
		case !listed && !v.passed():
			t.Errorf("%s fails %s: %.800v", v.ID, v.Skipped, v.Diffs["history"])
		}
	}
	for id := range known {
		t.Errorf("the list of known gaps names %s, which is no case", id)
	}
	t.Logf("outcome %d of %d, history %d of %d", outcome, cases, history, histories)
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
