package sdkhistory

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"github.com/quickstep-go/quickstep/runner"
)

// TestEveryTypeArrives holds that an event of each type, with every field set,
// loses nothing: what the SDK's types hold is what the runner's JSON says.
func TestEveryTypeArrives(t *testing.T) {
	known := types.HistoryEventType("").Values()
	for kind := runner.ActivityFailed; kind <= runner.WaitStateExited; kind++ {
		e := runner.Event{
			ID: 7, PreviousID: 6, Type: kind, Time: runner.DefaultStart,
			State: "s", Input: "1", Output: "2", Error: "e", Cause: "c", Variables: map[string]string{"v": "3"},
			Resource: "r", ResourceType: "t", Region: "g", Parameters: "{}", Timeout: 8, Heartbeat: 9, CallerRole: "i",
			RoleARN: "o", Worker: "w", Location: "l", Length: 4, Index: 5,
		}
		converted, err := Events([]runner.Event{e})
		if err != nil {
			t.Fatal(err)
		}
		got := converted[0]
		if got.Id != 7 || got.PreviousEventId != 6 || !got.Timestamp.Equal(e.Time) || string(got.Type) != kind.String() || !slices.Contains(known, got.Type) {
			t.Errorf("%s: %+v", kind, got)
		}
		text, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		var members map[string]json.RawMessage
		if err := json.Unmarshal(text, &members); err != nil {
			t.Fatal(err)
		}
		for name := range members {
			if strings.HasSuffix(name, "EventDetails") && !filled(got, name) {
				t.Errorf("%s: %s did not arrive", kind, name)
			}
		}
	}
}

// filled tells whether the SDK's event has those details.
func filled(e types.HistoryEvent, name string) bool {
	field := reflect.ValueOf(e).FieldByName(strings.ToUpper(name[:1]) + name[1:])
	return field.IsValid() && !field.IsNil()
}
