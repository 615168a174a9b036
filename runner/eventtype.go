package runner

import "strconv"

// EventType is the kind of a history event (AWS Step Functions API Reference,
// "HistoryEvent").
type EventType uint8

// The event types, by the names that GetExecutionHistory gives them.
const (
	ActivityFailed EventType = iota + 1
	ActivityScheduleFailed
	ActivityScheduled
	ActivityStarted
	ActivitySucceeded
	ActivityTimedOut
	ChoiceStateEntered
	ChoiceStateExited
	EvaluationFailed
	ExecutionAborted
	ExecutionFailed
	ExecutionRedriven
	ExecutionStarted
	ExecutionSucceeded
	ExecutionTimedOut
	FailStateEntered
	LambdaFunctionFailed
	LambdaFunctionScheduleFailed
	LambdaFunctionScheduled
	LambdaFunctionStartFailed
	LambdaFunctionStarted
	LambdaFunctionSucceeded
	LambdaFunctionTimedOut
	MapIterationAborted
	MapIterationFailed
	MapIterationStarted
	MapIterationSucceeded
	MapRunAborted
	MapRunFailed
	MapRunRedriven
	MapRunStarted
	MapRunSucceeded
	MapStateAborted
	MapStateEntered
	MapStateExited
	MapStateFailed
	MapStateStarted
	MapStateSucceeded
	ParallelStateAborted
	ParallelStateEntered
	ParallelStateExited
	ParallelStateFailed
	ParallelStateStarted
	ParallelStateSucceeded
	PassStateEntered
	PassStateExited
	SucceedStateEntered
	SucceedStateExited
	TaskFailed
	TaskScheduled
	TaskStartFailed
	TaskStarted
	TaskStateAborted
	TaskStateEntered
	TaskStateExited
	TaskSubmitFailed
	TaskSubmitted
	TaskSucceeded
	TaskTimedOut
	WaitStateAborted
	WaitStateEntered
	WaitStateExited
)

var eventNames = [...]string{
	ActivityFailed:               "ActivityFailed",
	ActivityScheduleFailed:       "ActivityScheduleFailed",
	ActivityScheduled:            "ActivityScheduled",
	ActivityStarted:              "ActivityStarted",
	ActivitySucceeded:            "ActivitySucceeded",
	ActivityTimedOut:             "ActivityTimedOut",
	ChoiceStateEntered:           "ChoiceStateEntered",
	ChoiceStateExited:            "ChoiceStateExited",
	EvaluationFailed:             "EvaluationFailed",
	ExecutionAborted:             "ExecutionAborted",
	ExecutionFailed:              "ExecutionFailed",
	ExecutionRedriven:            "ExecutionRedriven",
	ExecutionStarted:             "ExecutionStarted",
	ExecutionSucceeded:           "ExecutionSucceeded",
	ExecutionTimedOut:            "ExecutionTimedOut",
	FailStateEntered:             "FailStateEntered",
	LambdaFunctionFailed:         "LambdaFunctionFailed",
	LambdaFunctionScheduleFailed: "LambdaFunctionScheduleFailed",
	LambdaFunctionScheduled:      "LambdaFunctionScheduled",
	LambdaFunctionStartFailed:    "LambdaFunctionStartFailed",
	LambdaFunctionStarted:        "LambdaFunctionStarted",
	LambdaFunctionSucceeded:      "LambdaFunctionSucceeded",
	LambdaFunctionTimedOut:       "LambdaFunctionTimedOut",
	MapIterationAborted:          "MapIterationAborted",
	MapIterationFailed:           "MapIterationFailed",
	MapIterationStarted:          "MapIterationStarted",
	MapIterationSucceeded:        "MapIterationSucceeded",
	MapRunAborted:                "MapRunAborted",
	MapRunFailed:                 "MapRunFailed",
	MapRunRedriven:               "MapRunRedriven",
	MapRunStarted:                "MapRunStarted",
	MapRunSucceeded:              "MapRunSucceeded",
	MapStateAborted:              "MapStateAborted",
	MapStateEntered:              "MapStateEntered",
	MapStateExited:               "MapStateExited",
	MapStateFailed:               "MapStateFailed",
	MapStateStarted:              "MapStateStarted",
	MapStateSucceeded:            "MapStateSucceeded",
	ParallelStateAborted:         "ParallelStateAborted",
	ParallelStateEntered:         "ParallelStateEntered",
	ParallelStateExited:          "ParallelStateExited",
	ParallelStateFailed:          "ParallelStateFailed",
	ParallelStateStarted:         "ParallelStateStarted",
	ParallelStateSucceeded:       "ParallelStateSucceeded",
	PassStateEntered:             "PassStateEntered",
	PassStateExited:              "PassStateExited",
	SucceedStateEntered:          "SucceedStateEntered",
	SucceedStateExited:           "SucceedStateExited",
	TaskFailed:                   "TaskFailed",
	TaskScheduled:                "TaskScheduled",
	TaskStartFailed:              "TaskStartFailed",
	TaskStarted:                  "TaskStarted",
	TaskStateAborted:             "TaskStateAborted",
	TaskStateEntered:             "TaskStateEntered",
	TaskStateExited:              "TaskStateExited",
	TaskSubmitFailed:             "TaskSubmitFailed",
	TaskSubmitted:                "TaskSubmitted",
	TaskSucceeded:                "TaskSucceeded",
	TaskTimedOut:                 "TaskTimedOut",
	WaitStateAborted:             "WaitStateAborted",
	WaitStateEntered:             "WaitStateEntered",
	WaitStateExited:              "WaitStateExited",
}

// String gives the type's name as AWS has it.
func (t EventType) String() string {
	if t == 0 || int(t) >= len(eventNames) {
		return "invalid event type " + strconv.Itoa(int(t))
	}
	return eventNames[t]
}

// MarshalText writes the type's name.
func (t EventType) MarshalText() ([]byte, error) { return []byte(t.String()), nil }
