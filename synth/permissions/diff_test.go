package permissions

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestDiff(t *testing.T) {
	need := []Statement{
		{Actions: []string{"s3:GetObject", "s3:PutObject"}, Resources: []string{"arn:aws:s3:::b/in/*"}, Reasons: []Reason{{States: []string{"Copy"}, Why: "copies"}}},
		{Actions: []string{"iam:PassRole"}, Resources: []string{"${Role}"}, Condition: Condition{"StringEquals": {"iam:PassedToService": {"ecs-tasks.amazonaws.com"}}}},
	}
	for _, c := range []struct{ name, policy, missing, extra string }{
		{"the same", `{"Statement": [
			{"Effect": "Allow", "Action": ["s3:PutObject", "S3:getobject"], "Resource": "arn:aws:s3:::b/in/*"},
			{"Effect": "Allow", "Action": "iam:PassRole", "Resource": "${Role}", "Condition": {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}}]}`, "", ""},
		{"too much", `{"Statement": {"Effect": "Allow", "Action": ["s3:*", "iam:PassRole"], "Resource": "*"}}`, "",
			"iam:PassRole s3:*\n  on *\n"},
		{"too little", `{"Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}, {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/in/a"}]}`,
			"iam:PassRole\n  on ${Role}\n  if iam:PassedToService StringEquals ecs-tasks.amazonaws.com\n\ns3:GetObject s3:PutObject\n  on arn:aws:s3:::b/in/*\n  because [\"Copy\"] copies\n", ""},
		{"another condition", `{"Statement": [{"Effect": "Allow", "Action": "s3:*Object", "Resource": "arn:aws:s3:::b/*"},
			{"Effect": "Allow", "Action": "iam:PassRole", "Resource": "${Role}", "Condition": {"StringEquals": {"iam:PassedToService": ["ec2.amazonaws.com"]}}}]}`,
			"iam:PassRole\n  on ${Role}\n  if iam:PassedToService StringEquals ecs-tasks.amazonaws.com\n",
			"iam:PassRole\n  on ${Role}\n  if iam:PassedToService StringEquals ec2.amazonaws.com\n\ns3:*Object\n  on arn:aws:s3:::b/*\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			have, err := ParsePolicy([]byte(c.policy))
			if err != nil {
				t.Fatal(err)
			}
			missing, extra := Diff(have, need)
			if got := render(missing); got != c.missing {
				t.Errorf("missing:\n%s\nwant:\n%s", got, c.missing)
			}
			if got := render(extra); got != c.extra {
				t.Errorf("extra:\n%s\nwant:\n%s", got, c.extra)
			}
		})
	}
}

// TestWider: what is needed in a narrower form is told apart from what is not needed,
// even within one statement.
func TestWider(t *testing.T) {
	need := []Statement{{Actions: []string{"lambda:InvokeFunction"}, Resources: []string{"${Charge}"}}}
	have := []Statement{{Actions: []string{"lambda:InvokeFunction", "sqs:SendMessage"}, Resources: []string{"*"}}}
	_, extra := Diff(have, need)
	wide, rest := Wider(extra, need)
	if got, want := render(rest), "sqs:SendMessage\n  on *\n"; got != want {
		t.Errorf("rest:\n%s\nwant:\n%s", got, want)
	}
	if len(wide) != 1 {
		t.Fatalf("wide: %v", wide)
	}
	if got, want := render([]Statement{wide[0].Statement}), "lambda:InvokeFunction\n  on *\n"; got != want {
		t.Errorf("wide:\n%s\nwant:\n%s", got, want)
	}
	if got, want := render(wide[0].Enough), "lambda:InvokeFunction\n  on ${Charge}\n"; got != want {
		t.Errorf("enough:\n%s\nwant:\n%s", got, want)
	}
}

