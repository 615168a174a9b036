package patterns

import (
	"strconv"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/dynamodb"
)

// A Semaphore lets a number of holders in at once. It is one item of a DynamoDB
// table, whose attribute "holders" is the set of their names; nothing needs to be
// there beforehand.
type Semaphore struct {
	Table *dynamodb.Table
	Key   string        // the name of the table's partition key, which is a string
	Name  string        // the item's key
	Limit int           // holders at once
	Every time.Duration // between two attempts to get in; whole seconds
}

var update = dsl.Fields[dynamodb.UpdateItem]()

// Hold runs body while the holder is in the semaphore: it waits until there is a
// place, and gives it back when body is done or has failed. The holder is a name
// that nobody else has, such as [dsl.ExecutionID]; whoever asks twice under one name
// has one place.
//
// A body that ends the workflow with [dsl.Fail] or [dsl.Succeed], and an execution
// that is stopped or times out, keep their place: throw errors with [dsl.Throw], and
// delete the names of dead executions from the set, as by a rule on EventBridge's
// events of executions that ended.
func Hold[T any](b *dsl.Block, s Semaphore, holder dsl.Val[string], body func(*dsl.Block) dsl.Val[T]) dsl.Val[T] {
	dsl.Repeat(b, func(b *dsl.Block, again func(*dsl.Block)) dsl.Val[struct{}] {
		return dsl.Try(b, "acquired", func(b *dsl.Block) dsl.Val[struct{}] {
			dsl.Task(b, "Acquire", s.Table.UpdateItem(), dsl.Build(
				dynamodb.UpdateItem{
					UpdateExpression:    "ADD holders :me",
					ConditionExpression: "attribute_not_exists(holders) OR size(holders) < :limit OR contains(holders, :name)",
				},
				dsl.To(&update.Key, s.key()),
				dsl.To(&update.ExpressionAttributeValues, dynamodb.ItemOf(
					dynamodb.Is(":me", dynamodb.SS(dsl.List(holder))),
					dynamodb.Is(":name", dynamodb.S(holder)),
					dynamodb.Is(":limit", dsl.Lit(dynamodb.Attribute{N: new(strconv.Itoa(s.Limit))}))))))
			return dsl.Lit(struct{}{})
		}, func(b *dsl.Block, _ dsl.Val[dsl.ErrorOutput]) dsl.Val[struct{}] {
			dsl.Wait(b, "Wait For A Place", s.Every)
			again(b)
			return dsl.Val[struct{}]{}
		}, dynamodb.ConditionalCheckFailed)
	})
	result := dsl.Try(b, "held", body, func(b *dsl.Block, e dsl.Val[dsl.ErrorOutput]) dsl.Val[T] {
		s.release(b, "Release After Error", holder)
		return dsl.Throw[T](b, e)
	})
	s.release(b, "Release", holder)
	return result
}

func (s Semaphore) key() dsl.Val[dynamodb.Item] {
	return dynamodb.ItemOf(dynamodb.Is(s.Key, dsl.Lit(dynamodb.Attribute{S: new(s.Name)})))
}

// release gives a place back. It may be done twice, and is worth many attempts.
func (s Semaphore) release(b *dsl.Block, name string, holder dsl.Val[string]) {
	dsl.Task(b, name, s.Table.UpdateItem(), dsl.Build(dynamodb.UpdateItem{UpdateExpression: "DELETE holders :me"},
		dsl.To(&update.Key, s.key()),
		dsl.To(&update.ExpressionAttributeValues, dynamodb.ItemOf(dynamodb.Is(":me", dynamodb.SS(dsl.List(holder)))))),
		dsl.Policy{Retry: []dsl.Retry{{On: dsl.AllErrors(), Max: 10, MaxDelay: time.Minute, Jitter: true}}})
}
