package synth_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/quickstep-go/quickstep/dsl"
)

var dataOfTexts = []datum{
	gives("Format", func(v source) dsl.Val[string] {
		return dsl.Format("{{{}}} ${{{}}}: {}, {}", s(v), n(v), dsl.At(v, &givens.B), m(v))
	}, func(g given) any {
		return "{" + g.S + "} ${" + written(g.N) + "}: " + strconv.FormatBool(g.B) + ", " + written(g.M)
	}),
	gives("Format of a text", func(v source) dsl.Val[string] { return dsl.Format("{}", s(v)) }, func(g given) any { return g.S }),
	gives("Format of a fraction", func(v source) dsl.Val[string] { return dsl.Format("{}", f(v)) }, func(g given) any { return string(mustJSON(g.F)) }).inJSONPath(inJava),
	gives("Format of 16 digits", func(v source) dsl.Val[string] {
		return dsl.Format("{} {}", dsl.SubVal(dsl.Lit(9007199254740991), dsl.Lit(0)), dsl.Lit(9007199254740991))
	}, func(given) any {
		return "9007199254740990 9007199254740990"
	}).older("dsl.SubVal"),
	gives("Format of a list", func(v source) dsl.Val[string] { return dsl.Format("{}!", list(v)) }, func(g given) any { return string(mustJSON(g.List)) + "!" }),
	gives("Format of an object", func(v source) dsl.Val[string] { return dsl.Format("{} {}", dsl.At(v, &givens.Row), dict(v)) }, func(g given) any { return asText(g.Row) + " " + asText(g.Map) }),
	gives("Format of nothing", func(v source) dsl.Val[string] { return dsl.Format("it's {{}} ${{a}} \\ {{% %}}") }, func(given) any { return `it's {} ${a} \ {% %}` }),
	gives("Split", func(v source) dsl.Val[[]string] { return dsl.Split(s(v), "-") }, func(g given) any { return strings.Split(g.S, "-") }).
		older("dsl.Split: States.StringSplit cuts at single characters and leaves out what is empty"),
	gives("SplitAny", func(v source) dsl.Val[[]string] { return dsl.SplitAny(s(v), "-B<€\"") }, func(g given) any {
		return append([]string{}, strings.FieldsFunc(g.S, func(r rune) bool { return strings.ContainsRune("-B<€\"", r) })...)
	}),
	gives("Join", func(v source) dsl.Val[string] { return dsl.Join(words(v), " & ") }, func(g given) any { return strings.Join(g.Words, " & ") }).older("dsl.Join"),
	gives("Join with nothing", func(v source) dsl.Val[string] { return dsl.Join(words(v), "") }, func(g given) any { return strings.Join(g.Words, "") }).older("dsl.Join"),
	gives("Upper", func(v source) dsl.Val[string] { return dsl.Upper(s(v)) }, func(g given) any { return strings.ToUpper(strings.ReplaceAll(g.S, "ß", "ss")) }).older("dsl.Upper"),
	gives("Lower", func(v source) dsl.Val[string] { return dsl.Lower(s(v)) }, func(g given) any { return strings.ToLower(g.S) }).older("dsl.Lower"),
	gives("Trim", func(v source) dsl.Val[string] { return dsl.Trim(s(v)) }, func(g given) any { return strings.Join(strings.Fields(g.S), " ") }).older("dsl.Trim"),
	gives("Length", func(v source) dsl.Val[int] { return dsl.Length(s(v)) }, func(g given) any { return utf8.RuneCountInString(g.S) }).older("dsl.Length"),
	gives("Substring", func(v source) dsl.Val[string] { return dsl.Substring(s(v), 1, 3) }, func(g given) any { return runes(g.S, 1, 4) }).older("dsl.Substring"),
	gives("Substring of none", func(v source) dsl.Val[string] { return dsl.Substring(s(v), 2, 0) }, func(g given) any { return "" }).older("dsl.Substring"),
	gives("Replace", func(v source) dsl.Val[string] { return dsl.Replace(s(v), "-", "$1$$\\") }, func(g given) any { return strings.ReplaceAll(g.S, "-", "$1$$\\") }).older("dsl.Replace"),
	gives("ToText", func(v source) dsl.Val[string] { return dsl.ToText(n(v)) }, func(g given) any { return written(g.N) }),
	gives("ToText of a fraction", func(v source) dsl.Val[string] { return dsl.ToText(f(v)) }, func(g given) any { return string(mustJSON(g.F)) }).inJSONPath(inJava),
	gives("ToText of a text", func(v source) dsl.Val[string] { return dsl.ToText(s(v)) }, func(g given) any { return g.S }),
	gives("ToText of a boolean", func(v source) dsl.Val[string] { return dsl.ToText(dsl.At(v, &givens.B)) }, func(g given) any { return strconv.FormatBool(g.B) }),
	gives("ToText of a list", func(v source) dsl.Val[string] { return dsl.ToText(words(v)) }, func(g given) any { return asText(g.Words) }),
	gives("ToNumber", func(v source) dsl.Val[float64] { return dsl.ToNumber(s(v)) }, func(g given) any {
		var f float64
		if json.Unmarshal([]byte(g.S), &f) != nil || g.S == "null" {
			return fails{}
		}
		return f
	}).older("dsl.ToNumber"),
	gives("ParseJSON", func(v source) dsl.Val[any] { return dsl.ParseJSON[any](s(v)) }, parsed(fails{})).inJSONPath(parsed(nil)),
	gives("ParseJSON of JSONText", func(v source) dsl.Val[[][]int] { return dsl.ParseJSON[[][]int](dsl.JSONText(grid(v))) }, func(g given) any { return g.Grid }),
	gives("JSONText", func(v source) dsl.Val[string] { return dsl.JSONText(list(v)) }, func(g given) any { return asText(g.List) }),
	gives("JSONText of a text", func(v source) dsl.Val[string] { return dsl.JSONText(s(v)) }, func(g given) any { return asText(g.S) }),
	gives("JSONText of a number", func(v source) dsl.Val[string] { return dsl.JSONText(f(v)) }, func(g given) any { return asText(g.F) }),
	gives("JSONText of lists", func(v source) dsl.Val[string] { return dsl.JSONText(grid(v)) }, func(g given) any { return asText(g.Grid) }),
	gives("JSONText of texts", func(v source) dsl.Val[string] { return dsl.JSONText(words(v)) }, func(g given) any { return asText(g.Words) }),
	gives("JSONText of an object", func(v source) dsl.Val[string] { return dsl.JSONText(dsl.At(v, &givens.Row)) }, func(g given) any { return asText(g.Row) }),
	gives("JSONText of a Build", func(v source) dsl.Val[string] {
		return dsl.JSONText(dsl.Build(row{}, dsl.To(&rows.K, s(v)), dsl.To(&rows.V, n(v))))
	}, func(g given) any { return asText(row{g.S, g.N}) }),
	gives("JSONText of a time", func(v source) dsl.Val[string] { return dsl.JSONText(instant(v)) }, func(g given) any { return asText(g.At) }),
	gives("JSONText of anything", func(v source) dsl.Val[string] { return dsl.JSONText(dsl.At(v, &givens.Any)) }, func(g given) any { return asText(g.Any) }),
	gives("Base64", func(v source) dsl.Val[string] { return dsl.Base64(dsl.Format("{}{}", n(v), list(v))) }, func(g given) any {
		return base64.StdEncoding.EncodeToString([]byte(written(g.N) + asText(g.List)))
	}),
	gives("Base64 of nothing", func(v source) dsl.Val[string] { return dsl.Base64(dsl.Lit("")) }, func(g given) any { return "" }),
	gives("FromBase64", func(v source) dsl.Val[string] { return dsl.FromBase64(dsl.Base64(dsl.JSONText(list(v)))) }, func(g given) any { return asText(g.List) }),
	gives("Hash", func(v source) dsl.Val[string] { return dsl.Hash(s(v), dsl.SHA256) }, func(g given) any {
		sum := sha256.Sum256([]byte(g.S))
		return hex.EncodeToString(sum[:])
	}).inJSONPath(func(g given) any {
		sum := sha256.Sum256([]byte(g.S))
		return strings.TrimLeft(hex.EncodeToString(sum[:]), "0")
	}),
	asks("UUID", func(v source) dsl.Cond { return dsl.Ne(dsl.Hash(dsl.UUID(), dsl.MD5), "") }, func(given) any { return true }),
}

