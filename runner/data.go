package runner

import (
	"time"

	"github.com/quickstep-go/quickstep/internal/jsonpath"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// data is what the queries of a thread's state may read at one point. An engine
// has one such view at a time, which the next one overwrites: it is made anew for
// every state, and must not cost anything.
type data struct {
	thread   *thread
	document jsonvalue.Value // JSONPath: $
	result   jsonvalue.Value // JSONata: $states.result, where there is one
	error    jsonvalue.Value // JSONata: $states.errorOutput, where there is one
	paths    jsonpath.Roots  // the same for JSONPath
}

// view gives the engine's one view, for a thread; many an execution needs none.
func (t *thread) view(document, result jsonvalue.Value) *data {
	e := t.run.eng
	if e.view == nil {
		e.view = new(data)
	}
	d := e.view
	d.thread, d.document, d.result, d.error = t, document, result, jsonvalue.Value{}
	return d
}

// data gives the view of a state with a document for $.
func (t *thread) data(document jsonvalue.Value) *data {
	return t.view(document, jsonvalue.Value{})
}

// withResult gives the view of a state whose work is done.
func (t *thread) withResult(result jsonvalue.Value) *data {
	return t.view(jsonvalue.Value{}, result)
}

func (d *data) now() time.Time { return instant(d.thread.run.eng.now) }

// roots are the roots of JSONPath, for the next evaluation only; the context
// object is made only where it is asked for.
func (d *data) roots(context bool) *jsonpath.Roots {
	r := &d.paths
	*r = jsonpath.Roots{Document: d.document}
	if d.thread.scope != nil {
		r.Lookup = d.thread.scope.find
	}
	if context {
		r.Context = d.thread.contextObject()
	}
	return r
}

// states is JSONata's $states.
func (d *data) states(context bool) jsonvalue.Value {
	members := make([]jsonvalue.Member, 1, 4)
	members[0] = jsonvalue.Member{Name: "input", Value: d.thread.input}
	if d.result.Exists() {
		members = append(members, jsonvalue.Member{Name: "result", Value: d.result})
	}
	if d.error.Exists() {
		members = append(members, jsonvalue.Member{Name: "errorOutput", Value: d.error})
	}
	if context {
		members = append(members, jsonvalue.Member{Name: "context", Value: d.thread.contextObject()})
	}
	return jsonvalue.ObjectOf(members...)
}
