package permissions

import (
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/awsdata"
)

// scope finds the resources of an SDK call: those its arguments name, those its
// author states, and "*" for an action that IAM checks against none.
func (c *call) scope(action string) found {
	prefix, name, _ := strings.Cut(action, ":")
	_, types, ok := awsdata.Action(prefix, name)
	if !ok {
		return c.only(action)
	}
	if len(types) == 0 {
		return found{arns: []string{"*"}, why: unscopable}
	}
	var named, made, missing []string
	var open []awsdata.ResourceType // what the arguments do not tell
	for _, t := range types {
		if arn, complete := c.fill(prefix, t); arn != "" && (complete || t.Required) {
			named = append(named, arn)
		} else {
			open = append(open, t)
		}
	}
	stated := c.chosen(open, len(named) > 0)
	for _, t := range open {
		switch {
		case !t.Required || len(stated) > 0:
		case c.makes(prefix, t):
			made = append(made, pattern(t.ARN))
		default:
			missing = append(missing, pattern(t.ARN))
		}
	}
	f := found{arns: slices.Concat(stated, named, made)}
	if len(missing) > 0 || len(f.arns) == 0 {
		c.askFor(action, missing, types, len(named) > 0)
	}
	return f
}

// only gives what the author states, for an action that the tables lack.
func (c *call) only(action string) found {
	if len(c.stated) == 0 {
		c.report(diag.Error, CodeDynamic, "what "+action+" reaches is not known", `state it, as in AllowedOn("arn:…")`)
	}
	return found{arns: c.all()}
}

// all takes all that the author states.
func (c *call) all() []string {
	for _, arn := range c.stated {
		c.use(arn)
	}
	return c.stated
}

// chosen takes the stated ARNs that are of one of the types. Where the arguments
// tell other resources already, a substitution counts for types that the action
// always takes only: it may stand for anything.
func (c *call) chosen(types []awsdata.ResourceType, others bool) []string {
	var chosen []string
	for _, arn := range c.stated {
		_, _, written := arnParts(arn)
		if slices.ContainsFunc(types, func(t awsdata.ResourceType) bool {
			return ofType(t.ARN, arn) && (written || t.Required || !others)
		}) {
			chosen = append(chosen, arn)
			c.use(arn)
		}
	}
	return chosen
}

// ofType tells whether an ARN that an author states may be of a type.
func ofType(template, arn string) bool {
	_, resource, _ := arnParts(template)
	before, _, _ := strings.Cut(resource, "${")
	return mayBe(arn, template, before)
}

// mayBe tells whether a stated ARN is of the service of another ARN, and its
// resource begins in a certain way, or is a pattern that may.
func mayBe(arn, like, before string) bool {
	service, resource, ok := arnParts(arn)
	if !ok {
		return arn == "*" || strings.HasPrefix(arn, "${") // of a substitution nobody can tell
	}
	own, _, _ := arnParts(like)
	return matchesPattern(service, own) && (strings.HasPrefix(resource, before) || matchesPattern(resource, before+"x"))
}

// askFor reports what the author has to state.
func (c *call) askFor(action string, missing []string, types []awsdata.ResourceType, some bool) {
	if len(missing) == 0 {
		for _, t := range types {
			missing = append(missing, pattern(t.ARN))
		}
	}
	if len(missing) > 6 {
		missing = append(missing[:6:6], "…")
	}
	severity, what := diag.Error, "the arguments do not tell which resource "+action+" reaches"
	if some {
		severity, what = diag.Warning, "the arguments do not tell all resources that "+action+" reaches"
	}
	c.report(severity, CodeDynamic, what, `state what it may be, as in AllowedOn("`+strings.Join(missing, `", "`)+`")`)
}

// makes tells whether an operation makes a resource of the type whose id AWS
// then chooses: CreateImage makes an image, and no argument holds an ImageId.
func (c *call) makes(prefix string, t awsdata.ResourceType) bool {
	all := pieces(t.ARN)
	id := all[len(all)-1].variable
	if v, _ := c.variable(prefix, id, t); v.given || !strings.HasSuffix(id, "Id") {
		return false
	}
	_, operation, _ := strings.Cut(strings.TrimPrefix(c.name, "aws-sdk:"), ":")
	for _, verb := range []string{"create", "run", "allocate", "import", "copy"} {
		noun, ok := strings.CutPrefix(strings.ToLower(operation), verb)
		if ok && strings.TrimSuffix(noun, "s") == strings.ReplaceAll(typeNoun(t.ARN), "-", "") {
			return true
		}
	}
	return false
}

// typeNoun is what stands before the name in an ARN: "image" in …:image/${ImageId}.
func typeNoun(arn string) string {
	_, resource, _ := arnParts(arn)
	before, _, _ := strings.Cut(resource, "${")
	before = strings.Trim(before, ":/")
	return strings.ToLower(before[strings.LastIndexAny(before, ":/")+1:])
}

// pattern is a type's ARN with asterisks for its variables.
func pattern(template string) string {
	var b strings.Builder
	for _, p := range pieces(template) {
		if p.variable == "" {
			b.WriteString(p.literal)
		} else {
			b.WriteByte('*')
		}
	}
	return b.String()
}

// piece is a literal or a variable of an ARN template.
type piece struct{ literal, variable string }

// pieces splits a template; partition, region and account become literals.
func pieces(template string) []piece {
	template = strings.NewReplacer("${Partition}", "\x00{AWS::Partition}", "${Region}", "\x00{AWS::Region}", "${Account}", "\x00{AWS::AccountId}").Replace(template)
	var all []piece
	for template != "" {
		literal, rest, ok := strings.Cut(template, "${")
		if literal != "" {
			all = append(all, piece{literal: strings.ReplaceAll(literal, "\x00", "$")})
		}
		if !ok {
			break
		}
		variable, after, _ := strings.Cut(rest, "}")
		all = append(all, piece{variable: variable})
		template = after
	}
	return all
}

// fill writes a type's ARN with what the arguments say of its variables. It is
// empty where they do not say the first; complete tells that they say all.
func (c *call) fill(prefix string, t awsdata.ResourceType) (arn string, complete bool) {
	complete = true
	first := true
	for _, p := range pieces(t.ARN) {
		if p.variable == "" {
			arn += p.literal
			continue
		}
		value, s := c.variable(prefix, p.variable, t)
		switch {
		case value.given && value.exact && first:
			var whole bool
			if arn, whole = c.begin(arn, t, s, value.known); whole {
				return arn, true
			}
		case value.given && value.exact:
			arn += value.known
		case first:
			return "", false
		default:
			arn += value.known + "*"
			complete = complete && value.given
		}
		first = false
	}
	return arn, complete && !first
}

// begin writes a type's ARN up to its first variable: it is the ARN that the
// argument holds or stands for, where that is of the type, and else what has
// been written so far and the argument's name. whole tells that nothing follows.
func (c *call) begin(before string, t awsdata.ResourceType, s *shape, value string) (arn string, whole bool) {
	switch {
	case s == nil && !strings.HasPrefix(value, "arn:"):
		return before + value, false
	case s == nil && ofType(t.ARN, value):
		return value, true
	case s == nil:
		return before + value[strings.LastIndexAny(value, ":/")+1:], false
	case s == itself:
		return c.arn(*s, value), true
	}
	if own, _, _ := strings.Cut(expand(s.arn), "{}"); own == before {
		if arn := c.arn(*s, value); !strings.HasPrefix(arn, "arn:") || ofType(t.ARN, arn) {
			return arn, false
		}
	}
	return before + c.nameOf(*s, value), false
}
