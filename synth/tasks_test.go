package synth_test

import (
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/activity"
)

type patience struct {
	ID      string `json:"id"`
	Role    string `json:"role"`
	Timeout int    `json:"timeout"`
	Beat    int    `json:"beat"`
}

var (
	patient = dsl.Fields[patience]()
	retouch = activity.Declare[query, person]("Retouch")
)

// tasks: work for an activity, timeouts that the workflow computes, and calls as
// other roles: a constant one, one that the infrastructure names, a computed one.
var tasks = dsl.Define("Tasks", func(b *dsl.Block, in dsl.Val[patience]) dsl.Val[person] {
	who := dsl.Build(query{}, dsl.To(&queries.ID, dsl.At(in, &patient.ID)))
	dsl.Task(b, "Retouch", retouch.Perform(), who, dsl.Policy{TimeoutVal: dsl.Mul(dsl.At(in, &patient.Timeout), 60), HeartbeatVal: dsl.At(in, &patient.Beat)})
	dsl.Task(b, "Constant", find.Invoke().As(dsl.Lit("arn:aws:iam::210987654321:role/Finder")), who, dsl.Policy{Timeout: time.Minute})
	dsl.Task(b, "Named", find.Invoke().As(dsl.Role("Finder")), who)
	return dsl.Task(b, "Computed", find.Invoke().As(dsl.At(in, &patient.Role)).AllowedOn("arn:aws:iam::*:role/Finder"), who)
})
