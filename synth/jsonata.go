package synth

import (
	"slices"
	"strconv"
	"strings"

	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// The precedence of JSONata's operators, loosest first.
const (
	looseTernary = iota
	looseOr
	looseAnd
	looseCompare
	looseSum
	looseConcat // binds as a sum does, so that a sum in it needs its parentheses
	looseTimes
	tight // a path, a call, a literal
)

// writer writes expressions as JSONata, at one place.
type writer struct {
	plan  *plan
	at    place
	items []item // the elements in scope, innermost last
	alone bool   // what is absent fails the state, or an Or stands for it
	whole bool   // the expression is all of a field, which fails the state where it is absent
}

// item is an element of a list: relative fields of it, or of a named parameter.
type item struct {
	value *graph.Value
	name  string // "" where it is the context of a predicate
}

// template writes an expression as it stands in a field of a state: constants,
// objects and lists as JSON, what is computed as strings of JSONata.
func (w writer) template(x graph.Expr) jsonvalue.Value {
	switch x := x.(type) {
	case *graph.Const:
		return escape(x.Value)
	case *graph.Named:
		return jsonvalue.StringOf("${" + x.Resource.Name + "}")
	case *graph.Object:
		if x.LeavesOut() { // which JSON cannot, and an object within an expression does
			break
		}
		members := make([]jsonvalue.Member, len(x.Members))
		for i, m := range x.Members {
			members[i] = jsonvalue.Member{Name: m.Name, Value: w.template(m.Expr)}
		}
		return jsonvalue.ObjectOf(members...)
	case *graph.List:
		items := make([]jsonvalue.Value, len(x.Items))
		for i := range x.Items {
			items[i] = w.template(x.Items[i])
		}
		return jsonvalue.ArrayOf(items...)
	case *graph.Ref, *graph.Field:
		if known, at := w.resolve(x); known != x {
			return at.template(known)
		}
	}
	w.whole = true
	return computed(w.absently().text(x, looseTernary))
}

func computed(text string) jsonvalue.Value { return jsonvalue.StringOf("{% " + text + " %}") }

// escape writes a constant so that neither Step Functions nor CloudFormation
// reads something else out of it: a string that looks like JSONata or holds a
// substitution becomes an expression.
func escape(v jsonvalue.Value) jsonvalue.Value {
	switch v.Kind() {
	case jsonvalue.String:
		if s := v.Text(); strings.HasPrefix(s, "{%") || strings.HasSuffix(s, "%}") || strings.Contains(s, "${") {
			return computed(quote(s))
		}
	case jsonvalue.Array:
		items := make([]jsonvalue.Value, v.Len())
		for i, item := range v.Items() {
			items[i] = escape(item)
		}
		return jsonvalue.ArrayOf(items...)
	case jsonvalue.Object:
		members := make([]jsonvalue.Member, v.Len())
		for i, m := range v.Members() {
			if strings.Contains(m.Name, "${") {
				return computed(writer{}.literal(v))
			}
			members[i] = jsonvalue.Member{Name: m.Name, Value: escape(m.Value)}
		}
		return jsonvalue.ObjectOf(members...)
	}
	return v
}

// quote writes a JSONata string literal. What CloudFormation or Step Functions
// would read as something else is cut in two.
func quote(s string) string {
	for _, marker := range []string{"${", "{%", "%}"} {
		if head, tail, cut := strings.Cut(s, marker); cut {
			return "(" + quote(head+marker[:1]) + " & " + quote(marker[1:]+tail) + ")"
		}
	}
	if !strings.ContainsAny(s, "'\\") && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' }) {
		return "'" + s + "'"
	}
	return jsonvalue.StringOf(s).JSON()
}

// text writes an expression, in parentheses where it binds looser than least.
func (w writer) text(x graph.Expr, least int) string {
	text, binds := w.write(x)
	if binds < least {
		return "(" + text + ")"
	}
	return text
}

// resolve is that of the plan, for this place.
func (w writer) resolve(x graph.Expr) (graph.Expr, writer) {
	known, at := w.plan.resolve(x, w.at)
	if known == x {
		return x, w
	}
	return known, writer{plan: w.plan, at: at, items: w.items, alone: w.alone, whole: w.whole}
}

