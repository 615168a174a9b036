package jsonata

import (
	"math"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var arrayFunctions = map[string]builtin{
	"count":    {1, count},
	"append":   {2, appendArrays},
	"reverse":  {1, reverse},
	"shuffle":  {1, shuffle},
	"distinct": {1, distinct},
	"zip":      {0, zip},
	"sort":     {2, sortItems},
	"map":      {2, mapItems},
	"filter":   {2, filterItems},
	"single":   {2, single},
	"reduce":   {3, reduce},
}

func count(_ *run, _ callSite, args []value) (value, error) {
	return number(float64(arg(args, 0).Len())), nil
}

func appendArrays(r *run, _ callSite, args []value) (value, error) {
	a, b := arg(args, 0), arg(args, 1)
	return join2(a, b), r.makeItems(a.Len() + b.Len())
}

func reverse(r *run, _ callSite, args []value) (value, error) {
	items := arg(args, 0).Items()
	if len(items) <= 1 {
		return arg(args, 0), nil
	}
	reversed := make([]value, len(items))
	for i, item := range items {
		reversed[len(items)-1-i] = item
	}
	return array(reversed), r.makeItems(len(items))
}

func shuffle(r *run, _ callSite, args []value) (value, error) {
	items := arg(args, 0).Items()
	if len(items) <= 1 {
		return arg(args, 0), nil
	}
	shuffled := append([]value(nil), items...)
	for i := len(shuffled) - 1; i > 0; i-- {
		j := int(r.random() * float64(i+1))
		shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
	}
	return array(shuffled), r.makeItems(len(items))
}

// distinct keeps the first of equal items. Scalars are looked up, the rest is
// compared one by one.
func distinct(r *run, _ callSite, args []value) (value, error) {
	v := arg(args, 0)
	if !isArray(v) || v.Len() <= 1 {
		return v, nil
	}
	type scalar struct {
		kind jsonvalue.Kind
		num  float64
		text string
	}
	seen := make(map[scalar]bool)
	var kept, deep []value
	for _, item := range v.Items() {
		if item.Kind() < jsonvalue.Array {
			key := scalar{item.Kind(), item.Float(), item.Text()}
			if item.Kind() == jsonvalue.Bool && item.Bool() {
				key.num = 1
			}
			if seen[key] {
				continue
			}
			seen[key] = true
		} else {
			known, err := r.among(deep, item)
			if err != nil {
				return undefined, err
			}
			if known {
				continue
			}
			deep = append(deep, item)
		}
		kept = append(kept, item)
	}
	return array(kept).Marked(v.Mark() & sequence), r.makeItems(v.Len())
}

func (r *run) among(list []value, v value) (bool, error) {
	for _, other := range list {
		if ok, err := r.equal(other, v); ok || err != nil {
			return ok, err
		}
	}
	return false, r.spend(len(list))
}

func zip(r *run, _ callSite, args []value) (value, error) {
	shortest := math.MaxInt
	for _, a := range args {
		shortest = min(shortest, a.Len())
	}
	if len(args) == 0 {
		shortest = 0
	}
	if err := r.makeItems(shortest * (1 + len(args))); err != nil {
		return undefined, err
	}
	rows := make([]value, shortest)
	for i := range rows {
		row := make([]value, len(args))
		for j, a := range args {
			row[j] = a.At(i)
		}
		rows[i] = array(row)
	}
	return array(rows), nil
}

// sortItems is $sort: numbers or strings by their order, anything by a function
// that says whether its first argument belongs behind its second.
func sortItems(r *run, _ callSite, args []value) (value, error) {
	v := arg(args, 0)
	if v.Len() <= 1 {
		return v, nil
	}
	after, err := r.comparer(v.Items(), functionOf(arg(args, 1)))
	if err != nil {
		return undefined, err
	}
	sorted, err := mergeSort(r, v.Items(), after)
	return array(sorted), err
}

func (r *run) comparer(items []value, f *function) (func(a, b value) (bool, error), error) {
	if f != nil {
		return func(a, b value) (bool, error) {
			v, err := r.apply(f, a, b)
			if err != nil {
				return false, err
			}
			return r.truthy(v)
		}, nil
	}
	if numbers, err := allNumbers(items); err != nil {
		return nil, err
	} else if numbers {
		return func(a, b value) (bool, error) { return a.Float() > b.Float(), r.spend(1) }, nil
	}
	for _, item := range items {
		if !isString(item) {
			return nil, fail("D3070")
		}
	}
	return func(a, b value) (bool, error) { return lessText(b.Text(), a.Text()), r.spend(1) }, nil
}

func mapItems(r *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	whole, f := args[0], functionOf(arg(args, 1))
	results := make([]value, 0, whole.Len())
	for i, item := range whole.Items() {
		v, err := r.applyItem(f, item, number(float64(i)), whole)
		if err != nil {
			return undefined, err
		}
		if v.Exists() {
			results = append(results, v)
		}
	}
	return sequenceOf(results), nil
}

func filterItems(r *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	whole, f := args[0], functionOf(arg(args, 1))
	var kept []value
	for i, item := range whole.Items() {
		ok, err := r.holds(f, item, number(float64(i)), whole)
		if err != nil {
			return undefined, err
		}
		if ok {
			kept = append(kept, item)
		}
	}
	return sequenceOf(kept), nil
}

// holds tells whether a function gives something true for an item.
func (r *run) holds(f *function, item, key, whole value) (bool, error) {
	v, err := r.applyItem(f, item, key, whole)
	if err != nil {
		return false, err
	}
	return r.truthy(v)
}

func single(r *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	whole, f := args[0], functionOf(arg(args, 1))
	found, result := false, undefined
	for i, item := range whole.Items() {
		if f != nil {
			ok, err := r.holds(f, item, number(float64(i)), whole)
			if err != nil {
				return undefined, err
			}
			if !ok {
				continue
			}
		}
		if found {
			return undefined, fail("D3138")
		}
		found, result = true, item
	}
	if !found {
		return undefined, fail("D3139")
	}
	return result, nil
}

func reduce(r *run, _ callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	whole, f, result := args[0], functionOf(arg(args, 1)), arg(args, 2)
	if f.arity < 2 {
		return undefined, fail("D3050")
	}
	start := 0
	if !result.Exists() && whole.Len() > 0 {
		result, start = whole.At(0), 1
	}
	for i := start; i < whole.Len(); i++ {
		given := [4]value{result, whole.At(i), number(float64(i)), whole}
		var err error
		if result, err = r.apply(f, given[:min(f.arity, 4)]...); err != nil {
			return undefined, err
		}
	}
	return result, nil
}
