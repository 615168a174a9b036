package permissions

import (
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

// call is one thing a state has done for it.
type call struct {
	*deriver
	place    *asl.Place
	position diag.Position // where the definition says so

	name string // service and operation, "lambda:invoke"; of an SDK call with "aws-sdk:" before
	sync bool   // the state waits for the job to end

	arguments
	credentials *asl.Credentials // nil where the machine's own role does the call
	direct      string           // the Resource of a task that is itself what the task reaches
	extra       func(*call)      // what to do in place of the tables; for readers and writers
	stated      []string         // the ARNs its author states
}

// newCall reads a Task's Resource: arn:PARTITION:states:REGION:ACCOUNT:CALL.PATTERN.
// It is false for a Resource that is itself what the task reaches.
func (d *deriver) newCall(place *asl.Place, resource string, at diag.Position, args arguments) (*call, bool) {
	c := &call{deriver: d, place: place, position: at, arguments: args, stated: d.on(place)}
	service, rest, ok := arnParts(resource)
	if !ok || service != "states" || strings.HasPrefix(rest, "activity:") {
		return c, false
	}
	c.name, rest, _ = strings.Cut(rest, ".")
	c.sync = rest == "sync" || rest == "sync:2"
	return c, true
}

// on gives what the author states for a state: by its pointer, or else its name.
// A substitution of a known kind becomes the ARN it stands for.
func (d *deriver) on(place *asl.Place) []string {
	stated, ok := d.options.On[place.Pointer()]
	if !ok {
		stated = d.options.On[place.Name]
	}
	arns := make([]string, len(stated))
	for i, arn := range stated {
		arns[i] = d.statedARN(arn)
	}
	return arns
}

func (d *deriver) statedARN(arn string) string {
	name, rest, ok := leadingToken(arn)
	if !ok {
		return arn
	}
	for _, s := range []shape{bucket, queue} {
		if d.resources[name].Kind == s.kind {
			return d.arn(s, "${"+name+"}") + rest
		}
	}
	return arn
}

// need adds what the call asks IAM for.
func (c *call) need(actions string, f found, where Condition, why string) {
	for _, action := range strings.Fields(actions) {
		for _, arn := range f.arns {
			c.reach(arn)
			if arn == "*" && f.why == "" {
				f.why = "the author states that it may reach anything"
			}
			c.add(need{action: action, resource: arn, condition: where, wildcard: f.why, state: c.place.Name, why: why})
		}
	}
}

// choose gives the stated ARNs that a shape fits.
func (c *call) choose(s shape) []string {
	var chosen []string
	for _, arn := range c.stated {
		if s.fits(arn) && c.kindFits(s, arn) {
			chosen = append(chosen, arn)
			c.use(arn)
		}
	}
	return chosen
}

// kindFits tells whether what is known of a substitution lets it be of the shape.
func (c *call) kindFits(s shape, arn string) bool {
	name, _, ok := leadingToken(arn)
	if !ok || s.kind == "" {
		return true
	}
	kind := c.resources[name].Kind
	return kind == "" || kind == s.kind
}

// use takes note that something asked for a stated ARN.
func (c *call) use(arn string) { c.used[c.place.Pointer()+" "+arn] = true }

// reach takes note that the call was found to reach what some stated ARN is, or has
// among what it stands for: that one is of use, and says no more.
func (c *call) reach(arn string) {
	c.use(arn)
	for _, stated := range c.stated {
		if matchesPattern(stated, arn) {
			c.use(stated)
		}
	}
}

// report adds a diagnostic about the call.
func (c *call) report(severity diag.Severity, code, message, help string) {
	c.problem(diag.Diagnostic{Severity: severity, Code: code, Message: message, Help: help, Position: c.position, State: c.place.Name})
}

// chooseService gives the stated ARNs of a service, whatever their kind.
func (c *call) chooseService(name string) []string {
	var chosen []string
	for _, arn := range c.stated {
		if service, _, ok := arnParts(arn); !ok || service == name {
			chosen = append(chosen, arn)
			c.use(arn)
		}
	}
	return chosen
}
