package dsl

import (
	"fmt"
	"reflect"
	"strings"
	"sync"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
)

// Fields names the fields of T by their addresses:
//
//	var event = dsl.Fields[Event]()
//	id := dsl.At(in, &event.ID)
//
// It gives the same pointer for the same T each time; what stands in it means
// nothing. Structs behind pointers are there to be pointed into, except those
// that contain themselves.
func Fields[T any]() *T {
	return probeOf(reflect.TypeFor[T]()).base.Interface().(*T)
}

// At selects a field of v. The address must be one in [Fields] of S; its path
// follows the json tags, or Step Functions' names for AWS SDK types. A field that
// its tag leaves out where it is empty or zero may be absent, as one of [AtOpt].
func At[S, F any](v Val[S], field *F) Val[F] {
	return val[F](selectField(v, reflect.TypeFor[S](), reflect.ValueOf(field), caller()))
}

// AtOpt selects a field of v that is a pointer in Go, and so may be absent. Alone,
// its absence fails the state; inside of a larger expression, such as a condition,
// a [Format] or what an [Each] makes, it needs [Or].
func AtOpt[S, F any](v Val[S], field **F) Val[F] {
	return val[F](selectField(v, reflect.TypeFor[S](), reflect.ValueOf(field), caller()))
}

func selectField(v Any, of reflect.Type, field reflect.Value, at diag.Position) graph.Expr {
	e := zeroed(v, at, "the value to select from")
	if _, isBad := e.(*graph.Bad); isBad {
		return e
	}
	s, problem := find(of, field)
	if problem != nil {
		problem.Position = at
		return &graph.Bad{Diagnostic: *problem}
	}
	for _, step := range s.steps {
		e = &graph.Field{Of: e, Name: step.name, Optional: step.optional, Sure: step.sure && of != errorOutput, Must: step.must, Position: at}
	}
	return e
}

// A probe is the one value of a type whose addresses name the type's fields.
type probe struct {
	typ   reflect.Type
	base  reflect.Value // a pointer to the type
	spots []spot
}

// A spot is one field of a probe, or of a struct inside it.
type spot struct {
	address uintptr
	typ     reflect.Type
	goName  string // such as Detail.Message
	index   []int  // the fields' numbers, from the outermost
	steps   []step
	problem string // why the field has no path; "" where it has

	object  reflect.Type // the struct that its JSON object is
	inner   []int        // the fields' numbers from there
	perhaps bool         // a pointer to an embedded struct is in between
}

type step struct {
	name     string
	optional bool // may be absent or null
	sure     bool // JSON always shows it
	must     bool // where it is missing, the state fails
}

// errorOutput is a type that the service makes, and not always all of.
var errorOutput = reflect.TypeFor[ErrorOutput]()

var probes sync.Map // reflect.Type to *probe

func probeOf(t reflect.Type) *probe {
	if p, ok := probes.Load(t); ok {
		return p.(*probe)
	}
	p := &probe{typ: t, base: reflect.New(t)}
	if t.Kind() == reflect.Struct {
		root := spot{object: t}
		if encodesItself(t) {
			root.problem = "is inside " + t.String() + ", which writes its own JSON"
		}
		p.walk(p.base.Elem(), root, map[reflect.Type]bool{})
	}
	first, _ := probes.LoadOrStore(t, p)
	return first.(*probe)
}

// walk notes the fields of a struct, and those of the structs in it.
func (p *probe) walk(v reflect.Value, outer spot, inside map[reflect.Type]bool) {
	t := v.Type()
	if inside[t] {
		return
	}
	inside[t] = true
	defer delete(inside, t)
	for i := range t.NumField() {
		f := t.Field(i)
		name := nameOf(t, f)
		s := spot{
			address: v.Field(i).Addr().Pointer(),
			typ:     f.Type,
			goName:  strings.TrimPrefix(outer.goName+"."+f.Name, "."),
			index:   append(outer.index[:len(outer.index):len(outer.index)], i),
			steps:   outer.steps[:len(outer.steps):len(outer.steps)],
			problem: outer.problem,
			object:  outer.object,
			inner:   append(outer.inner[:len(outer.inner):len(outer.inner)], i),
			perhaps: outer.perhaps,
		}
		if s.problem == "" {
			s.problem = name.problem
		}
		if s.problem == "" {
			s.problem = hides(s.object)[key(s.inner)]
		}
		optional := f.Type.Kind() == reflect.Pointer || s.perhaps || name.missing
		if !name.inline {
			s.steps = append(s.steps, step{name.json, optional, !optional && !name.sparse, name.variant})
		}
		p.spots = append(p.spots, s)
		if name.inline {
			p.spots[len(p.spots)-1].problem = "is spread into the object around it"
			s.perhaps = optional
		} else {
			s.object, s.inner, s.perhaps = structOf(f.Type), nil, false
		}
		p.enter(v.Field(i), s, inside)
	}
}

// enter walks into a struct, or into a new one behind a pointer to a struct.
func (p *probe) enter(v reflect.Value, s spot, inside map[reflect.Type]bool) {
	t := v.Type()
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
		if t.Kind() != reflect.Struct || inside[t] || !v.CanSet() {
			return
		}
		v.Set(reflect.New(t))
		v = v.Elem()
	}
	if t.Kind() != reflect.Struct {
		return
	}
	if s.problem == "" && encodesItself(t) {
		s.problem = "is inside " + t.String() + ", which writes its own JSON"
	}
	p.walk(v, s, inside)
}

// find gives the field of a type that an address names, or what is wrong with
// the address.
func find(of reflect.Type, field reflect.Value) (spot, *diag.Diagnostic) {
	p := probeOf(of)
	address, t := field.Pointer(), field.Type().Elem()
	var found []spot
	for _, s := range p.spots {
		if s.address == address && s.typ == t {
			found = append(found, s)
		}
	}
	switch {
	case len(found) > 1:
		return spot{}, &diag.Diagnostic{Severity: diag.Error, Code: "QS0005",
			Message: fmt.Sprintf("the fields %s and %s of %s have the same address, as they hold nothing", found[0].goName, found[1].goName, of),
			Help:    "select the struct around them"}
	case len(found) == 1 && found[0].problem != "":
		help := "select the value around it"
		if found[0].problem == notExported {
			help = "begin its name with a capital letter; its JSON tag may give it any other"
		}
		return found[0], &diag.Diagnostic{Severity: diag.Error, Code: "QS0005",
			Message: fmt.Sprintf("the field %s of %s has no path: it %s", found[0].goName, of, found[0].problem),
			Help:    help}
	case len(found) == 1:
		return found[0], nil
	}
	return spot{}, foreign(of, address, t)
}

func foreign(of reflect.Type, address uintptr, t reflect.Type) *diag.Diagnostic {
	d := &diag.Diagnostic{Severity: diag.Error, Code: "QS0004",
		Message: fmt.Sprintf("the address given is not that of a field of %s", of),
		Help:    fmt.Sprintf("take the address of a field of dsl.Fields[%s]()", of)}
	probes.Range(func(_, other any) bool {
		for _, s := range other.(*probe).spots {
			if s.address == address && s.typ == t {
				d.Message = fmt.Sprintf("the field %s belongs to %s, and the value is a %s", s.goName, other.(*probe).typ, of)
				return false
			}
		}
		return true
	})
	return d
}
