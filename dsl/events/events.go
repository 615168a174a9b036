// Package events puts events on Amazon EventBridge buses from a workflow.
//
// Goals: the optimised integration, typed. Non-goals: rules, which the
// infrastructure declares. In the definition a bus is ${Name}, to which CDK or SAM
// gives its ARN.
package events

import (
	"time"

	"github.com/quickstep-go/quickstep/dsl"
)

// A Bus is one event bus, by the name of its substitution.
type Bus struct{ name string }

// Declare names a bus.
func Declare(name string) *Bus { return &Bus{name} }

// Name gives the bus's name, which is also that of its substitution.
func (b *Bus) Name() string { return b.name }

// ARN is what stands for the bus in an [Entry].
func (b *Bus) ARN() dsl.Val[string] {
	if b == nil || b.name == "" {
		return dsl.Val[string]{} // which is a diagnostic where it is used
	}
	return dsl.Named(dsl.Resource{Name: b.name, Kind: "bus"})
}

// Entries are the events to put, ten at most.
type Entries[T any] struct {
	Entries []Entry[T] `json:"Entries"`
	// EndpointID is that of a global endpoint. Optional.
	EndpointID string `json:"EndpointId,omitempty"`
}

// Entry is one event (Amazon EventBridge API reference, PutEventsRequestEntry).
type Entry[T any] struct {
	// Detail is the event's own data.
	Detail     T      `json:"Detail"`
	DetailType string `json:"DetailType"`
	Source     string `json:"Source"`
	// EventBusName is the bus; see [Bus.ARN]. Optional: the account's default bus.
	EventBusName string `json:"EventBusName,omitempty"`
	// Resources are ARNs that the event is about. Optional.
	Resources []string `json:"Resources,omitempty"`
	// Time is when it happened. Optional: when it is put.
	Time *time.Time `json:"Time,omitempty"`
	// TraceHeader is one of AWS X-Ray. Optional.
	TraceHeader string `json:"TraceHeader,omitempty"`
}

// FailedEntry is the error of a call of which some entries failed (Developer Guide,
// "Add EventBridge events with Step Functions").
const FailedEntry dsl.ErrorName = "EventBridge.FailedEntry"

// Result is what the service answers. Where an entry fails, the task does.
type Result struct {
	FailedEntryCount int       `json:"FailedEntryCount"`
	Entries          []Receipt `json:"Entries"`
}

// Receipt is the answer to one entry.
type Receipt struct {
	EventID string `json:"EventId"`
}

// PutEvents puts events on the buses that they name (Developer Guide, "Add
// EventBridge events with Step Functions"). With a [dsl.WaitForToken], an event's
// detail carries the task token to whoever is to answer.
func PutEvents[T any]() dsl.Call[Entries[T], Result] {
	return dsl.NewCall[Entries[T], Result](dsl.Integration{Resource: "arn:aws:states:::events:putEvents", Token: true})
}
