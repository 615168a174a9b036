package runner

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"time"
)

func compile(t testing.TB, definition string) *Machine {
	t.Helper()
	m, err := Compile([]byte(definition))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func start(t testing.TB, definition, input string, o Options) *Execution {
	t.Helper()
	x, err := compile(t, definition).Start(context.Background(), []byte(input), o)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func finished(t testing.TB, x *Execution) *Result {
	t.Helper()
	r, err := x.Result(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestSmoke(t *testing.T) {
	x := start(t, `{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":31536000,"Next":"B"},"B":{"Type":"Parallel","End":true,"Branches":[
	 {"StartAt":"C","States":{"C":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"${Inc}","Payload.$":"$"},"OutputPath":"$.Payload","Retry":[{"ErrorEquals":["States.ALL"]}],"End":true}}},
	 {"StartAt":"D","States":{"D":{"Type":"Map","ItemsPath":"$.l","ItemProcessor":{"StartAt":"E","States":{"E":{"Type":"Pass","End":true}}},"End":true}}}]}}}`,
		`{"v":1,"l":[1,2,3]}`, Options{Functions: map[string]Service{"Inc": ServiceFunc(func(_ context.Context, task *Task) ([]byte, error) {
			if task.Attempt < 2 {
				return nil, errors.New("no")
			}
			return task.Input(), nil
		})}})
	r := finished(t, x)
	if r.Status != Succeeded || r.Elapsed != 365*24*time.Hour+3*time.Second {
		t.Errorf("%s %s %s %s", r.Status, r.Output, r.Cause, r.Elapsed)
	}
	for _, e := range r.History {
		text, _ := json.Marshal(e)
		t.Log(string(text))
	}
}
