package runner

import (
	"context"
	"sync"
)

// A callContext is the context of a handler, which ends when nobody wants its answer
// any more. Most handlers never look: what tells of the end is made when one does.
// From then on it is an ordinary context that can be cancelled.
type callContext struct {
	context.Context // the execution's
	mu              sync.Mutex
	own             *ownContext
	over            bool
}

type ownContext struct {
	context.Context
	cancel context.CancelFunc
}

func (c *callContext) Done() <-chan struct{} { return c.real().Done() }

func (c *callContext) Err() error { return c.real().Err() }

// Value asks the real context, as that is how contexts find each other.
func (c *callContext) Value(key any) any { return c.real().Value(key) }

func (c *callContext) real() context.Context {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.own == nil {
		c.own = new(ownContext)
		c.own.Context, c.own.cancel = context.WithCancel(c.Context)
		if c.over {
			c.own.cancel()
		}
	}
	return c.own.Context
}

// end ends the context.
func (c *callContext) end() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.over = true; c.own != nil {
		c.own.cancel()
	}
}
