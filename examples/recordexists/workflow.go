// Package recordexists validates a record, adds it if it is new, and publishes
// which of the two happened.
package recordexists

import (
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/dsl/sns"
)

// Record is one record.
type Record struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Validation says whether a record may be added.
type Validation struct {
	IsNew bool `json:"isNew"`
}

// Outcome says what happened.
type Outcome struct {
	ID     string `json:"id"`
	Result string `json:"result"` // "inserted" or "already exists"
}

var (
	record     = dsl.Fields[Record]()
	validation = dsl.Fields[Validation]()
	outcome    = dsl.Fields[Outcome]()
	message    = dsl.Fields[sns.Message]()
)

var (
	// Validate tells whether a record is new; one that is not valid is an error.
	Validate = lambda.Declare[Record, Validation]("ValidateRecord")
	// Add stores a record.
	Add = lambda.Declare[Record, struct{}]("AddRecord")
	// Topic is told what happened.
	Topic = sns.Declare("RecordTopic")
)

var retried = dsl.Policy{Retry: []dsl.Retry{{On: lambda.TransientErrors(), Jitter: true}}}

// Workflow validates, adds what is new, and tells.
var Workflow = dsl.Define("RecordExists", func(b *dsl.Block, in dsl.Val[Record]) dsl.Val[Outcome] {
	checked := dsl.Task(b, "Validate Record", Validate.Invoke(), in, retried)
	result := dsl.Name(b, "result", dsl.Choose(b, "Is New?", dsl.Cases[string]{
		{If: dsl.Is(dsl.At(checked, &validation.IsNew)), Do: func(b *dsl.Block) dsl.Val[string] {
			dsl.Task(b, "Add Record", Add.Invoke(), in, retried)
			return dsl.Lit("inserted")
		}},
	}, func(b *dsl.Block) dsl.Val[string] {
		return dsl.Lit("already exists")
	}))
	dsl.Task(b, "Publish Result", Topic.Publish(), dsl.Build(sns.Message{Subject: "Record"},
		dsl.To(&message.Message, dsl.Format("record {}: {}", dsl.At(in, &record.ID), result))))
	return dsl.Build(Outcome{}, dsl.To(&outcome.ID, dsl.At(in, &record.ID)), dsl.To(&outcome.Result, result))
})
