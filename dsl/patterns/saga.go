package patterns

import "github.com/quickstep-go/quickstep/dsl"

// A Saga knows the steps that are done, and so what is to be undone. Its zero
// value has no steps.
type Saga struct {
	undo func(*dsl.Block, dsl.Val[dsl.ErrorOutput]) // what undoes all steps so far; nil where there is nothing to undo
}

// Step does one step of a saga. Where it fails, the steps before it are undone, the
// last one first, and its error is thrown: it fails the workflow, or reaches a
// [dsl.Try] around. An undo is given what its step gave; a step whose undo is nil
// leaves nothing behind.
//
// A step that fails is not undone itself, so it should be all or nothing. An undo
// that fails ends the saga with its own error: give it retries of its own.
func Step[T any](b *dsl.Block, s *Saga, name string, do func(*dsl.Block) dsl.Val[T], undo func(*dsl.Block, dsl.Val[T])) dsl.Val[T] {
	before := s.undo
	if before == nil {
		before = func(b *dsl.Block, e dsl.Val[dsl.ErrorOutput]) { dsl.Throw[T](b, e) }
	}
	var done dsl.Val[T]
	if s.undo == nil {
		done = do(b)
	} else {
		done = dsl.Try(b, name, do, func(b *dsl.Block, e dsl.Val[dsl.ErrorOutput]) dsl.Val[T] {
			before(b, e)
			return dsl.Val[T]{}
		})
	}
	if undo != nil {
		s.undo = dsl.Shared(b, name+" failure", func(b *dsl.Block, e dsl.Val[dsl.ErrorOutput]) {
			undo(b, done)
			before(b, e)
		})
	}
	return done
}
