package synth_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
)

type (
	onPointer struct{ X string } // whose MarshalJSON is on a pointer
	onValue   struct{ X string } // whose MarshalJSON is on a value
	keyed     struct{ A, B int } // whose MarshalText is on a value

	labelled struct {
		Name string `json:"name"`
	}
	stamped struct { // writes its own JSON, by a promoted method
		time.Time
		Extra string `json:"extra"`
	}
	Tagged struct { // exported, as nothing can be stored behind a pointer to another
		Tag string `json:"tag"`
	}
	mixed struct {
		*Tagged
		Outer  string           `json:"outer"`
		P      onPointer        `json:"p"`
		V      *onValue         `json:"v,omitempty"`
		T      time.Time        `json:"t"`
		Quoted int              `json:"quoted,string"`
		Keys   map[keyed]string `json:"keys"`
		Empty  string           `json:"empty,omitempty"`
		Zero   time.Time        `json:"zero,omitzero"`
		Struct labelled         `json:"struct,omitempty"` // encoding/json shows it always
		Opt    *string          `json:"opt,omitempty"`
		OptN   *int             `json:"optN"`
		OptL   *[]string        `json:"optL,omitempty"`
		Inner  *labelled        `json:"inner,omitempty"`
		Do     func()           `json:"do"`
	}
	plain     struct{ Name string }
	shadowing struct {
		plain
		Name string
	}
	mapped struct {
		M *map[string]int `json:"m"`
	}
	plainer  struct{ Name string }
	clashing struct {
		plain
		plainer
	}
	numbers struct {
		Quoted int `json:"quoted,string"`
		N      int `json:"n"`
		Left   int `json:"-"`
	}
	embedding struct {
		*Tagged
		N int `json:"n"`
	}
	holder struct {
		P onPointer `json:"p"`
		S string    `json:"s"`
	}
)

func (*onPointer) MarshalJSON() ([]byte, error) { return []byte(`"on a pointer"`), nil }
func (onValue) MarshalJSON() ([]byte, error)    { return []byte(`"on a value"`), nil }
func (k keyed) MarshalText() ([]byte, error)    { return fmt.Appendf(nil, "%d-%d", k.A, k.B), nil }

var (
	mixeds     = dsl.Fields[mixed]()
	stampeds   = dsl.Fields[stamped]()
	shadowings = dsl.Fields[shadowing]()
	clashings  = dsl.Fields[clashing]()
	numberses  = dsl.Fields[numbers]()
	embeddings = dsl.Fields[embedding]()
	holders    = dsl.Fields[holder]()
)

// computing makes a workflow that computes something of a T.
func computing[T, R any](of func(dsl.Val[T]) dsl.Val[R]) func() dsl.Definition {
	return func() dsl.Definition {
		return dsl.Define("Mistake", func(b *block, v dsl.Val[T]) dsl.Val[R] { return dsl.Let(b, "L", of(v)) })
	}
}

