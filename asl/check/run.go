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
	errors  amount
	others  amount

	compiled map[string]compilation // see listExpressions
	flows    []*flow                // see flow, by scope

	names      map[string]*place // see named
	patience   int               // see suggest
	variables  []string          // that are assigned anywhere; see misnamed
	wrongNames bool              // see misnamed
	raised     map[string]bool   // see raises
	unassigned map[string]bool   // variables that were reported because nothing assigns them
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
	r := &run{settings: s, machine: m, compiled: map[string]compilation{}, unassigned: map[string]bool{}, patience: mostCompared}
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

func (r *run) report(p problem) {
	d := r.rule.diagnostic(p)
	if r.full(d.Severity) {
		return
	}
	r.found.Add(d)
	a := r.amount(d.Severity)
	a.findings++
	a.bytes += len(d.Message) + len(d.Position.Pointer)
}

// amount is how much was found.
type amount struct{ findings, bytes int }

// amount gives that of errors, or of all that is milder, so that warnings in any
// number hide no error.
func (r *run) amount(s diag.Severity) *amount {
	if s == diag.Error {
		return &r.errors
	}
	return &r.others
}

// full tells whether so much was found that nobody would read more.
func (r *run) full(s diag.Severity) bool {
	a := r.amount(s)
	return a.findings >= MostFindings || a.bytes > mostBytes
}

// mostBytes is the most text that findings have in all: names may be long.
const mostBytes = 16 << 20

// short gives the beginning of a text that may be long, to be quoted.
func short(text string) string {
	const most = 120
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}

// suggest is diag.DidYouMean for candidates of any number: names that the definition
// gives. It compares no more than some in one run.
func (r *run) suggest(word string, candidates []string) string {
	if r.patience -= len(candidates); r.patience < 0 {
		return ""
	}
	return diag.Suggest(word, candidates)
}

// mostCompared is how many names are compared in one run to suggest one.
const mostCompared = 1 << 20

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
