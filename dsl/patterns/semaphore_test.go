package patterns_test

import (
	"context"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/dynamodb"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/dsl/patterns"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

var (
	locks = dynamodb.Declare("Locks")
	work  = lambda.Declare[string, string]("Work")

	guarded = dsl.Define("Guarded", func(b *dsl.Block, in dsl.Val[string]) dsl.Val[string] {
		s := patterns.Semaphore{Table: locks, Key: "lock", Name: "reports", Limit: 2, Every: 5 * time.Second}
		return patterns.Hold(b, s, dsl.ExecutionID(), func(b *dsl.Block) dsl.Val[string] {
			return dsl.Task(b, "Work", work.Invoke(), in)
		})
	})
)

// lock is the semaphore's item, as DynamoDB would keep it.
type lock struct{ holders []string }

func (l *lock) update(_ context.Context, in dynamodb.UpdateItem) (dynamodb.Changed, error) {
	values := in.ExpressionAttributeValues
	me := values[":me"].SS[0]
	switch in.UpdateExpression {
	case "ADD holders :me":
		limit, err := strconv.Atoi(*values[":limit"].N)
		if err != nil {
			return dynamodb.Changed{}, err
		}
		if len(l.holders) >= limit && !slices.Contains(l.holders, *values[":name"].S) {
			return dynamodb.Changed{}, sfntest.Error(dynamodb.ConditionalCheckFailed, "The conditional request failed")
		}
		if !slices.Contains(l.holders, me) {
			l.holders = append(l.holders, me)
		}
	case "DELETE holders :me":
		l.holders = slices.DeleteFunc(l.holders, func(h string) bool { return h == me })
	default:
		return dynamodb.Changed{}, sfntest.Error("DynamoDB.AmazonDynamoDBException", in.UpdateExpression)
	}
	return dynamodb.Changed{}, nil
}

func TestHold(t *testing.T) {
	for name, c := range map[string]struct {
		held    []string
		fails   dsl.ErrorName
		freed   int // the attempt before which somebody else leaves
		elapsed time.Duration
		path    []string
	}{
		"there is a place":    {[]string{"other"}, "", 0, 0, []string{"Acquire", "Work", "Release"}},
		"nobody was there":    {nil, "", 0, 0, []string{"Acquire", "Work", "Release"}},
		"somebody leaves":     {[]string{"a", "b"}, "", 3, 10 * time.Second, []string{"Acquire", "Wait For A Place", "Acquire", "Wait For A Place", "Acquire", "Work", "Release"}},
		"the body has failed": {nil, "Broken", 0, 0, []string{"Acquire", "Work", "Release After Error", "Throw"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := sfntest.New(t, guarded)
			l := &lock{holders: slices.Clone(c.held)}
			attempts := 0
			sfntest.Call(r, locks.UpdateItem(), func(ctx context.Context, in dynamodb.UpdateItem) (dynamodb.Changed, error) {
				if attempts++; attempts == c.freed {
					l.holders = l.holders[1:]
				}
				if *in.Key["lock"].S != "reports" {
					t.Errorf("the key is %v", in.Key)
				}
				return l.update(ctx, in)
			})
			sfntest.Handle(r, work, func(_ context.Context, in string) (string, error) {
				if c.fails != "" {
					return "", sfntest.Error(c.fails, "")
				}
				return in + "!", nil
			})
			e := r.Start("x")
			out, err := e.Result()
			if c.fails != "" {
				wantError(t, err, c.fails)
			} else if err != nil || out != "x!" {
				t.Errorf("got %q, %v", out, err)
			}
			if !slices.Equal(e.Path(), c.path) || e.Elapsed() != c.elapsed {
				t.Errorf("path %q in %s", e.Path(), e.Elapsed())
			}
			if slices.ContainsFunc(l.holders, func(h string) bool { return len(h) > 5 }) {
				t.Errorf("the place was not given back: %q", l.holders)
			}
		})
	}
}
