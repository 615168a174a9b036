package dsl

import (
	"reflect"
	"slices"
	"strconv"
	"sync"
)

// hidden are the fields of a struct, and of the structs embedded in it, that JSON
// leaves out as others have their names, by their numbers from the outermost (package
// encoding/json, Marshal: Go's visibility rules, amended by tags). The value says why.
type hidden map[string]string

var hiddenOf sync.Map // reflect.Type to hidden

// hides gives what JSON hides of a struct.
func hides(t reflect.Type) hidden {
	if h, ok := hiddenOf.Load(t); ok {
		return h.(hidden)
	}
	byName := map[string][]candidate{}
	for _, c := range candidates(t, nil, nil) {
		byName[c.json] = append(byName[c.json], c)
	}
	h := hidden{}
	for _, all := range byName {
		h.weigh(all)
	}
	first, _ := hiddenOf.LoadOrStore(t, h)
	return first.(hidden)
}

// candidate is a field that would have a name in JSON, were it the only one.
type candidate struct {
	json   string
	tagged bool
	index  []int
}

func candidates(t reflect.Type, index []int, around []reflect.Type) []candidate {
	if isSDK(t) || slices.Contains(around, t) {
		return nil
	}
	var all []candidate
	for i := range t.NumField() {
		f := t.Field(i)
		n := nameOf(t, f)
		at := append(index[:len(index):len(index)], i)
		switch {
		case n.inline:
			all = append(all, candidates(structOf(f.Type), at, append(around[:len(around):len(around)], t))...)
		case !n.left:
			all = append(all, candidate{n.json, n.tagged, at})
		}
	}
	return all
}

// weigh hides all fields of one name but the one that JSON shows, if it shows any: the
// least nested, and of several such the one whose name is that of a tag.
func (h hidden) weigh(all []candidate) {
	if len(all) == 1 {
		return
	}
	depth := len(slices.MinFunc(all, func(a, b candidate) int { return len(a.index) - len(b.index) }).index)
	var top, tagged []candidate
	for _, c := range all {
		if len(c.index) > depth {
			continue
		}
		if top = append(top, c); c.tagged {
			tagged = append(tagged, c)
		}
	}
	if len(top) > 1 && len(tagged) > 0 {
		top = tagged
	}
	for _, c := range all {
		if len(top) > 1 || !slices.Equal(c.index, top[0].index) {
			h[key(c.index)] = "is left out of JSON, as another field has the name " + strconv.Quote(c.json)
		}
	}
}

func key(index []int) string {
	var k []byte
	for _, i := range index {
		k = append(strconv.AppendInt(k, int64(i), 10), '.')
	}
	return string(k)
}