var dataOfTimes = []datum{
	gives("FormatTime", func(v source) dsl.Val[string] { return dsl.FormatTime(instant(v), "02.01.2006 15:04:05.000 [Mon]") }, func(g given) any { return g.At.UTC().Format("02.01.2006 15:04:05.000 [Mon]") }).older(otherTimes),
	gives("FormatTime in words", func(v source) dsl.Val[string] {
		return dsl.FormatTime(instant(v), "Monday, 2 January 06 3:4:5 PM pm, 002 1/2 Jan 03")
	}, func(g given) any {
		return g.At.UTC().Format("Monday, 2 January 06 3:4:5 PM pm, 002 1/2 Jan 03")
	}).older(otherTimes),
	gives("FormatTime of the start", func(v source) dsl.Val[string] {
		return dsl.FormatTime(dsl.ExecutionStart(), "2006-01-02 {15:04:05} it's Z07:00 MST")
	}, func(given) any { return "2026-11-02 {03:04:05} it's Z UTC" }),
	gives("FormatTime with a comma", func(v source) dsl.Val[string] { return dsl.FormatTime(instant(v), "05,000 2006") }, func(g given) any { return g.At.UTC().Format("05,000 2006") }).older(otherTimes),
	gives("FormatTime by RFC 3339", func(v source) dsl.Val[string] { return dsl.FormatTime(instant(v), time.RFC3339) }, func(g given) any { return g.At.UTC().Format(time.RFC3339) }).older(otherTimes),
	gives("FormatTime by RFC 1123", func(v source) dsl.Val[string] { return dsl.FormatTime(instant(v), time.RFC1123Z) }, func(g given) any { return g.At.UTC().Format(time.RFC1123Z) }).older(otherTimes),
	gives("ParseTime", func(v source) dsl.Val[time.Time] {
		return dsl.ParseTime(dsl.FormatTime(instant(v), "2006/01/02 15:04:05.000"), "2006/01/02 15:04:05.000")
	}, func(g given) any { return g.At }).older("dsl.ParseTime"),
	gives("ParseTime of a day", func(v source) dsl.Val[time.Time] {
		return dsl.ParseTime(dsl.FormatTime(instant(v), "2 Jan 2006"), "2 Jan 2006")
	}, func(g given) any {
		return g.At.UTC().Truncate(24 * time.Hour)
	}).older("dsl.ParseTime"),
	gives("ParseTime in words", func(v source) dsl.Val[time.Time] {
		return dsl.ParseTime(dsl.FormatTime(instant(v), "Monday, January 2, 2006 at 3:04:05 PM"), "Monday, January 2, 2006 at 3:04:05 PM")
	}, func(g given) any { return g.At.Truncate(time.Second) }).older("dsl.ParseTime"),
	gives("ParseTime of the day of the year", func(v source) dsl.Val[time.Time] {
		return dsl.ParseTime(dsl.FormatTime(instant(v), "2006-002"), "2006-002")
	}, func(g given) any { return g.At.UTC().Truncate(24 * time.Hour) }).older("dsl.ParseTime"),
	gives("ParseTime of a time of day", func(v source) dsl.Val[time.Time] { return dsl.ParseTime(dsl.Lit("15:04"), "15:04") }, func(given) any {
		return time.Date(theStart.Year(), theStart.Month(), theStart.Day(), 15, 4, 0, 0, time.UTC)
	}).older("dsl.ParseTime"),
	gives("ParseTime of what fits not", func(v source) dsl.Val[time.Time] { return dsl.ParseTime(s(v), "2006-01-02") }, func(given) any { return fails{} }).older("dsl.ParseTime"),
	asks("Before of what fits not", func(v source) dsl.Cond {
		return dsl.AnyOf(dsl.Before(instant(v), dsl.ParseTime(s(v), "2006-01-02")), dsl.Is(dsl.Lit(true)))
	}, func(given) any { return fails{} }).older("dsl.ParseTime"),
	gives("AddTime", func(v source) dsl.Val[time.Time] { return dsl.AddTime(instant(v), -36*time.Hour-time.Millisecond) }, func(g given) any {
		return g.At.Truncate(time.Millisecond).Add(-36*time.Hour - time.Millisecond)
	}).older("dsl.AddTime"),
	asks("Before", func(v source) dsl.Cond { return dsl.Before(instant(v), other(v)) }, func(g given) any { return g.At.Truncate(time.Millisecond).Before(g.To.Truncate(time.Millisecond)) }),
}

