package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/quickstep-go/quickstep/asl/check"
	"github.com/quickstep-go/quickstep/diag"
)

// writeJSON writes findings as one JSON object.
func writeJSON(to io.Writer, _ []*source, found diag.List) error {
	report := struct {
		Result      string    `json:"result"` // OK or FAIL, as ValidateStateMachineDefinition has it
		Errors      int       `json:"errors"`
		Warnings    int       `json:"warnings"`
		Hints       int       `json:"hints"`
		Diagnostics diag.List `json:"diagnostics"`
	}{"OK", count(found, diag.Error), count(found, diag.Warning), count(found, diag.Hint), append(diag.List{}, found...)}
	if report.Errors > 0 {
		report.Result = "FAIL"
	}
	return indented(to, report)
}

func indented(to io.Writer, v any) error {
	enc := json.NewEncoder(to)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// writeGitHub writes findings as workflow commands of GitHub Actions, which shows
// them beside the changed lines.
func writeGitHub(to io.Writer, _ []*source, found diag.List) error {
	for _, d := range found {
		level := map[diag.Severity]string{diag.Error: "error", diag.Warning: "warning", diag.Hint: "notice"}[d.Severity]
		var where []string
		if d.Position.File != "" {
			where = append(where, "file="+property(filepath.ToSlash(d.Position.File)))
		}
		if d.Position.Line > 0 {
			where = append(where, fmt.Sprintf("line=%d", d.Position.Line))
		}
		if d.Position.Column > 0 {
			where = append(where, fmt.Sprintf("col=%d", d.Position.Column))
		}
		where = append(where, "title="+property(d.Code))
		text := d.Message
		if d.Help != "" {
			text += "\n" + d.Help
		}
		if _, err := fmt.Fprintf(to, "::%s %s::%s\n", level, strings.Join(where, ","), data.Replace(text)); err != nil {
			return err
		}
	}
	return nil
}

// data escapes what follows a workflow command.
var data = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")

// property escapes a property of a workflow command.
func property(text string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(data.Replace(text))
}

// The parts of a SARIF 2.1.0 log that are written.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name  string      `json:"name"`
		Rules []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string      `json:"id"`
		Name    string      `json:"name"`
		Short   sarifText   `json:"shortDescription"`
		Full    sarifText   `json:"fullDescription"`
		Default sarifConfig `json:"defaultConfiguration"`
	}
	sarifConfig struct {
		Level string `json:"level"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
	}
	sarifLocation struct {
		Physical *sarifPhysical `json:"physicalLocation,omitempty"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
	}
	sarifLogical struct {
		Name string `json:"fullyQualifiedName"`
	}
)

var sarifLevels = map[diag.Severity]string{diag.Error: "error", diag.Warning: "warning", diag.Hint: "note"}

// writeSARIF writes findings as a SARIF 2.1.0 log.
func writeSARIF(to io.Writer, all []*source, found diag.List) error {
	lines := newTextReport(nil, all)
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "quickstep", Rules: sarifRules(found)}
	for _, d := range found {
		text := d.Message
		if d.Help != "" {
			text += "; " + d.Help
		}
		result := sarifResult{RuleID: d.Code, Level: sarifLevels[d.Severity], Message: sarifText{text}}
		if at, ok := sarifPlace(d.Position, lines); ok {
			result.Locations = []sarifLocation{at}
		}
		run.Results = append(run.Results, result)
	}
	return indented(to, sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

// sarifRules describes the rules that found something.
func sarifRules(found diag.List) []sarifRule {
	rules := []sarifRule{}
	seen := map[string]bool{}
	for _, d := range found {
		x, ok := check.Explain(d.Code)
		if !ok || seen[d.Code] {
			continue
		}
		seen[d.Code] = true
		rules = append(rules, sarifRule{x.Code, x.Name, sarifText{x.Title}, sarifText{x.Text}, sarifConfig{sarifLevels[x.Severity]}})
	}
	return rules
}

func sarifPlace(p diag.Position, lines *textReport) (sarifLocation, bool) {
	var at sarifLocation
	if p.Pointer != "" {
		at.Logical = []sarifLogical{{p.Pointer}}
	}
	if p.File != "" {
		at.Physical = &sarifPhysical{Artifact: sarifArtifact{filepath.ToSlash(p.File)}}
		if p.Line > 0 {
			at.Physical.Region = &sarifRegion{p.Line, characters(p, lines)}
		}
	}
	return at, at.Physical != nil || at.Logical != nil
}

// characters gives a position's column in characters, where it is in bytes.
func characters(p diag.Position, lines *textReport) int {
	line, ok := lines.line(p)
	if !ok || p.Column == 0 {
		return p.Column
	}
	return utf8.RuneCount(line[:min(p.Column-1, len(line))]) + 1
}
