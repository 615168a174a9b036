package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonata"
	"github.com/quickstep-go/quickstep/internal/jsonpath"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var evalCommand = &command{
	name:    "eval",
	summary: "evaluate a JSONata expression, a JSONPath or an intrinsic function",
	usage:   "(--jsonata EXPR | --jsonpath PATH | --intrinsic CALL) [--input JSON] [--bindings JSON]",
	help: `
The JSON result goes to standard output; of an undefined one standard error tells.
An error goes to standard error as "code: message", and the exit status is 1.

In a JSONata expression $ is the input, and each member of the bindings is a
variable: {"states":{"input":{}},"n":1} makes $states.input and $n. {% and %}
around the expression may be there or not.

In a path or an intrinsic function $ is the input ({} if there is none), $name
is a member of the bindings, and $$ is the member "context" of "states".

Examples:
  quickstep eval --jsonata '$sum(items.price)' --input order.json
  quickstep eval --jsonpath '$.items[?(@.price > 10)].sku' --input order.json
  quickstep eval --intrinsic "States.Format('Hello {}', \$.name)" --input -`,
	define: func(flags *flag.FlagSet) func(*env, []string) error {
		var o evalOptions
		flags.Func("jsonata", "evaluate `EXPR`, a JSONata expression", o.language("jsonata"))
		flags.Func("jsonpath", "evaluate `PATH`, a JSONPath", o.language("jsonpath"))
		flags.Func("intrinsic", "evaluate `CALL`, an intrinsic function such as States.UUID()", o.language("intrinsic"))
		flags.StringVar(&o.input, "input", "", "take `JSON` for the input, or what a file of it holds; - is standard input")
		flags.StringVar(&o.bindings, "bindings", "", "take the members of `JSON` for variables, or of what a file holds; - is standard input")
		flags.StringVar(&o.profile, "profile", "aws", "the JSONata library to use, `NAME`: aws, or standard for JSONata's own")
		flags.DurationVar(&o.timeout, "timeout", 10*time.Second, "give up after a `DURATION`")
		flags.Uint64Var(&o.seed, "seed", 0, "repeat random results: `N` decides them")
		return o.run
	},
}

// evalOptions are the flags of eval.
type evalOptions struct {
	languages       []string // as they were given
	text            string
	input, bindings string
	profile         string
	timeout         time.Duration
	seed            uint64
}

func (o *evalOptions) language(name string) func(string) error {
	return func(text string) error {
		o.languages = append(o.languages, name)
		o.text = text
		return nil
	}
}

func (o *evalOptions) run(e *env, args []string) error {
	if len(o.languages) != 1 {
		return misuse("give one of --jsonata, --jsonpath and --intrinsic")
	}
	if len(args) > 0 {
		return misuse("%q is too much: quote the whole expression, as in --%s '…'", args[0], o.languages[0])
	}
	if o.profile != "aws" && o.profile != "standard" {
		return misuse("--profile is aws or standard, not %q", o.profile)
	}
	input, bindings, err := o.values(e)
	if err != nil {
		return err
	}
	evaluate := map[string]func(*env, jsonvalue.Value, jsonvalue.Value) (jsonvalue.Value, error){
		"jsonata": o.jsonata, "jsonpath": o.jsonpath, "intrinsic": o.intrinsic,
	}[o.languages[0]]
	v, err := evaluate(e, input, bindings)
	if err != nil {
		return report(e, err)
	}
	if !v.Exists() {
		fmt.Fprintln(e.stderr, "undefined")
		return nil
	}
	fmt.Fprintln(e.stdout, v)
	return nil
}

// values reads the input, which is absent if none is given, and the bindings.
func (o *evalOptions) values(e *env) (input, bindings jsonvalue.Value, err error) {
	if o.input != "" {
		if input, err = e.jsonOrFile("input", o.input); err != nil {
			return
		}
	}
	if o.bindings == "" {
		return
	}
	if bindings, err = e.jsonOrFile("bindings", o.bindings); err != nil {
		return
	}
	if bindings.Kind() != jsonvalue.Object {
		err = fmt.Errorf("%s holds no JSON object, and bindings are its members", shownText("bindings", o.bindings))
	}
	return
}

func (o *evalOptions) random() *rand.Rand {
	if o.seed == 0 {
		return nil
	}
	return rand.New(rand.NewPCG(o.seed, 0))
}