// fieldSafety: payloads whose fields are not filled, filled twice or another type's.
var fieldSafety = []safety{
	{"unfilled", define(func(b *block, v in) {
		dsl.Task(b, "S", store.Invoke(), dsl.Build(entry{When: "now"}, // want: nobody fills the field Name of synth_test.entry, which JSON always shows [QS0006]
			dsl.To(&entries.ID, dsl.At(v, &queries.ID))))
	}), define(func(b *block, v in) {
		dsl.Task(b, "S", store.Invoke(), dsl.Build(entry{When: "now"},
			dsl.To(&entries.ID, dsl.At(v, &queries.ID)), dsl.To(&entries.Name, dsl.Lit(""))))
	})},
	{"unfilled, by its tag a string", define(func(b *block, v in) {
		dsl.Let(b, "L", dsl.Build(numbers{}, dsl.To(&numberses.N, dsl.Lit(0)))) // want: nobody fills the field Quoted of synth_test.numbers, which JSON always shows [QS0006]
	}), nil},
	{"unfilled, by an option that means nothing for its type", computing(func(dsl.Val[query]) dsl.Val[options] {
		return dsl.Build(options{Time: time.Unix(0, 0)}) // want: nobody fills the field Array of synth_test.options, which JSON always shows [QS0006]
	}), nil},
	{"unfilled, a time by the same option", computing(func(dsl.Val[query]) dsl.Val[options] {
		return dsl.Build(options{Array: [2]int{1, 0}}) // want: nobody fills the field Time of synth_test.options, which JSON always shows [QS0006]
	}), nil},
	{"filled twice by parts", define(func(b *block, v in) {
		dsl.Let(b, "L", dsl.Build(query{},
			dsl.To(&queries.ID, dsl.Lit("1")),
			dsl.To(&queries.ID, dsl.Lit("2")))) // want: the field ID is filled twice: here and at safety_fields_test.go:LINE-1 [QS0007]
	}), nil},
	{"filled twice by a part and a constant", define(func(b *block, v in) {
		dsl.Let(b, "L", dsl.Build(query{ID: "1"},
			dsl.To(&queries.ID, dsl.Lit("2")))) // want: the field ID is filled twice: by this part and by a constant [QS0007]
	}), nil},
	{"filled as a whole and inside", define(func(b *block, v in) {
		dsl.Let(b, "L", dsl.Build(struct{ In labelled }{},
			dsl.To(&dsl.Fields[struct{ In labelled }]().In, dsl.Lit(labelled{"1"})),
			dsl.To(&dsl.Fields[struct{ In labelled }]().In.Name, dsl.Lit("2")))) // want: the field In.Name is filled twice: here and at safety_fields_test.go:LINE-1 [QS0007]
	}), nil},
	{"a key that comes twice", define(func(b *block, v in) {
		dsl.Let(b, "L", dsl.Dict[map[string]int](dsl.Entry[int]{Key: "a", Value: dsl.Lit(1)}, dsl.Entry[int]{Key: "a", Value: dsl.Lit(2)})) // want: the key "a" comes twice [QS0007]
	}), nil},
	{"another type's field, which leaves one unfilled", define(func(b *block, v in) {
		dsl.Let(b, "L", dsl.Build(query{},
			dsl.To(&people.Name, dsl.Lit("x")))) // want: the field Name belongs to synth_test.person, and the value is a synth_test.query [QS0004]
	}), nil},
	{"a field of a variable", define(func(b *block, v in) {
		var own query
		dsl.Let(b, "L", dsl.At(v, &own.ID)) // want: the address given is not that of a field of synth_test.query [QS0004]
	}), nil},
	{"no field at all", define(func(b *block, v in) {
		dsl.Let(b, "L", dsl.Build(query{}, dsl.To((*string)(nil), dsl.Lit("x")))) // want: the address given is not that of a field of synth_test.query [QS0004]
	}), nil},
	{"no part at all", define(func(b *block, v in) {
		dsl.Let(b, "L", dsl.Build(query{ID: "1"}, dsl.Part{})) // want: a part of the dsl.Build is the zero Part, which fills nothing [QS0003]
	}), nil},
}

