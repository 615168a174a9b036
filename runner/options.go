package runner

import (
	"context"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/quickstep-go/quickstep/asl"
)

// Options say how an execution runs. The zero Options run a Standard execution
// that nothing serves, on a virtual clock that starts at [DefaultStart].
type Options struct {
	// Services serve Task states by their resource: the ARN as the state has it, or
	// without its pattern (.sync, .sync:2, .waitForTaskToken), or its end, such as
	// "sns:publish" or "aws-sdk:ec2:describeInstances"; an activity by its ARN or
	// name.
	Services map[string]Service
	// Functions serve Lambda functions by name, by ARN or by the substitution that
	// stands for them: "Recorder" and "${Recorder}" are the same. A function gets
	// the payload and gives the payload.
	Functions map[string]Service
	// States serve Task states by the state's name, before anything else does: they
	// get what the state sends and give the task's raw result, before ResultSelector,
	// ResultPath or Output.
	States map[string]Service
	// Objects are what distributed maps read their items from and write their
	// results to, such as a [MemoryObjects].
	Objects Objects
	// Parquet reads the rows of a Parquet file, each as a JSON object, for the maps
	// that read such files: parquet.Rows of package runner/parquet. Nil: such a map
	// ends the run with a [Fault].
	Parquet func(file io.Reader) iter.Seq2[[]byte, error]
	// Machines are what states:startExecution starts, by ARN, name or substitution.
	Machines map[string]*Machine

	// Type is Standard (the zero value) or Express.
	Type asl.ExecutionType
	// Start is when the clock starts. Zero: DefaultStart, or now on a real clock.
	Start time.Time
	// RealTime lets waits and delays take their time. The default is virtual time:
	// the clock jumps to whatever happens next.
	RealTime bool
	// Seed decides all randomness: jitter, names, tokens, $random and the like. The
	// same seed, input and handlers give the same history.
	Seed uint64
	// Name is the execution's name. Empty: a UUID made from the seed.
	Name string
	// MachineARN and RoleARN are what the context object and the history tell.
	// Empty: made of Region, Account and the machine's name.
	MachineARN, RoleARN string
	// ExecutionARN is the execution's ARN. Empty: made of MachineARN and Name.
	ExecutionARN string
	// Region and Account stand in ARNs. Empty: us-east-1 and 123456789012.
	Region, Account string
	// Quotas are the service's limits, AWS's own where zero.
	Quotas Quotas
	// NeedsReplies is for tests: [Execution.Result] stops with a [Fault] of the kind
	// ErrStuck before the clock comes to a timeout or heartbeat of a task that waits
	// for somebody outside, where no [Execution.Reply] was ever made for its state. A
	// reply of Never is one; [Execution.Advance] needs none.
	NeedsReplies bool
	// Patience is how long, in real time, a handler may keep everybody waiting before
	// the clock goes on without it. Zero: ten seconds. Negative: for ever, as is
	// convenient in a debugger. [Machine.Start] may then call a [Handler] in its own
	// goroutine, which is several times as fast, where it would be waiting for nothing
	// else and its context cannot be cancelled.
	Patience time.Duration
}

// DefaultStart is when the virtual clock starts if nothing else is said.
var DefaultStart = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)

func (o *Options) setDefaults() error {
	o.Quotas.setDefaults()
	if o.Region == "" {
		o.Region = "us-east-1"
	}
	if o.Account == "" {
		o.Account = "123456789012"
	}
	if o.Patience == 0 {
		o.Patience = 10 * time.Second
	}
	if o.Start.IsZero() {
		o.Start = DefaultStart
		if o.RealTime {
			o.Start = time.Now()
		}
	}
	switch o.Type {
	case "", asl.Standard, asl.Express:
	default:
		return fmt.Errorf("execution type %q: write %s or %s", o.Type, asl.Standard, asl.Express)
	}
	return o.checkName()
}

// checkName refuses a name that StartExecution would refuse.
func (o *Options) checkName() error {
	if o.Name == "" {
		return nil
	}
	if most := o.Quotas.NameLength; most > 0 && utf8.RuneCountInString(o.Name) > most {
		return fmt.Errorf("execution name %q has more than %d characters", o.Name, most)
	}
	if i := strings.IndexAny(o.Name, " \t\n\r?*<>{}[]\"#%\\^|~`$&,;:/"); i >= 0 {
		return fmt.Errorf("execution name %q holds %q, which Step Functions does not allow", o.Name, o.Name[i:i+1])
	}
	return nil
}

// bare gives the name inside a substitution such as ${Recorder}.
func bare(name string) string {
	if inner, ok := strings.CutPrefix(name, "${"); ok {
		if inner, ok = strings.CutSuffix(inner, "}"); ok {
			return inner
		}
	}
	return name
}

// background is the context of an execution that was started with none.
func background(ctx context.Context) context.Context {
	if ctx == nil {
		return context.Background()
	}
	return ctx
}
