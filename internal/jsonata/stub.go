package jsonata

var timeFunctions = map[string]*builtin{}

func formatNumber(_ *run, _ callSite, args []value) (value, error)  { return undefined, nil }
func formatInteger(_ *run, _ callSite, args []value) (value, error) { return undefined, nil }
func parseInteger(_ *run, _ callSite, args []value) (value, error)  { return undefined, nil }
