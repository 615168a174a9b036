package check

import (
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

// run is one look at one machine.
type run struct {
	settings
	machine *asl.StateMachine
	places  []place
	scopes  []scope
	rule    *Rule // that is at work
	found   diag.List

	compiled map[string]compilation // see listExpressions
	flows    []*flow                // see flow, by scope

	unassigned map[string]bool // variables that were reported because nothing assigns them
}

// place is a state, where it stands, and how it is written.
type place struct {
	*asl.Place
	language asl.QueryLanguage
	scope    int // the index of the scope it stands in
}

// base gives the fields that every state has.
func (p *place) base() *asl.Common { return p.State.Base() }

// scope is a set of states of its own: the machine's, a branch's or an item
// processor's.
type scope struct {
	asl.Scope
	outer *place // the state that holds it, nil at the top
	ways  *ways  // see waysOf
}

func newRun(m *asl.StateMachine, s settings) *run {
	r := &run{settings: s, machine: m, compiled: map[string]compilation{}, unassigned: map[string]bool{}}
	states := slices.Collect(m.Walk())
	r.places = make([]place, len(states))
	r.scopes = append(r.scopes, scope{asl.Scope{StartAt: m.StartAt, States: &m.States, Object: &m.Object}, nil, nil})
	at := map[string]int{"": 0} // the scopes' indexes by their pointers
	for i, state := range states {
		p := &r.places[i]
		*p = place{Place: state, language: r.languageOf(state.State), scope: at[state.Scope]}
		for _, inner := range asl.Inner(state.State) {
			at[state.Pointer()+"/"+strings.Join(inner.Path, "/")] = len(r.scopes)
			r.scopes = append(r.scopes, scope{inner, p, nil})
		}
	}
	return r
}

// languageOf gives the language of a state as it is meant: where a language, or the
// field, is misspelt, the misspelling is all there is to report. AWS takes any
// language but JSONPath for JSONata.
func (r *run) languageOf(s asl.State) asl.QueryLanguage {
	if r.consequences {
		return r.machine.LanguageOf(s)
	}
	for _, o := range []*asl.Object{&s.Base().Object, &r.machine.Object} {
		if v := o.Raw("QueryLanguage"); v.Exists() {
			if near := diag.Suggest(v.Text(), queryLanguages); near != "" {
				return asl.QueryLanguage(near)
			}
			break
		}
		for _, extra := range o.Extra {
			if extra.Value.Text() == string(asl.JSONata) && diag.Suggest(extra.Name, []string{"QueryLanguage"}) != "" {
				return asl.JSONata
			}
		}
	}
	return r.machine.LanguageOf(s)
}

var queryLanguages = []string{string(asl.JSONPath), string(asl.JSONata)}

// problem is what a rule found.
type problem struct {
	state    string
	at       diag.Position
	severity diag.Severity // 0 is the rule's
	message  string
	help     string
	aws      *diag.AWS
}

func (r *run) report(p problem) { r.found.Add(r.rule.diagnostic(p)) }

func (r *Rule) diagnostic(p problem) diag.Diagnostic {
	if p.severity == 0 {
		p.severity = r.Severity
	}
	return diag.Diagnostic{Severity: p.severity, Code: r.Code, Message: p.message, Help: p.help, Position: p.at, State: p.state, AWS: p.aws}
}

// schema is how AWS words most problems.
func schema(message, location string) *diag.AWS {
	return aws("SCHEMA_VALIDATION_FAILED", message, location)
}

func aws(code, message, location string) *diag.AWS {
	return &diag.AWS{Code: code, Message: message, Location: location}
}

// substituted tells whether a text holds a ${Substitution}, as CloudFormation and
// SAM fill in at deployment, so that what it will be is not known yet.
func substituted(text string) bool { return strings.Contains(text, "${") }

// list writes names as AWS does: [Next, End].
func list(names ...string) string { return "[" + strings.Join(names, ", ") + "]" }

// or writes names as people do: Next or End.
func or(names ...string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
