package runner

import (
	"time"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// A Description tells of an execution as DescribeExecution does (AWS Step Functions
// API Reference, "DescribeExecution"). What does not apply is zero.
type Description struct {
	ExecutionARN    string
	StateMachineARN string
	Name            string
	Status          Status
	Start, Stop     time.Time
	Input, Output   string // JSON texts
	Error, Cause    string
	MapRunARN       string // of a child of a distributed map
	ItemCount       int64  // how many items such a child works on
	RedriveCount    int64
	RedriveDate     time.Time
	RedriveStatus   RedriveStatus
	// RedriveStatusReason is why it cannot be redriven.
	RedriveStatusReason string
}

// Describe tells of the execution as it is now.
func (x *Execution) Describe() (d Description) {
	x.peek(func() {
		x.run.eng.catchUp()
		d = x.run.describe()
	})
	return d
}

func (r *run) describe() Description {
	d := Description{
		ExecutionARN: r.arn(), StateMachineARN: r.machineARN(), Name: r.name(), Status: r.status,
		Start: instant(r.started), Input: r.input.JSON(), RedriveCount: r.redrives,
	}
	if r.redrives > 0 {
		d.RedriveDate = instant(r.redriven)
	}
	if !r.live() {
		d.Stop = instant(r.ended)
	}
	if r.status == Succeeded {
		d.Output = r.output.JSON()
	}
	if r.failure != nil {
		d.Error, d.Cause = text(r.failure.name), text(r.failure.cause)
	}
	if mr := r.member.of; mr != nil {
		d.MapRunARN, d.ItemCount = mr.arn, int64(r.member.items)
	}
	d.RedriveStatus, d.RedriveStatusReason = r.redriveStatus()
	return d
}

// MarshalJSON writes the description as DescribeExecution answers it, with times
// in ISO 8601.
func (d Description) MarshalJSON() ([]byte, error) {
	var f fields
	moment := func(name string, t time.Time) {
		if !t.IsZero() {
			f.text(name, t.UTC().Format("2006-01-02T15:04:05.000Z"))
		}
	}
	f.text("executionArn", d.ExecutionARN)
	f.text("stateMachineArn", d.StateMachineARN)
	f.text("name", d.Name)
	f.text("status", string(d.Status))
	moment("startDate", d.Start)
	moment("stopDate", d.Stop)
	d.payloads(&f)
	f.text("error", d.Error)
	f.text("cause", d.Cause)
	f.text("mapRunArn", d.MapRunARN)
	f.number("itemCount", d.ItemCount)
	f.add("redriveCount", jsonvalue.IntOf(d.RedriveCount))
	moment("redriveDate", d.RedriveDate)
	f.text("redriveStatus", string(d.RedriveStatus))
	f.text("redriveStatusReason", d.RedriveStatusReason)
	return jsonvalue.ObjectOf(f...).AppendJSON(nil), nil
}

// payloads adds the input and the output, both whole.
func (d *Description) payloads(f *fields) {
	whole := jsonvalue.ObjectOf(jsonvalue.Member{Name: "included", Value: jsonvalue.BoolOf(true)})
	f.text("input", d.Input)
	f.add("inputDetails", whole)
	if d.Output != "" {
		f.text("output", d.Output)
		f.add("outputDetails", whole)
	}
}
