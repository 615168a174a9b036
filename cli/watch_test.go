package cli

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/quickstep-go/quickstep/runner"
)

// screen is a terminal that tells when a text has come.
type screen struct {
	mu     sync.Mutex
	text   strings.Builder
	wanted string
	came   chan struct{}
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.text.Write(p)
	if s.wanted != "" && strings.Contains(s.text.String(), s.wanted) {
		s.wanted = ""
		close(s.came)
	}
	return len(p), nil
}

// TestProgressIsLive: what a terminal shows is there while the execution runs. The
// handler of the last item waits until it is.
func TestProgressIsLive(t *testing.T) {
	for name, c := range map[string]struct{ mode, wanted string }{
		"inline":      {``, "Each: 9 of 10"},
		"distributed": {`"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},`, "Each: 10 items read, 1 running, 9 succeeded, 0 failed"},
	} {
		t.Run(name, func(t *testing.T) {
			m, err := runner.Compile([]byte(`{"StartAt":"Each","States":{"Each":{"Type":"Map","MaxConcurrency":1,"End":true,"ItemProcessor":{` + c.mode + `"StartAt":"One","States":{
				"One":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:f","End":true}}}}}}`))
			if err != nil {
				t.Fatal(err)
			}
			s := &screen{wanted: c.wanted, came: make(chan struct{})}
			f := runner.Handler(func(_ context.Context, payload []byte) ([]byte, error) {
				if string(payload) == "9" {
					<-s.came
				}
				return payload, nil
			})
			o := &runOptions{format: "text"}
			w := newWatcher(s)
			w.terminal = true
			done, err := o.watched(t.Context(), w, m, []byte(`[0,1,2,3,4,5,6,7,8,9]`), runner.Options{Functions: map[string]runner.Service{"f": f}})
			if err != nil || done.Status != runner.Succeeded {
				t.Fatal(done, err)
			}
			if text := s.text.String(); !strings.HasPrefix(text, "        0s → Each\n") || !strings.Contains(text, c.wanted+"\r\x1b[K") {
				t.Errorf("the screen shows %q", text)
			}
		})
	}
}