func (o *evalOptions) jsonata(e *env, input, bindings jsonvalue.Value) (jsonvalue.Value, error) {
	text := bare(o.text)
	expr, err := jsonata.Compile(text, o.library())
	if err != nil {
		return jsonvalue.Value{}, err
	}
	borrowed := o.profile == "aws" && calls(expr, "$eval")
	if borrowed {
		if expr, err = jsonata.Compile(text, jsonata.Standard); err != nil {
			return jsonvalue.Value{}, err
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), o.timeout)
	defer cancel()
	v, err := expr.Eval(ctx, jsonata.Env{Input: input, Lookup: members(bindings), Random: o.random()})
	if errors.Is(err, context.DeadlineExceeded) {
		err = &codedError{"U1001", fmt.Sprintf("the evaluation took longer than %v", o.timeout)}
	}
	if query := (*jsonata.Error)(nil); errors.As(err, &query) && query.Code == "T1006" {
		return v, &callError{query, o.missing(expr)}
	}
	if borrowed && err == nil {
		fmt.Fprintln(e.stderr, "note: Step Functions has no $eval; this is what JSONata's own library answers")
	}
	return v, err
}

// missing names the functions that an expression calls and nobody defines.
func (o *evalOptions) missing(expr *jsonata.Expr) string {
	var all []string
	for _, c := range expr.UnknownFunctions() {
		text := "there is no function " + c.Name
		if near := diag.Suggest(strings.TrimPrefix(c.Name, "$"), jsonata.Functions(o.library())); near != "" {
			text += fmt.Sprintf("; did you mean \"$%s\"?", near)
		}
		if !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return strings.Join(all, ", ")
}

// bare takes away the marks that an expression has in a definition.
func bare(text string) string {
	if inner, ok := strings.CutPrefix(text, "{%"); ok {
		if inner, ok := strings.CutSuffix(inner, "%}"); ok {
			return inner
		}
	}
	return text
}

func (o *evalOptions) library() jsonata.Profile {
	if o.profile == "standard" {
		return jsonata.Standard
	}
	return jsonata.AWS
}

func calls(expr *jsonata.Expr, function string) bool {
	return slices.ContainsFunc(expr.UnknownFunctions(), func(c jsonata.UnknownFunction) bool { return c.Name == function })
}

func (o *evalOptions) jsonpath(_ *env, input, bindings jsonvalue.Value) (jsonvalue.Value, error) {
	path, err := jsonpath.Parse(o.text)
	if err != nil {
		return jsonvalue.Value{}, err
	}
	return path.Eval(o.roots(input, bindings))
}

func (o *evalOptions) intrinsic(_ *env, input, bindings jsonvalue.Value) (jsonvalue.Value, error) {
	call, err := jsonpath.ParseIntrinsic(o.text)
	if err != nil {
		return jsonvalue.Value{}, err
	}
	return call.Eval(o.roots(input, bindings))
}

func (o *evalOptions) roots(input, bindings jsonvalue.Value) *jsonpath.Roots {
	if !input.Exists() {
		input = jsonvalue.ObjectOf()
	}
	return &jsonpath.Roots{
		Document: input,
		Context:  bindings.Path("states", "context"),
		Lookup:   members(bindings),
		Random:   o.random(),
	}
}

// members makes the members of an object variables.
func members(object jsonvalue.Value) func(string) (jsonvalue.Value, bool) {
	return func(name string) (jsonvalue.Value, bool) {
		v := object.Get(name)
		return v, v.Exists()
	}
}

// codedError is an error with a code of its own.
type codedError struct{ code, message string }

func (e *codedError) Error() string { return e.code + ": " + e.message }

// callError is the error of a call of what is no function, and which it may be.
type callError struct {
	error
	help string
}

func (e *callError) Unwrap() error { return e.error }

// report writes an error of an evaluation as "code: message".
func report(e *env, err error) error {
	var query *jsonata.Error
	var coded *codedError
	var syntax *jsonpath.SyntaxError
	var intrinsic *jsonpath.IntrinsicError
	var call *callError
	switch {
	case errors.As(err, &query), errors.As(err, &coded):
		fmt.Fprintln(e.stderr, err)
		if query != nil && strings.HasPrefix(query.Code, "S") && query.Position > 0 {
			fmt.Fprintf(e.stderr, "help: it is at character %d of the expression\n", query.Position)
		}
	case errors.Is(err, jsonata.ErrFunctionResult):
		fmt.Fprintln(e.stderr, "States.QueryEvaluationError: the result is a function, which JSON cannot hold")
	case errors.As(err, &syntax):
		fmt.Fprintf(e.stderr, "SCHEMA_VALIDATION_FAILED: %v\n", err)
	default:
		fmt.Fprintf(e.stderr, "States.Runtime: %v\n", err)
	}
	if errors.As(err, &call) && call.help != "" {
		fmt.Fprintf(e.stderr, "help: %s\n", call.help)
	}
	if errors.As(err, &intrinsic) && intrinsic.Help != "" {
		fmt.Fprintf(e.stderr, "help: %s\n", intrinsic.Help)
	}
	return errReported
}
