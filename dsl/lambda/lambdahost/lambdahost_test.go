package lambdahost_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/dsl/lambda/lambdahost"
)

var (
	double = lambda.Handle("Double", func(_ context.Context, n int) (int, error) { return 2 * n, nil })
	fails  = lambda.Handle("Fails", func(context.Context, int) (int, error) { return 0, errors.New("it is what it does") })
	alien  = lambda.Declare[int, int]("Alien")
)

const serveVariable = "QUICKSTEP_TEST_SERVE"

// TestMain serves the functions where a test has started this program again.
func TestMain(m *testing.M) {
	if os.Getenv(serveVariable) != "" {
		fmt.Fprintln(os.Stderr, lambdahost.Serve(double, fails))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// invoke plays Lambda's runtime API for one invocation of the program that serves
// both functions, and gives the path and the body of its answer.
func invoke(t *testing.T, handler, payload string) (path, body string) {
	t.Helper()
	type answer struct{ path, body string }
	answers := make(chan answer, 1)
	given := make(chan struct{}, 1)
	given <- struct{}{}
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			text, _ := io.ReadAll(r.Body)
			answers <- answer{r.URL.Path, string(text)}
			w.WriteHeader(http.StatusAccepted)
			return
		}
		select {
		case <-given:
			w.Header().Set("Lambda-Runtime-Aws-Request-Id", "7")
			w.Header().Set("Lambda-Runtime-Deadline-Ms", "9999999999999")
			io.WriteString(w, payload)
		case <-r.Context().Done(): // until the program is ended
		}
	}))
	defer api.Close()
	program := exec.Command(os.Args[0])
	program.Env = append(os.Environ(), serveVariable+"=1", "_HANDLER="+handler, "AWS_LAMBDA_RUNTIME_API="+strings.TrimPrefix(api.URL, "http://"))
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	got := <-answers
	program.Process.Kill()
	program.Wait()
	return got.path, got.body
}

func TestServe(t *testing.T) {
	path, body := invoke(t, "Double", "21")
	if !strings.HasSuffix(path, "/invocation/7/response") || body != "42" {
		t.Errorf("%s: %s", path, body)
	}
	path, body = invoke(t, "Fails", "21")
	if !strings.HasSuffix(path, "/invocation/7/error") || !strings.Contains(body, `"errorMessage":"it is what it does"`) || !strings.Contains(body, `"errorType":"errorString"`) {
		t.Errorf("%s: %s", path, body)
	}
}

func TestServeMistakes(t *testing.T) {
	for _, c := range []struct {
		handler   string
		functions []lambdahost.Function
		want      string
	}{
		{"", nil, "lambdahost.Serve was given no function; pass those that lambda.Handle gave"},
		{"", []lambdahost.Function{alien}, `the function "Alien" has no code; declare it with lambda.Handle`},
		{"Double", []lambdahost.Function{double, double}, `two functions are called "Double"; give one of them another name`},
		{"Dubble", []lambdahost.Function{double, fails}, `the Handler property of the Lambda function is "Dubble", and this program serves no function of that name; did you mean "Double"?`},
		{"bootstrap", []lambdahost.Function{double, fails}, `the Handler property of the Lambda function is "bootstrap", and this program serves no function of that name; it serves Double, Fails`},
	} {
		t.Setenv("_HANDLER", c.handler)
		if err := lambdahost.Serve(c.functions...); err == nil || err.Error() != c.want {
			t.Errorf("the error is\n%v\nwant\n%s", err, c.want)
		}
	}
}

func ExampleServe() {
	charge := lambda.Handle("Charge", func(_ context.Context, cents int) (string, error) { return fmt.Sprint("charged ", cents), nil })
	refund := lambda.Handle("Refund", func(_ context.Context, cents int) (string, error) { return fmt.Sprint("refunded ", cents), nil })
	fmt.Println(lambdahost.Serve(charge, refund)) // not on Lambda, where it serves one of the two
	// Output: the Handler property of the Lambda function is "", and this program serves no function of that name; it serves Charge, Refund
}
