package permissions

// eventBuses are the buses of all entries; one that names none goes to the
// account's default bus.
func eventBuses(c *call) found {
	entries, ok := c.items("Entries")
	if !ok {
		return c.named(bus, text{given: true, from: c.in("Entries").whole})
	}
	var f found
	for _, e := range entries {
		t := e.at("EventBusName")
		if !t.given {
			t = text{given: true, exact: true, known: "default"}
		}
		f.arns = append(f.arns, c.named(bus, t).arns...)
	}
	return f
}
