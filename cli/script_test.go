package cli

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"quickstep": func() { os.Exit(Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs the commands as testdata/*.txtar says. With UPDATE_SCRIPTS set,
// what they compare with is written anew.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata",
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
		Cmds:          map[string]func(*testscript.TestScript, bool, []string){"frombase64": fromBase64},
	})
}

// fromBase64 makes a file of bytes out of a text: frombase64 FROM TO.
func fromBase64(s *testscript.TestScript, _ bool, args []string) {
	content, err := base64.StdEncoding.DecodeString(strings.TrimSpace(s.ReadFile(args[0])))
	s.Check(err)
	s.Check(os.MkdirAll(filepath.Dir(s.MkAbs(args[1])), 0o755))
	s.Check(os.WriteFile(s.MkAbs(args[1]), content, 0o644))
}