// marshalSafety: types whose JSON is another one than their fields.
var marshalSafety = []safety{
	{"inside of MarshalJSON on a value", computing(func(v dsl.Val[mixed]) dsl.Val[string] {
		return dsl.At(v, &mixeds.V.X) // want: the field V.X of synth_test.mixed has no path: it is inside synth_test.onValue, which writes its own JSON [QS0005]
	}), define(func(b *block, v in) { dsl.Let(b, "L", dsl.Lit(onValue{"x"})) })},
	{"inside of MarshalJSON on a pointer", computing(func(v dsl.Val[mixed]) dsl.Val[string] {
		return dsl.At(v, &mixeds.P.X) // want: the field P.X of synth_test.mixed has no path: it is inside synth_test.onPointer, which writes its own JSON [QS0005]
	}), nil},
	{"filling the inside of MarshalJSON", define(func(b *block, v in) {
		dsl.Let(b, "L", dsl.Build(holder{S: "s"},
			dsl.To(&holders.P.X, dsl.Lit("x")))) // want: the field P.X of synth_test.holder has no path: it is inside synth_test.onPointer, which writes its own JSON [QS0005]
	}), define(func(b *block, v in) {
		dsl.Let(b, "L", dsl.Build(holder{P: onPointer{"x"}}, dsl.To(&holders.S, dsl.Lit("s"))))
	})},
	{"a promoted MarshalJSON", computing(func(v dsl.Val[stamped]) dsl.Val[string] {
		return dsl.At(v, &stampeds.Extra) // want: the field Extra of synth_test.stamped has no path: it is inside synth_test.stamped, which writes its own JSON [QS0005]
	}), nil},
	{"filling what writes its own JSON", define(func(b *block, v in) {
		dsl.Let(b, "L", dsl.Build(stamped{},
			dsl.To(&stampeds.Extra, dsl.Lit("x")))) // want: the field Extra of synth_test.stamped has no path: it is inside synth_test.stamped, which writes its own JSON [QS0005]
	}), nil},
	{"a field that its tag makes a string", computing(func(v dsl.Val[mixed]) dsl.Val[int] {
		return dsl.At(v, &mixeds.Quoted) // want: the field Quoted of synth_test.mixed has no path: it is written as a JSON string by its tag [QS0005]
	}), computing(func(dsl.Val[query]) dsl.Val[numbers] {
		return dsl.Build(numbers{Quoted: 3, Left: 4}, dsl.To(&numberses.N, dsl.Lit(1)))
	})},
	{"a field that is left out", computing(func(v dsl.Val[numbers]) dsl.Val[int] {
		return dsl.At(v, &numberses.Left) // want: the field Left of synth_test.numbers has no path: it is left out of JSON by its tag json:"-" [QS0005]
	}), nil},
	{"a field without JSON", computing(func(v dsl.Val[mixed]) dsl.Val[func()] {
		return dsl.At(v, &mixeds.Do) // want: the field Do of synth_test.mixed has no path: it is a func(), which has no JSON [QS0005]
	}), nil},
	{"an embedded field behind another of its name", computing(func(v dsl.Val[shadowing]) dsl.Val[string] {
		return dsl.At(v, &shadowings.plain.Name) // want: the field plain.Name of synth_test.shadowing has no path: it is left out of JSON, as another field has the name "Name" [QS0005]
	}), computing(func(dsl.Val[query]) dsl.Val[shadowing] {
		return dsl.Build(shadowing{}, dsl.To(&shadowings.Name, dsl.Lit("x")))
	})},
	{"two embedded fields of one name", computing(func(v dsl.Val[clashing]) dsl.Val[string] {
		return dsl.At(v, &clashings.plainer.Name) // want: the field plainer.Name of synth_test.clashing has no path: it is left out of JSON, as another field has the name "Name" [QS0005]
	}), computing(func(dsl.Val[query]) dsl.Val[clashing] { return dsl.Build(clashing{}) })},
	{"a constant without JSON", define(func(b *block, v in) {
		dsl.Let(b, "L", dsl.Lit(make(chan int))) // want: a constant of type chan int does not encode to JSON: json: unsupported type: chan int [QS0008]
	}), nil},
	{"a json.Number that is none", define(func(b *block, v in) {
		dsl.Let(b, "L", dsl.Lit(json.Number("x"))) // want: a constant of type json.Number does not encode to JSON: json: invalid number literal "x" [QS0008]
	}), define(func(b *block, v in) {
		dsl.Let(b, "L", dsl.Lit(json.Number("1.5")))
		dsl.Let(b, "M", dsl.Lit(json.RawMessage(`{"a":1}`)))
		dsl.Let(b, "N", dsl.Lit(map[keyed]string{{1, 2}: "x"}))
	})},
}

