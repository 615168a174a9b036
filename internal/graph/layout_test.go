package graph

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func Example() {
	parts, err := ParseLayout("20060102-15:04 at")
	for _, p := range parts {
		fmt.Printf("%q %q\n", p.Element, p.Text)
	}
	fmt.Println(err)
	// Output:
	// "2006" "2006"
	// "01" "01"
	// "02" "02"
	// "" "-"
	// "15" "15"
	// "" ":"
	// "04" "04"
	// "" " at"
	// <nil>
}

func TestLayoutsThatCannotBeWritten(t *testing.T) {
	for _, layout := range []string{"_2", "__2", "_2006", ".999", ".0", ",00", ".0000", "-07", "Z07:00:00"} {
		if parts, err := ParseLayout(layout); err == nil {
			t.Errorf("%q was taken as %v", layout, parts)
		}
	}
}

// TestLayoutsAsPackageTimeHasThem holds that a layout is cut where package time
// cuts it: formatted piece by piece, it gives what it gives as a whole.
func TestLayoutsAsPackageTimeHasThem(t *testing.T) {
	at := time.Date(2027, 11, 23, 16, 38, 49, 123e6, time.UTC)
	pieces := append([]string{"-", "/", " ", "T", "[", "at", ".000", ",000"}, elements...)
	rapid.Check(t, func(t *rapid.T) {
		layout := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 8).Draw(t, "pieces"), "")
		parts, err := ParseLayout(layout)
		if err != nil {
			return
		}
		var whole, formatted strings.Builder
		for _, p := range parts {
			whole.WriteString(p.Text)
			if p.Element == "" {
				formatted.WriteString(p.Text)
				continue
			}
			formatted.WriteString(at.Format(p.Text))
		}
		if whole.String() != layout || formatted.String() != at.Format(layout) {
			t.Fatalf("%q was cut into %q, which gives %q and not %q", layout, parts, formatted.String(), at.Format(layout))
		}
	})
}

func FuzzParseLayout(f *testing.F) {
	f.Add("2006-01-02T15:04:05.000Z07:00")
	f.Fuzz(func(t *testing.T, layout string) {
		parts, err := ParseLayout(layout)
		var whole strings.Builder
		for _, p := range parts {
			whole.WriteString(p.Text)
		}
		if err == nil && whole.String() != layout {
			t.Errorf("%q was cut into %q", layout, parts)
		}
	})
}
