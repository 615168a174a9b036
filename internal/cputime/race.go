//go:build race

package cputime

// Race tells whether the race detector is on, under which time says nothing.
const Race = true