// absentSafety: what may be absent, by a pointer or by its tag, inside of a larger
// expression.
var absentSafety = []safety{
	{"a sum", computing(func(v dsl.Val[mixed]) dsl.Val[int] {
		return dsl.Add(dsl.AtOpt(v, &mixeds.OptN), 1) // want: the field optN may be absent in a dsl.Add [QS0009]
	}), computing(func(dsl.Val[query]) dsl.Val[int] { return dsl.Add(dsl.Or(dsl.AtOpt(bare(), &mixeds.OptN), 1), 1) })},
	{"a condition", computing(func(v dsl.Val[mixed]) dsl.Val[string] {
		return dsl.IfElse(dsl.Eq(dsl.AtOpt(v, &mixeds.Opt), ""), dsl.Lit("a"), dsl.Lit("b")) // want: the field opt may be absent in a condition [QS0009]
	}), computing(func(dsl.Val[query]) dsl.Val[string] {
		return dsl.IfElse(dsl.And(dsl.Present(dsl.AtOpt(bare(), &mixeds.Opt)), dsl.Eq(dsl.Must(dsl.AtOpt(bare(), &mixeds.Opt)), "")), dsl.Lit("a"), dsl.Lit("b"))
	})},
	{"a Format", computing(func(v dsl.Val[mixed]) dsl.Val[string] {
		return dsl.Format("{}", dsl.AtOpt(v, &mixeds.Opt)) // want: the field opt may be absent in a dsl.Format [QS0009]
	}), computing(func(dsl.Val[query]) dsl.Val[string] {
		return dsl.Format("{}", dsl.Or(dsl.AtOpt(bare(), &mixeds.Opt), ""))
	})},
	{"a field behind a pointer", computing(func(v dsl.Val[mixed]) dsl.Val[string] {
		return dsl.Upper(dsl.At(v, &mixeds.Inner.Name)) // want: the field inner may be absent in a dsl.Upper [QS0009]
	}), nil},
	{"a field of an embedded pointer", computing(func(v dsl.Val[mixed]) dsl.Val[string] {
		return dsl.Upper(dsl.At(v, &mixeds.Tagged.Tag)) // want: the field tag may be absent in a dsl.Upper [QS0009]
	}), computing(func(dsl.Val[query]) dsl.Val[string] {
		return dsl.Upper(dsl.Or(dsl.At(bare(), &mixeds.Tagged.Tag), "x"))
	})},
	{"an item of a list that may be absent", computing(func(v dsl.Val[mixed]) dsl.Val[string] {
		return dsl.Format("{}", dsl.Index(dsl.AtOpt(v, &mixeds.OptL), 0)) // want: the field optL may be absent in a dsl.Format [QS0009]
	}), computing(func(dsl.Val[query]) dsl.Val[string] {
		return dsl.Format("{}", dsl.Index(dsl.Or(dsl.AtOpt(bare(), &mixeds.OptL), []string{"x"}), 0))
	})},
	{"a list that is indexed", computing(func(v dsl.Val[mixed]) dsl.Val[int] {
		return dsl.Index(dsl.List(dsl.AtOpt(v, &mixeds.OptN)), 0) // want: the field optN may be absent in a larger expression [QS0009]
	}), nil},
	{"a key that may be missing", computing(func(v dsl.Val[map[string]int]) dsl.Val[int] {
		return dsl.Add(dsl.KeyOpt(v, "k"), 1) // want: the field k may be absent in a dsl.Add [QS0009]
	}), computing(func(dsl.Val[query]) dsl.Val[int] {
		return dsl.Add(dsl.Or(dsl.KeyOpt(dsl.Lit(map[string]int{}), "k"), 1), 1)
	})},
	{"keys", computing(func(v dsl.Val[mapped]) dsl.Val[[]string] {
		return dsl.Keys(dsl.AtOpt(v, &dsl.Fields[mapped]().M)) // want: the field m may be absent in dsl.Keys [QS0009]
	}), nil},
	{"a list in JSONPath", func() dsl.Definition {
		return dsl.Define("Mistake", func(b *block, v dsl.Val[mixed]) dsl.Val[int] {
			return dsl.Let(b, "L", dsl.Count(dsl.AtOpt(v, &mixeds.OptL))) // want: the field optL may be absent in dsl.Count [QS0009]
		}, dsl.JSONPath())
	}, nil},
	{"an element's field in a Filter", computing(func(v dsl.Val[[]mixed]) dsl.Val[[]mixed] {
		return dsl.Filter(v, func(m dsl.Val[mixed]) dsl.Cond {
			return dsl.Eq(dsl.AtOpt(m, &mixeds.Opt), "") // want: the field opt may be absent in a condition [QS0009]
		})
	}), nil},
	{"an argument of code", computing(func(v dsl.Val[mixed]) dsl.Val[string] {
		opt := dsl.AtOpt(v, &mixeds.Opt) // want: the field opt may be absent in a larger expression [QS0009]
		return dsl.JSONata[string]("$x & 'y'", dsl.With("x", opt))
	}), nil},
	{"a timeout", define(func(b *block, v in) {
		dsl.Task(b, "T", find.Invoke(), v, dsl.Policy{TimeoutVal: dsl.KeyOpt(dsl.Lit(map[string]int{}), "x")}) // want: the field x may be absent in the timeout of "T" [QS0009]
	}), nil},
	{"omitempty", computing(func(v dsl.Val[mixed]) dsl.Val[string] {
		return dsl.Format("{}", dsl.At(v, &mixeds.Empty)) // want: the field empty may be absent in a dsl.Format [QS0009]
	}), computing(func(dsl.Val[query]) dsl.Val[string] {
		return dsl.Format("{}", dsl.Or(dsl.At(bare(), &mixeds.Empty), ""))
	})},
	{"omitzero", computing(func(v dsl.Val[mixed]) dsl.Val[string] {
		return dsl.FormatTime(dsl.At(v, &mixeds.Zero), time.DateOnly) // want: the field zero may be absent in a dsl.FormatTime [QS0009]
	}), computing(func(dsl.Val[query]) dsl.Val[string] { return dsl.Upper(dsl.At(bare(), &mixeds.Struct.Name)) })},
	{"redriven", computing(func(dsl.Val[query]) dsl.Val[string] {
		return dsl.FormatTime(dsl.RedriveTime(), time.DateOnly) // want: the field RedriveTime may be absent in a dsl.FormatTime [QS0009]
	}), nil},
}

