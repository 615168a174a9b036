package runner

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// An inventory is the manifest of an S3 inventory report: where its data files
// are, and what their columns are (Amazon S3 User Guide, "Locating your inventory
// list").
type inventory struct {
	bucket  string
	keys    []string
	columns []string
}

// mostManifestBytes is how large an inventory's manifest may be, which names
// files of up to 10 GB each.
const mostManifestBytes = 16 << 20

func readInventory(file io.Reader, bucket string) (*inventory, error) {
	text, err := io.ReadAll(io.LimitReader(file, mostManifestBytes+1))
	if err != nil {
		return nil, err
	}
	if len(text) > mostManifestBytes {
		return nil, fmt.Errorf("the manifest has more than %d bytes", mostManifestBytes)
	}
	v, err := jsonvalue.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("the manifest is not JSON: %w", notTheEnd(err))
	}
	if format := v.Get("fileFormat").Text(); format != "CSV" {
		return nil, fmt.Errorf("the inventory's fileFormat is %s; the only one that can be read is CSV", v.Get("fileFormat"))
	}
	made := &inventory{bucket: bucket}
	if to := v.Get("destinationBucket").Text(); to != "" {
		made.bucket = to[strings.LastIndexByte(to, ':')+1:]
	}
	for _, column := range strings.Split(v.Get("fileSchema").Text(), ",") {
		if column = strings.TrimSpace(column); column != "" {
			made.columns = append(made.columns, column)
		}
	}
	if len(made.columns) == 0 {
		return nil, errors.New("the manifest has no fileSchema, which names the columns")
	}
	if v.Get("files").Kind() != jsonvalue.Array {
		return nil, errors.New("the manifest has no files")
	}
	for i, f := range v.Get("files").Items() {
		key := f.Get("key").Text()
		if key == "" {
			return nil, fmt.Errorf("files[%d] of the manifest has no key", i)
		}
		made.keys = append(made.keys, key)
	}
	return made, nil
}

// addresses lists the data files.
func (m *inventory) addresses() func() (address, error) {
	left := m.keys
	return func() (address, error) {
		if len(left) == 0 {
			return address{}, io.EOF
		}
		p := address{m.bucket, left[0]}
		left = left[1:]
		return p, nil
	}
}

// athenaAddresses lists the data files of an Athena manifest, which has the URI of
// one in each line (Amazon Athena User Guide, "UNLOAD").
func athenaAddresses(file *lines) func() (address, error) {
	number := 0
	return func() (address, error) {
		for {
			line, err := file.next()
			if err != nil {
				return address{}, err
			}
			number++
			line = bytes.Trim(bytes.TrimSpace(line), `"`)
			if len(line) == 0 {
				continue
			}
			bucket, key, ok := strings.Cut(strings.TrimPrefix(string(line), "s3://"), "/")
			if !ok || !bytes.HasPrefix(line, []byte("s3://")) || bucket == "" || key == "" {
				return address{}, fmt.Errorf("line %d of the manifest is not the URI of an object, such as s3://bucket/key: %q", number, clipped(line))
			}
			return address{bucket, key}, nil
		}
	}
}

// clipped is as much of a text as a message has room for.
func clipped(text []byte) []byte {
	const most = 80
	if len(text) > most {
		return append(text[:most:most], "…"...)
	}
	return text
}
