package awsclient

import (
	"reflect"
	"strings"

	"github.com/quickstep-go/quickstep/internal/membername"
)

// fields are the members of an SDK struct that the API has: exported, and not of
// the Go SDK's own.
type fields []reflect.StructField

func fieldsOf(t reflect.Type) (all fields) {
	for i := range t.NumField() {
		if f := t.Field(i); f.IsExported() && !f.Anonymous && f.Name != "ResultMetadata" {
			all = append(all, f)
		}
	}
	return all
}

// find gives the index of the field that a parameter's name means, whatever its
// capitals: DbInstanceIdentifier is DBInstanceIdentifier.
func (all fields) find(name string) (int, bool) {
	for _, f := range all {
		if strings.EqualFold(f.Name, name) {
			return f.Index[0], true
		}
	}
	return 0, false
}

func (all fields) names() (names []string) {
	for _, f := range all {
		names = append(names, membername.Of(f.Name))
	}
	return names
}