// bare is a mixed in which everything is absent that may be.
func bare() dsl.Val[mixed] {
	return dsl.ParseJSON[mixed](dsl.Lit(`{"struct":{"name":"x"}}`))
}

// payloadSafety: what no state can take, as it is written out.
var payloadSafety = []safety{
	{"the input of a task", define(func(b *block, v in) {
		dsl.Task(b, "T", find.Invoke(), dsl.Lit(query{ID: large(300_000)})) // want: Arguments has 300046 bytes as it stands, and 262144 is the most [QS3015]
	}), define(func(b *block, v in) {
		dsl.Task(b, "T", find.Invoke(), dsl.Lit(query{ID: large(200_000)}))
	})},
	{"two halves in one input", define(func(b *block, v in) {
		dsl.Task(b, "T", store.Invoke(), dsl.Lit(entry{ID: large(140_000), Name: large(140_000)})) // want: Arguments has 280067 bytes as it stands, and 262144 is the most [QS3015]
	}), nil},
	{"a variable", define(func(b *block, v in) {
		x := dsl.Let(b, "X", dsl.Lit(large(300_000))) // want: Assign has 300008 bytes as it stands, and 262144 is the most [QS3015]
		dsl.Task(b, "T", find.Invoke(), dsl.Build(query{}, dsl.To(&queries.ID, x)))
	}), nil},
	{"what the workflow returns", func() dsl.Definition {
		return dsl.Define("Mistake", func(b *block, v in) dsl.Val[string] { // want: Output has 300010 bytes as it stands, and 262144 is the most [QS3015]
			return dsl.Lit(large(300_000))
		})
	}, nil},
	{"a Succeed", define(func(b *block, v in) {
		dsl.Succeed(b, "S", dsl.Lit(large(300_000))) // want: Output has 300010 bytes as it stands, and 262144 is the most [QS3015]
	}), nil},
	{"the items of a Map", define(func(b *block, v in) {
		dsl.Map(b, "M", dsl.Lit([]string{large(300_000)}), func(_ *block, s dsl.Val[string]) dsl.Val[string] { return s }) // want: Items has 300004 bytes as it stands, and 262144 is the most [QS3015]
	}), nil},
	{"a cause", define(func(b *block, v in) {
		dsl.Fail(b, "F", "E", large(300_000)) // want: Cause has 300002 bytes as it stands, and 262144 is the most [QS3015]
	}), define(func(b *block, v in) {
		b.Comment(large(300_000))
		dsl.Wait(b, "W", time.Second)
	})},
	{"the result of a Pass, in JSONPath", older(func(b *block, v in) {
		dsl.Succeed(b, "S", dsl.Lit(large(300_000))) // want: Result has 300002 bytes as it stands, and 262144 is the most [QS3015]
	}), older(func(b *block, v in) {
		dsl.Succeed(b, "S", dsl.Lit(large(200_000)))
	})},
	{"a variable of a Let, in JSONPath", older(func(b *block, v in) {
		x := dsl.Let(b, "X", dsl.Lit(large(300_000))) // want: Assign has 300008 bytes as it stands, and 262144 is the most [QS3015]
		dsl.Task(b, "T", find.Invoke(), dsl.Build(query{}, dsl.To(&queries.ID, x)))
	}), nil},
	{"variables of one Assign", define(func(b *block, v in) {
		dsl.Wait(b, "W", time.Second) // want: Assign has 280015 bytes as it stands, and 262144 is the most [QS3015]
		x, y := dsl.Name(b, "x", dsl.Lit(large(140_000))), dsl.Name(b, "y", dsl.Lit(large(140_000)))
		dsl.Wait(b, "Breathe", time.Second)
		dsl.Let(b, "L", dsl.Add(dsl.Length(x), 1))
		dsl.Task(b, "T", counts.Invoke(), dsl.AddVal(dsl.Length(x), dsl.Length(y)))
	}), define(func(b *block, v in) {
		dsl.Wait(b, "W", time.Second)
		x := dsl.Name(b, "x", dsl.Lit(large(140_000)))
		dsl.Wait(b, "Breathe", time.Second)
		y := dsl.Name(b, "y", dsl.Lit(large(140_000)))
		dsl.Wait(b, "Breathe Again", time.Second)
		dsl.Task(b, "T", counts.Invoke(), dsl.AddVal(dsl.Length(x), dsl.Length(y)))
	})},
	{"a value that a payload holds twice", define(func(b *block, v in) {
		x := dsl.Let(b, "X", dsl.Lit(large(140_000)))
		dsl.Task(b, "T", store.Invoke(), dsl.Build(entry{When: "now"}, dsl.To(&entries.ID, x), dsl.To(&entries.Name, x))) // want: the input of "T" has at least 280030 bytes, and 262144 is the most [QS0032]
	}), define(func(b *block, v in) {
		x := dsl.Let(b, "X", dsl.Lit(large(120_000)))
		dsl.Task(b, "T", store.Invoke(), dsl.Build(entry{When: "now"}, dsl.To(&entries.ID, x), dsl.To(&entries.Name, x)))
	})},
	{"a text of values that are each small enough", define(func(b *block, v in) {
		x := dsl.Let(b, "X", dsl.Lit(large(140_000)))
		y := dsl.Let(b, "Y", dsl.Format("{} and {}", x, x)) // want: the value of "Y" has at least 280007 bytes, and 262144 is the most [QS0032]
		dsl.Task(b, "T", find.Invoke(), dsl.Build(query{}, dsl.To(&queries.ID, y)))
	}), define(func(b *block, v in) {
		x := dsl.Let(b, "X", dsl.Lit(large(140_000)))
		y := dsl.Let(b, "Y", dsl.Format("{} and {}", dsl.Length(x), dsl.Substring(x, 0, 9)))
		dsl.Task(b, "T", find.Invoke(), dsl.Build(query{}, dsl.To(&queries.ID, y)))
	})},
	{"the branches of a Parallel together", define(func(b *block, v in) {
		half := func(*block) dsl.Val[string] { return dsl.Lit(large(140_000)) }
		dsl.Parallel2(b, "P", half, half) // want: the result of "P" has at least 280007 bytes, and 262144 is the most [QS0032]
		dsl.Wait(b, "Breathe", time.Second)
	}), define(func(b *block, v in) {
		half := func(*block) dsl.Val[string] { return dsl.Lit(large(130_000)) }
		dsl.Parallel2(b, "P", half, half)
		dsl.Parallel2(b, "Q", half, func(b *block) dsl.Val[string] {
			dsl.If(b, "C", isOne(v), func(b *block) { dsl.Succeed(b, "Short", dsl.Lit("")) })
			return dsl.Lit(large(140_000))
		})
		dsl.Wait(b, "Breathe", time.Second)
	})},
	{"values that nobody reads together", nil, define(func(b *block, v in) {
		x := dsl.Let(b, "X", dsl.Lit(large(140_000)))
		dsl.Let(b, "Y", dsl.List(x, x))
		dsl.Task(b, "T", find.Invoke(), dsl.Build(query{}, dsl.To(&queries.ID, dsl.Index(dsl.List(x, x), 0))))
	})},
	{"the definition", func() dsl.Definition {
		return dsl.Define("Mistake", func(b *block, v in) in { // want: the definition has 1216114 characters, and AWS takes 1048576; the largest of its 8 states: "T5" with 205129, "T4" with 204130, "T3" with 203130 [QS1007]
			for i := range 6 {
				dsl.Task(b, fmt.Sprint("T", i), find.Invoke(), dsl.Lit(query{ID: large(200_000 + 1000*i)}))
			}
			dsl.Map(b, "M", dsl.List(v), func(_ *block, v in) in { return v })
			return v
		})
	}, define(func(b *block, v in) {
		for i := range 5 {
			dsl.Task(b, fmt.Sprint("T", i), find.Invoke(), dsl.Lit(query{ID: large(200_000)}))
		}
	})},
	{"the definition, which fits without blanks", nil, define(func(b *block, v in) {
		all := dsl.Let(b, "M", dsl.Lit(make([]int, 100_000)))
		dsl.Task(b, "T", counts.Invoke(), dsl.Count(all))
		b.Comment(large(600_000))
		dsl.Wait(b, "W", time.Second)
	})},
	{"a Raw", define(func(b *block, v in) {
		dsl.Raw[query, person](b, "R", `{"Type":"Pass","Output":{"x":"`+large(300_000)+`"}}`, v) // want: Output has 300008 bytes as it stands, and 262144 is the most [QS3015]
	}), nil},
}

func large(n int) string { return strings.Repeat("x", n) }
