package draw

import (
	"strconv"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// details tells in a few short lines what a state does and for how long.
func details(name string, s asl.State) []string {
	var all lines
	switch s := s.(type) {
	case *asl.Task:
		all.add(work(s))
		all.add(pattern(s.Resource))
		all.add(after("at most ", seconds(s.TimeoutSeconds, s.TimeoutSecondsPath)))
		all.add(after("heartbeat every ", seconds(s.HeartbeatSeconds, s.HeartbeatSecondsPath)))
		all.retries(s.Retry)
	case *asl.Wait:
		all.add(after("for ", seconds(s.Seconds, s.SecondsPath)))
		all.add(after("until ", computed(s.Timestamp, s.TimestampPath)))
	case *asl.Fail:
		if err := computed(s.Error, s.ErrorPath); camel(err) != camel(name) {
			all.add(err)
		}
	case *asl.Parallel:
		all.retries(s.Retry)
	case *asl.Map:
		if len(innerScopes(s)) == 0 {
			all = append(all, iteration(s)...)
		}
		all.retries(s.Retry)
	case *asl.Unrecognized:
		all.add("of no known type: " + string(s.Type))
	}
	return all
}

// iteration tells over what a map goes, and how.
func iteration(m *asl.Map) []string {
	var all lines
	all.add(items(m))
	all.add(concurrency(m))
	all.add(tolerance(m))
	return all
}

type lines []string

func (l *lines) add(line string) {
	if line != "" {
		*l = append(*l, line)
	}
}

func (l *lines) retries(of []asl.Retrier) {
	for i := range of {
		attempts := quantity(of[i].MaxAttempts, "")
		switch attempts {
		case "0":
			l.add("no retry of " + some(of[i].ErrorEquals))
			continue
		case "":
			attempts = "3"
		}
		what := counted(len(of[i].ErrorEquals), "error")
		if len(of[i].ErrorEquals) == 1 {
			what = of[i].ErrorEquals[0]
		}
		l.add("retry " + attempts + "× on " + what)
	}
}

func after(prefix, text string) string {
	if text == "" {
		return ""
	}
	return prefix + text
}

func counted(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}

func before(text, suffix string) string {
	if text == "" {
		return ""
	}
	return text + suffix
}

// naming are the arguments that say in a word what a task reaches.
var naming = []string{"FunctionName", "StateMachineArn", "TopicArn", "QueueUrl", "TableName", "JobName",
	"ProjectName", "ClusterName", "TaskDefinition", "JobDefinition", "EventBusName", "Bucket", "ModelId", "ApiEndpoint"}

// work says what a task calls: lambda:invoke Recorder.
func work(t *asl.Task) string {
	call := t.Resource
	if _, service, ok := strings.Cut(call, ":states:::"); ok {
		call = strings.TrimSuffix(strings.TrimSuffix(service, ":2"), ".sync")
		call = strings.TrimSuffix(call, ".waitForTaskToken")
	} else if kind := kindOf(call); kind != "" {
		return kind + " " + bare(call)
	} else {
		return bare(call)
	}
	arguments := t.Arguments
	if !arguments.Exists() {
		arguments = t.Parameters
	}
	for _, name := range naming {
		if text := arguments.Get(name).Text(); text != "" && !strings.HasPrefix(text, "{%") {
			return call + " " + bare(text)
		}
	}
	return call
}

// kindOf tells what an ARN without an integration names.
func kindOf(arn string) string {
	switch {
	case strings.Contains(arn, ":function:"):
		return "lambda"
	case strings.Contains(arn, ":activity:"):
		return "activity"
	}
	return ""
}

// bare gives the name in an ARN, a URL or a substitution.
func bare(text string) string {
	if _, function, ok := strings.Cut(text, ":function:"); ok {
		text, _, _ = strings.Cut(function, ":") // without version or alias
	}
	text = text[strings.LastIndexAny(text, ":/")+1:]
	text = strings.TrimSuffix(strings.TrimPrefix(text, "${"), "}")
	return strings.TrimSuffix(text, ".Arn")
}

func pattern(resource string) string {
	switch {
	case strings.HasSuffix(resource, ".waitForTaskToken"):
		return "waits for its token"
	case strings.HasSuffix(resource, ".sync"), strings.HasSuffix(resource, ".sync:2"):
		return "waits until it is done"
	case strings.Contains(resource, ":activity:"):
		return "waits for a worker"
	}
	return ""
}

func items(m *asl.Map) string {
	each := "for each item"
	switch {
	case m.ItemReader != nil:
		each += " of " + strings.TrimPrefix(m.ItemReader.Resource, "arn:aws:states:::")
	case m.Items.Kind() == jsonvalue.String:
		each += " of " + expression(m.Items)
	case m.Items.Kind() == jsonvalue.Array:
		each = "for each of " + counted(m.Items.Len(), "item")
	case m.ItemsPath != "":
		each += " of " + path(m.ItemsPath)
	}
	if m.Distributed() {
		each += ", distributed"
	}
	return each
}

func concurrency(m *asl.Map) string {
	n := quantity(m.MaxConcurrency, m.MaxConcurrencyPath)
	if n == "0" {
		return ""
	}
	if n == "1" {
		return "one at a time"
	}
	return after("at most ", before(n, " at a time"))
}

func tolerance(m *asl.Map) string {
	count := quantity(m.ToleratedFailureCount, m.ToleratedFailureCountPath)
	share := quantity(m.ToleratedFailurePercentage, m.ToleratedFailurePercentagePath)
	switch {
	case count != "" && share != "":
		return "up to " + count + " or " + share + "% may fail"
	case count != "":
		return "up to " + count + " may fail"
	case share != "":
		return "up to " + share + "% may fail"
	}
	return ""
}

// quantity writes a number that may be computed, and nothing where there is none.
func quantity(n asl.Number, from string) string {
	if from != "" {
		return path(from)
	}
	if !n.Exists() {
		return ""
	}
	return expression(n.Value())
}

// seconds writes a duration.
func seconds(n asl.Number, from string) string {
	whole, ok := n.Int()
	if from != "" || !ok || whole < 0 {
		return before(quantity(n, from), " s")
	}
	var parts []string
	for _, unit := range []struct {
		of   int64
		name string
	}{{86400, " d"}, {3600, " h"}, {60, " min"}, {1, " s"}} {
		if k := whole / unit.of; k > 0 {
			parts = append(parts, strconv.FormatInt(k, 10)+unit.name)
			whole %= unit.of
		}
	}
	if len(parts) == 0 {
		return "0 s"
	}
	return strings.Join(parts, " ")
}

// computed writes a text that may be an expression or come from a path.
func computed(text, from string) string {
	if from != "" {
		return path(from)
	}
	return expression(jsonvalue.StringOf(text))
}
