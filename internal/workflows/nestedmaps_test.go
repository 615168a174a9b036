package workflows

import (
	"context"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/awssdk"
	"github.com/quickstep-go/quickstep/dsl/s3"
	"github.com/quickstep-go/quickstep/dsl/sns"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type getObject struct {
	Bucket string `json:"Bucket"`
	Key    string `json:"Key"`
}

type objectBody struct {
	Body string `json:"Body"`
}

var (
	getObjects = dsl.Fields[getObject]()
	bodies     = dsl.Fields[objectBody]()
	listed     = dsl.Fields[s3.Listed]()

	logFiles = s3.Declare("Logs")
	alarms   = sns.Declare("Alarms")
	readFile = awssdk.Of[getObject, objectBody]("s3", "getObject").AllowedOn("arn:${AWS::Partition}:s3:::${Logs}/*")
)

// nestedMaps looks for errors in the log files of several days: a child execution for
// each day, in it one for each file, and in that an iteration for each line.
var nestedMaps = dsl.Define("NestedMaps", func(b *dsl.Block, days dsl.Val[[]string]) dsl.Val[int] {
	perDay := dsl.DistributedMap(b, "Each Day", dsl.ItemsOf(days), func(b *dsl.Block, day dsl.Val[string]) dsl.Val[int] {
		perFile := dsl.DistributedMap(b, "Each File", s3.List(logFiles.PrefixVal(day)), func(b *dsl.Block, file dsl.Val[s3.Listed]) dsl.Val[int] {
			content := dsl.Task(b, "Read File", readFile, dsl.Build(getObject{},
				dsl.To(&getObjects.Bucket, dsl.Named(dsl.Resource{Name: logFiles.Name(), Kind: "bucket"})),
				dsl.To(&getObjects.Key, dsl.At(file, &listed.Key))))
			bad := dsl.Filter(dsl.Split(dsl.At(content, &bodies.Body), "\n"), func(line dsl.Val[string]) dsl.Cond { return dsl.HasText(line, "ERROR") })
			sent := dsl.Map(b, "Each Error", bad, func(b *dsl.Block, line dsl.Val[string]) dsl.Val[sns.Receipt] {
				return dsl.Task(b, "Alarm", alarms.Publish(), dsl.Build(sns.Message{}, dsl.To(&message.Message, line)))
			})
			return dsl.Count(sent)
		}, dsl.DistributedOptions{Label: "Files", MaxConcurrency: 10})
		return dsl.Sum(perFile)
	}, dsl.DistributedOptions{Label: "Days", MaxConcurrency: 2})
	return dsl.Sum(perDay)
})

func TestNestedMaps(t *testing.T) {
	inBoth(t, nestedMaps, func(t *testing.T, o ...dsl.Option) {
		objects := &runner.MemoryObjects{}
		files := map[string]string{"mon/a": "ok\nERROR 1\nERROR 2", "mon/b": "ok", "tue/a": "ERROR 3"}
		for key, text := range files {
			objects.Put("Logs", key, []byte(text))
		}
		r := sfntest.New(t, nestedMaps.Redefine(o...), sfntest.Objects(objects))
		sfntest.Call(r, readFile, func(_ context.Context, in getObject) (objectBody, error) { return objectBody{files[in.Key]}, nil })
		sent := answers(r, alarms.Publish(), sns.Receipt{})
		out, err := r.Start([]string{"mon/", "tue/"}).Result()
		if err != nil || out != 3 || len(*sent) != 3 || !strings.HasPrefix((*sent)[0].Message, "ERROR") {
			t.Errorf("got %d, %v, sent %v", out, err, *sent)
		}
	})
}
