package draw

// visits counts how often a run entered each state.
type visits struct {
	entered map[string]int
	failed  map[string]bool
}

func newVisits(r Run) *visits {
	v := &visits{entered: map[string]int{}, failed: map[string]bool{}}
	for _, name := range r.Entered {
		v.entered[name]++
	}
	for _, name := range r.Failed {
		v.failed[name] = true
	}
	return v
}

// count is 0 where there is no run.
func (v *visits) count(name string) int {
	if v == nil {
		return 0
	}
	return v.entered[name]
}
