package synth_test

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/activity"
	"github.com/quickstep-go/quickstep/dsl/awssdk"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/dsl/sfn"
	"github.com/quickstep-go/quickstep/synth"
)

// TestMistakes holds each mistake below to the diagnostic that the comment on
// its line wants: exactly one, with that text, at that line. The text is the message,
// the code and the help, or what these begin with; in it, files have no folder.
func TestMistakes(t *testing.T) {
	for file, mistakes := range map[string][]func() dsl.Definition{
		"mistakes_test.go":            mistakes,
		"valuemistakes_test.go":       valueMistakes,
		"callmistakes_test.go":        callMistakes,
		"distributedmistakes_test.go": distributedMistakes,
		"jsonpathmistakes_test.go":    jsonpathMistakes,
	} {
		t.Run(file, func(t *testing.T) { testMistakes(t, file, mistakes) })
	}
}

func testMistakes(t *testing.T, file string, mistakes []func() dsl.Definition) {
	want := wanted(t, file)
	var got []string
	for _, mistake := range mistakes {
		_, err := synth.Workflow(mistake())
		found, ok := diag.FromError(err)
		if !ok {
			t.Errorf("no diagnostics: %v", err)
		}
		for _, d := range found {
			text := fmt.Sprintf("%d: %s [%s] %s", d.Position.Line, d.Message, d.Code, d.Help)
			got = append(got, strings.ReplaceAll(text, filepath.Dir(d.Position.File)+"/", ""))
			if filepath.Base(d.Position.File) != file {
				t.Errorf("%s points to another file", d)
			}
		}
	}
	for _, g := range got {
		if !slices.ContainsFunc(want, func(w string) bool { return strings.HasPrefix(g, w) }) {
			t.Errorf("unwanted: %s", g)
		}
	}
	for _, w := range want {
		if n := count(got, w); n != 1 {
			t.Errorf("found %d times: %s", n, w)
		}
	}
}

func count(got []string, prefix string) int {
	n := 0
	for _, g := range got {
		if strings.HasPrefix(g, prefix) {
			n++
		}
	}
	return n
}

// above is the line of the comment, or one so many lines above or below it.
var above = regexp.MustCompile(`LINE([-+][0-9]+)?`)

// wanted reads the comments of a file, as "line: text".
func wanted(t *testing.T, name string) []string {
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	const marker = "// " + "want: "
	var want []string
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		if _, text, ok := strings.Cut(lines.Text(), marker); ok {
			for each := range strings.SplitSeq(text, " // and: ") {
				want = append(want, fmt.Sprintf("%d: %s", n, above.ReplaceAllStringFunc(each, func(found string) string {
					lines, _ := strconv.Atoi(found[len("LINE"):])
					return strconv.Itoa(n + lines)
				})))
			}
		}
	}
	return want
}

type (
	in    = dsl.Val[query]
	block = dsl.Block
)

// define makes a workflow of a body that gives nothing.
func define(body func(b *block, in in)) func() dsl.Definition {
	return func() dsl.Definition {
		return dsl.Define("Mistake", func(b *block, v in) dsl.Val[struct{}] {
			body(b, v)
			return dsl.Lit(struct{}{})
		})
	}
}

type tokened struct {
	Token dsl.Token `json:"token"`
}

type marshals struct{ Inner inner }
type inner struct{ X string }

func (inner) MarshalText() ([]byte, error) { return []byte("x"), nil }

type shapes struct {
	Hidden string `json:"-"`
	Quoted int    `json:",string"`
	M      marshals
	A, B   struct{}
	Opt    *string `json:"opt,omitempty"`
	small  string
}

var (
	tokens  = dsl.Fields[tokened]()
	shaped  = dsl.Fields[shapes]()
	answer  = &dsl.Callback[person]{Name: "Ask"}
	ask     = lambda.Declare[tokened, struct{}]("Ask")
	noToken = dsl.NewCall[query, person](dsl.Integration{Resource: "arn:aws:states:::http:invoke"})
)

