package cli

import (
	"flag"
	"fmt"
	"runtime/debug"
)

var versionCommand = &command{
	name:    "version",
	summary: "say which version this is",
	define:  func(*flag.FlagSet) func(*env, []string) error { return version },
}

// version writes the module's version as the Go command recorded it.
func version(e *env, args []string) error {
	if len(args) > 0 {
		return misuse("%q is too much: version takes nothing", args[0])
	}
	name, goVersion := "of a development build", "an unknown version"
	if info, ok := debug.ReadBuildInfo(); ok {
		goVersion = info.GoVersion
		if v := info.Main.Version; v != "" && v != "(devel)" {
			name = v
		}
	}
	_, err := fmt.Fprintf(e.stdout, "quickstep %s, built with %s\n", name, goVersion)
	return err
}