func (w writer) write(x graph.Expr) (text string, binds int) {
	if known, at := w.resolve(x); known != x {
		return at.write(known)
	}
	if name := w.plan.handedName(x, w.at.state.scope); name != "" {
		return "$states.context.Execution.Input." + name, tight
	}
	alone, whole := w.alone, w.whole
	w.alone, w.whole = false, false
	switch x := x.(type) {
	case *graph.Ref:
		return w.ref(x.Value)
	case *graph.Const:
		return w.literal(x.Value), tight
	case *graph.Named:
		return "'${" + x.Resource.Name + "}'", tight
	case *graph.Field:
		w.alone = alone || x.Must
		return w.there(x, w.field(x), alone), tight
	case *graph.Index:
		w.alone = alone
		return w.index(x), tight
	case *graph.Object:
		parts := make([]string, len(x.Members))
		for i, m := range x.Members {
			parts[i] = quote(m.Name) + ": " + w.text(m.Expr, looseTernary)
		}
		return "{" + strings.Join(parts, ", ") + "}", tight
	case *graph.List:
		parts := make([]string, len(x.Items))
		for i, item := range x.Items {
			parts[i] = w.text(item, looseTernary)
			switch x.Lists { // or JSONata would flatten it
			case graph.Always:
				parts[i] = listed(parts[i])
			case graph.Perhaps:
				parts[i] = perhapsListed(parts[i])
			}
		}
		return "[" + strings.Join(parts, ", ") + "]", tight
	case *graph.Filter:
		if x.Lists != graph.Never {
			return w.filter(x), tight
		}
		return "[" + w.filter(x) + "]", tight // one match alone would lose its list
	case *graph.Each:
		return w.each(x), tight
	case *graph.Code:
		return w.code(x), tight
	case *graph.Format:
		return w.format(x)
	case *graph.Apply:
		w.whole = whole && x.Type != graph.Time && absentOf[x.Op]
		return w.apply(x, alone)
	}
	return "null", tight // a Bad, which is reported
}

func (w writer) ref(v *graph.Value) (string, int) {
	for _, it := range slices.Backward(w.items) {
		if it.value == v {
			if it.name == "" {
				return "$", tight
			}
			return "$" + it.name, tight
		}
	}
	switch way, _ := w.plan.how(v, w.at); way {
	case byResult:
		return resultText(w.at.state), tight
	case byError:
		return "$states.errorOutput", tight
	case byDocument:
		return "$states.input", tight
	case byExecution:
		return "$states.context.Execution.Input" + w.plan.itemIn(w.at.state.scope.domain), tight
	case byToken:
		return "$states.context.Task.Token", tight
	}
	return "$" + w.plan.names[v], tight
}

// resultText reads a state's own result.
func resultText(s *state) string {
	if name := wrapper(s); name != "" {
		return "$states.result." + member(name)
	}
	return "$states.result"
}

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

