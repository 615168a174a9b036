package permissions

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

// Derive gives the statements that a machine's role needs, merged and sorted,
// and what could not be derived. The statements are those of everything that
// could: a caller that deploys them looks at the list first.
//
// States that cannot be reached need nothing. A task with Credentials needs
// sts:AssumeRole alone, as the other role does the rest.
func Derive(m *asl.StateMachine, o Options) ([]Statement, diag.List) {
	if m == nil {
		return nil, nil
	}
	d := newDeriver(m, o)
	d.run()
	return merge(d.needs), d.problems
}

// run collects the machine's calls first, as what one needs may depend on
// another, and then what they need.
func (d *deriver) run() {
	d.collect(d.machine.StartAt, &d.machine.States, "", nil)
	for _, c := range d.calls {
		c.derive()
	}
	d.wholeMachine()
	d.leftover()
	d.checkStated()
	d.problems.Sort()
}

// deriver is the state of one derivation.
type deriver struct {
	machine   *asl.StateMachine
	options   Options
	resources map[string]Resource // by name

	calls    []*call // in the order of the text
	places   []*asl.Place
	needs    []need
	used     map[string]bool // pointers of states and the stated ARNs that something asked for
	problems diag.List
}

func newDeriver(m *asl.StateMachine, o Options) *deriver {
	d := &deriver{machine: m, options: o, resources: map[string]Resource{}, used: map[string]bool{}}
	for _, r := range o.Resources {
		d.resources[r.Name] = r
	}
	return d
}

// add takes a need, and tells whether it names the machine itself.
func (d *deriver) add(n need) {
	n.self = d.options.Machine.needsItself(n.resource + "\n" + n.condition.key())
	d.needs = append(d.needs, n)
}

// problem takes a diagnostic once: several rows may look at one argument.
func (d *deriver) problem(p diag.Diagnostic) {
	if !slices.Contains(d.problems, p) {
		d.problems.Add(p)
	}
}

// collect finds the calls of a scope's reachable states, and of the scopes
// inside those.
func (d *deriver) collect(start string, states *asl.States, scope string, outer *asl.Place) {
	reached := reachable(start, states)
	for name, state := range states.All() {
		if !reached[name] {
			continue
		}
		place := &asl.Place{Name: name, State: state, Outer: outer, Scope: scope}
		d.places = append(d.places, place)
		switch s := state.(type) {
		case *asl.Task:
			d.task(place, s)
		case *asl.Map:
			d.mapState(place, s)
		}
		for _, in := range asl.Inner(state) {
			d.collect(in.StartAt, in.States, place.Pointer()+"/"+strings.Join(in.Path, "/"), place)
		}
	}
}

// reachable gives the names of the states that a run of the scope may enter.
func reachable(start string, states *asl.States) map[string]bool {
	seen := map[string]bool{}
	next := []string{start}
	for len(next) > 0 {
		name := next[len(next)-1]
		next = next[:len(next)-1]
		state := states.Get(name)
		if state == nil || seen[name] {
			continue
		}
		seen[name] = true
		for _, t := range asl.Transitions(state) {
			next = append(next, t.Target)
		}
	}
	return seen
}

// task takes note of a task's call.
func (d *deriver) task(place *asl.Place, t *asl.Task) {
	args := payload(d.machine.LanguageOf(t), t.Parameters, t.Arguments)
	c, integrated := d.newCall(place, t.Resource, t.At("Resource"), args)
	c.credentials = t.Credentials
	if !integrated {
		c.direct = t.Resource
	}
	d.calls = append(d.calls, c)
}

// derive adds what a call needs.
func (c *call) derive() {
	operation, isSDK := strings.CutPrefix(c.name, "aws-sdk:")
	switch {
	case c.credentials != nil:
		c.assumeRole()
	case c.direct != "":
		c.reachDirectly()
	case c.extra != nil:
		c.extra(c)
	case isSDK:
		c.sdk(operation)
	default:
		c.optimised()
	}
}

// optimised adds what the rows of an optimised integration say.
func (c *call) optimised() {
	known := false
	for i := range integrations {
		r := &integrations[i]
		if r.call != c.name {
			continue
		}
		known = true
		if r.actions == "" || r.when != nil && !r.when(c) {
			continue
		}
		f := r.on(c)
		if len(f.arns) == 0 {
			continue
		}
		if where, ok := r.condition(c); ok {
			c.need(r.actions, f, where, r.why)
		}
	}
	if !known {
		c.unknownCall()
	}
}

func (c *call) unknownCall() {
	var names []string
	for i := range integrations {
		names = append(names, integrations[i].call)
	}
	help := diag.DidYouMean(c.name, sorted(names))
	if help == "" {
		help = "an operation without an optimised integration is called as aws-sdk:SERVICE:OPERATION"
	}
	c.report(diag.Error, CodeUnknownCall, "there is no optimised integration "+c.name, help)
}

// started gives the machine's calls of a name.
func (d *deriver) started(name string) []*call {
	var all []*call
	for _, c := range d.calls {
		if c.name == name {
			all = append(all, c)
		}
	}
	return all
}

// assumeRole adds what a task with Credentials needs: to become the other role.
func (c *call) assumeRole() {
	t := text{given: true, exact: true, known: c.credentials.RoleArn}
	switch {
	case c.credentials.RoleArnPath != "":
		t = evaluate(asl.JSONPath, c.credentials.RoleArnPath)
	case c.lang == asl.JSONata && isJSONata(t.known):
		t = evaluate(asl.JSONata, t.known)
	}
	if t.exact && t.known == "" {
		c.report(diag.Error, CodeNotNamed, "Credentials name no role", "add RoleArn")
		return
	}
	c.need("sts:AssumeRole", c.named(role, t), nil, "works as the role in Credentials, which grants the rest")
}

// leftover reports stated ARNs that nothing in their state asked for.
func (d *deriver) leftover() {
	for _, c := range d.calls {
		for _, arn := range c.stated {
			if !d.used[c.place.Pointer()+" "+arn] {
				c.use(arn) // say it once where a state has several calls
				c.report(diag.Warning, CodeUnusedOn, "nothing that this state does can reach "+arn,
					"remove it, or name a resource of the kind that "+c.name+" takes")
			}
		}
	}
}

// checkStated reports what authors state of states that are not there.
func (d *deriver) checkStated() {
	known := map[string]bool{}
	for _, p := range d.places {
		known[p.Name], known[p.Pointer()] = true, true
	}
	for _, key := range slices.Sorted(maps.Keys(d.options.On)) {
		if !known[key] {
			d.problem(diag.Diagnostic{Severity: diag.Warning, Code: CodeUnknownState,
				Message: `resources are stated for "` + key + `", and no state that can be reached is called so`,
				Help:    cmp.Or(diag.DidYouMean(key, slices.Sorted(maps.Keys(known))), d.calling())})
		}
	}
}

// calling names the states that resources can be stated for.
func (d *deriver) calling() string {
	var names []string
	for _, c := range d.calls {
		names = append(names, c.place.Name)
	}
	switch names = sorted(names); {
	case len(names) == 0:
		return "no state calls anything"
	case len(names) > 6:
		names = append(names[:6:6], "…")
	}
	return "the states that call something are " + strings.Join(names, ", ")
}
