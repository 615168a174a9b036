package runner

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

func csvItems(text, delimiter string, headers []string) (string, error) {
	read, err := readCSV(bufio.NewReaderSize(strings.NewReader(text), 16), delimiter, headers)
	if err != nil {
		return "", err
	}
	var all []jsonvalue.Value
	for {
		it, err := read()
		if errors.Is(err, io.EOF) {
			return jsonvalue.ArrayOf(all...).JSON(), nil
		}
		if err != nil {
			return "", err
		}
		all = append(all, it.value)
	}
}

func TestCSV(t *testing.T) {
	given := []string{"a", "b"}
	for name, c := range map[string]struct {
		text, delimiter string
		headers         []string
		want            string
	}{
		"first row":                    {"a,b\n1,2\n", "COMMA", nil, `[{"a":"1","b":"2"}]`},
		"given":                        {"1,2\n3,4", "", given, `[{"a":"1","b":"2"},{"a":"3","b":"4"}]`},
		"too few and too many":         {"1\n1,2,3\n", "", given, `[{"a":"1","b":""},{"a":"1","b":"2"}]`},
		"only a header":                {"a,b\n", "", nil, `[]`},
		"nothing":                      {"", "", nil, `[]`},
		"lines of Windows":             {"a,b\r\n1,2\r\n", "", nil, `[{"a":"1","b":"2"}]`},
		"empty lines":                  {"\na,b\n\n1,2\n\n", "", nil, `[{"a":"1","b":"2"}]`},
		"blanks stay":                  {" a , b\n   \n", "", nil, `[{" a ":"   "," b":""}]`},
		"a delimiter in quotes":        {`"1,5",2`, "", given, `[{"a":"1,5","b":"2"}]`},
		"a line end in quotes":         {"\"1\n\n5\",2", "", given, `[{"a":"1\n\n5","b":"2"}]`},
		"quotes in quotes":             {`"say ""hi""",""""`, "", given, `[{"a":"say \"hi\"","b":"\""}]`},
		"quotes outside":               {`{""k"":""v""},5" wide`, "", given, `[{"a":"{\"k\":\"v\"}","b":"5\" wide"}]`},
		"empty quotes":                 {`"",""`, "", given, `[{"a":"","b":""}]`},
		"backslashes":                  {`C:\\Program Files\\MyApp.exe,\n`, "", given, `[{"a":"C:\\Program Files\\MyApp.exe","b":"n"}]`},
		"a backslash and a delimiter":  {`1\,5,2`, "", given, `[{"a":"1,5","b":"2"}]`},
		"a backslash and a pipe":       {`1\|5\,|2`, "PIPE", given, `[{"a":"1|5,","b":"2"}]`},
		"a backslash and quotes":       {`"a\"b",2`, "", given, `[{"a":"a\"b","b":"2"}]`},
		"a backslash at the end":       {"1\\\n2\\", "", given, `[{"a":"1","b":""},{"a":"2","b":""}]`},
		"semicolons":                   {"1;2,3", "SEMICOLON", given, `[{"a":"1","b":"2,3"}]`},
		"tabs":                         {"1\t2", "TAB", given, `[{"a":"1","b":"2"}]`},
		"spaces":                       {"1  2", "SPACE", []string{"a", "b", "c"}, `[{"a":"1","b":"","c":"2"}]`},
		"a column twice":               {"a,a,b\n1,2,3\n", "", nil, `[{"a":"2","b":"3"}]`},
		"what is no UTF-8":             {"\xff,2", "", given, "[{\"a\":\"\uFFFD\",\"b\":\"2\"}]"},
		"a row longer than the buffer": {"a,b\n" + strings.Repeat("x", 100) + ",\"" + strings.Repeat("y", 100) + "\"\n", "", nil, `[{"a":"` + strings.Repeat("x", 100) + `","b":"` + strings.Repeat("y", 100) + `"}]`},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := csvItems(c.text, c.delimiter, c.headers)
			if err != nil || got != c.want {
				t.Errorf("got  %s %v\nwant %s", got, err, c.want)
			}
		})
	}
	if _, err := csvItems("1", "DOT", given); err == nil || !strings.Contains(err.Error(), `"DOT" is none of COMMA`) {
		t.Errorf("unknown delimiter: %v", err)
	}
}

func FuzzCSV(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2\n", `"x""y",\\z` + "\n", "\"\n\"", "a\\", "\r\n,\r\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := csvItems(text, "", nil)
		if err != nil {
			return
		}
		if _, err := jsonvalue.ParseString(got); err != nil {
			t.Errorf("%q became %s: %v", text, got, err)
		}
	})
}

func FuzzJSONItems(f *testing.F) {
	for _, seed := range []string{`[1,{"a":2}]`, `{"a":{"b":[1]}}`, `[`, `{"a`, `[1] 2`, "\x1f\x8b", "PAR1"} {
		f.Add([]byte(seed), "/a/0")
	}
	f.Fuzz(func(t *testing.T, content []byte, pointer string) {
		for _, p := range []string{"", pointer} {
			read, err := readJSON(bytes.NewReader(content), p)
			for err == nil {
				_, err = read()
			}
		}
		read := readLines(&lines{file: bufio.NewReaderSize(bytes.NewReader(content), 16)})
		for err := error(nil); err == nil; {
			_, err = read()
		}
		if _, err := readInventory(bytes.NewReader(content), "b"); err != nil && err.Error() == "" {
			t.Error("an error without words")
		}
		list := athenaAddresses(&lines{file: bufio.NewReaderSize(bytes.NewReader(content), 16)})
		for err := error(nil); err == nil; {
			_, err = list()
		}
	})
}
