package sfntest_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/dynamodb"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type kinds struct {
	Text  string   `json:"text"`
	Count int      `json:"count"`
	Raw   []byte   `json:"raw"`
	Yes   bool     `json:"yes"`
	Tags  []string `json:"tags"`
	Sizes []int    `json:"sizes"`
	Raws  [][]byte `json:"raws"`
}

var (
	kindFields = dsl.Fields[kinds]()
	putItem    = dsl.Fields[dynamodb.PutItem]()
	written    = dsl.Fields[dynamodb.Changed]()

	// keep writes an attribute of each kind, and reads each from what was there.
	keep = dsl.Define("Keep", func(b *dsl.Block, in dsl.Val[kinds]) dsl.Val[kinds] {
		text := dsl.At(in, &kindFields.Text)
		item := dynamodb.ItemOf(
			dynamodb.Is("s", dynamodb.S(text)),
			dynamodb.Is("n", dynamodb.N(dsl.At(in, &kindFields.Count))),
			dynamodb.Is("nt", dynamodb.NText(dsl.Lit("12345678901234567890"))),
			dynamodb.Is("b", dynamodb.B(dsl.At(in, &kindFields.Raw))),
			dynamodb.Is("bool", dynamodb.Bool(dsl.At(in, &kindFields.Yes))),
			dynamodb.Is("null", dynamodb.Null()),
			dynamodb.Is("ss", dynamodb.SS(dsl.At(in, &kindFields.Tags))),
			dynamodb.Is("ns", dynamodb.NS(dsl.At(in, &kindFields.Sizes))),
			dynamodb.Is("bs", dynamodb.BS(dsl.At(in, &kindFields.Raws))),
			dynamodb.Is("bs1", dynamodb.BS(dsl.List(dsl.At(in, &kindFields.Raw)))),
			dynamodb.Is("l", dynamodb.L(dynamodb.S(text), dynamodb.Null(), dynamodb.L())),
			dynamodb.Is("m", dynamodb.M(dynamodb.Is("x", dynamodb.S(text)), dynamodb.Is("y", dynamodb.M()))))
		changed := dsl.Task(b, "Put", table.PutItem(), dsl.Build(dynamodb.PutItem{ReturnValues: dynamodb.AllOld, ReturnConsumedCapacity: dynamodb.TotalCapacity}, dsl.To(&putItem.Item, item)))
		old := dsl.Name(b, "old", dsl.AtOpt(changed, &written.Attributes))
		inner := dynamodb.Map(old, "m")
		return dsl.Build(kinds{},
			dsl.To(&kindFields.Text, dsl.Format("{} {}", dsl.Or(dynamodb.Text(inner, "x"), ""), dsl.Or(dynamodb.Text(old, "none"), "none"))),
			dsl.To(&kindFields.Count, dsl.Floor(dsl.ToNumber(dsl.Or(dynamodb.Number(old, "n"), "0")))),
			dsl.To(&kindFields.Raw, dynamodb.Bytes(old, "b")),
			dsl.To(&kindFields.Yes, dsl.Or(dynamodb.Flag(old, "bool"), false)),
			dsl.To(&kindFields.Tags, dsl.Concat(dsl.Or(dynamodb.Texts(old, "ss"), nil), dsl.Or(dynamodb.Numbers(old, "ns"), nil))),
			dsl.To(&kindFields.Sizes, dsl.List(dsl.Count(dsl.Or(dynamodb.List(old, "l"), nil)))),
			dsl.To(&kindFields.Raws, dsl.List(dynamodb.Bytes(old, "b"))))
	})
)

// TestAttributesOfEachKind: what the workflow writes is what DynamoDB's API takes, and
// what was there is read by its kind.
func TestAttributesOfEachKind(t *testing.T) {
	in := kinds{"t", 5, []byte("hi"), true, []string{"p"}, []int{1, 2}, [][]byte{[]byte("hi")}}
	var sent string
	run := sfntest.New(t, keep)
	sfntest.Call(run, table.PutItem(), func(_ context.Context, p dynamodb.PutItem) (dynamodb.Changed, error) {
		text, err := json.Marshal(p.Item)
		sent = string(text)
		return dynamodb.Changed{Attributes: &p.Item}, err
	})
	out, err := run.Start(in).Result()
	if err != nil {
		t.Fatal(err)
	}
	want := `{"b":{"B":"aGk="},"bool":{"BOOL":true},"bs":{"BS":["aGk="]},"bs1":{"BS":["aGk="]},"l":{"L":[{"S":"t"},{"NULL":true},{"L":[]}]},"m":{"M":{"x":{"S":"t"},"y":{"M":{}}}},"n":{"N":"5"},"ns":{"NS":["1","2"]},"nt":{"N":"12345678901234567890"},"null":{"NULL":true},"s":{"S":"t"},"ss":{"SS":["p"]}}`
	if diff := cmp.Diff(want, sent); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(kinds{"t none", 5, []byte("hi"), true, []string{"p", "1", "2"}, []int{3}, [][]byte{[]byte("hi")}}, out); diff != "" {
		t.Error(diff)
	}
}
