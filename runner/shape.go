package runner

// A shape says which fields an event type has, and under which name AWS keeps
// them.
type shape struct {
	field string // such as taskFailedEventDetails; "" has no details
	data  dataKind
	task  taskKind
}

// dataKind is what the value of a record is.
type dataKind uint8

const (
	noData dataKind = iota
	inputData
	outputData
	parametersData
)

// taskKind is what an event says of a task's resource.
type taskKind uint8

const (
	noTask      taskKind = iota
	serviceTask          // the service and its action
	arnTask              // the ARN
)

var shapes = [...]shape{
	ActivityFailed:               {field: "activityFailedEventDetails"},
	ActivityScheduleFailed:       {field: "activityScheduleFailedEventDetails"},
	ActivityScheduled:            {field: "activityScheduledEventDetails", data: inputData, task: arnTask},
	ActivityStarted:              {field: "activityStartedEventDetails"},
	ActivitySucceeded:            {field: "activitySucceededEventDetails", data: outputData},
	ActivityTimedOut:             {field: "activityTimedOutEventDetails"},
	ChoiceStateEntered:           {field: "stateEnteredEventDetails", data: inputData},
	ChoiceStateExited:            {field: "stateExitedEventDetails", data: outputData},
	EvaluationFailed:             {field: "evaluationFailedEventDetails"},
	ExecutionAborted:             {field: "executionAbortedEventDetails"},
	ExecutionFailed:              {field: "executionFailedEventDetails"},
	ExecutionRedriven:            {field: "executionRedrivenEventDetails"},
	ExecutionStarted:             {field: "executionStartedEventDetails", data: inputData},
	ExecutionSucceeded:           {field: "executionSucceededEventDetails", data: outputData},
	ExecutionTimedOut:            {field: "executionTimedOutEventDetails"},
	FailStateEntered:             {field: "stateEnteredEventDetails", data: inputData},
	LambdaFunctionFailed:         {field: "lambdaFunctionFailedEventDetails"},
	LambdaFunctionScheduleFailed: {field: "lambdaFunctionScheduleFailedEventDetails"},
	LambdaFunctionScheduled:      {field: "lambdaFunctionScheduledEventDetails", data: inputData, task: arnTask},
	LambdaFunctionStartFailed:    {field: "lambdaFunctionStartFailedEventDetails"},
	LambdaFunctionStarted:        {},
	LambdaFunctionSucceeded:      {field: "lambdaFunctionSucceededEventDetails", data: outputData},
	LambdaFunctionTimedOut:       {field: "lambdaFunctionTimedOutEventDetails"},
	MapIterationAborted:          {field: "mapIterationAbortedEventDetails"},
	MapIterationFailed:           {field: "mapIterationFailedEventDetails"},
	MapIterationStarted:          {field: "mapIterationStartedEventDetails"},
	MapIterationSucceeded:        {field: "mapIterationSucceededEventDetails"},
	MapRunAborted:                {},
	MapRunFailed:                 {field: "mapRunFailedEventDetails"},
	MapRunRedriven:               {field: "mapRunRedrivenEventDetails"},
	MapRunStarted:                {field: "mapRunStartedEventDetails"},
	MapRunSucceeded:              {},
	MapStateAborted:              {},
	MapStateEntered:              {field: "stateEnteredEventDetails", data: inputData},
	MapStateExited:               {field: "stateExitedEventDetails", data: outputData},
	MapStateFailed:               {},
	MapStateStarted:              {field: "mapStateStartedEventDetails"},
	MapStateSucceeded:            {},
	ParallelStateAborted:         {},
	ParallelStateEntered:         {field: "stateEnteredEventDetails", data: inputData},
	ParallelStateExited:          {field: "stateExitedEventDetails", data: outputData},
	ParallelStateFailed:          {},
	ParallelStateStarted:         {},
	ParallelStateSucceeded:       {},
	PassStateEntered:             {field: "stateEnteredEventDetails", data: inputData},
	PassStateExited:              {field: "stateExitedEventDetails", data: outputData},
	SucceedStateEntered:          {field: "stateEnteredEventDetails", data: inputData},
	SucceedStateExited:           {field: "stateExitedEventDetails", data: outputData},
	TaskFailed:                   {field: "taskFailedEventDetails", task: serviceTask},
	TaskScheduled:                {field: "taskScheduledEventDetails", data: parametersData, task: serviceTask},
	TaskStartFailed:              {field: "taskStartFailedEventDetails", task: serviceTask},
	TaskStarted:                  {field: "taskStartedEventDetails", task: serviceTask},
	TaskStateAborted:             {},
	TaskStateEntered:             {field: "stateEnteredEventDetails", data: inputData},
	TaskStateExited:              {field: "stateExitedEventDetails", data: outputData},
	TaskSubmitFailed:             {field: "taskSubmitFailedEventDetails", task: serviceTask},
	TaskSubmitted:                {field: "taskSubmittedEventDetails", data: outputData, task: serviceTask},
	TaskSucceeded:                {field: "taskSucceededEventDetails", data: outputData, task: serviceTask},
	TaskTimedOut:                 {field: "taskTimedOutEventDetails", task: serviceTask},
	WaitStateAborted:             {},
	WaitStateEntered:             {field: "stateEnteredEventDetails", data: inputData},
	WaitStateExited:              {field: "stateExitedEventDetails", data: outputData},
}
