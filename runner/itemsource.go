package runner

import (
	"errors"
	"fmt"
	"io"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// source gives a distributed map its items, one by one, so that no file need fit
// into memory.
type source interface {
	// next gives an item; ok is false at the end.
	next() (it item, ok bool, err error)
	close()
}

// inState is a source of items that the state's data holds.
type inState struct {
	items jsonvalue.Value
	given int
}

func (s *inState) next() (item, bool, error) {
	if s.given >= s.items.Len() {
		return item{}, false, nil
	}
	it := item{index: s.given, value: s.items.At(s.given), from: "STATE_DATA"}
	if s.items.Kind() == jsonvalue.Object {
		m := s.items.Members()[s.given]
		it.key, it.keyed, it.value = m.Name, true, m.Value
	}
	s.given++
	return it, true, nil
}

func (s *inState) close() {}

// limited is a source that ends after a number of items.
type limited struct {
	source
	left int64
}

func (s *limited) next() (item, bool, error) {
	if s.left == 0 {
		return item{}, false, nil
	}
	s.left--
	return s.source.next()
}

// An address is where a file is.
type address struct{ bucket, key string }

// String is the address as the context object has it.
func (p address) String() string { return "S3://" + p.bucket + "/" + p.key }

// contents are the items of one file, as they come. Reading ends with io.EOF.
type contents struct {
	read  func() (item, error)
	close func()
}

// files is a source of the items of one file after the other.
type files struct {
	list func() (address, error) // the next file; io.EOF at the end
	open func(address) (*contents, error)
	stop func() // ends the listing; may be nil

	from    string // where the items that are read now come from
	now     *contents
	through bool // all is read
	given   int
}

// begin opens the first file, so that what cannot be read at all is known at once.
func (s *files) begin() error {
	at, err := s.list()
	if errors.Is(err, io.EOF) {
		s.through = true
		return nil
	}
	if err != nil {
		return err
	}
	s.from = at.String()
	if s.now, err = s.open(at); err != nil {
		return &unreadable{s.from, err}
	}
	return nil
}

func (s *files) next() (item, bool, error) {
	for !s.through {
		it, err := s.now.read()
		if err == nil {
			it.index, it.from = s.given, s.from
			s.given++
			return it, true, nil
		}
		if !errors.Is(err, io.EOF) {
			return item{}, false, &unreadable{s.from, err}
		}
		s.now.close()
		s.now = nil
		if err := s.begin(); err != nil {
			return item{}, false, err
		}
	}
	return item{}, false, nil
}

func (s *files) close() {
	if s.now != nil {
		s.now.close()
		s.now = nil
	}
	s.through = true
	if s.stop != nil {
		s.stop()
	}
}

// unreadable is what is wrong with a file.
type unreadable struct {
	from string
	err  error
}

func (u *unreadable) Error() string { return u.from + ": " + u.err.Error() }

func (u *unreadable) Unwrap() error { return u.err }

// mostItemBytes is how large an item may be before ItemSelector makes it smaller
// (Developer Guide, "ItemReader (Map)").
const mostItemBytes = 8 << 20

var errItemTooLarge = fmt.Errorf("an item has more than %d bytes", mostItemBytes)
