package check

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var number = &Rule{Code: "QS2013", Name: "number", Severity: diag.Error, Title: "A number is within what its field allows", part: checkNumbers}

// bounds is what a number field allows.
type bounds struct {
	field    string
	min, max float64
	fraction bool // may have one; AWS writes its bounds with one then
	constant bool // never an expression
}

const (
	longest = 99999999
	noMax   = 0
)

var (
	machineBounds = []bounds{{"TimeoutSeconds", 0, longest, false, true}}
	taskBounds    = []bounds{{"TimeoutSeconds", 1, longest, false, false}, {"HeartbeatSeconds", 1, longest, false, false}}
	waitBounds    = []bounds{{"Seconds", 0, longest, false, false}}
	retrierBounds = []bounds{{"IntervalSeconds", 0, longest, false, true}, {"MaxAttempts", 0, longest, false, true},
		{"MaxDelaySeconds", 1, 31622400, false, true}, {"BackoffRate", 1, noMax, true, true}}
	mapBounds = []bounds{{"MaxConcurrency", 0, noMax, false, false}, {"ToleratedFailureCount", 0, noMax, false, false},
		{"ToleratedFailurePercentage", 0, 100, true, false}}
	readerBounds  = []bounds{{"MaxItems", 0, 100000000, false, false}}
	batcherBounds = []bounds{{"MaxItemsPerBatch", 0, noMax, false, false}, {"MaxInputBytesPerBatch", 0, 262144, false, false}}
)

// boundsOf gives the number fields of a part.
func boundsOf(x asl.Part) []bounds {
	switch x.(type) {
	case *asl.StateMachine:
		return machineBounds
	case *asl.Task:
		return taskBounds
	case *asl.Wait:
		return waitBounds
	case *asl.Retrier:
		return retrierBounds
	case *asl.Map:
		return mapBounds
	case *asl.ReaderConfig:
		return readerBounds
	case *asl.ItemBatcher:
		return batcherBounds
	}
	return nil
}

func checkNumbers(r *run, x part) {
	for _, b := range boundsOf(x.lists) {
		if v := x.object.Raw(b.field); v.Exists() {
			r.checkNumber(x, b, v)
		}
	}
}

func (r *run) checkNumber(x part, b bounds, v jsonvalue.Value) {
	p := problem{state: x.state}
	words := ""
	switch {
	case v.Kind() == jsonvalue.String:
		if substituted(v.Text()) || !b.constant && isJSONata(x) && strings.HasPrefix(v.Text(), "{%") {
			return
		}
		p.message = fmt.Sprintf("%s has to be a number, and is the text %q", b.field, v.Text())
		words = "Expected value of type Integer"
		p.help = b.instead(v.Text(), isJSONata(x))
	case v.Kind() != jsonvalue.Number:
		return // reported already
	case v.Float() < b.min:
		p.message = fmt.Sprintf("%s is %s, and may not be less than %g", b.field, v.Literal(), b.min)
		words = "Minimum value is " + b.write(b.min)
	case b.max != noMax && v.Float() > b.max:
		p.message = fmt.Sprintf("%s is %s, and may not be more than %s", b.field, v.Literal(), strconv.FormatFloat(b.max, 'f', -1, 64))
		words = "Maximum value is " + b.write(b.max)
	case !b.fraction && !isWhole(v):
		p.message = fmt.Sprintf("%s is %s, and has to be whole", b.field, v.Literal())
		words = "Expected value of type Integer"
	default:
		return
	}
	p.at, p.aws = x.object.At(b.field), schema(words, x.object.Location(b.field))
	r.report(p)
}

// instead says what to write in the place of a text.
func (b bounds) instead(text string, jsonata bool) string {
	switch n, err := jsonvalue.ParseString(text); {
	case err == nil && n.Kind() == jsonvalue.Number:
		return "write " + n.Literal() + " without quotes"
	case b.constant:
		return ""
	case jsonata:
		return "an expression begins with {% and ends with %}"
	}
	return "a path goes into " + b.field + "Path"
}

func isWhole(v jsonvalue.Value) bool {
	_, ok := v.Int()
	return ok || v.Float() >= 1<<63
}

// write writes a bound as AWS does.
func (b bounds) write(f float64) string {
	text := strconv.FormatFloat(f, 'f', -1, 64)
	if b.fraction {
		return text + ".0"
	}
	return text
}

// isJSONata tells whether a part belongs to a JSONata state.
func isJSONata(x part) bool { return x.place != nil && x.place.language == asl.JSONata }
