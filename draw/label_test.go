package draw

import (
	"strings"
	"testing"
)

func TestLabel(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Is New?", "Is New?"},
		{`say "hi": now`, "say #34;hi#34;#58; now"},
		{"${Name} and $x", "#36;#123;Name#125; and $x"},
		{"<b>&amp;</b>", "#60;b#62;#38;amp#59;#60;/b#62;"},
		{"1. one *two*", "1#46; one #42;two#42;"},
		{"aws-sdk -- x", "aws-sdk #45;#45; x"},
		{"items[0].a[b]", "items[0].a#91;b#93;"},
		{"a Direction TB", "a #68;irection TB"},
		{" two\t blanks\n", "two blanks"},
		{"\xff注文🚀", "\uFFFD注文🚀"},
		{"\u202eabc", "abc"},
		{"ﬂ°°35¶ß", "fl°°35¶\u200Bß"},
		{"", "“”"},
		{strings.Repeat("a", 21), strings.Repeat("a", 19) + "…"},
	} {
		if got := label(c.text, 20); got != c.want {
			t.Errorf("label(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestIDs(t *testing.T) {
	taken := ids{}
	for _, c := range []struct{ name, want string }{
		{"Create user", "CreateUser"}, {"create User", "CreateUser_2"}, {"CREATEUSER", "CREATEUSER_3"},
		{"default", "StateDefault"}, {"7 days", "State7Days"}, {"注文", "Box"}, {"⌘", "Box_2"}, {"state", "StateState"},
		{"Don't ask", "DontAsk"}, {strings.Repeat("long ", 20), "LongLongLongLongLongLongLongLongLongLong"},
	} {
		if got := taken.next(c.name); got != c.want {
			t.Errorf("the id of %q is %q, want %q", c.name, got, c.want)
		}
	}
}
