package dsl

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// A Part fills one field of a payload; see [To].
type Part struct {
	field    reflect.Value
	expr     graph.Expr
	optional bool // the field is left out where the expression is absent
	at       diag.Position
}

// To fills the field with v. The address must be one in [Fields] of the type
// that is built; the field may be a pointer in Go.
func To[F any, P *F | **F](field P, v Val[F]) Part {
	at := caller()
	return Part{reflect.ValueOf(field), zeroed(v, at, "the value of a part"), false, at}
}

// ToOpt fills the field with v, and leaves it out where v is absent, such as the
// NextToken of a request for the first page. In the same payload, other values
// that may be absent need [Or] or a ToOpt of their own.
func ToOpt[F any, P *F | **F](field P, v Val[F]) Part {
	at := caller()
	return Part{reflect.ValueOf(field), zeroed(v, at, "the value of a part"), true, at}
}

// Build makes an S: constants stand in an ordinary literal, values in the
// parts. The payload's members come in the order of the struct's fields. A field
// that JSON always shows and that nobody fills is a diagnostic, so that a zero is
// said with [Lit] in a part; for AWS SDK types nothing is, and what is nil or empty is
// left out.
func Build[S any](constants S, parts ...Part) Val[S] {
	b := &payload{at: caller()}
	t := reflect.TypeFor[S]()
	filled := b.sort(t, parts)
	var e graph.Expr
	if t.Kind() == reflect.Struct && !encodesItself(t) {
		e = b.object(t, reflect.ValueOf(constants), filled, place{t, nil, ""})
		b.mayLeaveOut(parts)
	} else {
		e = constant(constants, b.at)
	}
	if len(b.problems) > 0 {
		return val[S](&graph.Object{Members: b.problems})
	}
	return val[S](e)
}

// payload collects what a Build says.
type payload struct {
	at       diag.Position
	problems []graph.Member // expressions that are bad
	astray   []spot         // what parts name that fill nothing: of their fields only the type may be known
}

// filling is a tree of the fields that parts fill.
type filling struct {
	part  *Part
	below map[int]*filling
}

func (b *payload) problem(at diag.Position, code, message, help string) {
	b.problems = append(b.problems, graph.Member{Expr: bad(at, code, message, help)})
}

func (b *payload) sort(t reflect.Type, parts []Part) *filling {
	root := &filling{}
	for i := range parts {
		p := &parts[i]
		if !p.field.IsValid() {
			b.problem(b.at, "QS0003", "a part of the dsl.Build is the zero Part, which fills nothing", "make it with dsl.To")
			continue
		}
		s, problem := find(t, p.field)
		if problem != nil {
			s.typ = p.field.Type().Elem()
			b.astray = append(b.astray, s)
			b.problem(p.at, problem.Code, problem.Message, problem.Help)
			continue
		}
		if at, taken := root.fill(s.index, p); taken {
			b.problem(p.at, "QS0007", fmt.Sprintf("the field %s is filled twice: here and at %s", s.goName, at), "keep one of the two parts")
		}
	}
	return root
}

// fill notes a part, or tells which other one has filled the field, a struct
// around it or a field inside it.
func (f *filling) fill(index []int, p *Part) (diag.Position, bool) {
	for _, i := range index {
		if f.part != nil {
			return f.part.at, true
		}
		if f.below == nil {
			f.below = map[int]*filling{}
		}
		if f.below[i] == nil {
			f.below[i] = &filling{}
		}
		f = f.below[i]
	}
	if other := f.any(); other != nil {
		return other.at, true
	}
	f.part = p
	return diag.Position{}, false
}

func (f *filling) any() *Part {
	if f.part != nil {
		return f.part
	}
	for _, below := range f.below {
		if p := below.any(); p != nil {
			return p
		}
	}
	return nil
}

// place is where a struct stands in a payload: in which object, and how one comes to
// it from there and, in Go, from the outermost.
type place struct {
	object reflect.Type
	index  []int
	path   string
}

func (b *payload) object(t reflect.Type, v reflect.Value, filled *filling, at place) graph.Expr {
	var members []graph.Member
	for i := range t.NumField() {
		f := t.Field(i)
		name := nameOf(t, f)
		inner := place{at.object, append(at.index[:len(at.index):len(at.index)], i), strings.TrimPrefix(at.path+"."+f.Name, ".")}
		if name.left || hides(at.object)[key(inner.index)] != "" {
			continue
		}
		if name.inline {
			members = append(members, b.inline(f.Type, v.Field(i), filled.at(i), inner)...)
			continue
		}
		if e := b.member(t, f, v.Field(i), name, filled.at(i), inner.path); e != nil {
			members = append(members, graph.Member{Name: name.json, Expr: e, Optional: filled.leavesOut(i)})
		}
	}
	return &graph.Object{Members: members}
}

