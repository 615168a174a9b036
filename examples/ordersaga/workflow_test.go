package ordersaga_test

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/examples/ordersaga"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

var input = ordersaga.Input{UserDetails: ordersaga.UserDetails{Name: "Ada"}}

type run = sfntest.Run[ordersaga.Input, ordersaga.Notice]

// newRun serves a saga in which all goes well, and what would undo it.
func newRun(t *testing.T) *run {
	r := sfntest.New(t, ordersaga.Workflow)
	sfntest.Handle(r, ordersaga.CreateUser, func(_ context.Context, u ordersaga.UserDetails) (ordersaga.User, error) {
		return ordersaga.User{UserID: "user of " + u.Name, Status: "created"}, nil
	})
	sfntest.Handle(r, ordersaga.PlaceOrder, func(_ context.Context, u ordersaga.User) (ordersaga.Order, error) {
		return ordersaga.Order{OrderID: "order of " + u.UserID, Status: "placed"}, nil
	})
	sfntest.Handle(r, ordersaga.SendNotification, func(_ context.Context, o ordersaga.Order) (ordersaga.Notice, error) {
		return ordersaga.Notice{Status: "told of " + o.OrderID}, nil
	})
	sfntest.Handle(r, ordersaga.DeleteUser, func(_ context.Context, u ordersaga.User) (struct{}, error) {
		if u.UserID != "user of Ada" {
			t.Errorf("deletes %+v", u)
		}
		return struct{}{}, nil
	})
	sfntest.Handle(r, ordersaga.CancelOrder, func(_ context.Context, o ordersaga.Order) (struct{}, error) {
		if o.OrderID != "order of user of Ada" {
			t.Errorf("cancels %+v", o)
		}
		return struct{}{}, nil
	})
	return r
}

func failing[In, Out any](name dsl.ErrorName, times int) func(context.Context, In) (Out, error) {
	return func(context.Context, In) (out Out, err error) {
		if times == 0 {
			return out, nil
		}
		times--
		return out, sfntest.Error(name, "as the test wants")
	}
}

func TestAllGoesWell(t *testing.T) {
	e := newRun(t).Start(input)
	out, err := e.Result()
	if err != nil || out.Status != "told of order of user of Ada" {
		t.Errorf("got %+v, %v", out, err)
	}
	wantPath(t, e, "Create User", "Place Order", "Send Notification")
}

func TestNoUser(t *testing.T) {
	r := newRun(t)
	sfntest.Handle(r, ordersaga.CreateUser, failing[ordersaga.UserDetails, ordersaga.User]("NameTaken", -1))
	e := r.Start(input)
	wantError(t, e, "NameTaken")
	wantPath(t, e, "Create User")
}

func TestNoOrder(t *testing.T) {
	r := newRun(t)
	sfntest.Handle(r, ordersaga.PlaceOrder, failing[ordersaga.User, ordersaga.Order]("OutOfStock", -1))
	e := r.Start(input)
	wantError(t, e, "OutOfStock")
	wantPath(t, e, "Create User", "Place Order", "Delete User", "Order Failed")
}

func TestNoNotification(t *testing.T) {
	r := newRun(t)
	sfntest.Handle(r, ordersaga.SendNotification, failing[ordersaga.Order, ordersaga.Notice]("NoAddress", -1))
	e := r.Start(input)
	wantError(t, e, "NoAddress")
	wantPath(t, e, "Create User", "Place Order", "Send Notification", "Cancel Order", "Delete User", "Order Failed")
}

func TestTransientErrorsAreRetried(t *testing.T) {
	r := newRun(t)
	sfntest.Handle(r, ordersaga.PlaceOrder, failing[ordersaga.User, ordersaga.Order]("Lambda.ServiceException", 6))
	e := r.Start(input)
	if _, err := e.Result(); err != nil {
		t.Error(err)
	}
	if most := (2 + 4 + 8 + 16 + 32 + 64) * time.Second; e.Elapsed() <= 0 || e.Elapsed() > most {
		t.Errorf("took %s, want random delays of at most %s in all", e.Elapsed(), most)
	}
}

func TestTransientErrorsWithoutEndAreUndone(t *testing.T) {
	r := newRun(t)
	sfntest.Handle(r, ordersaga.PlaceOrder, failing[ordersaga.User, ordersaga.Order]("Lambda.ServiceException", 7))
	e := r.Start(input)
	wantError(t, e, "Lambda.ServiceException")
	wantPath(t, e, "Create User", "Place Order", "Delete User", "Order Failed")
}

func TestUndoingFailsLoudly(t *testing.T) {
	r := newRun(t)
	sfntest.Handle(r, ordersaga.SendNotification, failing[ordersaga.Order, ordersaga.Notice]("NoAddress", -1))
	sfntest.Handle(r, ordersaga.CancelOrder, failing[ordersaga.Order, struct{}]("CannotCancel", -1))
	e := r.Start(input)
	wantError(t, e, "CannotCancel")
	wantPath(t, e, "Create User", "Place Order", "Send Notification", "Cancel Order")
}

func wantPath(t *testing.T, e *sfntest.Execution[ordersaga.Notice], want ...string) {
	t.Helper()
	if got := e.Path(); !reflect.DeepEqual(got, want) {
		t.Errorf("path %q, want %q", got, want)
	}
}

func wantError(t *testing.T, e *sfntest.Execution[ordersaga.Notice], want dsl.ErrorName) {
	t.Helper()
	_, err := e.Result()
	var f *sfntest.Failure
	if !errors.As(err, &f) || f.Name != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
