package patterns_test

import (
	"context"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/dsl/patterns"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type booking struct {
	Ref string `json:"ref"`
}

var (
	bookFlight   = lambda.Declare[string, booking]("BookFlight")
	bookHotel    = lambda.Declare[string, booking]("BookHotel")
	charge       = lambda.Declare[string, booking]("Charge")
	cancelFlight = lambda.Declare[booking, struct{}]("CancelFlight")
	cancelHotel  = lambda.Declare[booking, struct{}]("CancelHotel")

	booked = dsl.Fields[booking]()
)

var trip = dsl.Define("Trip", func(b *dsl.Block, who dsl.Val[string]) dsl.Val[string] {
	var saga patterns.Saga
	flight := patterns.Step(b, &saga, "flight", func(b *dsl.Block) dsl.Val[booking] {
		return dsl.Task(b, "Book Flight", bookFlight.Invoke(), who)
	}, func(b *dsl.Block, booked dsl.Val[booking]) {
		dsl.Task(b, "Cancel Flight", cancelFlight.Invoke(), booked)
	})
	hotel := patterns.Step(b, &saga, "hotel", func(b *dsl.Block) dsl.Val[booking] {
		return dsl.Task(b, "Book Hotel", bookHotel.Invoke(), who)
	}, func(b *dsl.Block, booked dsl.Val[booking]) {
		dsl.Task(b, "Cancel Hotel", cancelHotel.Invoke(), booked)
	})
	patterns.Step(b, &saga, "payment", func(b *dsl.Block) dsl.Val[booking] {
		return dsl.Task(b, "Charge", charge.Invoke(), who)
	}, nil)
	return dsl.Format("{} and {}", dsl.At(flight, &booked.Ref), dsl.At(hotel, &booked.Ref))
})

func TestSaga(t *testing.T) {
	for fails, want := range map[string]string{
		"":             "BookFlight BookHotel Charge",
		"BookFlight":   "BookFlight",
		"BookHotel":    "BookFlight BookHotel CancelFlight(f-1)",
		"Charge":       "BookFlight BookHotel Charge CancelHotel(h-1) CancelFlight(f-1)",
		"Charge twice": "BookFlight BookHotel Charge CancelHotel(h-1)",
	} {
		t.Run(fails, func(t *testing.T) {
			var calls []string
			r := sfntest.New(t, trip)
			book := func(name, ref string) func(context.Context, string) (booking, error) {
				return func(context.Context, string) (booking, error) {
					calls = append(calls, name)
					if strings.HasPrefix(fails, name) {
						return booking{}, sfntest.Error("Refused", name)
					}
					return booking{ref}, nil
				}
			}
			cancel := func(name string) func(context.Context, booking) (struct{}, error) {
				return func(_ context.Context, b booking) (struct{}, error) {
					calls = append(calls, name+"("+b.Ref+")")
					if fails == "Charge twice" {
						return struct{}{}, sfntest.Error("CannotCancel", name)
					}
					return struct{}{}, nil
				}
			}
			sfntest.Handle(r, bookFlight, book("BookFlight", "f-1"))
			sfntest.Handle(r, bookHotel, book("BookHotel", "h-1"))
			sfntest.Handle(r, charge, book("Charge", "c-1"))
			sfntest.Handle(r, cancelFlight, cancel("CancelFlight"))
			sfntest.Handle(r, cancelHotel, cancel("CancelHotel"))
			out, err := r.Start("Ada").Result()
			switch {
			case fails == "Charge twice":
				wantError(t, err, "CannotCancel")
			case fails != "":
				wantError(t, err, "Refused")
			case err != nil || out != "f-1 and h-1":
				t.Errorf("got %q, %v", out, err)
			}
			if got := strings.Join(calls, " "); got != want {
				t.Errorf("calls %s, want %s", got, want)
			}
		})
	}
}