func (f *filling) at(i int) *filling { return f.below[i] }

func (f *filling) leavesOut(i int) bool {
	below := f.below[i]
	return below != nil && below.part != nil && below.part.optional
}

// mayLeaveOut reports parts that would be left out without being asked to, beside
// one that is asked to.
func (b *payload) mayLeaveOut(parts []Part) {
	if !slices.ContainsFunc(parts, func(p Part) bool { return p.optional }) {
		return
	}
	for _, p := range parts {
		if f := graph.Optional(p.expr); f != nil && !p.optional {
			b.problem(p.at, "QS0009", fmt.Sprintf("the field %s may be absent in a dsl.Build with a dsl.ToOpt", f.Name), "say what stands for it then, with dsl.Or, or fill it with dsl.ToOpt")
		}
	}
}

// inline gives the members of an embedded struct; of a nil pointer to one there are
// none, unless a part fills some.
func (b *payload) inline(t reflect.Type, v reflect.Value, filled *filling, at place) []graph.Member {
	if t.Kind() == reflect.Pointer {
		switch {
		case !v.IsNil():
			v = v.Elem()
		case filled == nil:
			return nil
		default:
			v = reflect.Zero(t.Elem())
		}
	}
	if filled == nil {
		filled = &filling{}
	}
	return b.object(structOf(t), v, filled, at).(*graph.Object).Members
}

// member gives the expression of one field, or nil where it is left out.
func (b *payload) member(of reflect.Type, f reflect.StructField, v reflect.Value, name fieldName, filled *filling, path string) graph.Expr {
	if filled != nil && filled.part != nil {
		if !v.IsZero() {
			b.problem(filled.part.at, "QS0007", fmt.Sprintf("the field %s is filled twice: by this part and by a constant", path), "keep one of the two")
		}
		return filled.part.expr
	}
	if filled == nil && !name.variant && name.leavesOut(f, v) {
		return nil
	}
	if name.quoted {
		return b.quoted(of, v, path)
	}
	t := f.Type
	if t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct && filled != nil {
		t = t.Elem()
		if v.IsNil() {
			v = reflect.Zero(t)
		} else {
			v = v.Elem()
		}
	}
	if t.Kind() == reflect.Struct && !encodesItself(t) {
		if filled == nil {
			filled = &filling{}
		}
		return b.object(t, v, filled, place{t, nil, path})
	}
	if !v.IsZero() || name.variant && filled == nil {
		return constant(v.Interface(), b.at)
	}
	if b.meant(f.Type, path) {
		return nil
	}
	option := "omitempty"
	if !canBeEmpty(f.Type) {
		option = "omitzero"
	}
	help := fmt.Sprintf("fill it with dsl.To(&….%s, …), dsl.Lit for a constant zero, or mark it %s", path, option)
	if t == reflect.TypeFor[Token]() {
		help = fmt.Sprintf("put the token in with dsl.To(&….%s, token)", path)
	}
	b.problem(b.at, "QS0006", fmt.Sprintf("nobody fills the field %s of %s, which JSON always shows", path, of), help)
	return nil
}

// meant tells whether a part that fills nothing was likely to fill a field: one inside
// of it, or one of its type. What is wrong with the part was reported.
func (b *payload) meant(t reflect.Type, path string) bool {
	return slices.ContainsFunc(b.astray, func(s spot) bool {
		if s.goName == "" {
			return s.typ == t || t.Kind() == reflect.Pointer && s.typ == t.Elem()
		}
		return strings.HasPrefix(s.goName+".", path+".")
	})
}

// quoted gives the constant of a field that its tag makes a JSON string.
func (b *payload) quoted(of reflect.Type, v reflect.Value, path string) graph.Expr {
	switch {
	case !v.IsZero():
		text, err := json.Marshal(v.Interface())
		if err != nil {
			return constant(v.Interface(), b.at) // which says why
		}
		return &graph.Const{Value: jsonvalue.StringOf(string(text))}
	case !b.meant(v.Type(), path):
		b.problem(b.at, "QS0006", fmt.Sprintf("nobody fills the field %s of %s, which JSON always shows", path, of), "give it a constant, mark it omitempty, or take the option string out of its tag")
	}
	return nil
}