const otherTimes = "dsl.FormatTime of any time but those of the context object"

var dataOfContext = []datum{
	gives("ExecutionStart", func(v source) dsl.Val[time.Time] { return dsl.ExecutionStart() }, func(given) any { return theStart }),
	gives("StateEntered", func(v source) dsl.Val[time.Time] { return dsl.StateEntered() }, func(given) any { return theStart }),
	gives("ExecutionName", func(source) dsl.Val[string] { return dsl.ExecutionName() }, func(given) any { return "run" }),
	gives("ExecutionID", func(source) dsl.Val[string] { return dsl.ExecutionID() }, func(given) any { return "arn:aws:states:us-east-1:123456789012:execution:StateMachine:run" }),
	gives("ExecutionRole", func(source) dsl.Val[string] { return dsl.ExecutionRole() }, func(given) any { return "arn:aws:iam::123456789012:role/StepFunctions" }),
	gives("MachineID", func(source) dsl.Val[string] { return dsl.MachineID() }, func(given) any { return "arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine" }),
	gives("MachineName", func(source) dsl.Val[string] { return dsl.MachineName() }, func(given) any { return "StateMachine" }),
	gives("StateName", func(source) dsl.Val[string] { return dsl.StateName() }, func(given) any { return "Pass" }).
		olderWithin("what only the state itself has inside of this: a state before would compute it"),
	gives("RedriveCount", func(source) dsl.Val[int] { return dsl.RedriveCount() }, func(given) any { return 0 }),
	gives("RedriveTime", func(source) dsl.Val[time.Time] { return dsl.Or(dsl.RedriveTime(), time.Unix(0, 0).UTC()) }, func(given) any { return time.Unix(0, 0).UTC() }),
}

