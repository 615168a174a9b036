package permissions

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/asl"
	"golang.org/x/tools/txtar"
)

func archives(t testing.TB) map[string]*txtar.Archive {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*txtar.Archive{}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all[strings.TrimSuffix(filepath.Base(file), ".txtar")] = archive
	}
	return all
}

func optionsOf(t testing.TB, archive *txtar.Archive) (o Options) {
	t.Helper()
	if text := member(archive, "options.json"); text != "" {
		if err := json.Unmarshal([]byte(text), &o); err != nil {
			t.Fatal(err)
		}
	}
	return o
}

// TestStateTakesItsNeedsAlong holds that without a state exactly those needs are
// gone that it alone had.
func TestStateTakesItsNeedsAlong(t *testing.T) {
	for name, archive := range archives(t) {
		if name == "athena" {
			continue // looking at a query needs the workgroup of the state that starts it
		}
		t.Run(name, func(t *testing.T) {
			text, o := []byte(member(archive, "asl.json")), optionsOf(t, archive)
			whole, _ := asl.Parse(text)
			before := needsOf(whole, o)
			for place := range whole.Walk() {
				without, _ := asl.Parse(text)
				if !blank(without, place.Pointer()) {
					continue
				}
				want := keysWithout(before, place.Name)
				if got := keysWithout(needsOf(without, o), ""); !slices.Equal(got, want) {
					t.Errorf("without %q:\n%s\nwant:\n%s", place.Name, strings.Join(got, "\n"), strings.Join(want, "\n"))
				}
			}
		})
	}
}

// blank puts a Pass in the place of a Task without catchers or of a Map without
// tasks.
func blank(m *asl.StateMachine, pointer string) bool {
	for p := range m.Walk() {
		if p.Pointer() != pointer {
			continue
		}
		pass := new(asl.Pass)
		switch s := p.State.(type) {
		case *asl.Task:
			if len(s.Catch) > 0 {
				return false // what only its catchers lead to would go too
			}
			pass.Next, pass.End = s.Next, s.End
		case *asl.Map:
			for _, inner := range asl.Inner(s)[0].States.All() {
				if inner.Kind() == asl.KindTask {
					return false
				}
			}
			pass.Next, pass.End = s.Next, s.End
		default:
			return false
		}
		scope := &m.States
		if p.Outer != nil {
			for _, in := range asl.Inner(p.Outer.State) {
				if in.States.Get(p.Name) != nil {
					scope = in.States
				}
			}
		}
		scope.Set(p.Name, pass)
		return true
	}
	return false
}

func needsOf(m *asl.StateMachine, o Options) []need {
	d := newDeriver(m, o)
	d.run()
	return d.needs
}

// keysWithout gives what is needed and for whom, but for one state.
func keysWithout(needs []need, state string) []string {
	var keys []string
	for _, n := range needs {
		if state == "" || n.state != state {
			keys = append(keys, n.action+" on "+n.resource+" if "+n.condition.key()+" for "+n.state)
		}
	}
	return sorted(keys)
}

// FuzzDerive holds that no definition makes Derive panic or say something IAM
// would refuse.
func FuzzDerive(f *testing.F) {
	for _, archive := range archives(f) {
		f.Add([]byte(member(archive, "asl.json")), member(archive, "options.json"))
	}
	f.Fuzz(func(t *testing.T, text []byte, options string) {
		m, _ := asl.Parse(text)
		var o Options
		if json.Unmarshal([]byte(options), &o) != nil {
			o = Options{}
		}
		statements, _ := Derive(m, o)
		for _, s := range statements {
			checkStatement(t, s)
		}
		Policies(statements)
	})
}

func checkStatement(t *testing.T, s Statement) {
	t.Helper()
	if len(s.Actions) == 0 || len(s.Resources) == 0 || len(s.Reasons) == 0 {
		t.Errorf("a statement lacks something: %+v", s)
	}
	if !slices.IsSorted(s.Actions) || !slices.IsSorted(s.Resources) {
		t.Errorf("a statement is not sorted: %+v", s)
	}
	if slices.Contains(s.Resources, "*") && s.Wildcard == "" {
		t.Errorf("an asterisk without a reason: %+v", s)
	}
}
