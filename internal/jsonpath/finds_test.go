package jsonpath

import (
	"errors"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// shop is the document of most cases.
const shop = `{
	"open": true,
	"owner": {"name": "Mia", "first name": "M", "it's": 1, "back\\slash": 2},
	"shelf": [
		{"sku": "apple",  "price": 2,    "tags": ["red", "fresh"], "stock": {"hall": 4}},
		{"sku": "bread",  "price": 3.50, "tags": []},
		{"sku": "cheese", "price": 12,   "tags": ["fresh"], "age": null},
		{"sku": "10",     "price": "10"}
	],
	"matrix": [[1, 2], [3, 4], [5]],
	"limit": 3,
	"nothing": null,
	"empty": []
}`

func TestFinds(t *testing.T) {
	roots := &Roots{
		Document: document(t, shop),
		Context:  document(t, `{"Execution":{"Input":{"a-b":[7,8]}},"State":{"Name":"S"}}`),
		Lookup: func(name string) (jsonvalue.Value, bool) {
			v := map[string]string{"count": `5`, "größe_2": `{"x":[1,2,3]}`}[name]
			if v == "" {
				return jsonvalue.Value{}, false
			}
			return document(t, v), true
		},
	}
	for _, c := range []struct{ path, want string }{
		// members
		{"$.open", `true`},
		{"$.nothing", `null`},
		{"$['owner'].name", `"Mia"`},
		{`$["owner"]["name"]`, `"Mia"`},
		{"$.owner['first name']", `"M"`},
		{"$.['owner'].['name']", `"Mia"`},
		{`$.owner['it\'s']`, `1`},
		{`$.owner["it's"]`, `1`},
		{`$.owner['back\\slash']`, `2`},
		{`$.owner['back\slash']`, `2`},
		{"$.open  ", `true`},
		// unions
		{"$.owner['name','first name']", `{"name":"Mia","first name":"M"}`},
		{"$.owner['none','name','name']", `{"name":"Mia"}`},
		{"$['owner','shelf'].name", `["Mia"]`},
		{"$.shelf[0,2].sku", `["apple","cheese"]`},
		{"$.shelf[2, 0, 0].sku", `["cheese","apple","apple"]`},
		{"$.shelf[0,9].sku", `["apple"]`},
		// indexes
		{"$.matrix[0]", `[1,2]`},
		{"$.matrix[-1][0]", `5`},
		{"$.matrix[ 1 ][-1]", `4`},
		// slices
		{"$.matrix[1:]", `[[3,4],[5]]`},
		{"$.matrix[:1]", `[[1,2]]`},
		{"$.matrix[0:2]", `[[1,2],[3,4]]`},
		{"$.matrix[-2:]", `[[3,4],[5]]`},
		{"$.matrix[:-1]", `[[1,2],[3,4]]`},
		{"$.matrix[-9:]", `[[1,2],[3,4],[5]]`},
		{"$.matrix[2:1]", `[]`},
		{"$.matrix[5:9]", `[]`},
		{"$.matrix[-2:1]", `[[3,4],[5],[1,2]]`},
		{"$.matrix[0:3:2]", `[[1,2],[3,4],[5]]`},
		// wildcards
		{"$.matrix[*][0]", `[1,3,5]`},
		{"$.matrix.*.*", `[1,2,3,4,5]`},
		{"$.shelf[*].stock.hall", `[4]`},
		{"$.empty[*]", `[]`},
		{"$.owner.*", `["Mia","M",1,2]`},
		// recursive descent
		{"$..hall", `[4]`},
		{"$..tags[0]", `["red","fresh"]`},
		{"$.matrix..[1]", `[[3,4],2,4]`},
		{"$.matrix..*", `[[1,2],[3,4],[5],1,2,3,4,5]`},
		{"$..['sku','age']", `[{"sku":"cheese","age":null}]`},
		{"$.shelf..['sku','age'].none", `[]`},
		{"$..none", `[]`},
		// indefinite paths over missing or unfitting data
		{"$.none[*]", `[]`},
		{"$.none.deep[1:5].x", `[]`},
		{"$.open[1:]", `[]`},
		{"$.open[*]", `[]`},
		{"$.open[?(@.x)]", `[]`},
		{"$.none['a','b'].c", `[]`},
		// other roots
		{"$", roots.Document.JSON()},
		{"$$.Execution.Input['a-b'][1]", `8`},
		{"$$.State", `{"Name":"S"}`},
		{"$count", `5`},
		{"$größe_2.x[1:]", `[2,3]`},
		{"$größe_2['x'][0]", `1`},
	} {
		got, err := parse(t, c.path).Eval(roots)
		if err != nil || got.JSON() != c.want {
			t.Errorf("%s gave %s, %v; want %s", c.path, got, err, c.want)
		}
	}
}

func TestFilters(t *testing.T) {
	roots := &Roots{Document: document(t, shop)}
	for _, c := range []struct{ filter, want string }{
		{"@.age", `["cheese"]`},
		{"!@.tags", `["10"]`},
		{"!(@.tags)", `["10"]`},
		{"@.stock.hall", `["apple"]`},
		{"@['sku'] == 'apple'", `["apple"]`},
		{`@.sku == "apple"`, `["apple"]`},
		{`@.sku == 'appl\u0065'`, `["apple"]`},
		{"@.sku != 'apple'", `["bread","cheese","10"]`},
		{"'apple' == @.sku", `["apple"]`},
		{"@.price > 3", `["bread","cheese"]`},
		{"@.price >= 12", `["cheese"]`},
		{"@.price < 3.5", `["apple"]`},
		{"@.price <= 3.5", `["apple","bread"]`},
		{"@.price < $.limit", `["apple"]`},
		{"@.price == 10", `["10"]`},
		{"10 == @.price", `["10"]`},
		{"@.price === 10", `[]`},
		{"@.price !== 10", `["apple","bread","cheese","10"]`},
		{"@.price == 2.0", `["apple"]`},
		{"@.price == 002", `["apple"]`},
		{"@.sku > 'b'", `["bread","cheese"]`},
		{"@.age == null", `["cheese"]`},
		{"@.none == null", `[]`},
		{"@.none != 1", `["apple","bread","cheese","10"]`},
		{"@.tags == ['red','fresh']", `["apple"]`},
		{"@.stock == {'hall': 4}", `["apple"]`},
		{"@.price > 2 && @.price < 12", `["bread"]`},
		{"@.price == 2 || @.sku == 'bread'", `["apple","bread"]`},
		{"@.sku == '10' || @.price > 2 && @.price < 12", `["bread","10"]`},
		{"(@.sku == '10' || @.price > 2) && @.price < 12", `["bread"]`},
		{"!(@.price > 2 && @.price < 12)", `["apple","cheese","10"]`},
		{"@.sku in ['apple','cheese']", `["apple","cheese"]`},
		{"@.sku IN ['apple']", `["apple"]`},
		{"@.sku nin ['apple','cheese']", `["bread","10"]`},
		{"'fresh' in @.tags", `["apple","cheese"]`},
		{"@.tags contains 'red'", `["apple"]`},
		{"@.sku contains 'ee'", `["cheese"]`},
		{"@.tags size 1", `["cheese"]`},
		{"@.sku size 2", `["10"]`},
		{"@.tags empty true", `["bread"]`},
		{"@.tags empty false", `["apple","cheese"]`},
		{"@.tags subsetof ['red','fresh','x']", `["apple","bread","cheese"]`},
		{"@.tags all ['red']", `["apple"]`},
		{"@.tags anyof ['red','x']", `["apple"]`},
		{"@.tags noneof ['red']", `["bread","cheese","10"]`},
		{"@.sku =~ /.*e.*/", `["apple","bread","cheese"]`},
		{"@.sku =~ /E/", `[]`},
		{"@.sku =~ /.*E.*/i", `["apple","bread","cheese"]`},
		{`@.sku =~ /\d+/`, `["10"]`},
		{"@.price =~ /2/", `["apple"]`},
		{"@..hall", `["apple","bread","cheese","10"]`},
		{"@.tags[*] == ['fresh']", `["cheese"]`},
		{"@.tags[0] == 'red'", `["apple"]`},
		{"@.tags[?(@ == 'red')] size 1", `["apple"]`},
		{"1 == 1", `["apple","bread","cheese","10"]`},
	} {
		path := "$.shelf[?(" + c.filter + ")].sku"
		got, err := parse(t, path).Eval(roots)
		if err != nil || got.JSON() != c.want {
			t.Errorf("%s gave %s, %v; want %s", path, got, err, c.want)
		}
	}
}

// TestFilterOnObject: an object is kept whole where it fulfils the condition.
func TestFilterOnObject(t *testing.T) {
	roots := &Roots{Document: document(t, shop)}
	for path, want := range map[string]string{
		"$.owner[?(@.name == 'Mia')].name":          `["Mia"]`,
		"$.owner[?(@.name == 'Max')]":               `[]`,
		"$..[?(@.price > 3)].sku":                   `["bread","cheese"]`,
		"$.matrix[*][?(@ > 2)]":                     `[3,4,5]`,
		"$.shelf[?(@.price==12)].tags[?(@=~/f.*/)]": `["fresh"]`,
	} {
		got, err := parse(t, path).Eval(roots)
		if err != nil || got.JSON() != want {
			t.Errorf("%s gave %s, %v; want %s", path, got, err, want)
		}
	}
}

func TestPathErrors(t *testing.T) {
	roots := &Roots{
		Document: document(t, shop),
		Context:  document(t, `{"Execution":{}}`),
		Lookup:   func(string) (jsonvalue.Value, bool) { return jsonvalue.Value{}, false },
	}
	for _, c := range []struct {
		path   string
		reason Reason
		detail string
	}{
		{"$.none", NotFound, "No results for path: $['none']"},
		{"$.owner.none", NotFound, "No results for path: $['owner']['none']"},
		{"$.none.such", NotFound, "Missing property in path $['none']"},
		{"$.owner.none.such.path", NotFound, "Missing property in path $['owner']['none']"},
		{"$$.Execution.Input.x", NotFound, "Missing property in path $['Execution']['Input']"},
		{"$.open.x", NotFound, "Expected to find an object with property ['x'] in path $['open'] but found 'com.fasterxml.jackson.databind.node.BooleanNode'. This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider'."},
		{"$.limit.x", NotFound, "Expected to find an object with property ['x'] in path $['limit'] but found 'com.fasterxml.jackson.databind.node.IntNode'. This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider'."},
		{"$.empty[3].x", NotFound, "Expected to find an object with property ['x'] in path $['empty'][3] but found 'null'. This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider'."},
		{"$.empty[0]", NotFound, "No results for path: $['empty'][0]"},
		{"$.matrix[-4]", NotFound, "No results for path: $['matrix'][-4]"},
		{"$.limit[0]", NotApplicable, "Filter: [0] can only be applied to arrays. Current context is: 3"},
		{"$.nothing[0]", NotApplicable, "Filter: [0] can only be applied to arrays. Current context is: null"},
		{"$unset", NoVariable, "the variable 'unset' has no value"},
	} {
		p := parse(t, c.path)
		_, err := p.Eval(roots)
		var e *PathError
		if !errors.As(err, &e) || e.Reason != c.reason || e.Detail != c.detail || e.Path != c.path {
			t.Errorf("%s failed with %v", c.path, err)
		}
		if _, ok := p.Find(roots); ok {
			t.Errorf("%s is said to be found", c.path)
		}
	}
	_, err := parse(t, "$.none").Eval(roots)
	if want := "Invalid path '$.none' : No results for path: $['none']"; err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
	want := `The JSONPath '$.none' specified for the field 'value.$' could not be found in the input '{"a":1}'`
	if got := err.(*PathError).InTemplate("value.$", `{"a":1}`); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestFind: an indefinite path is always there.
func TestFind(t *testing.T) {
	roots := &Roots{Document: document(t, `{"a":[]}`)}
	if v, ok := parse(t, "$.a[0]").Find(roots); ok {
		t.Errorf("an empty array has an item %s", v)
	}
	if v, ok := parse(t, "$.none[*]").Find(roots); !ok || v.JSON() != "[]" {
		t.Errorf("an indefinite path gave %s, %v", v, ok)
	}
}

func TestSyntaxErrors(t *testing.T) {
	for _, c := range []struct {
		path     string
		position int
		words    string
	}{
		{"", 0, "a path starts with $"},
		{"a.b", 0, "a path starts with $"},
		{" $.a", 0, "a path starts with $"},
		{"@.a", 0, "a path starts with $"},
		{"$.", 1, "cannot end with '.'"},
		{"$..", 2, "cannot end with '.'"},
		{"$...a", 3, "a name is missing"},
		{"$a b", 2, "cannot follow a path's root"},
		{"$(a)", 1, "cannot follow a path's root"},
		{"$$$", 2, "cannot follow a path's root"},
		{"$.my name", 4, "['my name']"},
		{"$.a.length()", 4, "States.ArrayLength"},
		{"$[a]", 2, "needs quotes"},
		{"$['a]", 2, "this quote does not end"},
		{"$['a'b]", 5, "expected ']'"},
		{"$['a',]", 6, "another name in quotes"},
		{"$['a'", 1, "has no ']'"},
		{"$[0", 1, "has no ']'"},
		{"$[]", 1, "the brackets are empty"},
		{"$[1,?]", 4, "brackets hold indexes"},
		{"$[1,]", 2, "is no index"},
		{"$[99999999999]", 2, "is no index"},
		{"$[:]", 2, "write [*] for all items"},
		{"$[1:x]", 4, "brackets hold indexes"},
		{"$[99999999999:]", 2, "no bound"},
		{"$[(@.length-1)]", 2, "no script"},
		{"$[?@.a]", 3, "a filter is written [?(…)]"},
		{"$[?()]", 4, "a filter needs a condition"},
		{"$[?(@.a = 1)]", 8, "equality is written =="},
		{"$[?(@.a == )]", 11, "something to compare with is missing"},
		{"$[?(@.a && true)]", 11, "a condition compares something"},
		{"$[?(true)]", 4, "a condition compares something"},
		{"$[?(@.a == 'x)]", 11, "does not end"},
		{"$[?(@.a/2 == 1)]", 7, "does not end"},
		{"$[?(@.a == 1]", 3, "has no"},
		{"$[?((@.a == 1)]", 3, "has no"},
		{"$[?(@.a == [1,])]", 14, "no JSON"},
		{"$[?(@.a == {'b' 1})]", 16, "':'"},
		{"$[?(@.a == 1-)]", 11, "is no number"},
		{"$[?(@.a == nil)]", 11, "or a literal"},
		{"$[?(@.a =~ /(/)]", 11, "cannot be used"},
		{"$[?(@.a =~ /a/x)]", 14, "flag x"},
		{"$[?(@.a =~ /(?=a)/)]", 11, "cannot be used"},
		{"$[?(@.a ~ 1)]", 8, "expected an operator"},
		{"$[?(@.a() == 1)]", 6, "no JSONPath functions"},
		{`$[?(@.a == '\u12')]`, 11, "four hexadecimal digits"},
		{strings.Repeat("$", maxText+1), 0, "a path may have"},
		{"$" + strings.Repeat("[?(@", maxNested+1) + strings.Repeat(")]", maxNested+1), -1, "nest deeper"},
		{"$[?(" + strings.Repeat("(", 500) + "@" + strings.Repeat(")", 500) + ")]", -1, "nests too deep"},
	} {
		_, err := Parse(c.path)
		var e *SyntaxError
		if !errors.As(err, &e) {
			t.Errorf("%.40s was taken", c.path)
			continue
		}
		if !strings.Contains(e.Error(), c.words) || c.position >= 0 && e.Position != c.position {
			t.Errorf("%.40s failed at %d with %q; want %q at %d", c.path, e.Position, e, c.words, c.position)
		}
	}
}

func TestAboutPaths(t *testing.T) {
	for _, c := range []struct {
		path      string
		definite  bool
		reference bool
		root      Root
		variable  string
		names     string
	}{
		{"$", true, true, Document, "", ""},
		{"$.a.b", true, true, Document, "", "a b"},
		{"$.a[0].b", true, true, Document, "", "a"},
		{"$.a['x','y']", true, false, Document, "", "a"},
		{"$.a['x','y'].z", false, false, Document, "", "a"},
		{"$.a[0,1]", false, false, Document, "", "a"},
		{"$..a", false, false, Document, "", ""},
		{"$.a[?(@.b)]", false, false, Document, "", "a"},
		{"$$.Map.Item.Index", true, true, Context, "", "Map Item Index"},
		{"$order.id", true, true, Variable, "order", "id"},
	} {
		p := parse(t, c.path)
		if p.String() != c.path || p.Definite() != c.definite || p.IsReference() != c.reference || p.Root() != c.root ||
			p.Variable() != c.variable || strings.Join(p.Names(), " ") != c.names {
			t.Errorf("%s: definite %v, reference %v, root %v, variable %q, names %v", p, p.Definite(), p.IsReference(), p.Root(), p.Variable(), p.Names())
		}
	}
}

func TestVariableNames(t *testing.T) {
	for name, want := range map[string]bool{
		"a": true, "größe_2": true, "x1": true, "名": true,
		"": false, "1a": false, "_a": false, "a.b": false, "a-b": false,
		strings.Repeat("a", 80): true, strings.Repeat("a", 81): false,
	} {
		if IsVariableName(name) != want {
			t.Errorf("IsVariableName(%.20q) is %v", name, !want)
		}
	}
}

// TestTooMuch: a path that would visit the document again and again stops.
func TestTooMuch(t *testing.T) {
	wide, deep := make([]jsonvalue.Value, 200), jsonvalue.IntOf(1)
	for i := range wide {
		wide[i] = jsonvalue.ArrayOf(jsonvalue.IntOf(int64(i)))
		deep = jsonvalue.ArrayOf(deep)
	}
	roots := &Roots{Document: jsonvalue.ArrayOf(append(wide, deep)...)}
	for _, text := range []string{"$..*..*..*..*", "$[*][?($[*][?($[*][?($[*][*])])])]"} {
		_, err := parse(t, text).Eval(roots)
		var e *PathError
		if !errors.As(err, &e) || e.Reason != TooMuch {
			t.Errorf("%s gave %v", text, err)
		}
	}
}
