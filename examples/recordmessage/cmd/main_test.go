package main

import (
	"strings"
	"testing"
)

func TestPlay(t *testing.T) {
	for args, want := range map[string][]string{
		"":                       {`"greeting":"hello"`, "0s  Record Message", "9s  Job Succeed", "SUCCEEDED after 9s", `{"statusCode":200}`},
		"-status 500 -after 12s": {"12s  Job Failed", "FAILED after 12s", "RecordFailed: the recorder did not answer 200"},
		"-silent":                {"TIMED_OUT after 30s"},
	} {
		var out strings.Builder
		if err := play(strings.Fields(args), &out); err != nil {
			t.Errorf("%q: %v", args, err)
		}
		for _, w := range want {
			if !strings.Contains(out.String(), w) {
				t.Errorf("%q printed no %q:\n%s", args, w, out.String())
			}
		}
	}
	if err := play([]string{"-nope"}, new(strings.Builder)); err == nil {
		t.Error("an unknown flag was taken")
	}
}
