package synth_test

import (
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/synth"
)

type subject struct {
	Topic string `json:"topic"`
	About string `json:"about"`
}

// TestNamed runs what names resources, in texts and as the cause of a failure: on the
// local runner a name stays as it is, and must not be taken for something else.
func TestNamed(t *testing.T) {
	subjects, topic := dsl.Fields[subject](), dsl.Named(dsl.Resource{Name: "Topic", Kind: "topic"})
	for name, c := range map[string]struct {
		w           dsl.Definition
		want, cause string
	}{
		"in a text": {w: dsl.Define("Text", func(_ *dsl.Block, v dsl.Val[string]) dsl.Val[string] {
			return dsl.Format("{} is about {}", topic, v)
		}), want: `"${Topic} is about it's"`},
		"in JSON": {w: dsl.Define("JSON", func(_ *dsl.Block, v dsl.Val[string]) dsl.Val[string] {
			return dsl.JSONText(dsl.Build(subject{}, dsl.To(&subjects.Topic, topic), dsl.To(&subjects.About, v)))
		}), want: `"{\"topic\":\"${Topic}\",\"about\":\"it's\"}"`},
		"as a cause": {w: dsl.Define("Cause", func(b *dsl.Block, v dsl.Val[string]) dsl.Val[string] {
			f := dsl.Fields[dsl.ErrorOutput]()
			dsl.FailWith(b, "Failed", dsl.Build(dsl.ErrorOutput{Error: "Mine"}, dsl.To(&f.Cause, topic)))
			return v
		}), cause: "${Topic}"},
	} {
		for _, w := range []dsl.Definition{c.w, dsl.Redefine(c.w, dsl.JSONPath())} {
			out, err := synth.Workflow(w)
			if err != nil {
				t.Fatal(err)
			}
			machine, err := runner.CompileParsed(out.Machine)
			if err != nil {
				t.Fatalf("%s: %v\n%s", name, err, out.Definition)
			}
			x, err := machine.Start(t.Context(), []byte(`"it's"`), runner.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if r, err := x.Result(t.Context()); err != nil || string(r.Output) != c.want || r.Cause != c.cause {
				t.Errorf("%s: got %s %s %v\n%s", name, r.Output, r.Cause, err, out.Definition)
			}
		}
	}
}
