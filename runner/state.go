package runner

import "github.com/quickstep-go/quickstep/asl"

// A state is one state of a compiled machine.
type state struct {
	name    string
	number  int32 // from 1, among the machine's
	node    node
	jsonata bool
	next    *state // where it goes when its work is done; nil ends

	entered, exited EventType
	aborted, failed EventType // 0 where the kind has none

	retry []retrier
	catch []catcher
}

// events of each kind of state.
var events = map[asl.Kind]state{
	asl.KindTask:     {entered: TaskStateEntered, exited: TaskStateExited, aborted: TaskStateAborted},
	asl.KindPass:     {entered: PassStateEntered, exited: PassStateExited},
	asl.KindChoice:   {entered: ChoiceStateEntered, exited: ChoiceStateExited},
	asl.KindWait:     {entered: WaitStateEntered, exited: WaitStateExited, aborted: WaitStateAborted},
	asl.KindSucceed:  {entered: SucceedStateEntered, exited: SucceedStateExited},
	asl.KindFail:     {entered: FailStateEntered},
	asl.KindParallel: {entered: ParallelStateEntered, exited: ParallelStateExited, aborted: ParallelStateAborted, failed: ParallelStateFailed},
	asl.KindMap:      {entered: MapStateEntered, exited: MapStateExited, aborted: MapStateAborted, failed: MapStateFailed},
}
