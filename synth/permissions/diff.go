package permissions

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ParsePolicy reads the statements of a policy document: those that allow. It is
// an error where the document is no JSON, or says NotAction or NotResource,
// which cannot be compared.
func ParsePolicy(document []byte) ([]Statement, error) {
	var policy struct{ Statement json.RawMessage }
	if err := json.Unmarshal(document, &policy); err != nil {
		return nil, unread(err, `a policy document is an object with "Statement"`)
	}
	if policy.Statement == nil {
		return nil, errors.New(`the policy cannot be read: a policy document has "Statement", and this has none`)
	}
	var written oneOrMore[policyStatement]
	if err := json.Unmarshal(policy.Statement, &written); err != nil {
		return nil, unread(err, `a statement is written as {"Effect": "Allow", "Action": …, "Resource": …}`)
	}
	var statements []Statement
	var faults []error
	for i, s := range written {
		switch {
		case s.NotAction != nil || s.NotResource != nil:
			faults = append(faults, fmt.Errorf("statement %d of the policy says NotAction or NotResource: write what it allows, as Action and Resource", i))
		case strings.EqualFold(s.Effect, "Allow"):
			statements = append(statements, Statement{Actions: sorted(s.Action), Resources: sorted(s.Resource), Condition: s.condition(), Reasons: []Reason{}})
		}
	}
	return statements, errors.Join(faults...)
}

// unread words why a document is no policy: where it is JSON, by what is wanted and
// what stands there.
func unread(err error, wanted string) error {
	var wrong *json.UnmarshalTypeError
	if !errors.As(err, &wrong) {
		return fmt.Errorf("the policy cannot be read: %w", err)
	}
	what := map[string]string{"array": "a list", "object": "an object", "string": "a text", "bool": "true or false"}[wrong.Value]
	if what == "" {
		what = "a number"
	}
	if wrong.Field != "" {
		return fmt.Errorf("the policy cannot be read: %s; %s is %s", wanted, wrong.Field, what)
	}
	return fmt.Errorf("the policy cannot be read: %s; this is %s", wanted, what)
}

type policyStatement struct {
	Effect                 string
	Action, Resource       oneOrMore[string]
	NotAction, NotResource json.RawMessage
	Condition              map[string]map[string]oneOrMore[any]
}

func (s *policyStatement) condition() Condition {
	if len(s.Condition) == 0 {
		return nil
	}
	c := Condition{}
	for operator, keys := range s.Condition {
		for key, values := range keys {
			var words []string
			for _, v := range values {
				words = append(words, fmt.Sprint(v))
			}
			c.with(operator, key, words...)
		}
	}
	return c
}

// oneOrMore reads a value or a list of them, as IAM takes either.
type oneOrMore[T any] []T

func (o *oneOrMore[T]) UnmarshalJSON(text []byte) error {
	var many []T
	if json.Unmarshal(text, &many) == nil {
		*o = many
		return nil
	}
	var one T
	if err := json.Unmarshal(text, &one); err != nil {
		return err
	}
	*o = oneOrMore[T]{one}
	return nil
}

// Diff compares what a policy allows with what a machine needs: missing is
// needed and not allowed, extra is allowed beyond the need, or more widely. Both
// are merged and sorted like the statements of [Derive].
//
// A condition narrows: a statement with one covers a need only where the need
// has it too. Keys and values are compared as text.
func Diff(have, need []Statement) (missing, extra []Statement) {
	has, needs := atoms(have), atoms(need)
	return merge(uncovered(needs, has)), merge(uncovered(has, needs))
}

// uncovered gives the atoms that none of the others allows.
func uncovered(all, by []needAtom) []need {
	var left []need
	for _, a := range all {
		if !slices.ContainsFunc(by, func(b needAtom) bool { return b.covers(a.need) }) {
			left = append(left, a.need)
		}
	}
	return left
}

// needAtom is one action on one resource of a statement.
type needAtom struct{ need }

func atoms(statements []Statement) []needAtom {
	var all []needAtom
	for _, s := range statements {
		n := need{condition: s.Condition, wildcard: s.Wildcard, self: s.Self}
		for _, n.action = range s.Actions {
			for _, n.resource = range s.Resources {
				all = append(all, needAtom{n}.because(s.Reasons)...)
			}
		}
	}
	return all
}

// because repeats an atom for every state and reason, so that merging finds
// them again.
func (a needAtom) because(reasons []Reason) []needAtom {
	var all []needAtom
	for _, r := range reasons {
		a.why = r.Why
		if len(r.States) == 0 {
			all = append(all, a)
		}
		for _, a.state = range r.States {
			all = append(all, a)
		}
	}
	if len(all) == 0 {
		return []needAtom{a}
	}
	return all
}

// covers tells whether what a allows includes b.
func (a needAtom) covers(b need) bool {
	return matchesPattern(strings.ToLower(a.action), strings.ToLower(b.action)) && matchesPattern(a.resource, b.resource) && a.condition.allows(b.condition)
}

// allows tells whether a condition holds wherever another one does: the other
// one has all of its keys, with no other values.
func (c Condition) allows(other Condition) bool {
	for _, keys := range c {
		for key, values := range keys {
			narrower := other.values(key)
			if len(narrower) == 0 {
				return false
			}
			for _, v := range narrower {
				if !slices.ContainsFunc(values, func(p string) bool { return matchesPattern(p, v) }) {
					return false
				}
			}
		}
	}
	return true
}

func (c Condition) values(key string) []string {
	var all []string
	for _, keys := range c {
		for k, values := range keys {
			if strings.EqualFold(k, key) {
				all = append(all, values...)
			}
		}
	}
	return all
}

// matchesPattern matches IAM's asterisk and question mark; it takes time in
// proportion to the product of the lengths at most.
func matchesPattern(pattern, text string) bool {
	p, t, star, mark := 0, 0, -1, 0
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, t
			p++
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == text[t]):
			p++
			t++
		case star >= 0:
			mark++
			p, t = star+1, mark
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}
