package jsonata

import (
	"maps"
	"slices"
	"testing"
)

// TestLibrary holds that each function of the table can be called, and no other.
func TestLibrary(t *testing.T) {
	for _, p := range []Profile{Standard, AWS} {
		if made := slices.Sorted(maps.Keys(library(p))); !slices.Equal(made, Functions(p)) {
			t.Errorf("the table has %q, and the library %q", Functions(p), made)
		}
	}
}
