package runner

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// An ActivityTask is work that an activity's worker has taken.
type ActivityTask struct {
	Token string // to answer with
	Input []byte // what the state sent
}

// take notes that a worker has an activity's work: its time counts from now.
func (a *attempt) take(worker string) {
	if a.worker || a.node.resource.kind != activityResource || a.over {
		return
	}
	a.worker = true
	var more *details
	if worker != "" {
		more = &details{worker: worker}
	}
	a.thread.note(ActivityStarted, jsonvalue.Value{}, more)
	a.setTimers()
}

// poll gives a worker the oldest work of an activity that nobody has taken.
func (e *engine) poll(activity, worker string) (ActivityTask, bool) {
	for _, a := range e.tasks {
		r := &a.node.resource
		if r.kind != activityResource || a.worker || r.text != activity && lastPart(r.text) != activity && bare(r.text) != bare(activity) {
			continue
		}
		a.take(worker)
		return ActivityTask{Token: a.token, Input: a.arguments.AppendJSON(nil)}, true
	}
	return ActivityTask{}, false
}
