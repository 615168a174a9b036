package awsclient

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/quickstep-go/quickstep/internal/membername"
)

// Unions tells the members of unions, which Go types do not tell: pointers to
// them, such as &types.AttributeValueMemberS{}. Results need none of it.
func Unions(members ...any) Option {
	return func(s *settings) error {
		for _, m := range members {
			t := reflect.TypeOf(m)
			if t == nil || t.Kind() != reflect.Pointer || t.Elem().Kind() != reflect.Struct || !hasValue(t.Elem()) {
				return fmt.Errorf("awsclient.Unions: %T is no member of a union; give pointers such as &types.AttributeValueMemberS{}", m)
			}
			s.unions = append(s.unions, t)
		}
		return nil
	}
}

func hasValue(t reflect.Type) bool {
	_, ok := t.FieldByName("Value")
	return ok && strings.Contains(t.Name(), "Member")
}

// memberName gives the name of a union's member by its type: S for
// AttributeValueMemberS.
func memberName(union, member reflect.Type) (string, bool) {
	return strings.CutPrefix(member.Name(), union.Name()+"Member")
}

// member finds a union's member by its name in JSON, and all names there are.
func (d *decoder) member(union reflect.Type, name string) (found reflect.Type, all []string) {
	for _, t := range d.unions {
		if !t.Implements(union) {
			continue
		}
		known, ok := memberName(union, t.Elem())
		if ok && (strings.EqualFold(known, name) || membername.Of(known) == name) {
			return t.Elem(), nil
		}
		all = append(all, known)
	}
	return nil, all
}
