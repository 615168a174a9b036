package constructs_test

import (
	"fmt"
	"os"
	"strconv"
	"testing"

	"github.com/quickstep-go/quickstep/constructs/cdktest"
)

func TestMain(m *testing.M) {
	if states, err := strconv.Atoi(os.Getenv(statesVariable)); err == nil {
		if err := oneMachine(states); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	cdktest.Main(m)
}
