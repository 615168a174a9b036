package draw

import (
	"strconv"
	"strings"
)

// ids holds the identifiers that are taken, in lower case, each with the last
// number that told another one from it.
type ids map[string]int

// reserved words mean something to Mermaid where an identifier could stand.
var reserved = map[string]bool{
	"accdescr": true, "acctitle": true, "as": true, "class": true, "classdef": true,
	"click": true, "constructor": true, "default": true, "direction": true, "divider": true,
	"end": true, "fork": true, "hide": true, "href": true, "join": true, "note": true,
	"prototype": true, "root": true, "scale": true, "start": true, "state": true, "statediagram": true,
	"style": true, "title": true, "tb": true, "bt": true, "lr": true, "rl": true, "width": true,
}

const maxID = 40 // bytes, before a number that tells two apart

// next gives a new identifier that reads like a name: its letters and digits, each
// word with a capital. Case alone does not tell identifiers apart.
func (taken ids) next(name string) string {
	id := camel(name)
	switch {
	case id == "":
		id = "Box"
	case id[0] >= '0' && id[0] <= '9', reserved[strings.ToLower(id)]:
		id = "State" + id
	}
	base := strings.ToLower(id)
	for free := id; ; free = id + "_" + strconv.Itoa(taken[base]) {
		if key := strings.ToLower(free); taken[key] == 0 {
			taken[key] = 1
			return free
		}
		taken[base]++
	}
}

// camel keeps a name's ASCII letters and digits.
func camel(name string) string {
	var b strings.Builder
	word := true
	for i := 0; i < len(name) && b.Len() < maxID; i++ {
		c := name[i]
		switch {
		case c >= 'a' && c <= 'z' && word:
			b.WriteByte(c - 'a' + 'A')
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9':
			b.WriteByte(c)
		case c == '\'':
			continue // Don't is one word
		default:
			word = true
			continue
		}
		word = false
	}
	return b.String()
}