// newer says what JSONata refuses.
func (d datum) newer(why string) datum {
	d.refuse = why
	return d
}

// olderWithin says what JSONPath cannot say only in a larger expression.
func (d datum) olderWithin(unsaid string) datum {
	d.unsaid = map[form]string{within: unsaid}
	return d
}

func written(n int) string { return strconv.Itoa(n) }

// inJava is how States.Format writes a fraction.
func inJava(g given) any {
	switch g.F {
	case 1e-7:
		return "1.0E-7"
	case 123456789.5:
		return "1.234567895E8"
	}
	return string(mustJSON(g.F))
}

func mustJSON(v any) []byte {
	text, err := dsl.Encode(v)
	if err != nil {
		panic(err)
	}
	return text
}

// asText is JSON as a query language writes it: no character is escaped that need
// not be.
func asText(v any) string { return string(mustJSON(v)) }

func runes(s string, from, to int) string {
	all := []rune(s)
	return string(all[min(from, len(all)):min(to, len(all))])
}

// parsed reads a text as JSON; what an empty text means is given.
func parsed(empty any) func(given) any {
	return func(g given) any {
		if g.S == "" {
			return empty
		}
		var v any
		if json.Unmarshal([]byte(g.S), &v) != nil {
			return fails{}
		}
		return v
	}
}

