// Package sdkhistory gives an execution's history in the types of the AWS SDK for
// Go v2, so that code written for the answers of GetExecutionHistory can read the
// local runner's as well.
//
// It is a room of its own because the runner itself links no SDK. Non-goals: a
// client, and any other answer of the service.
package sdkhistory

import (
	"encoding/json"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"github.com/quickstep-go/quickstep/runner"
)

// Events converts events, such as those of [runner.Result]. The SDK's fields are
// named like the service's, which the runner's JSON follows; so an error says
// that an event was made by hand and does not fit.
func Events(events []runner.Event) ([]types.HistoryEvent, error) {
	all := make([]types.HistoryEvent, len(events))
	for i, e := range events {
		text, err := json.Marshal(e)
		if err == nil {
			err = json.Unmarshal(text, &all[i])
		}
		if err != nil {
			return nil, fmt.Errorf("event %d, %s: %w", e.ID, e.Type, err)
		}
	}
	return all, nil
}
