package graph

// Distributed is what a Map in distributed mode has beside an inline one.
type Distributed struct {
	Express  bool
	Label    string
	Reader   *Transfer // where the items come from; nil where the state's Input holds them
	Item     Expr      // what an item is given as, over the context object; nil is the item itself
	Value    Expr      // the item itself, over the context object; nil is its Value there
	Batch    *Batch
	Writer   *Transfer // where the results go; nil where they are the state's own
	Failures Failures

	Resources []*Resource // that reader and writer name
}

// A Transfer is a call that reads items or writes results.
type Transfer struct {
	Resource  string // "" for results that are shaped and not written anywhere
	Arguments []Member
	Config    []Member // ReaderConfig or WriterConfig
}

// Batch says how items are grouped; nil is without that limit.
type Batch struct{ MaxItems, MaxBytes Expr }

// Failures are how many of the children may fail; nil is without that limit.
type Failures struct{ Count, Percentage Expr }

// Exprs gives the expressions in d, in the order of the text.
func (d *Distributed) Exprs() []Expr {
	var list []Expr
	add := func(e Expr) {
		if e != nil {
			list = append(list, e)
		}
	}
	transfer := func(t *Transfer) {
		if t == nil {
			return
		}
		for _, m := range append(t.Arguments[:len(t.Arguments):len(t.Arguments)], t.Config...) {
			add(m.Expr)
		}
	}
	transfer(d.Reader)
	if d.Batch != nil {
		add(d.Batch.MaxItems)
		add(d.Batch.MaxBytes)
	}
	add(d.Failures.Count)
	add(d.Failures.Percentage)
	transfer(d.Writer)
	return list
}
