package permissions

import (
	"testing"

	"github.com/quickstep-go/quickstep/asl"
)

// TestStatedAndFound: an ARN that is stated and that the call names as well is reached,
// and nothing is said of it.
func TestStatedAndFound(t *testing.T) {
	machine, _ := asl.Parse([]byte(`{"StartAt":"Run","States":{"Run":{"Type":"Task","Resource":"arn:aws:states:::aws-sdk:glue:startJobRun",
		"Parameters":{"JobName":"merge"},"End":true}}}`))
	for arn, warnings := range map[string]int{
		"arn:${AWS::Partition}:glue:${AWS::Region}:${AWS::AccountId}:job/merge": 0,
		"arn:${AWS::Partition}:glue:${AWS::Region}:${AWS::AccountId}:job/other": 1,
		"arn:${AWS::Partition}:glue:*:${AWS::AccountId}:job/merge":              0, // has it among others
		"arn:${AWS::Partition}:glue:*:${AWS::AccountId}:job/m*":                 0,
		"arn:${AWS::Partition}:glue:*:${AWS::AccountId}:job/o*":                 1,
	} {
		if _, found := Derive(machine, Options{On: map[string][]string{"Run": {arn}}}); len(found) != warnings {
			t.Errorf("of %s it says %v", arn, found)
		}
	}
}
