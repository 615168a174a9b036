package synth

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
)

// twice gathers the states whose names are taken, by the mistakes that they come of:
// a function that is called in two places gives each of its names twice.
type twice struct {
	fragments []*recalled
	repeats   []*repeat
	known     map[string]bool // names whose repeat is known
}

// recalled is a function that is called in several places.
type recalled struct {
	function graph.Step
	calls    []graph.Step
	names    []string
}

// repeat are states that one way through the author's program makes again, as in a
// loop of Go.
type repeat struct {
	from, to int // the number of the first, and of that which bears its name again
	at       diag.Position
	steps    []graph.Step // that all of them have in common
	names    []string
}

// add takes in a state whose name another one has, and tells whether it knows why.
func (t *twice) add(first, s *state) bool {
	a, b := first.Trail.Steps(), s.Trail.Steps()
	same := 0
	for same < min(len(a), len(b)) && a[same].PC == b[same].PC {
		same++
	}
	if same == len(a) && same == len(b) && first.Position == s.Position {
		t.again(first, s, a)
		return true
	}
	i, j := calledAgain(a, b, same)
	if i < 0 {
		return false
	}
	t.recall(a[i], a[i-1], b[j-1], s.Name)
	return true
}

// calledAgain finds the outermost function that two trails lead through, each by a
// call of its own, behind the steps that they have in common.
func calledAgain(a, b []graph.Step, same int) (int, int) {
	for sum := 2*same + 1; sum <= len(a)+len(b)-2; sum++ {
		for i := max(same, sum-len(b)+1); i < len(a) && sum-i >= same; i++ {
			if i > 0 && sum > i && a[i].Function == b[sum-i].Function {
				return i, sum - i
			}
		}
	}
	return -1, -1
}

func (t *twice) recall(function, first, again graph.Step, name string) {
	of := slices.IndexFunc(t.fragments, func(r *recalled) bool {
		return r.function.Function == function.Function && r.calls[0].PC == first.PC
	})
	if of < 0 {
		of = len(t.fragments)
		t.fragments = append(t.fragments, &recalled{function: function, calls: []graph.Step{first}})
	}
	r := t.fragments[of]
	if !slices.ContainsFunc(r.calls, func(s graph.Step) bool { return s.PC == again.PC }) {
		r.calls = append(r.calls, again)
	}
	if !slices.Contains(r.names, name) {
		r.names = append(r.names, name)
	}
}

// again notes a name that comes again; states that are made in turn are one mistake.
func (t *twice) again(first, s *state, steps []graph.Step) {
	if t.known == nil {
		t.known = map[string]bool{}
	}
	if t.known[s.Name] {
		return
	}
	t.known[s.Name] = true
	t.repeats = append(t.repeats, &repeat{first.Number, s.Number, s.Position, steps, []string{s.Name}})
}

// join makes one of the repeats that overlap.
func (t *twice) join() {
	slices.SortFunc(t.repeats, func(a, b *repeat) int { return cmp.Compare(a.from, b.from) })
	var kept []*repeat
	for _, r := range t.repeats {
		if len(kept) == 0 || kept[len(kept)-1].to < r.from {
			kept = append(kept, r)
			continue
		}
		last := kept[len(kept)-1]
		last.to, last.names = max(last.to, r.to), append(last.names, r.names...)
		same := 0
		for same < min(len(last.steps), len(r.steps)) && last.steps[same].PC == r.steps[same].PC {
			same++
		}
		last.steps = last.steps[:same]
		for _, s := range last.steps {
			if !graph.IsBuilder(s.Function) {
				last.at = s.At // the innermost that is the author's own
			}
		}
	}
	t.repeats = kept
}

// report tells each mistake once.
func (t *twice) report(p *plan) {
	t.join()
	for _, r := range t.repeats {
		p.report(r.at, "QS0011", "this runs more than once, and gives "+theNames(r.names)+" each time",
			"give each use of the function around it a prefix for its names, as in charge(b.Prefix(\"Deposit\"), …)")
	}
	for _, r := range t.fragments {
		name, call := r.name()
		at := make([]string, len(r.calls))
		for i, c := range r.calls {
			at[i] = "at " + c.At.String()
		}
		p.report(r.calls[1].At, "QS0011", fmt.Sprintf("%s is called %s, and gives %s each time", name, strings.Join(at, " and "), theNames(r.names)),
			"give each call a prefix for its names, as in "+call+"(b.Prefix(\"Deposit\"), …)")
	}
}

// name names the function, and how it is called: with its package where it is called
// from another one. What has no name in Go is known by a line of it.
func (r *recalled) name() (name, call string) {
	of, function := inPackage(r.function.Function)
	if strings.Contains("."+function, ".func") {
		return "the function around " + r.function.At.String(), "charge"
	}
	if from, _ := inPackage(r.calls[0].Function); from != of {
		function = of[strings.LastIndexByte(of, '/')+1:] + "." + function
	}
	return function, function
}

// inPackage cuts the full name of a function, such as example.com/pay.(*Till).Charge,
// into the package and the name in it.
func inPackage(full string) (of, function string) {
	slash := strings.LastIndexByte(full, '/') + 1
	of, function, _ = strings.Cut(full[slash:], ".")
	return full[:slash] + of, strings.NewReplacer("(*", "", ")", "", "[...]", "", "-fm", "").Replace(function)
}

// theNames lists names of states, of many but the first.
func theNames(names []string) string {
	const most = 3
	quoted := make([]string, 0, most+1)
	for i, name := range names {
		if i == most {
			quoted = append(quoted, fmt.Sprintf("%d more", len(names)-most))
			break
		}
		quoted = append(quoted, strconv.Quote(name))
	}
	last := len(quoted) - 1
	if last == 0 {
		return "the state name " + quoted[0]
	}
	return "the state names " + strings.Join(quoted[:last], ", ") + " and " + quoted[last]
}
