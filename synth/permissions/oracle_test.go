package permissions

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/shared"
)

// oracleCase is one recorded policy, with a verdict on it.
type oracleCase struct {
	ID         string
	Definition json.RawMessage
	Statements []oracleStatement
	Context    oracleContext
	Verdict    []string // "over: …", "gap: …", "bad: …"; none where it is exact
}

type oracleStatement struct {
	Action, Resource []string
	Condition        map[string]map[string]any
}

type oracleContext struct {
	LogicalID               string
	StateMachineName        string
	EncryptionConfiguration struct{ KmsKeyID string }
	LoggingConfiguration    struct{ Destinations []any }
	TracingConfiguration    struct{ Enabled bool }
	Activity                struct {
		LogicalID               string
		EncryptionConfiguration struct{ KmsKeyID string }
	}
	Queues          map[string]struct{ KmsMasterKeyID string }
	Buckets         map[string]struct{ KMSMasterKeyID string }
	TaskDefinitions map[string]struct{ TaskRoleArn, ExecutionRoleArn, Family string }
}

// TestOracle derives the policy of each recorded case and says how it compares:
// an exact policy is the same, statement for statement; an over-grant is not
// repeated, while everything else that the policy allows and the machine needs
// is still there; a gap is closed; a bad statement is righted.
func TestOracle(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(shared.Path(t, "reference", "iam-oracle"), "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	count := map[string]int{}
	for _, file := range files {
		c := readOracle(t, file)
		t.Run(c.ID, func(t *testing.T) { count[compareOracle(t, c)]++ })
	}
	for _, verdict := range slices.Sorted(maps.Keys(count)) {
		t.Logf("%3d %s", count[verdict], verdict)
	}
	if count["left out"] > 5 {
		t.Errorf("%d cases are left out", count["left out"])
	}
}

func readOracle(t *testing.T, file string) oracleCase {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var c oracleCase
	if err := json.Unmarshal(text, &c); err != nil {
		t.Fatal(file, err)
	}
	return c
}

// options are what the case's context and its author know.
func (c *oracleCase) options(on map[string][]string) Options {
	x := c.Context
	o := Options{On: on, Tracing: x.TracingConfiguration.Enabled, Logging: len(x.LoggingConfiguration.Destinations) > 0,
		KeyARN: x.EncryptionConfiguration.KmsKeyID}
	if x.LogicalID != "" {
		o.Machine = Machine{ARN: "${Ref:" + x.LogicalID + "}", Name: "${Fn::Select(6,Fn::Split(:,Ref:" + x.LogicalID + "))}"}
	}
	if x.StateMachineName != "" {
		o.Machine.Name = x.StateMachineName
	}
	if x.Activity.LogicalID != "" {
		o.Resources = append(o.Resources, Resource{Name: "Ref:" + x.Activity.LogicalID, Kind: Activity, KeyARN: x.Activity.EncryptionConfiguration.KmsKeyID})
	}
	for id, q := range x.Queues {
		o.Resources = append(o.Resources, Resource{Name: "Ref:" + id, Kind: Queue, KeyARN: q.KmsMasterKeyID})
	}
	for id, b := range x.Buckets {
		o.Resources = append(o.Resources, Resource{Name: "Ref:" + id, Kind: Bucket, KeyARN: b.KMSMasterKeyID})
	}
	for _, d := range x.TaskDefinitions {
		o.Resources = append(o.Resources, Resource{Name: d.Family, Kind: TaskDefinition, Roles: []string{d.TaskRoleArn, d.ExecutionRoleArn}})
	}
	return o
}

func compareOracle(t *testing.T, c oracleCase) string {
	note := oracleNotes[c.ID]
	if note.leftOut != "" {
		t.Log("left out: " + note.leftOut)
		return "left out"
	}
	m, problems := asl.Parse(c.Definition)
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	statements, found := Derive(m, c.options(note.on))
	if found.HasErrors() {
		t.Fatal(found)
	}
	got, recorded := c.atomsOf(statements), c.recorded()
	for _, a := range got {
		if strings.LastIndex(a.resource, "arn:") > 0 || strings.HasPrefix(a.resource, "arn:") && strings.Contains(a.resource, "Arn}") {
			t.Errorf("an ARN inside another: %s", a)
		}
	}
	if len(c.Verdict) == 0 {
		sameStatements(t, c, statements)
		sameWording(t, c, m, note)
		return "exact"
	}
	verdict := verdictOf(c.Verdict)
	t.Log(verdict)
	if strings.Contains(verdict, "over") {
		if coversAll(got, recorded) {
			t.Error("the over-grant is repeated: everything recorded is still allowed")
		}
	}
	for _, a := range got {
		if !contains(note.adds, a.action) && !anyCovers(recorded, a) {
			t.Errorf("more than was recorded: %s", a)
		}
	}
	for _, action := range strings.Fields(note.adds) {
		if !slices.ContainsFunc(got, func(a atom) bool { return strings.EqualFold(a.action, action) && !anyCovers(recorded, a) }) {
			t.Errorf("the gap is open: no %s that was not there", action)
		}
	}
	reported := map[string]bool{}
	for _, a := range recorded {
		kept := slices.ContainsFunc(got, func(g atom) bool { return matchesFold(a.action, g.action) })
		if kept == contains(note.drops, a.action) && !reported[a.action] {
			reported[a.action] = true
			t.Errorf("%s is dropped: %v, as the note has it: %v", a.action, !kept, kept)
		}
	}
	for _, bad := range note.bad {
		action, resource, _ := strings.Cut(bad, " ")
		is := func(a atom) bool { return strings.EqualFold(a.action, action) && matchesPattern(resource, a.resource) }
		if !slices.ContainsFunc(recorded, is) {
			t.Errorf("not recorded at all: %s", bad)
		}
		if slices.ContainsFunc(got, is) {
			t.Errorf("the bad statement is repeated: %s", bad)
		}
	}
	if strings.Contains(verdict, "gap") && note.adds == "" || strings.Contains(verdict, "bad") && len(note.bad) == 0 {
		t.Error("no note says how the case is righted")
	}
	return verdict
}

// verdictOf words a verdict as what is to be true of a derived policy.
func verdictOf(verdict []string) string {
	words := map[string]string{"over": "over-grant not repeated", "gap": "gap closed", "bad": "bad righted"}
	var all []string
	for _, kind := range []string{"over", "gap", "bad"} {
		if slices.ContainsFunc(verdict, func(v string) bool { return strings.HasPrefix(v, kind+":") }) {
			all = append(all, words[kind])
		}
	}
	return strings.Join(all, ", ")
}

// contains looks an action up among several, whatever its case.
func contains(actions, action string) bool {
	return slices.ContainsFunc(strings.Fields(actions), func(a string) bool { return strings.EqualFold(a, action) })
}

// atom is one action on one resource under a condition.
type atom struct{ action, resource, condition string }

func (a atom) String() string { return a.action + " on " + a.resource + " if " + a.condition }

func (c *oracleCase) atomsOf(statements []Statement) []atom {
	var atoms []atom
	for _, s := range statements {
		for _, action := range s.Actions {
			for _, resource := range s.Resources {
				atoms = append(atoms, atom{action, c.normal(resource), s.Condition.key()})
			}
		}
	}
	return atoms
}

func (c *oracleCase) recorded() []atom { return c.atomsOf(c.recordedStatements()) }

func (c *oracleCase) recordedStatements() []Statement {
	var statements []Statement
	for _, s := range c.Statements {
		condition := Condition{}
		for operator, keys := range s.Condition {
			for key, value := range keys {
				condition.with(operator, key, words(value)...)
			}
		}
		statements = append(statements, Statement{Actions: s.Action, Resources: s.Resource, Condition: condition})
	}
	return statements
}

func words(value any) []string {
	if s, ok := value.(string); ok {
		return []string{s}
	}
	var all []string
	for _, v := range value.([]any) {
		all = append(all, v.(string))
	}
	return all
}

// normal writes one of the two spellings of an ARN for both: the Arn attribute
// of a bucket or a project is the same as an ARN made of its name, and a task
// definition's parts put together again are its family.
func (c *oracleCase) normal(resource string) string {
	for _, before := range []string{"arn:${AWS::Partition}:s3:::", expand("@:codebuild:~:project/")} {
		if name, rest, ok := leadingToken(strings.TrimPrefix(resource, before)); ok && strings.HasPrefix(resource, before+"${Ref:") {
			return attribute(name, "Arn") + rest
		}
	}
	for id, d := range c.Context.TaskDefinitions {
		if strings.HasPrefix(resource, "arn:${Fn::Select(1,Fn::Split(:,Ref:"+id+"))}") && strings.HasSuffix(resource, ":*") {
			return expand("@:ecs:~:task-definition/" + d.Family + ":*")
		}
	}
	return resource
}

// sameStatements compares statement for statement; the order of statements,
// actions and resources, and the case of actions, do not matter.
func sameStatements(t *testing.T, c oracleCase, statements []Statement) {
	t.Helper()
	got, want := c.texts(statements), c.texts(c.recordedStatements())
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("derived:\n%s\nrecorded:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// sameWording derives the statements from the definition alone, as "quickstep
// permissions" does without --resources, and compares the very text of ARNs. Cases
// whose context has more to tell than the machine's id take such a file.
func sameWording(t *testing.T, c oracleCase, m *asl.StateMachine, note oracleNote) {
	t.Helper()
	x := c.Context
	x.LogicalID = ""
	if !reflect.ValueOf(x).IsZero() {
		return
	}
	statements, _ := Derive(m, Options{On: note.on})
	asIs := func(r string) string { return r }
	got, want := textsOf(statements, asIs), textsOf(c.recordedStatements(), asIs)
	slices.Sort(got)
	slices.Sort(want)
	if same := slices.Equal(got, want); same != (note.worded == "") {
		t.Errorf("worded alike: %v, note %q; derived:\n%s\nrecorded:\n%s", same, note.worded, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func (c *oracleCase) texts(statements []Statement) []string { return textsOf(statements, c.normal) }

func textsOf(statements []Statement, normal func(string) string) []string {
	var texts []string
	for _, s := range statements {
		var resources []string
		for _, r := range s.Resources {
			resources = append(resources, normal(r))
		}
		texts = append(texts, strings.ToLower(strings.Join(sorted(s.Actions), " "))+" on "+strings.Join(sorted(resources), " ")+" if "+s.Condition.key())
	}
	return texts
}

func coversAll(wide, narrow []atom) bool {
	for _, n := range narrow {
		if !anyCovers(wide, n) {
			return false
		}
	}
	return true
}

func anyCovers(wide []atom, narrow atom) bool {
	return slices.ContainsFunc(wide, func(w atom) bool {
		return matchesFold(w.action, narrow.action) && matchesPattern(w.resource, narrow.resource) && weaker(w.condition, narrow.condition)
	})
}

// weaker tells whether all lines of a condition stand in another, under
// whichever operator.
func weaker(wide, narrow string) bool {
	for line := range strings.Lines(wide) {
		words := strings.Fields(line)
		if !strings.Contains(narrow, words[1]) {
			return false
		}
	}
	return true
}

func matchesFold(pattern, action string) bool {
	return matchesPattern(strings.ToLower(pattern), strings.ToLower(action))
}