var mistakes = []func() dsl.Definition{
	define(func(b *block, v in) {
		dsl.Fail(b, "End", "E", "")
		dsl.Wait(b, "After", time.Second)  // want: the state "After" cannot be reached: the block has ended before it, by "End" at mistakes_test.go:
		dsl.Wait(b, "Behind", time.Second) // one mistake, one diagnostic
	}),
	define(func(b *block, v in) {
		dsl.Map(b, "Each", dsl.List(v), func(_ *block, item in) dsl.Val[person] {
			return dsl.Task(b, "Inside", find.Invoke(), item) // want: the block of the workflow is used inside the body of "Each" [QS0002]
		})
	}),
	define(func(b *block, v in) {
		dsl.Task(b, "Zero", find.Invoke(), in{}) // want: the input of "Zero" is the zero Val, which is no value of the workflow [QS0003]
	}),
	define(func(b *block, v in) {
		var none dsl.Call[query, person]
		dsl.Task(b, "Nothing", none, v) // want: the call is the zero Call, which names no service [QS0003]
	}),
	define(func(b *block, v in) {
		dsl.If(b, "If", dsl.Cond{}, func(*block) {}) // want: a condition of "If" is the zero Cond [QS0003]
	}),
	define(func(b *block, v in) {
		dsl.Let(b, "Foreign", dsl.At(v, &people.Name)) // want: the field Name belongs to synth_test.person, and the value is a synth_test.query [QS0004]
	}),
	define(func(b *block, v in) {
		var own query
		dsl.Let(b, "Own", dsl.At(v, &own.ID)) // want: the address given is not that of a field of synth_test.query [QS0004]
	}),
	func() dsl.Definition {
		return dsl.Define("Paths", func(b *block, v dsl.Val[shapes]) dsl.Val[string] {
			dsl.Let(b, "A", dsl.At(v, &shaped.Hidden))    // want: the field Hidden of synth_test.shapes has no path: it is left out of JSON by its tag json:"-" [QS0005]
			dsl.Let(b, "B", dsl.At(v, &shaped.Quoted))    // want: the field Quoted of synth_test.shapes has no path: it is written as a JSON string by its tag [QS0005]
			dsl.Let(b, "C", dsl.At(v, &shaped.M.Inner.X)) // want: the field M.Inner.X of synth_test.shapes has no path: it is inside synth_test.inner, which writes its own JSON [QS0005]
			dsl.Let(b, "D", dsl.At(v, &shaped.A))         // want: the fields A and B of synth_test.shapes have the same address, as they hold nothing [QS0005]
			dsl.Let(b, "E", dsl.At(v, &shaped.small))     // want: the field small of synth_test.shapes has no path: it is not exported [QS0005] begin its name with a capital letter; its JSON tag may give it any other
			return dsl.Lit("")
		})
	},
	define(func(b *block, v in) {
		dsl.Task(b, "Store", store.Invoke(), dsl.Build(entry{When: "now"}, dsl.To(&entries.ID, dsl.At(v, &queries.ID)))) // want: nobody fills the field Name of synth_test.entry, which JSON always shows [QS0006]
	}),
	define(func(b *block, v in) {
		dsl.Task(b, "Store", store.Invoke(), dsl.Build(entry{When: "now", Name: "n"},
			dsl.To(&entries.ID, dsl.At(v, &queries.ID)),
			dsl.To(&entries.ID, dsl.Lit("2")),      // want: the field ID is filled twice: here and at
			dsl.To(&entries.When, dsl.Lit("then")), // want: the field When is filled twice: by this part and by a constant [QS0007]
			dsl.To(&people.Name, dsl.Lit("x"))))    // want: the field Name belongs to synth_test.person, and the value is a synth_test.entry [QS0004]
	}),
	define(func(b *block, v in) {
		dsl.Let(b, "Channel", dsl.Lit(make(chan int))) // want: a constant of type chan int does not encode to JSON: json: unsupported type: chan int [QS0008]
	}),
	define(func(b *block, v in) {
		note := dsl.AtOpt(v, &queries.Note)
		dsl.If(b, "If", dsl.Eq(note, ""), func(*block) {}) // want: the field note may be absent in a condition [QS0009]
		dsl.Let(b, "Let", dsl.Format("{}", note))          // want: the field note may be absent in a dsl.Format [QS0009]
	}),
	define(func(b *block, v in) {
		var found dsl.Val[person]
		dsl.If(b, "If", dsl.Eq(dsl.At(v, &queries.ID), ""), func(b *block) { found = dsl.Task(b, "Sometimes", find.Invoke(), v) })
		dsl.Wait(b, "Wait", time.Second)
		dsl.Let(b, "Later", found) // want: the result of "Sometimes"
	}),
	define(func(b *block, v in) {
		var leaked in
		dsl.Map(b, "Each", dsl.List(v), func(b *block, item in) dsl.Val[person] {
			leaked = item
			return dsl.Task(b, "Inside", find.Invoke(), item)
		})
		dsl.Task(b, "Outside", find.Invoke(), leaked) // want: the item of "Each" (mistakes_test.go:LINE-4) is read in "Outside", and may not have been set by then [QS0010] return what is wanted of it from the body; "Each" gives the list of what its bodies return
	}),
	define(func(b *block, v in) {
		var let, sometimes in
		dsl.Map(b, "Each", dsl.List(v), func(b *block, item in) in {
			let = dsl.Let(b, "Inner", dsl.Build(query{}, dsl.To(&queries.ID, dsl.At(item, &queries.ID))))
			return let
		})
		dsl.Task(b, "Outside", find.Invoke(), let) // want: the value "Inner" (mistakes_test.go:LINE-3) is read in "Outside", and may not have been set by then [QS0010] a value of a branch or an iteration leaves it only as what its body returns
		dsl.If(b, "If", dsl.Eq(dsl.At(v, &queries.ID), ""), func(b *block) { sometimes = dsl.Let(b, "Sometimes", v) })
		dsl.Map(b, "Inside", dsl.List(v), func(b *block, item in) dsl.Val[person] {
			return dsl.Task(b, "Nested", find.Invoke(), sometimes) // want: the value "Sometimes" (mistakes_test.go:LINE-2) is read in "Nested", and may not have been set by then [QS0010] read it only after the state that sets it, on each way; an arm can hand a value on with dsl.Choose
		})
	}),
	define(func(b *block, v in) {
		var input, named, found dsl.Val[query]
		dsl.Define("Other", func(b *block, v in) in {
			input, named = v, dsl.Let(b, "Named", v)
			found = dsl.Index(dsl.Map(b, "Each", dsl.List(v), func(_ *block, item in) in { return item }), 0)
			return v
		})
		dsl.Task(b, "A", find.Invoke(), input) // want: the value "input" (mistakes_test.go:LINE-5) belongs to the workflow "Other", and is read in "A" of another [QS0010] hand it over in a field of this workflow's input
		dsl.Task(b, "B", find.Invoke(), named) // want: the value "Named" (mistakes_test.go:LINE-5) belongs to the workflow "Other", and is read in "B" of another [QS0010] hand it over in a field of this workflow's input
		dsl.Task(b, "C", find.Invoke(), found) // want: the result of "Each" (mistakes_test.go:LINE-5) belongs to the workflow "Other", and is read in "C" of another [QS0010] hand it over in a field of this workflow's input
	}),
	define(func(b *block, v in) {
		dsl.Task(b, "Same", find.Invoke(), v)
		dsl.Task(b, "Same", find.Invoke(), v) // want: the state name "Same" is taken by the state at
	}),
	define(func(b *block, v in) {
		for range 2 {
			dsl.Task(b, "Again", find.Invoke(), v) // want: this runs more than once, and gives the state name "Again" each time
		}
		b.Prefix(strings.Repeat("p", 70)).Prefix("inner")
		dsl.Wait(b.Prefix(strings.Repeat("p", 76)), "Wait", time.Second) // want: the state name "pppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp Wait" has 81 characters; AWS takes 80 [QS0012]
		dsl.Wait(b.Prefix("Prefix"), "", time.Second)                    // want: a state has no name [QS0012]
	}),
	define(func(b *block, v in) {
		b.Comment("first") // want: no state follows the comment "first" [QS0016]
		b.Comment("second")
		dsl.Raw[query, person](b, "Raw", `{"Type":"Pass","Comment":"its own"}`, v) // want: "Raw" has two comments: the text's own, and that of the line before it [QS0021]
		b.Comment("last")                                                          // want: no state follows the comment "last" [QS0016]
	}),
	define(func(b *block, v in) {
		outer := b
		dsl.If(b, "If", dsl.Eq(dsl.At(v, &queries.ID), ""), func(b *block) {
			dsl.Wait(outer.Prefix("Outer"), "Wait", time.Second) // want: the block of the workflow is used inside an arm of "If" [QS0002]
		})
	}),
	define(func(b *block, v in) {
		dsl.Task(b, "", find.Invoke(), v)                                                                              // want: a state has no name [QS0012]
		dsl.Task(b, strings.Repeat("n", 81), find.Invoke(), v)                                                         // want: the state name "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn" has 81 characters; AWS takes 80 [QS0012]
		dsl.Task(b, "Costs ${x}", find.Invoke(), v)                                                                    // want: the state name "Costs ${x}" holds ${, which CloudFormation would replace [QS0012]
		dsl.Wait(b, "Half", 1500*time.Millisecond)                                                                     // want: the wait "Half" is 1.5s; the service counts whole seconds [QS0013]
		dsl.Wait(b, "Back", -time.Second)                                                                              // want: the wait "Back" is -1s; the least is 0s [QS0013]
		dsl.Task(b, "T", find.Invoke(), v, dsl.Policy{Timeout: 10, Heartbeat: time.Second})                            // want: the timeout of "T" is 10ns; the service counts whole seconds [QS0013] a number by itself is nanoseconds: write 10*time.Second
		dsl.Task(b, "Q", find.Invoke(), v, dsl.Policy{Retry: []dsl.Retry{{On: dsl.AllErrors(), Backoff: math.NaN()}}}) // want: the retry backoff of "Q" is NaN; the least is 1 [QS0016]
		dsl.Task(b, "R", find.Invoke(), v, dsl.Policy{Retry: []dsl.Retry{{Backoff: 0.5}}})                             // want: a retry of "R" names no errors [QS0016] // and: the retry backoff of "R" is 0.5; the least is 1 [QS0016]
		dsl.Task(b, "M", find.Invoke(), v, dsl.Policy{Retry: []dsl.Retry{{On: dsl.AllErrors(), Max: -3}}})             // want: the Max of a retry of "M" is -3 [QS0016] 0 is the service's default of three attempts, dsl.NoRetry is none
	}),
	define(func(b *block, v in) {
		dsl.Task(b, "Caught", find.Invoke(), v, dsl.Policy{Catch: []dsl.Catch{{On: dsl.AllErrors(), Do: func(b *block, _ dsl.Val[dsl.ErrorOutput]) { // want: the handler of "Caught" comes to its end without ending the workflow or jumping [QS0014]
			dsl.Wait(b, "Breathe", time.Second)
		}}}})
	}),
	define(func(b *block, v in) {
		dsl.WaitForToken(b, answer, noToken, func(dsl.Val[dsl.Token]) in { return v }) // want: the integration of "Ask" cannot wait for a task token [QS0017] // and: the payload of "Ask" does not hold the task token, so nobody could answer [QS0018]
	}),
	define(func(b *block, v in) {
		dsl.WaitForToken(b, answer, ask.Invoke(), func(dsl.Val[dsl.Token]) dsl.Val[tokened] {
			return dsl.Build(tokened{}) // want: nobody fills the field Token of synth_test.tokened, which JSON always shows [QS0006] put the token in with dsl.To(&….Token, token)
		})
	}),
	define(func(b *block, v in) {
		dsl.Repeat(b, func(b *block, again func(*block)) dsl.Val[string] {
			dsl.If(b, "Again?", dsl.Eq(dsl.At(v, &queries.ID), ""), func(b *block) {
				dsl.Wait(b, "Round", time.Second)
				again(b)
				dsl.Wait(b, "After Jump", time.Second) // want: the state "After Jump" cannot be reached: the block has ended before it, by the jump to "Repeat" at mistakes_test.go:
			})
			return dsl.Lit("")
		})
		dsl.Choice(b, "Both", dsl.When(dsl.Eq(dsl.At(v, &queries.ID), ""), func(b *block) { dsl.Fail(b, "No", "E", "") }), dsl.Otherwise(func(b *block) { dsl.Fail(b, "Neither", "E", "") }))
		dsl.Wait(b, "After Arms", time.Second) // want: the state "After Arms" cannot be reached: the block has ended before it, by the arms of "Both" at mistakes_test.go:
	}),
	define(func(b *block, v in) {
		dsl.Try(b, "Tried", func(b *block) in {
			dsl.Task(b, "Fallible", find.Invoke(), v)
			return dsl.FailAs[query](b, "No", "E", "")
		}, func(b *block, e dsl.Val[dsl.ErrorOutput]) in {
			return dsl.FailAs[query](b, "Neither", "E", "")
		})
		dsl.Wait(b, "After Try", time.Second) // want: the state "After Try" cannot be reached: the block has ended before it, by both arms of "Tried" at mistakes_test.go:
	}),
	define(func(b *block, v in) {
		chosen := dsl.Choose(b, "Choose", dsl.Cases[query]{{If: dsl.Eq(dsl.At(v, &queries.ID), ""), Do: func(*block) in { return v }}}, nil) // want: an arm of "Choose" is nil [QS0016] give it a function
		dsl.Task(b, "Chosen", find.Invoke(), chosen)
	}),
	define(func(b *block, v in) {
		dsl.Task(b, "One", find.Invoke(), v)
		dsl.Task(b, "Two", lambda.Declare[query, entry](find.Name()).Invoke(), v) // want: the function "Find" is declared as [synth_test.query, synth_test.person] and as [synth_test.query, synth_test.entry] [QS0019] give one of them another name; a stack may bind both names to the same resource
		dsl.Task(b, "Same", lambda.Declare[query, person](find.Name()).Invoke(), v)
		dsl.Task(b, "Work", activity.Declare[query, query]("Worker").Perform(), v)
		dsl.Task(b, "Other Work", activity.Declare[query, person]("Worker").Perform(), v) // want: the activity "Worker" is declared as [synth_test.query, synth_test.query] and as [synth_test.query, synth_test.person] [QS0019] give one of them another name
		dsl.Task(b, "Child", sfn.Declare[query, query]("Worker").Start(), v)              // want: the name "Worker" stands for two resources, of the kinds activity and stateMachine [QS0019] give one of them another name
	}),
	define(func(b *block, v in) {
		var kept dsl.Val[dsl.Token]
		dsl.WaitForToken(b, answer, ask.Invoke(), func(t dsl.Val[dsl.Token]) dsl.Val[tokened] {
			kept = t
			return dsl.Build(tokened{}, dsl.To(&tokens.Token, t))
		})
		dsl.Let(b, "Kept", kept) // want: the task token of "Ask" is used in "Kept", and exists only in the payload of that task [QS0025]
	}),
	define(func(b *block, v in) {
		for range 2 {
			dsl.Wait(b, "First", time.Second) // want: this runs more than once, and gives the state name "First" each time [QS0011] give each use of the function around it a prefix for its names, as in charge(b.Prefix("Deposit"), …)
		}
		for range 3 {
			dsl.Wait(b, "Second", time.Second) // want: this runs more than once, and gives the state name "Second" each time [QS0011]
		}
		fragment(b, v)
		fragment(b, v) // want: fragment is called at mistakes_test.go:LINE-1 and at mistakes_test.go:LINE, and gives the state names "Breathe" and "Find" each time [QS0011] give each call a prefix for its names, as in fragment(b.Prefix("Deposit"), …)
	}),
	define(func(b *block, v in) {
		dsl.Task(b, "Call", awssdk.Call[query, person](), v) // want: synth_test.query is not a type of the AWS SDK for Go v2 [QS0026]
	}),
	define(func(b *block, v in) {
		dsl.Repeat(b, func(b *block, again func(*block)) dsl.Val[string] {
			dsl.Parallel2(b, "Both", func(b *block) dsl.Val[person] {
				again(b) // want: a branch of "Both" jumps to "Repeat", which is outside of it [QS0020]
				return dsl.Lit(person{})
			}, func(b *block) dsl.Val[person] { return dsl.Task(b, "Other", find.Invoke(), v) })
			return dsl.Lit("")
		})
	}),
	define(func(b *block, v in) {
		dsl.Raw[query, person](b, "Raw", `{"Type":"Pass","Next":"X"}`, v) // want: the text of "Raw" has the field Next, and where it leads is the builder's to say [QS0021]
		dsl.Raw[query, person](b, "Not JSON", `{`, v)                     // want: the text of "Not JSON" is not a JSON object
	}),
	define(func(b *block, v in) {
		dsl.Let(b, "Index", dsl.Index(dsl.List(v), -1))                // want: the index -1 is negative [QS0022]
		dsl.Let(b, "Format", dsl.Format("{} {}", dsl.Lit("x")))        // want: the layout "{} {}" has 2 {} for 1 arguments [QS0023]
		dsl.Let(b, "Brace", dsl.Format("{", dsl.Lit("x")))             // want: the layout "{" has a lone brace [QS0023]
		dsl.Let(b, "Time", dsl.FormatTime(dsl.ExecutionStart(), "_2")) // want: the time layout "_2" has the element _2, which Step Functions cannot write [QS0023]
	}),
	define(func(b *block, v in) {
		dsl.Repeat(b, func(b *block, again func(*block)) dsl.Val[string] { // want: the loop "Repeat" goes round without a state, for ever [QS0024]
			again(b)
			return dsl.Lit("")
		})
	}),
	define(func(b *block, v in) {
		dsl.Repeat(b, func(b *block, again func(*block)) dsl.Val[string] { // want: the loop "Repeat" goes round for ever: nothing leads out of it [QS0024]
			dsl.Wait(b, "Wait", time.Second)
			again(b)
			return dsl.Lit("")
		})
	}),
	define(func(b *block, v in) {
		dsl.Loop(b, "count", dsl.Lit(1), func(b *block, n dsl.Val[int], again func(*block, dsl.Val[int])) dsl.Val[int] { // want: the loop "count" goes round for ever: nothing leads out of it [QS0024]
			dsl.If(b, "Even?", dsl.Eq(dsl.Mod(n, 2), 0), func(b *block) { again(b, dsl.Add(n, 3)) })
			again(b, dsl.Add(n, 1))
			return n
		})
	}),
	define(func(b *block, v in) {
		dsl.Map(b, "Each", dsl.List(v), func(b *block, item in) dsl.Val[string] {
			dsl.If(b, "First?", dsl.Eq(dsl.At(item, &queries.ID), "1"), func(b *block) {
				dsl.Repeat(b, func(b *block, again func(*block)) dsl.Val[string] { // want: the loop "Repeat" goes round for ever: nothing leads out of it [QS0024]
					dsl.Let(b, "Look", item)
					again(b)
					return dsl.Lit("")
				})
			})
			return dsl.Repeat(b, func(b *block, again func(*block)) dsl.Val[string] { // want: the loop "Repeat" waits for nothing and changes nothing, so that each round decides as the one before [QS0024]
				dsl.If(b, "Ready?", dsl.Eq(dsl.At(item, &queries.ID), "2"), func(b *block) { again(b) })
				return dsl.Lit("")
			})
		})
	}),
	func() dsl.Definition {
		return dsl.Define[query, query]("No Body", nil) // want: the workflow has no body [QS0016]
	},
	define(func(b *block, v in) {
		dsl.If(b, "If", dsl.Eq(dsl.At(v, &queries.ID), ""), nil)                                                    // want: an arm of "If" is nil [QS0016] give it a function
		dsl.Map[query, query](b, "Map", dsl.List(v), nil)                                                           // want: a body of "Map" is nil [QS0016]
		dsl.Parallel(b, "Parallel", []func(*block) in{nil})                                                         // want: a branch of "Parallel" is nil [QS0016]
		dsl.Repeat[query](b, nil)                                                                                   // want: "Repeat" has no body [QS0016]
		dsl.Loop[query, query](b, "Loop", v, nil)                                                                   // want: "Loop" has no body [QS0016]
		dsl.Try[query](b, "Try", nil, nil)                                                                          // want: "Try" has no body [QS0016]
		dsl.Shared[query](b, "Shared", nil)(b, v)                                                                   // want: "Shared" has no body [QS0016]
		dsl.WaitForToken[tokened, struct{}, person](b, nil, ask.Invoke(), nil)                                      // want: a dsl.WaitForToken has no callback [QS0003]
		dsl.WaitForToken(b, answer, ask.Invoke(), nil)                                                              // want: the payload of "Ask" is nil [QS0016]
		dsl.Let(b, "Let", dsl.Filter(dsl.List(v), nil))                                                             // want: the condition of dsl.Filter is nil [QS0003]
		dsl.Task(b, "Task", (*lambda.Function[query, person])(nil).Invoke(), v)                                     // want: a Lambda function has no name [QS0026]
		dsl.Task(b, "Catch", find.Invoke(), v, dsl.Policy{Catch: []dsl.Catch{{On: []dsl.ErrorName{"E"}, Do: nil}}}) // want: the Do of a catch of "Catch" is nil [QS0016]
	}),
	define(func(b *block, v in) {
		note := dsl.AtOpt(v, &queries.Note)
		n := dsl.Length(dsl.At(v, &queries.ID))
		dsl.Task(b, "A", find.Invoke(), v, dsl.Policy{Timeout: time.Minute, TimeoutVal: n})                                     // want: the timeout or the heartbeat of "A" is filled twice: by a constant and by a value [QS0007]
		dsl.Task(b, "B", find.Invoke(), v, dsl.Policy{TimeoutVal: dsl.KeyOpt(dsl.Lit(map[string]int{}), "x")})                  // want: the field x may be absent in the timeout of "B" [QS0009]
		dsl.Map(b, "C", dsl.List(v), func(_ *block, v in) in { return v }, dsl.MapOptions{Policy: dsl.Policy{HeartbeatVal: n}}) // want: "C" has a timeout, and AWS has none for a Map or a Parallel [QS0013]
		dsl.Task(b, "D", find.Invoke().As(note), v)                                                                             // want: the field note may be absent in the role of a call [QS0009]
		dsl.Task(b, "E", find.Invoke().As(dsl.Val[string]{}), v)                                                                // want: an operand of the role of a call is the zero Val, which is no value of the workflow [QS0003]
		dsl.Task(b, "F", retouch.Perform().As(dsl.Role("R")), v)                                                                // want: work for an activity and calls of HTTPS APIs are not done as another role [QS0017]
		dsl.Task(b, "G", (*activity.Activity[query, person])(nil).Perform(), v)                                                 // want: an activity has no name [QS0026]
	}),
}

// TestNoWorkflow: what Define has not made is told, and nothing panics.
func TestNoWorkflow(t *testing.T) {
	var unset *dsl.Workflow[query, query]
	for name, w := range map[string]dsl.Definition{"nil": nil, "unset": unset, "zero": &dsl.Workflow[query, query]{}, "redefined": dsl.Redefine(unset, dsl.JSONPath())} {
		if _, err := synth.Workflow(w); err == nil || err.Error() != "there is no workflow: it is nil, or was not made by dsl.Define; make it with dsl.Define, before it is used [QS0016]" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
