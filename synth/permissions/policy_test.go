package permissions

import (
	"fmt"
	"slices"
	"testing"
)

func many(n int, self bool) []Statement {
	var all []Statement
	for i := range n {
		all = append(all, Statement{Actions: []string{"sqs:SendMessage"}, Self: self,
			Resources: []string{fmt.Sprintf("arn:aws:sqs:eu-west-1:123456789012:queue-%0*d", 60, i)}})
	}
	return all
}

func TestPoliciesFit(t *testing.T) {
	for _, n := range []int{0, 1, 40, 100, 400} {
		statements := append(many(n, false), many(n/10, true)...)
		inline, count := 0, 0
		for _, p := range Policies(statements) {
			size := sizeOf(p.Statements)
			count += len(p.Statements)
			if !p.Managed {
				inline += size
			} else if size > ManagedLimit {
				t.Errorf("%d statements: a managed policy of %d characters", n, size)
			}
			for _, s := range p.Statements {
				if s.Self != p.Self {
					t.Errorf("%d statements: one that names the machine is among others", n)
				}
			}
		}
		if inline > InlineLimit {
			t.Errorf("%d statements: inline policies of %d characters", n, inline)
		}
		if count != len(statements) {
			t.Errorf("%d statements became %d", len(statements), count)
		}
	}
}

func TestLargeStatementIsDivided(t *testing.T) {
	var large Statement
	large.Actions = []string{"s3:GetObject"}
	for _, s := range many(300, false) {
		large.Resources = append(large.Resources, s.Resources...)
	}
	var all []string
	for _, p := range Policies([]Statement{large}) {
		for _, s := range p.Statements {
			if size := sizeOf([]Statement{s}); size > ManagedLimit {
				t.Errorf("a statement of %d characters", size)
			}
			all = append(all, s.Resources...)
		}
	}
	slices.Sort(all)
	if !slices.Equal(all, large.Resources) {
		t.Error("resources were lost or doubled")
	}
}

func TestSubstitutionsCount(t *testing.T) {
	short := sizeOf([]Statement{{Actions: []string{"a:B"}, Resources: []string{"x"}}})
	long := sizeOf([]Statement{{Actions: []string{"a:B"}, Resources: []string{"${F}"}}})
	if long-short < 50 {
		t.Errorf("a substitution counts for %d characters only", long-short)
	}
}
