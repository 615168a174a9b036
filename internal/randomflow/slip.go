package randomflow

import (
	"runtime"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
)

// A Slip is one mistake in a program that is right without it.
type Slip struct {
	Name string
	Code string // of the only diagnostic that it may have
	Line int    // in slip.go, where that points; 0 where the slip was not made
}

// Slips is how many kinds of them there are.
const Slips = 6

// Slipped builds the program with a mistake of a kind before one of its statements,
// that at a number, which may be larger than there are statements. The mistake is not
// made where it cannot be.
func (p *Program) Slipped(kind, at int) (dsl.Definition, Slip) {
	statements := 0
	p.out.typed().define(p, "Program", false, func(*maker, *dsl.Block) { statements++ })
	at %= max(statements, 1)
	var made Slip
	var outermost *dsl.Block
	n := 0
	w := p.out.typed().define(p, "Program", false, func(m *maker, b *dsl.Block) {
		if outermost == nil {
			outermost = b
		}
		if n == at {
			made = slip(kind, outermost, b, m)
		}
		n++
	})
	return w, made
}

// slip appends a mistake to a block. In a workflow that is started, whose mistakes are
// its own, that is only one to be told of the workflow around. Each stands on the line behind the one that calls
// next.
func slip(kind int, outermost, b *dsl.Block, m *maker) Slip {
	if m.child && kind != 2 {
		return Slip{}
	}
	switch kind {
	case 0:
		s := Slip{"the zero Val", "QS0003", next()}
		dsl.Let(b, "Slip", dsl.Val[int]{})
		return s
	case 1:
		s := Slip{"an unfilled field", "QS0006", next()}
		dsl.Let(b, "Slip", dsl.Build(pair{}, dsl.To(&pairFields.A, dsl.Lit("a"))))
		return s
	case 2:
		if m.unprefixed(b) == outermost {
			return Slip{}
		}
		s := Slip{"the outermost block in an inner one", "QS0002", next()}
		dsl.Wait(outermost, "Slip", time.Second)
		return s
	case 3:
		var x dsl.Val[string]
		dsl.If(b, "Slip?", dsl.Eq(dsl.StateName(), "Slip?"), func(b *dsl.Block) { x = dsl.Let(b, "Set", dsl.StateName()) })
		s := Slip{"a value that one arm sets", "QS0010", next()}
		dsl.Let(b, "Slip", x)
		return s
	case 4:
		dsl.Fail(b, "Slip", "Slip", "")
		s := Slip{"a state behind a Fail", "QS0001", next()}
		dsl.Wait(b, "Behind", time.Second)
		return s
	}
	s := Slip{"a count of retries where there are none", "QS0031", next()}
	dsl.Let(b, "Slip", dsl.RetryCount())
	return s
}

// next is the line behind the one that calls it.
func next() int {
	_, _, line, _ := runtime.Caller(1)
	return line + 1
}
