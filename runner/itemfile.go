package runner

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// mostWindow is how many bytes a zstd file may make its reader remember: what
// zstd --long makes by default.
const mostWindow = 128 << 20

// A packing is a way to compress a file, known by the ends of its name.
type packing struct {
	name string
	ends []string
	mark string // what such a file begins with
	open func(io.Reader) (io.Reader, func(), error)
}

var packings = []packing{
	{"gzip", []string{".gz", ".gzip"}, "\x1f\x8b", func(file io.Reader) (io.Reader, func(), error) {
		r, err := gzip.NewReader(file)
		return r, func() {}, err
	}},
	{"zstd", []string{".zst", ".zstd"}, "\x28\xb5\x2f\xfd", func(file io.Reader) (io.Reader, func(), error) {
		r, err := zstd.NewReader(file, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(mostWindow))
		if err != nil {
			return nil, nil, err
		}
		return r, r.Close, nil
	}},
}

// unpacked reads a file that is compressed as its name says; key may be empty. It
// refuses a file whose content is something else, as that would make items of
// what nobody can read.
func unpacked(key string, file io.Reader) (*bufio.Reader, func(), error) {
	in := bufio.NewReaderSize(file, 64<<10)
	begins, err := in.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, err
	}
	for _, p := range packings {
		marked := bytes.HasPrefix(begins, []byte(p.mark))
		switch named := endsWith(key, p.ends); {
		case !named && !marked:
			continue
		case !named && key != "":
			return nil, nil, fmt.Errorf("the content is %s, and the name does not end in %s", p.name, p.ends[0])
		case !marked:
			return nil, nil, fmt.Errorf("the content is not %s, as its name says", p.name)
		}
		out, done, err := p.open(in)
		if err != nil {
			return nil, nil, err
		}
		return bufio.NewReaderSize(out, 64<<10), done, nil
	}
	if string(begins) == "PAR1" {
		return nil, nil, errors.New("the content is Parquet, for which InputType is PARQUET")
	}
	return in, func() {}, nil
}

func endsWith(key string, ends []string) bool {
	for _, e := range ends {
		if strings.HasSuffix(key, e) {
			return true
		}
	}
	return false
}

// lines reads a file line by line, none of them longer than an item may be.
type lines struct {
	file *bufio.Reader
	long []byte // a line that the reader's own buffer cannot hold
}

// next gives a line with its end, valid until the next call.
func (l *lines) next() ([]byte, error) {
	line, err := l.file.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		l.long = append(l.long[:0], line...)
		for errors.Is(err, bufio.ErrBufferFull) {
			if len(l.long) > mostItemBytes {
				return nil, errItemTooLarge
			}
			line, err = l.file.ReadSlice('\n')
			l.long = append(l.long, line...)
		}
		line = l.long
	}
	if errors.Is(err, io.EOF) && len(line) > 0 {
		return line, nil
	}
	return line, err
}
