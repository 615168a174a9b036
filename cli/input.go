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

// jsonOrFile gives the JSON of a flag, or of the file that it names.
func (e *env) jsonOrFile(name, text string) (jsonvalue.Value, error) {
	if text == "" {
		return jsonvalue.Value{}, nil
	}
	v, err := jsonvalue.ParseString(text)
	if err != nil && !isText(text) {
		if v, err = e.readJSON(text); err != nil {
			return v, fmt.Errorf("--%s is neither JSON nor a file of it: %w", name, err)
		}
		return v, nil
	}
	if err != nil {
		return v, fmt.Errorf("--%s is no JSON: %w", name, err)
	}
	return v, nil
}

// textOrFile gives the JSON text that a flag holds, or the content of the file that it
// names.
func (e *env) textOrFile(text string) ([]byte, error) {
	if isText(text) {
		return []byte(text), nil
	}
	return e.read(text)
}

// shownText is how a message names what a flag holds.
func shownText(flag, text string) string {
	if isText(text) {
		return "--" + flag
	}
	return shown(text)
}

// isText tells JSON from the name of a file.
func isText(text string) bool {
	return text != "" && (text[0] == '{' || text[0] == '[' || text[0] == '"')
}
