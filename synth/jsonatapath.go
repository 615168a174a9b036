package synth

import (
	"strconv"
	"strings"

	"github.com/quickstep-go/quickstep/internal/graph"
)

// base writes what a path goes on from. A filter there needs no list around it.
func (w writer) base(x graph.Expr) string {
	if f, ok := x.(*graph.Filter); ok {
		return w.filter(f)
	}
	return w.text(x, tight)
}

func (w writer) field(x *graph.Field) string {
	if r, ok := x.Of.(*graph.Ref); ok && len(w.items) > 0 {
		if last := w.items[len(w.items)-1]; last.value == r.Value && last.name == "" && !strings.Contains(x.Name, "`") && !strings.Contains(x.Name, "${") {
			return member(x.Name)
		}
	}
	if strings.Contains(x.Name, "`") || strings.Contains(x.Name, "${") {
		return "$lookup(" + w.base(x.Of) + ", " + quote(x.Name) + ")"
	}
	return bracketed(w.base(x.Of)) + "." + member(x.Name)
}

// index writes the selection of an item. An item that is not there would drop out
// of a larger expression without a word, so that it is asked for by $single there,
// which fails.
func (w writer) index(x *graph.Index) string {
	at := strconv.Itoa(x.At)
	if w.alone || x.Sure {
		return w.base(x.Of) + "[" + at + "]"
	}
	return "$single(" + w.text(x.Of, looseTernary) + ", function($v, $i) { $i = " + at + " })"
}

// there writes a member that may be missing so that its absence fails the state:
// in a larger expression it would drop out without a word.
func (w writer) there(x *graph.Field, text string, alone bool) string {
	if alone || !x.Must {
		return text
	}
	return orFail(text, "there is no "+x.Name)
}

// orFail writes what may be nothing so that it fails the state then.
func orFail(text, why string) string {
	return "($value := " + text + "; $exists($value) ? $value : $error(" + quote(why) + "))"
}

// absently is the writer of what may be absent.
func (w writer) absently() writer {
	w.alone = true
	return w
}

// bracketed puts parentheses around what begins with a list that is written out,
// as a path that begins with one goes on from the list and not from an item of it.
func bracketed(text string) string {
	if strings.HasPrefix(text, "[") {
		return "(" + text + ")"
	}
	return text
}

// member writes a field's name, in back-ticks unless it is a plain one.
func member(name string) string {
	for i, r := range name {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_'
		if !letter && (i == 0 || r < '0' || r > '9') {
			return "`" + name + "`"
		}
	}
	switch name {
	case "", "and", "or", "in", "true", "false", "null", "function":
		return "`" + name + "`"
	}
	return name
}
