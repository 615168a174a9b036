package runner

// A catcher says where a failed state goes on (ASL spec, "Fallback states").
type catcher struct {
	errors []string
	next   *state
	place  *place      // JSONPath: where the error goes in the state's input
	output *template   // JSONata: what the next state gets
	assign *assignment // variables, which may read the error
}

// catch goes on at the first catcher that names the error. It gives the failure
// that is left: the same where no catcher is for it, or that of the catcher's own
// queries, which no policy sees.
func (t *thread) catch(f *failure) (move, *failure) {
	if f.final() {
		return 0, f
	}
	for i := range t.at.catch {
		if c := &t.at.catch[i]; matches(c.errors, f) {
			if p := t.run.probe; p != nil {
				p.caught(i, f)
			}
			return t.caught(c, f)
		}
	}
	return 0, f
}

func (t *thread) caught(c *catcher, f *failure) (move, *failure) {
	t.forget()
	problem := f.output()
	scope := t.data(problem)
	output := problem
	var wrong *failure
	if t.at.jsonata {
		scope.error = problem
		if c.output != nil {
			output, wrong = c.output.eval(scope)
		}
	} else {
		output, wrong = c.place.put(t, t.input, problem)
	}
	if wrong != nil {
		return 0, wrong
	}
	assigned, wrong := c.assign.eval(scope)
	if wrong != nil {
		return 0, wrong
	}
	return t.leave(output, assigned, c.next), nil
}
