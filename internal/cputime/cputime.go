// Package cputime tells how much a test's process has worked.
//
// Goals: tests of cost that hold on a machine that others use as well, where the
// clock on the wall also counts the work of others. Non-goals: anything that is not
// a test or a benchmark.
package cputime

import "time"

// Of gives the time that processors spent in f on behalf of this process, garbage
// collection included. Nothing else should run in the process. Where the system does
// not tell, it is the time that went by.
func Of(f func()) time.Duration {
	before := spent()
	f()
	return spent() - before
}
