// Command gen writes the table of package awsshapes: what the responses of AWS
// operations look like.
//
// It fetches the service models with the go command, the ordinary client of their
// registry; nothing of them is kept but the facts that package awsshapes lists.
//
//	go generate ./internal/awsshapes
//
// To move to newer models, change the version below or give it as a flag.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const module = "github.com/aws/aws-sdk-go"

func main() {
	version := flag.String("models", "v1.55.8", "version of the module "+module+", for its service models")
	out := flag.String("out", ".", "folder to write to")
	flag.Parse()
	if err := run(context.Background(), *version, *out); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, version, out string) error {
	dir, date, err := fetch(ctx, version)
	if err != nil {
		return err
	}
	services, err := readModels(dir)
	if err != nil {
		return err
	}
	source := fmt.Sprintf("service models of %s %s of %s (Apache-2.0)", module, version, date)
	return write(out, source, services)
}

// fetch downloads the module and gives the folder of its models, and the date of
// its release.
func fetch(ctx context.Context, version string) (dir, date string, err error) {
	temp, err := os.MkdirTemp("", "models")
	if err != nil {
		return "", "", err
	}
	defer os.RemoveAll(temp)
	cmd := exec.CommandContext(ctx, "go", "mod", "download", "-json", module+"@"+version)
	cmd.Dir, cmd.Stderr = temp, os.Stderr
	text, err := cmd.Output()
	if err != nil {
		return "", "", fmt.Errorf("go mod download: %w", err)
	}
	var found struct{ Dir, Info string }
	if err := json.Unmarshal(text, &found); err != nil {
		return "", "", err
	}
	if text, err = os.ReadFile(found.Info); err != nil {
		return "", "", err
	}
	var info struct{ Time string }
	if err := json.Unmarshal(text, &info); err != nil {
		return "", "", err
	}
	date, _, _ = strings.Cut(info.Time, "T")
	return filepath.Join(found.Dir, "models", "apis"), date, nil
}
