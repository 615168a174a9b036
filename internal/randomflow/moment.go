package randomflow

import (
	"time"

	"github.com/quickstep-go/quickstep/dsl"
)

// layouts are those that times are written and read by.
var layouts = []string{time.RFC3339, "2006-01-02T15:04:05.000Z07:00", "Monday, 2 January 2006 3:04:05 PM", "2006/01/02 15.04.05", time.RFC1123}

// moment draws a point in time that was written, read and moved on, as a text.
func (g *gen) moment() *expr {
	at := time.Unix(int64(g.n(4_000_000))*1000-500_000_000, 0).UTC()
	by, as, later := layouts[g.n(len(layouts))], layouts[g.n(len(layouts))], time.Duration(g.n(200)-100)*time.Hour
	return &expr{
		build: func(*maker) any {
			return dsl.FormatTime(dsl.AddTime(dsl.ParseTime(dsl.Lit(at.Format(by)), by), later), as)
		},
		eval: func(*run) any {
			read, err := time.ParseInLocation(by, at.Format(by), time.UTC)
			if err != nil {
				panic(err)
			}
			return read.Add(later).UTC().Format(as)
		},
	}
}

// moments draw what compares points in time, and what else only one query language
// asks.
func (g *gen) moments(depth int) []func() *expr {
	a, b := time.Duration(g.n(3))*time.Second, time.Duration(g.n(3))*time.Second
	return []func() *expr{g.entered, func() *expr { return g.hasVal(depth) }, func() *expr {
		return &expr{
			build: func(*maker) any {
				return dsl.Before(dsl.AddTime(dsl.ExecutionStart(), a), dsl.AddTime(dsl.ExecutionStart(), b))
			},
			eval: func(*run) any { return a < b },
		}
	}}
}

// entered draws what is so of any state: that it was entered after the execution
// began.
func (g *gen) entered() *expr {
	return &expr{
		build: func(*maker) any { return dsl.Not(dsl.Before(dsl.StateEntered(), dsl.ExecutionStart())) },
		eval:  func(*run) any { return true },
	}
}

// Name is how executions of programs are called.
const Name = "run"

// ofExecution draws what the context object tells of the execution.
func (g *gen) ofExecution() *expr {
	const arn = "arn:aws:states:us-east-1:123456789012:"
	form := g.n(5)
	return &expr{
		build: func(*maker) any {
			return []dsl.Val[string]{dsl.ExecutionName(), dsl.ExecutionID(), dsl.MachineName(), dsl.MachineID(), dsl.ExecutionRole()}[form]
		},
		eval: func(*run) any {
			return []string{Name, arn + "execution:Program:" + Name, "Program", arn + "stateMachine:Program", "arn:aws:iam::123456789012:role/StepFunctions"}[form]
		},
	}
}
