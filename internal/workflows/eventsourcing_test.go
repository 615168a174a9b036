package workflows

import (
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/dynamodb"
	"github.com/quickstep-go/quickstep/dsl/events"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type command struct {
	Kind    string   `json:"kind"` // open, deposit or close
	Account string   `json:"account"`
	Readers []string `json:"readers"`
}

type fact struct {
	Event   string `json:"event"`
	Account string `json:"account"`
	Reader  string `json:"reader"`
}

var (
	commands = dsl.Fields[command]()
	facts    = dsl.Fields[fact]()
	factPut  = dsl.Fields[events.Entries[fact]]()
	factOne  = dsl.Fields[events.Entry[fact]]()
	ledger   = dynamodb.Declare("Ledger")
)

// eventSourcing turns a command into an event, appends that to the ledger, and tells
// each of the read models.
var eventSourcing = dsl.Define("EventSourcing", func(b *dsl.Block, in dsl.Val[command]) dsl.Val[string] {
	kind, account := dsl.At(in, &commands.Kind), dsl.At(in, &commands.Account)
	is := func(event string) func(*dsl.Block) dsl.Val[string] {
		return func(*dsl.Block) dsl.Val[string] { return dsl.Lit(event) }
	}
	event := dsl.Choose(b, "Which Event?", dsl.Cases[string]{
		{If: dsl.Eq(kind, "open"), Do: is("AccountOpened")},
		{If: dsl.Eq(kind, "deposit"), Do: is("MoneyDeposited")},
		{If: dsl.Eq(kind, "close"), Do: is("AccountClosed")},
	}, func(b *dsl.Block) dsl.Val[string] {
		return dsl.FailAs[string](b, "Unknown Command", "UnknownCommand", "there is no such command")
	})
	dsl.Task(b, "Append Event", ledger.PutItem(), dsl.Build(dynamodb.PutItem{ConditionExpression: "attribute_not_exists(id)"},
		dsl.To(&putItem.Item, dynamodb.ItemOf(
			dynamodb.Is("id", dynamodb.S(dsl.ExecutionName())),
			dynamodb.Is("account", dynamodb.S(account)),
			dynamodb.Is("event", dynamodb.S(event))))))
	dsl.Map(b, "Tell Readers", dsl.At(in, &commands.Readers), func(b *dsl.Block, reader dsl.Val[string]) dsl.Val[events.Result] {
		detail := dsl.Build(fact{}, dsl.To(&facts.Event, event), dsl.To(&facts.Account, account), dsl.To(&facts.Reader, reader))
		return dsl.Task(b, "Tell Reader", events.PutEvents[fact](), dsl.Build(events.Entries[fact]{}, dsl.To(&factPut.Entries, dsl.List(
			dsl.Build(events.Entry[fact]{Source: "bank.accounts"}, dsl.To(&factOne.Detail, detail), dsl.To(&factOne.DetailType, event), dsl.To(&factOne.EventBusName, orderBus.ARN()))))))
	})
	return event
})

func TestEventSourcing(t *testing.T) {
	inBoth(t, eventSourcing, func(t *testing.T, o ...dsl.Option) {
		r := sfntest.New(t, eventSourcing.Redefine(o...))
		stored := answers(r, ledger.PutItem(), dynamodb.Changed{})
		told := answers(r, events.PutEvents[fact](), events.Result{})
		e := r.Start(command{"deposit", "a-1", []string{"balance", "audit"}})
		if out := succeeds(t, e, "Which Event?", "Append Event", "Tell Readers", "Tell Reader", "Tell Reader"); out != "MoneyDeposited" {
			t.Errorf("got %q", out)
		}
		if *(*stored)[0].Item["event"].S != "MoneyDeposited" || len(*told) != 2 {
			t.Errorf("stored %v, told %v", *stored, *told)
		}
		ends(t, r.Start(command{Kind: "burn", Readers: []string{}}), "UnknownCommand")
	})
}
