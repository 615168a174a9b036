package check

import (
	"fmt"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var exclusive = &Rule{Code: "QS2011", Name: "exclusive", Severity: diag.Error, Title: "Of fields that say the same, one is there", part: checkExclusive}

// choice is a set of fields of which only one may be there.
type choice struct {
	fields []string
	needed bool // one must be there
	doubt  bool // whether AWS minds both is not on record
}

func pair(field string) choice { return choice{fields: []string{field, field + "Path"}} }

var (
	taskChoices = []choice{pair("TimeoutSeconds"), pair("HeartbeatSeconds")}
	waitChoices = []choice{{fields: []string{"SecondsPath", "Seconds", "TimestampPath", "Timestamp"}, needed: true}}
	failChoices = []choice{pair("Error"), pair("Cause")}
	mapChoices  = []choice{{fields: []string{"ItemProcessor", "Iterator"}, needed: true}, {fields: []string{"ItemSelector", "Parameters"}, doubt: true},
		pair("MaxConcurrency"), pair("ToleratedFailureCount"), pair("ToleratedFailurePercentage")}
	readerChoices      = []choice{pair("MaxItems")}
	batcherChoices     = []choice{pair("MaxItemsPerBatch"), pair("MaxInputBytesPerBatch")}
	credentialsChoices = []choice{{fields: []string{"RoleArn", "RoleArn.$"}, doubt: true}}
)

// choicesOf gives the sets of a part, with the names in AWS's order.
func choicesOf(x asl.Part) []choice {
	switch x.(type) {
	case *asl.Task:
		return taskChoices
	case *asl.Wait:
		return waitChoices
	case *asl.Fail:
		return failChoices
	case *asl.Map:
		return mapChoices
	case *asl.ReaderConfig:
		return readerChoices
	case *asl.ItemBatcher:
		return batcherChoices
	case *asl.Credentials:
		return credentialsChoices
	}
	return nil
}

func checkExclusive(r *run, x part) {
	for _, c := range choicesOf(x.lists) {
		var there []string
		for _, f := range c.fields {
			if x.object.Has(f) {
				there = append(there, f)
			}
		}
		switch {
		case len(there) > 1:
			both := problem{
				state:   x.state,
				at:      x.object.NameAt(there[1]),
				message: fmt.Sprintf("%s has both %s", x.kind, strings.Join(there, " and ")),
				help:    "keep one of them",
			}
			if c.doubt {
				both.severity = diag.Warning
			} else {
				both.aws = schema("There should only be one of the following fields: "+list(c.fields...), x.object.Location())
			}
			r.report(both)
		case len(there) == 0 && c.needed:
			at, help := misspelt(x.object, c.fields)
			r.report(problem{
				state:   x.state,
				at:      at,
				message: fmt.Sprintf("%s needs %s", x.kind, or(c.fields...)),
				help:    help,
				aws:     schema("This object should have only one of the following fields: "+list(c.fields...), x.object.Location()),
			})
		}
	}
}
