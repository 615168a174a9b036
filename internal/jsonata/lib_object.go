package jsonata

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

var objectFunctions = map[string]builtin{
	"keys":   {1, keys},
	"lookup": {2, lookup},
	"spread": {1, spread},
	"merge":  {1, merge},
	"each":   {2, each},
	"sift":   {2, sift},
	"clone":  {1, clone},
	"exists": {1, exists},
	"type":   {1, typeOf},
	"error":  {1, raise},
	"assert": {2, assert},
}

func keys(r *run, _ callSite, args []value) (value, error) {
	var b builder
	if err := r.collectKeys(&b, arg(args, 0)); err != nil {
		return undefined, err
	}
	names := make([]value, 0, len(b.members))
	for _, m := range b.value().Members() {
		names = append(names, text(m.Name))
	}
	return sequenceOf(names), nil
}

func (r *run) collectKeys(to *builder, v value) error {
	if err := r.enter(); err != nil {
		return err
	}
	for _, item := range v.Items() {
		if err := r.collectKeys(to, item); err != nil {
			return err
		}
	}
	for _, m := range v.Members() {
		to.set(m.Name, undefined)
	}
	r.depth--
	return r.spend(v.Len())
}

func lookup(r *run, _ callSite, args []value) (value, error) {
	return r.member(arg(args, 0), arg(args, 1).Text())
}

// spread makes an object of each member.
func spread(r *run, _ callSite, args []value) (value, error) {
	v := arg(args, 0)
	switch v.Kind() {
	case jsonvalue.Array:
		items, err := r.spreadItems(nil, v)
		return array(items), err
	case jsonvalue.Object:
		items, err := r.spreadItems(nil, v)
		return sequenceOf(items), err
	}
	return v, nil
}

func (r *run) spreadItems(to []value, v value) ([]value, error) {
	if err := r.enter(); err != nil {
		return nil, err
	}
	switch v.Kind() {
	case jsonvalue.Array:
		var err error
		for _, item := range v.Items() {
			if to, err = r.spreadItems(to, item); err != nil {
				return nil, err
			}
		}
	case jsonvalue.Object:
		for _, m := range v.Members() {
			to = append(to, jsonvalue.ObjectOf(m))
		}
	default:
		if v.Exists() {
			to = append(to, v)
		}
	}
	r.depth--
	return to, r.makeItems(v.Len())
}

func merge(r *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	total := 0
	for _, item := range args[0].Items() {
		total += item.Len()
	}
	b := builder{members: make([]jsonvalue.Member, 0, min(total, 64))}
	for _, item := range args[0].Items() {
		for _, m := range item.Members() {
			b.set(m.Name, m.Value)
		}
		if err := r.spend(item.Len()); err != nil {
			return undefined, err
		}
	}
	return b.value(), nil
}

func each(r *run, _ callSite, args []value) (value, error) {
	object, f := arg(args, 0), functionOf(arg(args, 1))
	var results []value
	for _, m := range object.Members() {
		v, err := r.applyItem(f, m.Value, text(m.Name), object)
		if err != nil {
			return undefined, err
		}
		if v.Exists() {
			results = append(results, v)
		}
	}
	return sequenceOf(results), nil
}

func sift(r *run, _ callSite, args []value) (value, error) {
	object, f := arg(args, 0), functionOf(arg(args, 1))
	var kept []jsonvalue.Member
	for _, m := range object.Members() {
		ok, err := true, error(nil)
		if f != nil {
			ok, err = r.holds(f, m.Value, text(m.Name), object)
		}
		if err != nil {
			return undefined, err
		}
		if ok {
			kept = append(kept, m)
		}
	}
	if len(kept) == 0 {
		return undefined, nil
	}
	return jsonvalue.ObjectOf(kept...), nil
}

// clone is $clone: a copy as if written to text and read again.
func clone(r *run, _ callSite, args []value) (value, error) {
	v := arg(args, 0)
	if v.Mark()&outer != 0 {
		v = v.At(0)
	}
	return r.copied(v, 0)
}

func (r *run) copied(v value, depth int) (value, error) {
	if depth > jsonvalue.MaxDepth {
		return undefined, tooLarge("The value nests too deeply")
	}
	if err := r.spend(1); err != nil {
		return undefined, err
	}
	switch v.Kind() {
	case jsonvalue.Number:
		f, err := numeric(v)
		if f == nil {
			return jsonvalue.NullValue(), err
		}
		return number(fifteen(*f)), nil
	case jsonvalue.Opaque:
		return text(""), nil
	case jsonvalue.Array:
		items := make([]value, v.Len())
		for i, item := range v.Items() {
			var err error
			if items[i], err = r.copied(item, depth+1); err != nil {
				return undefined, err
			}
			if !items[i].Exists() {
				items[i] = jsonvalue.NullValue()
			}
		}
		return array(items), nil
	case jsonvalue.Object:
		members := make([]jsonvalue.Member, v.Len())
		for i, m := range v.Members() {
			inner, err := r.copied(m.Value, depth+1)
			if err != nil {
				return undefined, err
			}
			members[i] = jsonvalue.Member{Name: m.Name, Value: inner}
		}
		return jsonvalue.OpenObjectOf(members...), nil
	}
	return v.Marked(0), nil
}

func exists(_ *run, _ callSite, args []value) (value, error) {
	return jsonvalue.BoolOf(arg(args, 0).Exists()), nil
}

func typeOf(_ *run, _ callSite, args []value) (value, error) {
	v := arg(args, 0)
	switch v.Kind() {
	case jsonvalue.Absent:
		return undefined, nil
	case jsonvalue.Opaque:
		return text("function"), nil
	}
	return text(v.Kind().String()), nil
}

// raise is $error.
func raise(_ *run, _ callSite, args []value) (value, error) {
	return undefined, &fault{Code: "D3137", Text: arg(args, 0).Text()}
}

func assert(_ *run, _ callSite, args []value) (value, error) {
	if arg(args, 0).Bool() {
		return undefined, nil
	}
	return undefined, &fault{Code: "D3141", Text: arg(args, 1).Text()}
}
