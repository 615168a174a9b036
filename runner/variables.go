package runner

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// A scope holds the variables of one States block (Developer Guide, "Passing
// data between states with variables"). An inner scope reads what the outer ones
// hold and assigns its own.
type scope struct {
	variables []jsonvalue.Member
	outer     *scope
	size      int // bytes of the variables
}

func (s *scope) find(name string) (jsonvalue.Value, bool) {
	for ; s != nil; s = s.outer {
		for i := range s.variables {
			if s.variables[i].Name == name {
				return s.variables[i].Value, true
			}
		}
	}
	return jsonvalue.Value{}, false
}

func (s *scope) set(m jsonvalue.Member) (before jsonvalue.Value) {
	for i := range s.variables {
		if s.variables[i].Name == m.Name {
			before, s.variables[i].Value = s.variables[i].Value, m.Value
			return before
		}
	}
	s.variables = append(s.variables, m)
	return jsonvalue.Value{}
}

// assign sets variables in the thread's own scope, within the quotas.
func (t *thread) assign(variables []jsonvalue.Member) *failure {
	if len(variables) == 0 {
		return nil
	}
	if f := t.checkVariables(variables); f != nil {
		return f
	}
	if !t.owned {
		t.scope, t.owned = &scope{outer: t.scope}, true
	}
	for _, m := range variables {
		more := m.Value.Size()
		if before := t.scope.set(m); before.Exists() {
			more -= before.Size()
		}
		t.scope.size += more
		t.run.stored += more
	}
	if most := t.run.quotas().ExecutionVariableBytes; most > 0 && t.run.stored > most {
		return t.runtime("The total size of the variables stored in the execution exceeds the maximum number of bytes service limit.")
	}
	return nil
}

// release gives back the room of the thread's own variables, which nobody can read
// any more.
func (t *thread) release() {
	if t.owned {
		t.run.stored -= t.scope.size
		t.scope, t.owned = t.scope.outer, false
	}
}

// release gives back the room of all variables inside the block.
func (b *block) release() {
	for _, t := range b.started {
		if t.broken != nil {
			t.broken.release()
		}
		t.release()
	}
}

func (t *thread) checkVariables(variables []jsonvalue.Member) *failure {
	most := t.run.quotas().VariableBytes
	if most <= 0 {
		return nil
	}
	sum := 0
	for _, m := range variables {
		sum += m.Value.Size()
	}
	if sum > most {
		return t.runtime("The size of the variables assigned by the state exceeds the maximum number of bytes service limit.")
	}
	return nil
}
