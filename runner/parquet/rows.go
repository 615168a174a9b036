package parquet

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"

	"github.com/parquet-go/parquet-go"
)

// The limits of Step Functions (Developer Guide, "ItemReader (Map)").
const (
	mostFooterBytes   = 5 << 20
	mostRowGroupBytes = 256 << 20
)

// atATime is how many rows are read at once.
const atATime = 64

// Rows gives the rows of a Parquet file, in their order, each as the text of a
// JSON object that is valid until the next. The last pair has an error if the file
// cannot be read to its end.
//
// A Parquet file has to be read from its end: a reader that is an io.ReaderAt with
// a Size or a Stat method is read in place, any other is copied into a file in the
// folder for temporary files first, which is removed in the end.
func Rows(file io.Reader) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		stopped := false
		err := read(file, func(row []byte) bool {
			stopped = !yield(row, nil)
			return !stopped
		})
		if err != nil && !stopped {
			yield(nil, err)
		}
	}
}

// read hands on row after row, until the receiver has enough.
func read(file io.Reader, each func([]byte) bool) (err error) {
	at, size, done, err := random(file)
	if err != nil {
		return err
	}
	defer done()
	if err := checkFooter(at, size); err != nil {
		return err
	}
	yielding := false
	defer func() { // a damaged file can make the library panic, which a caller cannot foresee
		if yielding {
			return
		}
		if p := recover(); p != nil {
			err = fmt.Errorf("the Parquet file is damaged: %v", p)
		}
	}()
	f, err := parquet.OpenFile(at, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return err
	}
	for i, g := range f.Metadata().RowGroups {
		if g.TotalByteSize > mostRowGroupBytes {
			return fmt.Errorf("row group %d has %d bytes, and %d are the most", i, g.TotalByteSize, mostRowGroupBytes)
		}
	}
	root, err := newColumn(f.Schema())
	if err != nil {
		return err
	}
	for _, g := range f.RowGroups() {
		more, err := root.readGroup(g, func(row []byte) bool {
			yielding = true
			more := each(row)
			yielding = false
			return more
		})
		if err != nil || !more {
			return err
		}
	}
	return nil
}

func (c *column) readGroup(g parquet.RowGroup, each func([]byte) bool) (more bool, err error) {
	rows := g.Rows()
	defer rows.Close()
	buffer, text := make([]parquet.Row, atATime), []byte(nil)
	for {
		n, err := rows.ReadRows(buffer)
		for _, row := range buffer[:n] {
			text = c.row(row).AppendJSON(text[:0])
			if !each(text) {
				return false, nil
			}
		}
		if errors.Is(err, io.EOF) {
			return true, nil
		}
		if err != nil {
			return false, err
		}
	}
}

// checkFooter refuses a file that is not Parquet, or whose footer is too large.
func checkFooter(file io.ReaderAt, size int64) error {
	var end [8]byte
	if size < 12 {
		return errors.New("the file is too short for Parquet")
	}
	if _, err := file.ReadAt(end[:], size-8); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if string(end[4:]) != "PAR1" {
		return errors.New("the file does not end as Parquet does; it is another format, or cut short")
	}
	if n := int64(end[0]) | int64(end[1])<<8 | int64(end[2])<<16 | int64(end[3])<<24; n > mostFooterBytes || n > size-12 {
		return fmt.Errorf("the footer has %d bytes, and %d are the most", n, min(mostFooterBytes, size-12))
	}
	return nil
}

// random makes a file one that can be read at any place.
func random(file io.Reader) (at io.ReaderAt, size int64, done func(), err error) {
	if at, ok := file.(io.ReaderAt); ok {
		switch f := file.(type) {
		case interface{ Size() int64 }:
			return at, f.Size(), func() {}, nil
		case interface{ Stat() (fs.FileInfo, error) }:
			info, err := f.Stat()
			if err != nil {
				return nil, 0, nil, err
			}
			return at, info.Size(), func() {}, nil
		}
	}
	copied, err := os.CreateTemp("", "quickstep-*.parquet")
	if err != nil {
		return nil, 0, nil, err
	}
	done = func() {
		copied.Close()
		os.Remove(copied.Name())
	}
	if size, err = io.Copy(copied, file); err != nil {
		done()
		return nil, 0, nil, err
	}
	return copied, size, done, nil
}
