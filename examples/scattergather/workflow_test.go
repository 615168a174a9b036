package scattergather_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"github.com/quickstep-go/quickstep/dsl/dynamodb"
	"github.com/quickstep-go/quickstep/examples/scattergather"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

var prices = map[string]int{"north": 300, "south": 250, "west": 275}

func newRun(t *testing.T) (run *sfntest.Run[scattergather.Request, scattergather.Best], noted *atomic.Int64) {
	run, noted = sfntest.New(t, scattergather.Workflow), new(atomic.Int64)
	sfntest.Handle(run, scattergather.Ask, func(_ context.Context, in scattergather.Inquiry) (scattergather.Offer, error) {
		cents, ok := prices[in.Shop]
		if !ok || in.Product != "tea" {
			return scattergather.Offer{}, errors.New("closed")
		}
		return scattergather.Offer{Shop: in.Shop, Cents: cents}, nil
	})
	sfntest.Call(run, scattergather.Offers.PutItem(), func(context.Context, dynamodb.PutItem) (dynamodb.Changed, error) {
		noted.Add(1) // shops are asked side by side
		return dynamodb.Changed{}, nil
	})
	return run, noted
}

func TestBestOfThoseThatAnswer(t *testing.T) {
	run, noted := newRun(t)
	out, err := run.Start(scattergather.Request{Product: "tea", Shops: []string{"north", "closed", "south", "west"}}).Result()
	if err != nil || out != (scattergather.Best{Cents: 250, Offers: 3}) || noted.Load() != 3 {
		t.Errorf("got %+v, %v, noted %d", out, err, noted.Load())
	}
}

func TestNobodyAnswers(t *testing.T) {
	run, _ := newRun(t)
	_, err := run.Start(scattergather.Request{Product: "tea", Shops: []string{"closed"}}).Result()
	var f *sfntest.Failure
	if !errors.As(err, &f) || f.Name != "NoOffer" {
		t.Errorf("got %v", err)
	}
}
