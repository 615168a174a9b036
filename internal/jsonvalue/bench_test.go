package jsonvalue

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// order is a document of about four kilobytes.
var order = func() string {
	var items []string
	for i := range 50 {
		items = append(items, fmt.Sprintf(`{"sku":"S-%03d","price":%d.%02d,"quantity":%d,"tags":["a","b"],"gift":%v}`, i, 5+i, i*7%100, i%5, i%3 == 0))
	}
	return `{"id":"A-17","placed":1709214306789,"items":[` + strings.Join(items, ",") + `]}`
}()

func BenchmarkParse(b *testing.B) {
	b.Run("jsonvalue", func(b *testing.B) {
		b.SetBytes(int64(len(order)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := ParseString(order); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("encoding/json", func(b *testing.B) {
		b.SetBytes(int64(len(order)))
		b.ReportAllocs()
		for b.Loop() {
			var x any
			if err := json.Unmarshal([]byte(order), &x); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkAppendJSON(b *testing.B) {
	v, err := ParseString(order)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(order)))
	b.ReportAllocs()
	var to []byte
	for b.Loop() {
		to = v.AppendJSON(to[:0])
	}
}

func BenchmarkGet(b *testing.B) {
	v, err := ParseString(order)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if v.Get("items").At(49).Get("gift").Kind() != Bool {
			b.Fatal("not found")
		}
	}
}

func BenchmarkWith(b *testing.B) {
	v, err := ParseString(order)
	if err != nil {
		b.Fatal(err)
	}
	path := []Step{{Name: "items"}, {Index: 3, IsIndex: true}, {Name: "quantity"}}
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := v.Set(path, IntOf(7)); !ok {
			b.Fatal("not set")
		}
	}
}
