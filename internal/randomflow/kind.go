package randomflow

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math/bits"

	"github.com/quickstep-go/quickstep/dsl"
	"pgregory.net/rapid"
)

// A kind is one of the types that values of a program have.
type kind int

const (
	aNumber kind = iota
	aText
	aFlag
	aRecord
	aPart
	numbers
	texts
	records
	grid
	anError
	aMap
	kinds // how many there are
)

func (k kind) String() string {
	return [...]string{"Number", "Text", "Flag", "Record", "Part", "Numbers", "Texts", "Records", "Grid", "Error", "Map"}[k]
}

// record has a field of each sort: plain, nested, a list, behind a pointer, and
// with names that need quotes or are words of the query language.
type record struct {
	N    int     `json:"n"`
	S    string  `json:"s"`
	OK   bool    `json:"ok"`
	List []int   `json:"list"`
	In   part    `json:"in"`
	Odd  string  `json:"a-b"`
	Opt  *string `json:"opt,omitempty"`
	Ptr  *part   `json:"ptr,omitempty"`
}

type part struct {
	X int      `json:"x"`
	T []string `json:"and"`
}

var (
	fields      = dsl.Fields[record]()
	partFields  = dsl.Fields[part]()
	errorFields = dsl.Fields[dsl.ErrorOutput]()
)

// of is what the builder's generic functions are for one Go type.
type of[T any] struct{}

// typed is an [of] of any type.
type typed interface {
	expressions
	derived
	statements
	decode([]byte) (any, error)
}

func (k kind) typed() typed {
	switch k {
	case aNumber:
		return of[int]{}
	case aText:
		return of[string]{}
	case aFlag:
		return of[bool]{}
	case aRecord:
		return of[record]{}
	case aPart:
		return of[part]{}
	case numbers:
		return of[[]int]{}
	case texts:
		return of[[]string]{}
	case records:
		return of[[]record]{}
	case grid:
		return of[[][]int]{}
	case anError:
		return of[dsl.ErrorOutput]{}
	case aMap:
		return of[map[string]int]{}
	}
	panic(fmt.Sprintf("no kind %d", k))
}

// decode reads JSON that must be exactly what a T encodes to.
func (of[T]) decode(text []byte) (any, error) {
	var v T
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if again := encode(v); !same(again, text) {
		return nil, fmt.Errorf("%s is not what a %T encodes to: %s", text, v, again)
	}
	return v, nil
}

// encode writes JSON as a query language does, without escapes that need not be.
func encode(v any) []byte {
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err)
	}
	return bytes.TrimSuffix(text.Bytes(), []byte("\n"))
}

// same tells whether two JSON texts have the same value.
func same(a, b []byte) bool {
	var x, y any
	if json.Unmarshal(a, &x) != nil || json.Unmarshal(b, &y) != nil {
		return false
	}
	return bytes.Equal(encode(x), encode(y))
}

// words are strings in which a lowering may read something else.
var words = []string{"a", "b", "1", "a,b", ",", "it's", `"quoted"`, `back\slash`, "${a}", "{% 1 %}", "é€😀", "line\nline", "$states.input", "null", "x y", "<&>"}

// dice are numbers below n, drawn by a test or made from a hash.
type dice func(n int) int

// drawn gives numbers bit by bit, each as likely as another; rapid's own ranges
// prefer small numbers, and thereby the first few constructs and short programs.
func drawn(t *rapid.T) dice {
	bit := rapid.Bool()
	return func(n int) int {
		number := 0
		for range bits.Len(uint(n-1)) + 2 {
			number *= 2
			if bit.Draw(t, "a bit") {
				number++
			}
		}
		return number % n
	}
}

// hashed gives the same numbers for the same text.
func hashed(text []byte) dice {
	h := fnv.New64a()
	h.Write(text)
	state := h.Sum64()
	return func(n int) int {
		state ^= state << 13
		state ^= state >> 7
		state ^= state << 17
		return int(state>>33) % n
	}
}

// value makes a value of a kind. No number, text or flag in it is zero where
// full is asked for.
func (k kind) value(d dice, full bool) any {
	least := 0
	if full {
		least = 1
	}
	text := func() string {
		if !full && d(8) == 0 {
			return ""
		}
		return words[d(len(words))]
	}
	switch k {
	case aNumber:
		return least + d(5)
	case aText:
		return text()
	case aFlag:
		return full || d(2) == 0
	case aPart:
		return part{least + d(5), many[string](d, aText)}
	case numbers:
		return many[int](d, aNumber)
	case texts:
		return many[string](d, aText)
	case records:
		return many[record](d, aRecord)
	case grid:
		return many[[]int](d, numbers)
	case anError:
		return dsl.ErrorOutput{Error: errorNames[d(len(errorNames))], Cause: words[d(len(words))]}
	}
	if k == aMap {
		return someMap(d)
	}
	r := record{N: least + d(5), S: text(), OK: full || d(2) == 0, List: many[int](d, aNumber), In: aPart.value(d, full).(part), Odd: text()}
	if d(2) == 0 {
		s := text()
		r.Opt = &s
	}
	if d(2) == 0 {
		p := aPart.value(d, full).(part)
		r.Ptr = &p
	}
	return r
}

// many makes a list, often of one item or none.
func many[T any](d dice, k kind) []T {
	list := make([]T, d(4))
	for i := range list {
		list[i] = k.value(d, false).(T)
	}
	return list
}
