package cli

import (
	"fmt"
	"io"
	"os"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// maxFile is how many bytes a file given to a command may have.
const maxFile = 256 << 20

// read gives the content of a file, or of standard input for "-".
func (e *env) read(name string) ([]byte, error) {
	from := e.stdin
	if name == "-" {
		if e.stdinTaken {
			return nil, misuse("standard input can be read only once")
		}
		e.stdinTaken = true
	} else {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		from = f
	}
	text, err := io.ReadAll(io.LimitReader(from, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", shown(name), err)
	}
	if len(text) > maxFile {
		return nil, fmt.Errorf("%s has more than %d bytes", shown(name), maxFile)
	}
	return text, nil
}

// readJSON gives the JSON value that a file holds.
func (e *env) readJSON(name string) (jsonvalue.Value, error) {
	text, err := e.read(name)
	if err != nil {
		return jsonvalue.Value{}, err
	}
	v, err := jsonvalue.Parse(text)
	if err != nil {
		return v, fmt.Errorf("%s is no JSON: %w", shown(name), err)
	}
	return v, nil
}

// shown is how a message names a file.
func shown(name string) string {
	if name == "-" {
		return "standard input"
	}
	return name
}
