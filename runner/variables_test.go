package runner

import "testing"

// TestVariablesOfWhatIsOverTakeNoRoom holds that the quota of an execution counts the
// variables that can still be read: not those of iterations, branches and attempts
// that have ended.
func TestVariablesOfWhatIsOverTakeNoRoom(t *testing.T) {
	ends := `{"Type":"Pass","End":true}`
	fails := `{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:f","End":true}`
	mapOver := func(last string) string {
		return `{"QueryLanguage":"JSONata","StartAt":"M","States":{"M":{"Type":"Map","MaxConcurrency":1,"Items":[1,2,3],"ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Pass","Assign":{"own":"0123456789"},"Next":"J"},"J":` + last + `}},` +
			`"Retry":[{"ErrorEquals":["Again"]}],"Catch":[{"ErrorEquals":["Caught"],"Next":"Z"}],"Next":"Z"},"Z":{"Type":"Pass","Assign":{"more":"0123456789"},"End":true}}}`
	}
	for name, test := range map[string]struct {
		definition string
		answers    []Answer
		room       int
		want       Status
	}{
		"iterations, one after another": {mapOver(ends), nil, 12, Succeeded},
		"the iteration alone":           {mapOver(ends), nil, 11, Failed},
		"attempts":                      {mapOver(fails), []Answer{{Throw: &Failure{Name: "Again"}}, {}, {}, {}}, 12, Succeeded},
		"a catcher goes on":             {mapOver(fails), []Answer{{}, {Throw: &Failure{Name: "Caught"}}}, 12, Succeeded},
		"branches": {`{"QueryLanguage":"JSONata","StartAt":"P","States":{"P":{"Type":"Parallel","Next":"Z","Branches":[{"StartAt":"A","States":{"A":{"Type":"Pass","Assign":{"a":"0123456789"},"End":true}}},
			{"StartAt":"B","States":{"B":{"Type":"Wait","Seconds":1,"Next":"C"},"C":{"Type":"Pass","Assign":{"b":"0123456789"},"End":true}}}]},"Z":{"Type":"Pass","Assign":{"more":"0123456789"},"End":true}}}`, nil, 12, Succeeded},
		"branches at once": {`{"QueryLanguage":"JSONata","StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[{"StartAt":"A","States":{"A":{"Type":"Pass","Assign":{"a":"0123456789"},"Next":"W"},"W":{"Type":"Wait","Seconds":5,"End":true}}},
			{"StartAt":"B","States":{"B":{"Type":"Wait","Seconds":1,"Next":"C"},"C":{"Type":"Pass","Assign":{"b":"0123456789"},"End":true}}}]}}}`, nil, 12, Failed},
	} {
		r := finished(t, start(t, test.definition, `{}`, Options{States: map[string]Service{"J": Mock(test.answers...)}, Quotas: Quotas{ExecutionVariableBytes: test.room}}))
		if r.Status != test.want || r.Status == Failed && r.Error != errRuntime {
			t.Errorf("%s: %s %s %s", name, r.Status, r.Error, r.Cause)
		}
	}
}
