package jsonata

import (
	"maps"
	"sync/atomic"
)

// pictures keeps the analysed pictures of an expression, which mostly are
// literals and the same in each evaluation.
type pictures struct {
	integers   cache[*integerPicture]
	dates      cache[[]datePart]
	timestamps cache[*timestampPicture]
	numbers    cache[*numberPictures]
}

func (p *pictures) integer(picture string) (*integerPicture, error) {
	return p.integers.get(picture, analyseInteger)
}

func (p *pictures) date(picture string) ([]datePart, error) {
	return p.dates.get(picture, analyseDate)
}

func (p *pictures) timestamp(picture string) (*timestampPicture, error) {
	return p.timestamps.get(picture, analyseTimestamp)
}

func (p *pictures) number(picture string) (*numberPictures, error) {
	return p.numbers.get(picture, func(s string) (*numberPictures, error) { return analyseNumber(s, newDecimalFormat(undefined)) })
}

// cached is how many pictures of a kind are kept.
const cached = 16

// cache keeps the first few things made from texts. Any number of goroutines may
// use it: a new entry makes a new map.
type cache[T any] struct {
	made atomic.Pointer[map[string]T]
}

func (c *cache[T]) get(from string, make func(string) (T, error)) (T, error) {
	known := c.made.Load()
	if known != nil {
		if made, ok := (*known)[from]; ok {
			return made, nil
		}
	}
	made, err := make(from)
	if err != nil || known != nil && len(*known) >= cached {
		return made, err
	}
	more := map[string]T{from: made}
	if known != nil {
		maps.Copy(more, *known)
	}
	c.made.CompareAndSwap(known, &more)
	return made, nil
}
