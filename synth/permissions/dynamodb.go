package permissions

import "strings"

// batchTables are the tables that a batch names: the keys of RequestItems.
func batchTables(c *call) found {
	items := c.in("RequestItems")
	if items.whole != "" || items.value.Len() == 0 {
		return c.named(table, text{given: true, from: items.whole})
	}
	var f found
	for _, m := range items.value.Members() {
		f.arns = append(f.arns, c.arn(table, strings.TrimSuffix(m.Name, ".$")))
	}
	return f
}

// queried is the index that a query names, or else the table.
func queried(c *call) found {
	t := c.at("IndexName")
	if c.whole != "" || !t.given {
		return argument(table, "TableName")(c)
	}
	return within(argument(table, "TableName"), "/index/"+orElse(t, ""))(c)
}

// transactTables are the tables of a transaction's members of one kind.
//
//go:noinline
func transactTables(kind string) target {
	return func(c *call) found {
		items, ok := c.items("TransactItems")
		if !ok {
			return c.named(table, text{given: true, from: c.in("TransactItems").whole})
		}
		var f found
		for _, item := range items {
			if t := item.at(kind, "TableName"); t.given && (item.whole != "" || item.has(kind)) {
				f.arns = append(f.arns, c.named(table, t).arns...)
			}
		}
		return f
	}
}

// partiQL is the tables of those statements that begin with one of the verbs;
// a statement that only the run knows may begin with any.
//
//go:noinline
func partiQL(verbs ...string) target {
	return func(c *call) found {
		var f found
		for _, t := range c.statements() {
			words := strings.Fields(t.known)
			if !t.exact {
				f.arns = append(f.arns, c.named(table, t).arns...)
				continue
			}
			for _, verb := range verbs {
				if len(words) > 0 && strings.EqualFold(words[0], verb) {
					f.arns = append(f.arns, c.partiQLTable(words))
				}
			}
		}
		return f
	}
}

// statements gives the texts of a call's PartiQL statements.
func (c *call) statements() []text {
	if t := c.at("Statement"); t.given {
		return []text{t}
	}
	var all []text
	for _, list := range []string{"Statements", "TransactStatements"} {
		items, ok := c.items(list)
		if !ok {
			return []text{{given: true, from: c.in(list).whole}}
		}
		for _, item := range items {
			all = append(all, item.at("Statement"))
		}
	}
	return all
}

// partiQLTable reads the table of a statement: the word behind FROM, INTO or
// UPDATE, in double quotes or without, perhaps with an index behind a dot.
func (c *call) partiQLTable(words []string) string {
	for i, w := range words[:len(words)-1] {
		if strings.EqualFold(w, "FROM") || strings.EqualFold(w, "INTO") || strings.EqualFold(w, "UPDATE") {
			name, index, indexed := strings.Cut(strings.ReplaceAll(words[i+1], `"`, ""), ".")
			if arn := c.arn(table, name); !indexed {
				return arn
			} else {
				return arn + "/index/" + index
			}
		}
	}
	return table.filled("*")
}