// TestWiderLosesNothing: what is parted is what there was.
func TestWiderLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		needed, extra := merge(needs(t)), merge(needs(t))
		wide, rest := Wider(extra, needed)
		all := rest
		for _, w := range wide {
			all = append(all, w.Statement)
			if len(w.Enough) == 0 || len(uncovered(atoms(w.Enough), atoms([]Statement{w.Statement}))) > 0 {
				t.Fatalf("%v is not what is needed of %v", w.Enough, w.Statement)
			}
		}
		if left, added := uncovered(atoms(extra), atoms(all)), uncovered(atoms(all), atoms(extra)); len(left)+len(added) > 0 {
			t.Fatalf("lost %v, added %v", left, added)
		}
		if len(covered(atoms(needed), atoms(rest))) > 0 {
			t.Fatalf("something of %v is needed", rest)
		}
	})
}

func TestParsePolicySaysWhatIsWrong(t *testing.T) {
	for text, want := range map[string]string{
		`[]`:                             `a policy document is an object with "Statement"; this is a list`,
		`{"PolicyDocument": {}}`:         `a policy document has "Statement", and this has none`,
		`{"Statement": 1}`:               `a statement is written as {"Effect": "Allow", "Action": …, "Resource": …}; this is a number`,
		`{"Statement": [{"Effect": 1}]}`: "a statement is written as",
	} {
		_, err := ParsePolicy([]byte(text))
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "Go ") {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

func TestParsePolicyRefuses(t *testing.T) {
	for _, text := range []string{``, `[]`, `{"Statement": 1}`, `{"Statement": {"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"}}`} {
		if s, err := ParsePolicy([]byte(text)); err == nil {
			t.Errorf("%s gave %v", text, s)
		}
	}
}

func TestMatchesPattern(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"*", "", true}, {"a*c", "abc", true}, {"a*c", "ab", false}, {"a?c", "abc", true}, {"a?c", "ac", false},
		{"*b*b*", "abb", true}, {"", "", true}, {"", "a", false}, {"a**", "a", true}, {"*a", "ba", true}, {"*a", "ab", false},
	} {
		if got := matchesPattern(c.pattern, c.text); got != c.want {
			t.Errorf("matchesPattern(%q, %q) = %v", c.pattern, c.text, got)
		}
	}
}

// needs draws needs from few words, so that they meet.
func needs(t *rapid.T) []need {
	word := func(label string, words ...string) string { return rapid.SampledFrom(words).Draw(t, label) }
	return rapid.SliceOf(rapid.Custom(func(t *rapid.T) need {
		n := need{action: word("action", "a:A", "a:B", "b:A"), resource: word("resource", "*", "r1", "r2", "${X}"),
			state: word("state", "", "S", "T"), why: word("why", "reads", "writes"), self: false}
		if rapid.Bool().Draw(t, "conditional") {
			n.condition = Condition{"StringEquals": {"k": {word("value", "1", "2")}}}
		}
		return n
	})).Draw(t, "needs")
}

// TestMergeGrantsExactlyTheUnion: merging neither adds nor loses a grant.
func TestMergeGrantsExactlyTheUnion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := func(n need) string { return n.action + " " + n.resource + " " + n.condition.key() }
		want, got := map[string]bool{}, map[string]bool{}
		needs := needs(t)
		for _, n := range needs {
			want[key(n)] = true
		}
		statements := merge(needs)
		for _, a := range atoms(statements) {
			got[key(a.need)] = true
		}
		for k := range want {
			if !got[k] {
				t.Errorf("lost: %s", k)
			}
		}
		for k := range got {
			if !want[k] {
				t.Errorf("added: %s", k)
			}
		}
		if again := merge(needs); render(again) != render(statements) {
			t.Error("merging the same needs twice gives two texts")
		}
	})
}

func TestDiffWithItselfIsEmpty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := merge(needs(t))
		if missing, extra := Diff(s, s); len(missing)+len(extra) > 0 {
			t.Errorf("missing %v, extra %v", missing, extra)
		}
	})
}