var dataOfConditions = []datum{
	asks("Eq", func(v source) dsl.Cond { return dsl.Eq(s(v), "null") }, func(g given) any { return g.S == "null" }),
	asks("Eq of a number", func(v source) dsl.Cond { return dsl.Eq(f(v), -2.5) }, func(g given) any { return g.F == -2.5 }),
	asks("Eq of a time", func(v source) dsl.Cond { return dsl.Eq(instant(v), edges()[3].At.UTC()) }, func(g given) any { return g.At.Equal(edges()[3].At) }),
	asks("Eq of an object", func(v source) dsl.Cond { return dsl.Eq(dsl.At(v, &givens.Row), row{"a", 0}) }, func(g given) any { return g.Row == row{"a", 0} }).older(onlyPlain),
	asks("Ne", func(v source) dsl.Cond { return dsl.Ne(s(v), "${a}") }, func(g given) any { return g.S != "${a}" }),
	asks("EqVal", func(v source) dsl.Cond { return dsl.EqVal(s(v), s2(v)) }, func(g given) any { return g.S == g.T }),
	asks("EqVal of times", func(v source) dsl.Cond { return dsl.EqVal(instant(v), other(v)) }, func(g given) any { return g.At.Equal(g.To) }),
	asks("Lt", func(v source) dsl.Cond { return dsl.Lt(n(v), 3) }, func(g given) any { return g.N < 3 }),
	asks("Lt of a text", func(v source) dsl.Cond { return dsl.Lt(s(v), "\uFB01") }, func(g given) any { return g.S < "\uFB01" }),
	asks("Lt by UTF-16", func(v source) dsl.Cond { return dsl.Lt(s2(v), "\uFB01") }, func(g given) any { // of which 😀 begins with D83D
		return slices.Compare(utf16.Encode([]rune(g.T)), utf16.Encode([]rune("\uFB01"))) < 0
	}),
	asks("Le", func(v source) dsl.Cond { return dsl.Le(n(v), 3) }, func(g given) any { return g.N <= 3 }),
	asks("Gt", func(v source) dsl.Cond { return dsl.Gt(f(v), 0) }, func(g given) any { return g.F > 0 }),
	asks("Ge", func(v source) dsl.Cond { return dsl.Ge(f(v), 0) }, func(g given) any { return g.F >= 0 }),
	asks("Lt of an Or by UTF-16", func(v source) dsl.Cond { return dsl.Lt(dsl.Or(dsl.AtOpt(v, &givens.Opt), "\uFB01"), "😀") }, func(g given) any {
		return g.Opt != nil && *g.Opt < "😀"
	}),
	asks("Eq of an Or", func(v source) dsl.Cond { return dsl.Eq(dsl.Or(dsl.AtOpt(v, &givens.Opt), "none"), "x") }, func(g given) any { return orElse(g.Opt, "none") == "x" }),
	asks("Eq of an Or of the same", func(v source) dsl.Cond { return dsl.Eq(dsl.Or(dsl.AtOpt(v, &givens.Opt), "x"), "x") }, func(g given) any { return orElse(g.Opt, "x") == "x" }),
	asks("Ne of an Or", func(v source) dsl.Cond { return dsl.Ne(dsl.Or(dsl.AtOpt(v, &givens.Opt), "none"), "x") }, func(g given) any { return orElse(g.Opt, "none") != "x" }),
	asks("Ne of an Or of the same", func(v source) dsl.Cond { return dsl.Ne(dsl.Or(dsl.AtOpt(v, &givens.Opt), "x"), "x") }, func(g given) any { return orElse(g.Opt, "x") != "x" }),
	asks("LtVal", func(v source) dsl.Cond { return dsl.LtVal(n(v), m(v)) }, func(g given) any { return g.N < g.M }),
	asks("LtVal of texts", func(v source) dsl.Cond { return dsl.LtVal(s(v), s2(v)) }, func(g given) any { return g.S < g.T }),
	asks("And, AnyOf, Not", func(v source) dsl.Cond {
		return dsl.AnyOf(dsl.And(dsl.Gt(n(v), 0), dsl.Not(dsl.Eq(m(v), 3))), dsl.Eq(s(v), ""))
	}, func(g given) any { return g.N > 0 && g.M != 3 || g.S == "" }),
	asks("Is", func(v source) dsl.Cond { return dsl.Is(dsl.At(v, &givens.B)) }, func(g given) any { return g.B }),
	asks("Present", func(v source) dsl.Cond { return dsl.Present(dsl.AtOpt(v, &givens.Opt)) }, func(g given) any { return g.Opt != nil }),
	asks("Present of anything", func(v source) dsl.Cond { return dsl.Present(dsl.At(v, &givens.Any)) }, func(g given) any { return g.Any != nil }),
	asks("Present of an item", func(v source) dsl.Cond { return dsl.Present(dsl.Index(list(v), 2)) }, func(g given) any { return len(g.List) > 2 }),
	gives("Or", func(v source) dsl.Val[string] { return dsl.Or(dsl.AtOpt(v, &givens.Opt), "none") }, func(g given) any { return orElse(g.Opt, "none") }),
	gives("Must", func(v source) dsl.Val[string] {
		return dsl.IfElse(dsl.Present(dsl.AtOpt(v, &givens.Opt)), dsl.Must(dsl.AtOpt(v, &givens.Opt)), dsl.Lit("none"))
	}, func(g given) any {
		if g.Opt == nil {
			return "none"
		}
		return *g.Opt
	}),
	gives("AtOpt", func(v source) dsl.Val[string] { return dsl.Or(dsl.Must(dsl.AtOpt(v, &givens.Opt)), "none") }, func(g given) any {
		if g.Opt == nil {
			return "none"
		}
		return *g.Opt
	}),
	asks("Has", func(v source) dsl.Cond { return dsl.Has(list(v), 3) }, func(g given) any { return slices.Contains(g.List, 3) }),
	asks("Has a text", func(v source) dsl.Cond { return dsl.Has(words(v), "") }, func(g given) any { return slices.Contains(g.Words, "") }),
	asks("Has an object", func(v source) dsl.Cond { return dsl.Has(rowsOf(v), row{"a", 1}) }, func(g given) any { return slices.Contains(g.Rows, row{"a", 1}) }),
	asks("HasVal", func(v source) dsl.Cond { return dsl.HasVal(list(v), n(v)) }, func(g given) any { return slices.Contains(g.List, g.N) }),
	asks("HasVal of an object", func(v source) dsl.Cond { return dsl.HasVal(rowsOf(v), dsl.At(v, &givens.Row)) }, func(g given) any { return slices.Contains(g.Rows, g.Row) }),
	asks("HasText", func(v source) dsl.Cond { return dsl.HasText(s(v), `\`) }, func(g given) any { return strings.Contains(g.S, `\`) }),
	asks("HasText of nothing", func(v source) dsl.Cond { return dsl.HasText(s(v), "") }, func(g given) any { return true }),
	asks("Matches", func(v source) dsl.Cond { return dsl.Matches(s(v), `^\[?[a-z0-9]+[-/ß]`) }, func(g given) any {
		return regexp.MustCompile(`^\[?[a-z0-9]+[-/ß]`).MatchString(g.S)
	}).older("dsl.Matches: it has no regular expressions"),
	gives("JSONata", func(v source) dsl.Val[int] { return dsl.JSONata[int]("$sum($l) * 2", dsl.With("l", list(v))) }, func(g given) any { return 2 * total(g.List) }).older("what dsl.JSONata says"),
	gives("Path", func(v source) dsl.Val[int] {
		return dsl.Path[int]("States.MathAdd(States.ArrayLength($l), 1)", dsl.With("l", list(v)))
	}, func(g given) any { return len(g.List) + 1 }).newer(`the code "States.MathAdd(States.ArrayLength($l), 1)" is JSONPath, and the workflow is written in JSONata`),
	gives("Path to several", func(v source) dsl.Val[[]int] { return dsl.Path[[]int]("$t[*].v", dsl.With("t", rowsOf(v))) }, func(g given) any {
		return each(g.Rows, func(r row) int { return r.V })
	}).newer(`the code "$t[*].v" is JSONPath, and the workflow is written in JSONata`),
	gives("At", func(v source) dsl.Val[string] { return dsl.At(dsl.At(v, &givens.Row), &rows.K) }, func(g given) any { return g.Row.K }),
	gives("Build", func(v source) dsl.Val[row] { return dsl.Build(row{K: "${a}"}, dsl.To(&rows.V, n(v))) }, func(g given) any { return row{"${a}", g.N} }),
	gives("Lit", func(v source) dsl.Val[map[string]string] {
		return dsl.Lit(map[string]string{"${a}": "${a}", "{% 1 %}": "{% 1 %}", "x.$": "$.s", "": ""})
	}, func(given) any {
		return map[string]string{"${a}": "${a}", "{% 1 %}": "{% 1 %}", "x.$": "$.s", "": ""}
	}),
}

const onlyPlain = "a comparison of anything but texts, numbers, booleans and times"

func orElse(s *string, other string) string {
	if s == nil {
		return other
	}
	return *s
}
