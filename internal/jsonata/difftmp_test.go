package jsonata

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

func TestDiffTmp(t *testing.T) {
	in, err := os.Open(os.Getenv("DIFF_IN"))
	if err != nil {
		t.Skip()
	}
	ans, _ := os.Open(os.Getenv("DIFF_ANS"))
	a, b := bufio.NewScanner(in), bufio.NewScanner(ans)
	a.Buffer(nil, 1<<24)
	b.Buffer(nil, 1<<24)
	n, bad, soft := 0, 0, 0
	for a.Scan() && b.Scan() {
		var q struct {
			E string
			D *string
		}
		var r struct{ K, J, C, M string; P *int }
		json.Unmarshal(a.Bytes(), &q)
		json.Unmarshal(b.Bytes(), &r)
		if r.C == "U1001" || r.K == "error" && r.C == "" {
			continue
		}
		n++
		env := Env{Limits: Limits{Steps: 3000000}}
		if q.D != nil {
			env.Input, _ = jsonvalue.ParseString(*q.D)
		}
		start := time.Now()
		e, err := Compile(q.E, Standard)
		var v jsonvalue.Value
		if err == nil {
			v, err = e.Eval(context.Background(), env)
		}
		if d := time.Since(start); d > 2*time.Second {
			fmt.Println("SLOW", d, q.E)
		}
		got := ""
		var je *Error
		switch {
		case errors.Is(err, ErrFunctionResult):
			got = "function"
		case errors.As(err, &je):
			got = "error " + je.Code
			if r.K == "error" && r.C == je.Code && r.M != je.Message {
				soft++
				if soft < 0 {
					fmt.Printf("SOFT %s\n   got %s @%d\n  want %s \n", q.E, je.Message, je.Position, r.M)
				}
			}
		case !v.Exists():
			got = "undefined"
		default:
			got = "result " + v.JSON()
		}
		want := r.K
		if r.K == "result" {
			want += " " + r.J
		} else if r.K == "error" {
			want += " " + r.C
		}
		if strings.HasPrefix(got, "error") && r.K == "error" && r.C[0] != 'S' && je.Code[0] != 'S' {
			continue
		}
		if got != want {
			bad++
			if bad < 40 {
				fmt.Printf("EXPR %s\n   got %.300s %v\n  want %.300s %s\n", q.E, got, je, want, r.M)
			}
		}
	}
	fmt.Println("compared", n, "differ", bad, "messages", soft)
}
