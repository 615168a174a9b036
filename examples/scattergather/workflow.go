// Package scattergather asks several shops for a price at the same time, notes each
// answer, and gives the best; a shop that fails does not stop the others.
package scattergather

import (
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/dynamodb"
	"github.com/quickstep-go/quickstep/dsl/lambda"
)

// Request says what is wanted, and where to ask.
type Request struct {
	Product string   `json:"product"`
	Shops   []string `json:"shops"`
}

// Inquiry is what one shop is asked.
type Inquiry struct {
	Product string `json:"product"`
	Shop    string `json:"shop"`
}

// Offer is what it answers.
type Offer struct {
	Shop  string `json:"shop"`
	Cents int    `json:"cents"` // 0 for a shop that has not answered
}

// Best is the lowest price.
type Best struct {
	Cents  int `json:"cents"`
	Offers int `json:"offers"` // how many there were
}

var (
	request = dsl.Fields[Request]()
	inquiry = dsl.Fields[Inquiry]()
	offer   = dsl.Fields[Offer]()
	best    = dsl.Fields[Best]()
	put     = dsl.Fields[dynamodb.PutItem]()
)

var (
	// Ask asks a shop.
	Ask = lambda.Declare[Inquiry, Offer]("AskShop")
	// Offers keeps the answers.
	Offers = dynamodb.Declare("Offers")
)

// Workflow scatters the request over the shops and gathers their offers. An offer that
// cannot be noted fails the execution.
var Workflow = dsl.Define("ScatterGather", func(b *dsl.Block, in dsl.Val[Request]) dsl.Val[Best] {
	product := dsl.At(in, &request.Product)

	answers := dsl.Map(b, "Ask Shops", dsl.At(in, &request.Shops), func(b *dsl.Block, shop dsl.Val[string]) dsl.Val[Offer] {
		shop = dsl.Name(b, "shop", shop) // else its variable would be "askShopsItem"
		// No Answer ends this iteration. Its 0 is said with Lit, as Build takes one in the
		// literal for a field that was forgotten.
		noOffer := dsl.Catch{On: dsl.AllErrors(), Do: func(b *dsl.Block, _ dsl.Val[dsl.ErrorOutput]) {
			dsl.Succeed(b, "No Answer", dsl.Build(Offer{}, dsl.To(&offer.Shop, shop), dsl.To(&offer.Cents, dsl.Lit(0))))
		}}
		made := dsl.Task(b, "Ask Shop", Ask.Invoke(), dsl.Build(Inquiry{}, dsl.To(&inquiry.Product, product), dsl.To(&inquiry.Shop, shop)),
			dsl.Policy{Timeout: 10 * time.Second, Catch: []dsl.Catch{noOffer}})
		dsl.Task(b, "Note Offer", Offers.PutItem(), dsl.Build(dynamodb.PutItem{}, dsl.To(&put.Item, dynamodb.ItemOf(
			dynamodb.Is("product", dynamodb.S(product)),
			dynamodb.Is("shop", dynamodb.S(shop)),
			dynamodb.Is("cents", dynamodb.N(dsl.At(made, &offer.Cents)))))))
		return made
	}, dsl.MapOptions{MaxConcurrency: 10})

	offers := dsl.Name(b, "offers", dsl.Filter(answers, func(o dsl.Val[Offer]) dsl.Cond { return dsl.Gt(dsl.At(o, &offer.Cents), 0) }))
	dsl.If(b, "All Declined?", dsl.Eq(dsl.Count(offers), 0), func(b *dsl.Block) {
		dsl.Fail(b, "No Offer", "NoOffer", "no shop has made an offer")
	})
	prices := dsl.Each(offers, func(o dsl.Val[Offer]) dsl.Val[int] { return dsl.At(o, &offer.Cents) })
	return dsl.Succeed(b, "Best Offer", dsl.Build(Best{}, dsl.To(&best.Cents, dsl.Min(prices)), dsl.To(&best.Offers, dsl.Count(offers))))
})
