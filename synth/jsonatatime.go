package synth

import (
	"strings"

	"github.com/quickstep-go/quickstep/internal/graph"
)

// time writes what has to do with points in time, which are texts in JSON and
// milliseconds in JSONata.
func (w writer) time(x *graph.Apply, alone bool) (string, int) {
	switch x.Op {
	case graph.FormatTime:
		w.alone = alone
		return "$fromMillis(" + millis(w, x.Args[0]) + ", " + quote(picture(x.Layout)) + ")", tight
	case graph.ParseTime:
		return "$fromMillis(" + w.parsed(x, alone) + ")", tight
	case graph.AddTime:
		w.alone = alone
		return "$fromMillis(" + millis(w, x.Args[0]) + " + " + w.text(x.Args[1], tight) + ")", tight
	}
	return millis(w, x.Args[0]) + " < " + millis(w, x.Args[1]), looseCompare
}

// millis writes a point in time as a number.
func millis(w writer, x graph.Expr) string {
	if op, ok := x.(*graph.Apply); ok && op.Op == graph.ParseTime {
		return w.parsed(op, w.alone)
	}
	return "$toMillis(" + w.text(x, looseTernary) + ")"
}

// parsed writes the reading of a point in time, as a number. What does not fit its
// layout is nothing in JSONata.
func (w writer) parsed(x *graph.Apply, alone bool) string {
	w.alone = false
	text := "$toMillis(" + w.text(x.Args[0], looseTernary) + ", " + quote(picture(x.Layout)) + ")"
	if alone {
		return text
	}
	return orFail(text, "the time does not fit its layout")
}

// pictures are the elements of Go's time layouts in JSONata's pictures, in UTC.
var pictures = map[string]string{
	"2006": "[Y0001]", "06": "[Y01]",
	"January": "[MNn]", "Jan": "[MNn,3-3]", "01": "[M01]", "1": "[M1]",
	"Monday": "[FNn]", "Mon": "[FNn,3-3]",
	"02": "[D01]", "2": "[D1]", "002": "[d001]",
	"15": "[H01]", "03": "[h01]", "3": "[h1]", "PM": "[PN]", "pm": "[Pn]",
	"04": "[m01]", "4": "[m1]", "05": "[s01]", "5": "[s1]",
	".000":   "[f001]", // behind the point or the comma
	"Z07:00": "Z", "Z0700": "Z", "-07:00": "+00:00", "-0700": "+0000", "MST": "UTC",
}

var brackets = strings.NewReplacer("[", "[[", "]", "]]")

func picture(layout []graph.LayoutPart) string {
	var b strings.Builder
	for _, part := range layout {
		if part.Element == "" {
			b.WriteString(brackets.Replace(part.Text))
			continue
		}
		if part.Element == ".000" {
			b.WriteString(part.Text[:1])
		}
		b.WriteString(pictures[part.Element])
	}
	return b.String()
}
