package awsclient

import (
	"io"
	"reflect"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/ec2"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
	"github.com/quickstep-go/quickstep/internal/membername"
)

func TestSpelling(t *testing.T) {
	for _, c := range []struct{ id, pkg, want string }{
		{"Secrets Manager", "", "SecretsManager"}, {"ACM PCA", "", "AcmPca"}, {"IoT", "", "Iot"}, {"SFN", "", "Sfn"}, {"", "sqs", "Sqs"}, {"", "", ""},
	} {
		if got := (style{}).called(c.id, c.pkg).errors; got != c.want {
			t.Errorf("%q: got %s, want %s", c.id, got, c.want)
		}
	}
	for pkg, want := range map[string]string{"configservice": "aws-sdk:config:", "sqs": "aws-sdk:sqs:"} {
		if got := sdkStyle(pkg).prefix; got != want {
			t.Errorf("%s: got %s, want %s", pkg, got, want)
		}
	}
	if got := sdkStyle("rds").exception("DBInstanceNotFoundFault"); got != "DbInstanceNotFoundException" {
		t.Error(got)
	}
}

// upload has the kinds that no operation of the other tests has.
type upload struct {
	Body   io.Reader
	Blob   []byte
	Tags   map[string]string
	Nested []*upload
	Big    int64
	Real   *float64
	Tier   types.BillingMode
}

func TestKindsThereAndBack(t *testing.T) {
	for in, want := range map[string]string{
		`{"Body": "as it is"}`:                        `{"Body":"as it is","Big":0}`,
		`{"body": {"a": 1}}`:                          `{"Body":"{\"a\":1}","Big":0}`,
		`{"Blob": "aGk="}`:                            `{"Blob":"aGk=","Big":0}`,
		`{"Blob": {"a":1}}`:                           `{"Blob":"eyJhIjoxfQ==","Big":0}`,
		`{"Tags": {"z": "1", "a": "2"}}`:              `{"Tags":{"a":"2","z":"1"},"Big":0}`,
		`{"Nested": [{"Big": 2, "Real": 0.5}, null]}`: `{"Nested":[{"Big":2,"Real":0.5},null],"Big":0}`,
		`{"Big": 9223372036854775807, "Tier": "X"}`:   `{"Big":9223372036854775807,"Tier":"X"}`,
		`{"Tags": null, "Nested": [], "Tier": ""}`:    `{"Nested":[],"Big":0}`,
	} {
		v, err := jsonvalue.ParseString(in)
		if err != nil {
			t.Fatal(err)
		}
		var u upload
		var d decoder
		d.decode(reflect.ValueOf(&u).Elem(), v, "")
		e := encoder{spell: membername.Of}
		out, err := e.encode(reflect.ValueOf(u))
		if err != nil || len(d.problems) > 0 || out.JSON() != want {
			t.Errorf("%s: got %s, %v, %v; want %s", in, out, d.problems, err, want)
		}
	}
}

func TestBodyTooLong(t *testing.T) {
	e := encoder{spell: membername.Of}
	for size, ok := range map[int]bool{mostBody: true, mostBody + 1: false} {
		_, err := e.encode(reflect.ValueOf(upload{Body: strings.NewReader(strings.Repeat("x", size))}))
		if (err == nil) != ok {
			t.Errorf("%d bytes: %v", size, err)
		}
	}
}

// Whatever a state sends, it is decoded or refused with a reason, and what was
// decoded can be written.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{}`, `[]`, `null`, `{"Item": {"a": {"M": {"b": {"L": [{"S": "x"}, {"NULL": true}]}}}}}`, `{"Item": {"a": {"B": "aGk="}}, "Expected": {"a": {"Exists": false}}}`,
		`{"ValidUntil": "2026-01-01T00:00:00Z", "InstanceCount": 1e3}`, `{"ValidUntil": -1e300}`, `{"LaunchSpecification": {"UserData": 1}}`,
	} {
		f.Add(seed)
	}
	var s settings
	if err := Unions(&types.AttributeValueMemberS{}, &types.AttributeValueMemberM{}, &types.AttributeValueMemberL{}, &types.AttributeValueMemberB{}, &types.AttributeValueMemberNULL{})(&s); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v, err := jsonvalue.ParseString(text)
		if err != nil {
			return
		}
		for _, in := range []any{&dynamodb.PutItemInput{}, &ec2.RequestSpotInstancesInput{}} {
			d := decoder{unions: s.unions}
			d.decode(reflect.ValueOf(in).Elem(), v, "")
			if len(d.problems) > 0 {
				continue
			}
			e := encoder{spell: membername.Of}
			if _, err := e.encode(reflect.ValueOf(in)); err != nil {
				t.Errorf("%s was taken for %T and cannot be written: %v", text, in, err)
			}
		}
	})
}
