package randomflow

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/awssdk"
	"github.com/quickstep-go/quickstep/runner"
)

// union is a call of the AWS SDK whose payload has a union, of which it answers what
// it was sent.
type union struct {
	name   string
	member member
	of     *expr
	id     int
}

// A member is one of the types that a union may hold.
type member int

const (
	memberText member = iota
	memberNumber
	memberFlag
	memberTexts
	members
)

func (u member) kind() kind { return []kind{aText, aNumber, aFlag, texts}[u] }

// gives is the kind of what is read: numbers of DynamoDB are texts.
func (u member) gives() kind { return []kind{aText, aText, aFlag, texts}[u] }

// union draws such a call.
func (g *gen) union(int) (stmt, bool) {
	s := &union{name: g.name(), member: member(g.n(int(members)))}
	s.of = g.expr(s.member.kind(), 2)
	s.id = g.add(s.member.gives())
	return s, true
}

var (
	putFields      = dsl.Fields[dynamodb.PutItemInput]()
	putOutFields   = dsl.Fields[dynamodb.PutItemOutput]()
	textMember     = dsl.Fields[types.AttributeValueMemberS]()
	numberMember   = dsl.Fields[types.AttributeValueMemberN]()
	flagMember     = dsl.Fields[types.AttributeValueMemberBOOL]()
	textsMember    = dsl.Fields[types.AttributeValueMemberSS]()
	putItem        = awssdk.Call[dynamodb.PutItemInput, dynamodb.PutItemOutput]().AllowedTo("dynamodb:PutItem")
	people, putKey = "People", "a-b"
)

func (s *union) build(m *maker, b *dsl.Block) {
	switch s.member {
	case memberText:
		m.values[s.id] = dsl.At(put[types.AttributeValueMemberS](b, s.name, dsl.To(&textMember.Value, get[string](m, s.of))), &textMember.Value)
	case memberNumber:
		m.values[s.id] = dsl.At(put[types.AttributeValueMemberN](b, s.name, dsl.To(&numberMember.Value, dsl.Format("{}", get[int](m, s.of)))), &numberMember.Value)
	case memberFlag:
		m.values[s.id] = dsl.At(put[types.AttributeValueMemberBOOL](b, s.name, dsl.To(&flagMember.Value, get[bool](m, s.of))), &flagMember.Value)
	case memberTexts:
		m.values[s.id] = dsl.At(put[types.AttributeValueMemberSS](b, s.name, dsl.To(&textsMember.Value, get[[]string](m, s.of))), &textsMember.Value)
	}
}

// put sends an item with a member of the union, and gives what the answer holds.
func put[M any](b *dsl.Block, name string, value dsl.Part) dsl.Val[M] {
	var none M
	sent := dsl.Variant[types.AttributeValue](dsl.Build(none, value))
	item := dsl.Dict[map[string]types.AttributeValue](
		dsl.Entry[types.AttributeValue]{Key: putKey, Value: sent},
		dsl.Entry[types.AttributeValue]{Key: "kind", Value: dsl.Lit[types.AttributeValue](&types.AttributeValueMemberNULL{Value: true})})
	before := dsl.Task(b, name, putItem, dsl.Build(dynamodb.PutItemInput{TableName: &people}, dsl.To(&putFields.Item, item)))
	return dsl.VariantOf[M](dsl.Key(dsl.At(before, &putOutFields.Attributes), putKey))
}

func (s *union) run(r *run) signal {
	r.env[s.id] = s.of.eval(r)
	if s.member == memberNumber {
		r.env[s.id] = fmt.Sprint(r.env[s.id])
	}
	return signal{}
}

// putting serves the call: the item before is the one that is put.
func putting(_ context.Context, t *runner.Task) ([]byte, error) {
	var in struct {
		TableName string
		Item      map[string]json.RawMessage
	}
	if err := json.Unmarshal(t.Input(), &in); err != nil || in.TableName != people || len(in.Item) != 2 {
		return nil, &runner.Failure{Name: "Garbled", Cause: string(t.Input())}
	}
	return encode(map[string]any{"Attributes": in.Item}), nil
}