// literal writes a constant inside an expression.
func (w writer) literal(v jsonvalue.Value) string {
	switch v.Kind() {
	case jsonvalue.String:
		return quote(v.Text())
	case jsonvalue.Array:
		parts := make([]string, v.Len())
		for i, item := range v.Items() {
			parts[i] = w.literal(item)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case jsonvalue.Object:
		parts := make([]string, v.Len())
		for i, m := range v.Members() {
			parts[i] = quote(m.Name) + ": " + w.literal(m.Value)
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return v.JSON()
}

func (w writer) format(x *graph.Format) (string, int) {
	var parts []string
	for i, text := range x.Texts {
		if text != "" {
			parts = append(parts, quote(text))
		}
		if i < len(x.Args) {
			parts = append(parts, w.text(inText(x.Args[i]), looseConcat))
		}
	}
	switch {
	case len(parts) == 0:
		return "''", tight
	case len(parts) == 1 && len(x.Args) == 1:
		return "$string(" + w.text(inText(x.Args[0]), looseTernary) + ")", tight
	case len(parts) == 1:
		return parts[0], tight
	}
	return strings.Join(parts, " & "), looseConcat
}

// inText is what a format writes: the operator & makes JSON of lists and objects.
func inText(x graph.Expr) graph.Expr {
	if op, ok := x.(*graph.Apply); ok && op.Op == graph.JSONText {
		return op.Args[0]
	}
	return x
}

var comparisons = map[graph.Op]string{graph.Eq: "=", graph.Ne: "!=", graph.Lt: "<", graph.Le: "<=", graph.Gt: ">", graph.Ge: ">="}

func (w writer) apply(x *graph.Apply, alone bool) (string, int) {
	w.alone = w.whole
	switch x.Op {
	case graph.And:
		return w.joined(x.Args, " and ", looseAnd), looseAnd
	case graph.Or:
		return w.joined(x.Args, " or ", looseOr), looseOr
	case graph.Not:
		return "$not(" + w.text(x.Args[0], looseTernary) + ")", tight
	case graph.Present:
		return w.absently().text(x.Args[0], looseSum) + " != null", looseCompare
	case graph.Default:
		return w.orElse(w.absently().text(x.Args[0], looseSum), w.text(x.Args[1], looseTernary))
	case graph.Add:
		if c, ok := x.Args[1].(*graph.Const); ok && c.Value.Float() < 0 {
			return w.text(x.Args[0], looseSum) + " - " + strings.TrimPrefix(c.Value.JSON(), "-"), looseSum
		}
	case graph.Choose:
		return w.text(x.Args[0], looseOr) + " ? " + w.text(x.Args[1], looseOr) + " : " + w.text(x.Args[2], looseTernary), looseTernary
	case graph.Context:
		return "$states.context." + strings.Join(x.Path, "."), tight
	case graph.FormatTime, graph.ParseTime, graph.AddTime, graph.Before:
		return w.time(x, alone)
	case graph.Range:
		return w.slice(x), tight
	case graph.Has:
		return w.has(x)
	case graph.Div:
		return w.quotient(x)
	case graph.SplitAny:
		return w.splitAny(x), tight
	case graph.Matches:
		return "$contains(" + w.text(x.Args[0], looseTernary) + ", " + regex(x.Args[1]) + ")", tight
	}
	if operator, ok := operators[x.Op]; ok {
		return w.text(x.Args[0], operator.binds) + operator.text + w.text(x.Args[1], operator.binds+1), operator.binds
	}
	if _, ok := functions[x.Op]; ok {
		text := w.call(x.Op, x.Args)
		if why := ofNothing[x.Op]; why != "" && !alone {
			text = orFail(text, why)
		}
		return text, tight
	}
	if x.Type == graph.Time { // texts may differ where the moments do not
		return millis(w, x.Args[0]) + " " + comparisons[x.Op] + " " + millis(w, x.Args[1]), looseCompare
	}
	left := w
	left.alone = w.whole || compared(x) != x.Args[0]
	return left.text(compared(x), looseSum) + " " + comparisons[x.Op] + " " + w.text(x.Args[1], looseSum), looseCompare
}

// long is how many characters of a path are better written once.
const long = 40

func (w writer) orElse(value, other string) (string, int) {
	if len(value) <= long {
		return value + " != null ? " + value + " : " + other, looseTernary
	}
	return "($value := " + value + "; $value != null ? $value : " + other + ")", tight
}

// compared is the left side of a comparison. Where it stands for an absent value
// by a constant that is not the one it is compared with, the absent value
// compares alike.
func compared(x *graph.Apply) graph.Expr {
	left, ok := x.Args[0].(*graph.Apply)
	if x.Op != graph.Eq || !ok || left.Op != graph.Default {
		return x.Args[0]
	}
	other, isConst := left.Args[1].(*graph.Const)
	with, alike := x.Args[1].(*graph.Const)
	if !isConst || !alike || jsonvalue.Equal(other.Value, with.Value) || with.Value.Kind() == jsonvalue.Null {
		return x.Args[0]
	}
	return left.Args[0]
}

func (w writer) joined(list []graph.Expr, with string, least int) string {
	parts := make([]string, len(list))
	for i, x := range list {
		parts[i] = w.text(x, least)
	}
	return strings.Join(parts, with)
}
