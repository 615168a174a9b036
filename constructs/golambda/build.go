package golambda

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// handler is the name of the program that the runtime provided.al2023 starts.
// (AWS Lambda Developer Guide, "Building a custom runtime".)
const handler = "bootstrap"

// build compiles the main package entry into the folder dir and gives a hash of
// the binary. goarch is arm64 or amd64. Its errors say what the compiler said.
func build(dir, entry, goarch string, tags []string) (hash string, err error) {
	if entry == "" {
		return "", errors.New(`the function has no Entry; name the main package, such as "./lambda" or its import path`)
	}
	if strings.HasPrefix(entry, "-") {
		return "", fmt.Errorf("the Entry %q is no package", entry)
	}
	tool, err := exec.LookPath("go")
	if err != nil {
		return "", errors.New("building needs the go tool, and there is none on the PATH; install Go from https://go.dev/dl")
	}
	binary := filepath.Join(dir, handler)
	cmd := exec.Command(tool, "build", "-o", binary, "-trimpath", "-buildvcs=false",
		"-ldflags=-s -w -buildid=", "-tags="+strings.Join(append([]string{"lambda.norpc"}, tags...), ","), entry)
	cmd.Env = append(os.Environ(), "GOOS=linux", "GOARCH="+goarch, "CGO_ENABLED=0", "GOAMD64=v1", "GOARM64=v8.0")
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("%s does not compile for linux/%s (%w):\n%s", entry, goarch, err, head(said.String()))
	}
	code, err := os.ReadFile(binary)
	if err != nil || !bytes.HasPrefix(code, []byte("\x7fELF")) {
		return "", fmt.Errorf("%s is no program; name a package main", entry)
	}
	sum := sha256.Sum256(code)
	return hex.EncodeToString(sum[:]), nil
}

// head gives the first lines of what a compiler said: the rest follows from
// them as a rule.
func head(text string) string {
	const most = 20
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if len(lines) > most {
		lines = append(lines[:most], fmt.Sprintf("(and %d more lines)", len(lines)-most))
	}
	return strings.Join(lines, "\n")
}
