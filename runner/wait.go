package runner

import (
	"math"
	"time"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonpath"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

func (c *compiler) wait(s *asl.Wait) node {
	n := &waitNode{outcome: c.outcome(jsonvalue.Value{}, asl.Path{}, s.OutputPath, s.Output, s.Assign)}
	if !c.at.jsonata {
		n.input = c.selection("InputPath", s.InputPath)
	}
	switch {
	case s.Seconds.Exists():
		n.seconds = c.amount("Seconds", s.Seconds, "")
	case s.SecondsPath != "":
		n.secondsPath = c.path(s.SecondsPath, "SecondsPath")
	case s.TimestampPath != "":
		n.timestampPath = c.path(s.TimestampPath, "TimestampPath")
	case c.at.jsonata && c.isExpression(s.Timestamp):
		n.timestampExpr = c.expression(s.Timestamp, "Timestamp")
	case s.Timestamp != "":
		var ok bool
		if n.timestamp, ok = asl.ParseTimestamp(s.Timestamp); !ok {
			c.bad([]string{"Timestamp"}, "the timestamp %q is not RFC 3339", "write it like 2026-01-02T15:04:05Z", s.Timestamp)
		}
	default:
		c.bad(nil, "the Wait state does not say for how long", "give it Seconds or Timestamp")
	}
	return n
}

// waitNode is a Wait state: it lets time pass (ASL spec, "Wait State").
type waitNode struct {
	input         *selection
	seconds       *amount
	secondsPath   *jsonpath.Path
	timestamp     time.Time
	timestampExpr *expression
	timestampPath *jsonpath.Path
	outcome       outcome
}

// longestWait is the longest delay that the service counts: a recording has it wait
// for a timestamp 24,855 days ahead, and one a day later is known to fail.
const longestWait = math.MaxInt32 * time.Second

func (n *waitNode) enter(t *thread) move {
	document, f := n.input.of(t, t.input)
	if f != nil {
		return t.fail(f)
	}
	t.see(afterInputPath, document)
	at, f := n.until(t, document)
	if f == nil && at > t.run.eng.in(longestWait) {
		f = t.runtime("Wait state delay is too long.")
	}
	if f != nil {
		return t.fail(f)
	}
	t.timer = t.run.eng.timerAt(at, func() {
		t.timer = nil
		t.resume(n.over(t, document))
	})
	return waits
}

func (n *waitNode) over(t *thread, document jsonvalue.Value) move {
	if t.at.jsonata {
		return t.finishJSONata(&n.outcome, jsonvalue.Value{}, t.input)
	}
	assigned, f := n.outcome.assign.from(t, document)
	if f != nil {
		return t.fail(f)
	}
	return t.finishPath(&n.outcome, document, document, assigned)
}

// until gives the moment the wait ends.
func (n *waitNode) until(t *thread, document jsonvalue.Value) (int64, *failure) {
	e := t.run.eng
	switch {
	case n.seconds != nil:
		s, f := n.seconds.eval(t)
		return e.in(seconds(max(s, 0))), f
	case n.secondsPath != nil:
		s, f := n.fromSecondsPath(t, document)
		return e.in(seconds(s)), f
	case n.timestampExpr != nil:
		return n.fromExpression(t)
	case n.timestampPath != nil:
		return n.fromTimestampPath(t, document)
	}
	return moment(n.timestamp), nil
}

func (n *waitNode) fromSecondsPath(t *thread, document jsonvalue.Value) (int64, *failure) {
	v, ok := n.secondsPath.Find(t.data(document).roots(true))
	s, whole := v.Int()
	switch {
	case !ok:
		return 0, t.runtime("The SecondsPath parameter does not reference an input value: %s", n.secondsPath)
	case !whole:
		return 0, t.runtime("The SecondsPath parameter cannot be parsed as a long value: %s == %s", n.secondsPath, plain(v))
	case s < 0:
		return 0, t.runtime("The SecondsPath parameter references a negative value: %s == %s", n.secondsPath, plain(v))
	}
	return s, nil
}

func (n *waitNode) fromExpression(t *thread) (int64, *failure) {
	v, f := n.timestampExpr.evalAs(t.data(t.input), jsonvalue.String)
	if f != nil {
		return 0, f
	}
	at, ok := asl.ParseTimestamp(v.Text())
	if !ok {
		return 0, t.valueRefused("Timestamp", "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: %s", v.Text())
	}
	return moment(at), nil
}

func (n *waitNode) fromTimestampPath(t *thread, document jsonvalue.Value) (int64, *failure) {
	v, found := n.timestampPath.Find(t.data(document).roots(true))
	if !found {
		return 0, t.runtime("The TimestampPath parameter does not reference an input value: %s", n.timestampPath)
	}
	at, ok := asl.ParseTimestamp(v.Text())
	if !ok {
		return 0, t.runtime("The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: %s == %s", n.timestampPath, plain(v))
	}
	return moment(at), nil
}

// moment is a time as the clock counts it, cut to what the clock can count.
func moment(t time.Time) int64 {
	switch {
	case t.Year() < 1700:
		return -1 << 63
	case t.Year() > 2200:
		return 1<<63 - 1
	}
	return t.UnixNano()
}

// plain writes a value into a message: a string without its quotes.
func plain(v jsonvalue.Value) string {
	if v.Kind() == jsonvalue.String {
		return v.Text()
	}
	return v.String()
}
