package constructs_test

import (
	"testing"

	"github.com/quickstep-go/quickstep/constructs/cdktest"
)

func TestMain(m *testing.M) { cdktest.Main(m) }
